"""`factsheet document`: shows and sets the metadata of a dossier's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, reviewer_name, terminal
from claims.cli.explain import safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.model import Document, Provenance

__all__ = ["command"]


@click.group("document", short_help="Show or set the metadata of an article: title, date, url, …")
def command() -> None:
    r"""Show or set the metadata of an article.

    The fields are title, author, publisher, url, published, retrieved, dateline and language.

    \b
    Examples:
      # The metadata of each article, and where each value was found
      factsheet document show dossier
      # Set the publication date and the publisher
      factsheet document set dossier report published=2024-02-28 publisher="Al Qatrun Radio"

    Exit codes: 0 success; 2 could not run.
    """


@command.command("show", cls=options.DossierCommand, short_help="Show the metadata of articles and where it was found.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("id", metavar="[ID]", required=False)
def show(dossier: Path, id: str | None) -> None:
    r"""Show the metadata of a dossier's articles, or of one, and where each value was found.

    \b
    Examples:
      # All articles
      factsheet document show dossier
      # One article
      factsheet document show dossier report

    Exit codes: 0 success; 2 could not run.
    """
    from claims.review import document_of
    from claims.store import read_dossier

    there = read_dossier(dossier)
    documents = there.documents if id is None else (document_of(there, id),)
    click.echo("\n\n".join("\n".join(_known(document)) for document in documents))


@command.command("set", cls=options.DossierCommand, short_help="Set metadata of an article.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("id", metavar="ID")
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1, required=True)
@reviewer_name.by
@options.wait
def set_(dossier: Path, id: str, fields: tuple[str, ...], by: str | None) -> None:
    r"""Set metadata of an article, recorded with your name and the time.

    FIELD is title, author, publisher, url, published, retrieved, dateline or language. What you set takes precedence
    over anything read later. Once the publication date is set, words such as "yesterday" are resolved to a date. The
    sheet is updated.

    \b
    Examples:
      # The publication date: a year, month, day or time
      factsheet document set dossier report published=2024-02-28
      factsheet document set dossier report published=2024-02-28T18:30:00+02:00 title="The night of the raid"
      # The author is unknown, whatever the page says
      factsheet document set dossier report author=

    Exit codes: 0 success; 2 could not run.
    """
    from claims.workflow import describe

    said = dict(_split(field) for field in fields)
    progress = terminal.Progress()
    with terminal.notes(progress):
        before, after = describe(dossier, id, said, by=reviewer_name.name(by))
    for field in said:
        old, new = getattr(before, field), getattr(after, field)
        click.echo(f"{safe(id)}: {field}: {_value(new)}" + (f" (was {_value(old)})" if old != new else ""))


def _split(field: str) -> tuple[str, str | None]:
    name, equals, value = field.partition("=")
    if not equals:
        raise click.UsageError(f"{field!r} is not FIELD=VALUE, such as published=2024-02-28.")
    return name.strip(), value.strip() or None


def _known(document: Document) -> Iterator[str]:
    """The id of a document, then one line per metadata field."""
    from claims.ingest.sidecar import FIELDS

    found = {entry.field: entry for entry in document.provenance}
    yield safe(document.id)
    for field in FIELDS:
        where = f"  [{_origin(found[field])}]" if field in found else ""
        yield f"  {field:<10} {_value(getattr(document, field))}{where}"
    for url in document.also:
        yield f"  {'also':<10} {safe(url)}"
    for version in document.earlier:
        yield f"  {'earlier':<10} {version.published or 'published: not known'}  {version.sha256[:12]}"


def _value(value: str | None) -> str:
    return "not known" if value is None else safe(value)


def _origin(entry: Provenance) -> str:
    """`person, Leila Haddad, 2024-03-01T09:30:00Z`."""
    return ", ".join(safe(part) for part in (entry.found, entry.by, entry.at) if part)
