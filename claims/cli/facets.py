"""`factsheet facets`: articles in, their figures, times, places and parties out, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, streams
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.facets import Facets
    from claims.reading import Unreadable
    from claims.records import Document

__all__ = ["command"]


@click.command("facets", short_help="Find figures, times, places and parties in articles, as JSON Lines.")
@options.sources
@click.option("--out", metavar="FILE", type=options.PATH, help="Write to FILE, whole or not at all.")
@options.language
@options.encoding
def command(sources: tuple[Path, ...], out: Path | None, language: str | None, encoding: str | None) -> int:
    r"""Find figures, times, places and parties in articles, as JSON Lines: one facet a line.

    SOURCE is a text or Markdown file, a folder of them, or - for standard input.
    The whole article counts, whoever says it; what each claim says stands in its
    record (factsheet extract).

    \b
    See what an article counts, and when and where:
        factsheet facets article.txt
    Those of a folder, in a file:
        factsheet facets articles --out facets.jsonl
    """
    from claims.reading import Unreadable, find, read_found

    if out is not None:
        _refuse_loss(out, sources)
    done = unread = 0
    with streams.results(out) as file:
        for article in read_found(find(sources), language=language, encoding=encoding):
            lines = article if isinstance(article, Unreadable) else _lines(article)
            if isinstance(lines, list):
                file.writelines(lines)
                done += 1
            else:
                unread += 1
                streams.say(f"error: {lines.error}")
        if unread and not done:
            raise ClaimsError("no article could be read, so nothing was written")
    return 1 if unread else 0


def _refuse_loss(out: Path, sources: tuple[Path, ...]) -> None:
    """Refuse to write over the articles themselves."""
    from claims.reading import Unreadable, find
    from claims.reading.places import identity

    if identity(out) in {identity(found) for found in find(sources) if not isinstance(found, Unreadable)}:
        raise ClaimsError("the file is one of the articles", str(out), "Give --out another file")


def _lines(document: Document) -> list[str] | Unreadable:
    """A document's facets, one JSON object a line; or why they cannot be found, as for an unsupported language."""
    from claims import facets
    from claims.reading import Unreadable

    try:
        found = facets.find(document.text, document.language, published=document.published)
    except ClaimsError as error:
        return Unreadable(document.id, ClaimsError(error.what, error.where or document.id, error.remedy))
    return list(_written(document.id, found))


def _written(document: str, found: Facets) -> Iterator[str]:
    from claims import facets
    from claims.records import dumps

    for name, facet in found:
        yield dumps({"document": document, "facet": name, **facets.to_record(facet)}) + "\n"
