"""`factsheet facets`: prints the figures, times, places and parties of articles as JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal
from claims.cli.article_tally import Tally, refuse_articles
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.ingest import Unreadable
    from claims.model import Document
    from claims.model.facets import Facets

__all__ = ["command"]


@click.command("facets", short_help="Extract figures, times, places and parties, as JSON Lines.")
@options.sources
@click.option("--out", metavar="FILE", type=options.PATH, help="Write to FILE; on failure it stays unchanged.")
@options.language
@options.encoding
def command(sources: tuple[Path, ...], out: Path | None, language: str | None, encoding: str | None) -> int:
    r"""Extract figures, times, places and parties from articles, one JSON object per line.

    SOURCE is an article (text, Markdown, HTML, MHTML, PDF, DOCX, EML, SRT, VTT), several articles in one file (RSS,
    Atom, CSV, JSON Lines, Parquet, WhatsApp chats, WARC, WACZ), a folder of these, or - for standard input. The whole
    text is read, whoever is speaking; factsheet extract gives the facets of each claim.

    \b
    Examples:
      # The facets of one article
      factsheet facets article.txt
      # The facets of a folder, written to a file
      factsheet facets articles --out facets.jsonl

    Exit codes: 0 success; 1 some of several articles could not be read; 2 could not run.
    """
    if out is not None:
        refuse_articles(out, sources)
    progress = terminal.Progress()
    tally = Tally(progress)
    with terminal.notes(progress), terminal.results(out) as file:
        for lines in tally.read(_read(sources, language, encoding, progress)):
            file.writelines(lines)
        tally.close()
    return 1 if tally.unread else 0


def _read(
    sources: tuple[Path, ...], language: str | None, encoding: str | None, progress: terminal.Progress
) -> Iterator[list[str] | Unreadable]:
    """Yield the facets of each article as JSON lines."""
    from claims.ingest import Unreadable, find, read_found

    articles = find(sources)
    for done, article in enumerate(read_found(articles, language=language, encoding=encoding)):
        progress(done, len(articles), article.where if isinstance(article, Unreadable) else article.id)
        yield article if isinstance(article, Unreadable) else _lines(article, told=language is not None)


def _lines(document: Document, *, told: bool) -> list[str] | Unreadable:
    """The facets of a document, one JSON object per line; or why not, as for an unsupported language."""
    from claims.extraction import facet_reader_of
    from claims.ingest.readings import failed
    from claims.workflow.extraction_run import unsupported

    try:
        found = facet_reader_of(document.language).read(document.text, published=document.published)
        return list(_written(document.id, found))
    except ClaimsError as error:
        return unsupported(document, error, told=told)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are read
        return failed(document.id, error)


def _written(document: str, found: Facets) -> Iterator[str]:
    from claims.model import to_record
    from claims.store import dumps

    for name, facet in found:
        yield dumps({"document": document, "facet": name, **to_record(facet)}) + "\n"
