"""Reads the articles in a file of any format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.ingest import article_paths, file_formats, single_article
from claims.ingest.readings import Hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from claims.ingest.file_formats import Format
    from claims.ingest.readings import Article, Unreadable

__all__ = ["articles"]


def articles(path: str | Path, encoding: str | None) -> Iterator[Article | Unreadable]:
    """Yield the articles of a file; `-` is standard input.

    Raises:
        ClaimsError: if the file cannot be read, or no further.
    """
    hints = Hints(article_paths.name(path), encoding)
    with article_paths.opened(path) as file:
        head = file.read(file_formats.HEAD)
        file.seek(0)
        kind = file_formats.of(hints.where, head)
        if kind.many:
            yield from _several(kind)(file, hints)
        else:
            yield single_article.article(article_paths.whole(file, kind.most, hints.where), kind, hints)


def _several(kind: Format) -> Callable[[BinaryIO, Hints], Iterator[Article | Unreadable]]:
    """The reader for a format with several articles, loaded on first use."""
    if kind is file_formats.JSONL:
        from claims.ingest import article_lines

        return article_lines.articles
    from claims.ingest import web_archive

    return web_archive.warc if kind is file_formats.WARC else web_archive.wacz
