"""`factsheet query`: answers SQL over a collection or a dossier."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from claims.collection.query import Selection

__all__ = ["command"]

_FORMATS = ("table", "csv", "jsonl", "parquet")


@click.command("query", short_help="Ask a collection or a dossier in SQL.")
@click.argument("sql", metavar="SQL")
@click.option(
    "--from", "source", metavar="DIR", type=options.PATH, default=Path(), help="The collection or dossier. Default: ."
)
@click.option(
    "--format",
    "wanted",
    type=click.Choice(_FORMATS),
    help="Default: as FILE ends; else table on a terminal, csv in a pipe.",
)
@click.option("--out", metavar="FILE", type=options.PATH, help="Write to FILE; on failure it stays unchanged.")
@click.option(
    "--allow", metavar="PATH", type=options.PATH, multiple=True, help="A further file or folder that SQL may read."
)
def command(sql: str, source: Path, wanted: str | None, out: Path | None, allow: tuple[Path, ...]) -> None:
    r"""Ask a collection or a dossier in SQL.

    The SQL is DuckDB's. Nothing is changed, and no other file is read.

    Views: documents, claims, sources, figures, places, times, parties, events, origins, groups, findings; "describe
    claims" lists the columns of one. A claim is named by its document and its id; the other views call them document
    and claim. first_day(d) and last_day(d) turn dates as records have them into days. SQL of - is read from
    standard input.

    \b
    Examples:
      # Who said what that names Khartoum, in articles of one week
      factsheet query "select day, publisher, source.name, said from claims
        join documents d on d.id = document
        where exists (from places p where p.document = claims.document and p.claim = claims.id
          and p.name = 'Khartoum')
        and day between '2024-04-15' and '2024-04-21' order by day" --from collection
      # The dead of air strikes in Sudan over time, as each source counts them
      factsheet query "select day, f.source, f.min, f.max from events e
        join figures f using (document, claim) join documents d on d.id = document
        where type = 'air_strike' and country = 'SD' and what = 'killed' order by day" --from collection

    Exit codes: 0 success; 2 could not run.
    """
    from claims.collection.query import opened

    kind = wanted or _format(out)
    if kind == "parquet" and out is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text for a terminal: name a file with --out.")
    with terminal.notes(terminal.Progress()), opened(source, allow=allow) as database:
        _write(database.select(_read(sql)), kind, out)


def _format(out: Path | None) -> str:
    if out is not None:
        return out.suffix[1:].lower() if out.suffix[1:].lower() in _FORMATS else "csv"
    return "table" if sys.stdout.isatty() else "csv"


def _read(sql: str) -> str:
    if sql != "-":
        return sql
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise ClaimsError("the query is not UTF-8 text", "standard input") from error


def _write(selection: Selection, kind: str, out: Path | None) -> None:
    from claims.cli import result_table
    from claims.collection import result_formats
    from claims.store.atomic_write import replacing

    if kind == "parquet":
        if out is None:
            result_formats.write_parquet(selection, sys.stdout.buffer)
            return
        with replacing(out) as binary:
            result_formats.write_parquet(selection, binary)
        return
    with terminal.results(out) as file:
        if kind == "table":
            file.write(result_table.shown(selection))
        elif kind == "csv":
            result_formats.write_csv(selection, file)
        else:
            result_formats.write_jsonl(selection, file)
