"""`factsheet translate`: exports untranslated claims and imports translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command(
    "translate", cls=options.DossierCommand, short_help="Export untranslated claims and import translations."
)
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("file", metavar="[FILE]", required=False, type=options.PATH)
@click.option("--missing", metavar="LANG", help="Print the claims without a translation into LANG, to be filled in.")
@options.wait
def command(dossier: Path, file: Path | None, missing: str | None) -> None:
    r"""Export claims that need translation, and import their translations.

    FILE has one JSON object per line: id, language, text, by, how (human, machine or machine_edited) and optionally
    original, which must match the current words of the claim; - is standard input. The sheet shows a translation next
    to the original words, with who made it and how.

    \b
    Examples:
      # Export what has no English translation yet
      factsheet translate dossier --missing en > en.jsonl
      # Import the same file after text, by and how were filled in
      factsheet translate dossier en.jsonl

    Exit codes: 0 success; 2 could not run.
    """
    if (file is None) == (missing is None):
        raise click.UsageError("Pass either a FILE of translations or --missing LANG.")
    if missing is not None:
        _print_missing(dossier, missing)
    else:
        assert file is not None  # noqa: S101  # one of the two is given
        _take_in(dossier, file)


def _print_missing(folder: Path, language: str) -> None:
    from claims.ingest.language_detection import checked
    from claims.review import untranslated
    from claims.store import dumps, read_dossier

    for line in untranslated(read_dossier(folder), checked(language)):
        click.echo(dumps(line))


def _take_in(folder: Path, file: Path) -> None:
    from claims.store import SHEET_FILE, placed_records
    from claims.workflow import translate

    with click.open_file(str(file), "rb") as stream:
        lines = list(placed_records(stream, "standard input" if str(file) == "-" else str(file)))
    with terminal.notes(terminal.Progress()):
        count = translate(folder, lines)
    terminal.say(f"{terminal.counted(count, 'translation')} imported, {len(lines) - count} without text skipped")
    click.echo(folder / SHEET_FILE)
