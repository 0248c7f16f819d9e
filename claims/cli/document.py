"""`factsheet document`: what is known of a dossier's articles, and what a person knows besides."""

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


@click.group("document", short_help="See or say what is known of an article: its title, date, address.")
def command() -> None:
    r"""See or say what is known of an article: title, author, publisher, url, published, retrieved, dateline, language.

    \b
    What is known of each article, and where it was found:
        factsheet document show dossier
    Say when one was published, and by whom:
        factsheet document set dossier report published=2024-02-28 publisher="Al Qatrun Radio"
    """


@command.command(
    "show", cls=options.DossierCommand, short_help="What is known of each article, and where that was found."
)
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("id", metavar="[ID]", required=False)
def show(dossier: Path, id: str | None) -> None:
    r"""Show what is known of a dossier's articles, or of one, and where each thing was found.

    \b
    Of all of them, or of one:
        factsheet document show dossier
        factsheet document show dossier report
    """
    from claims.review import document_of
    from claims.store import read_dossier

    there = read_dossier(dossier)
    documents = there.documents if id is None else (document_of(there, id),)
    click.echo("\n\n".join("\n".join(_known(document)) for document in documents))


@command.command("set", cls=options.DossierCommand, short_help="Say what you know of an article.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("id", metavar="ID")
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1, required=True)
@reviewer_name.by
@options.wait
def set_(dossier: Path, id: str, fields: tuple[str, ...], by: str | None) -> None:
    r"""Say what you know of an article; it is recorded as yours, with the time, and the sheet is written again.

    FIELD is title, author, publisher, url, published, retrieved, dateline or language. Nothing that is read later
    takes the place of what you say. With the date of publication, "yesterday" in the article gets its day.

    \b
    When it was published: a year, a month, a day or a moment:
        factsheet document set dossier report published=2024-02-28
        factsheet document set dossier report published=2024-02-28T18:30:00+02:00 title="The night of the raid"
    That the author is not known, whatever the page says:
        factsheet document set dossier report author=
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
    """The document's id and a line for each thing that is known of it."""
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
