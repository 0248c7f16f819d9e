"""Reads the articles in a file of any format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.ingest import article_paths, file_formats, plain_text, sandbox
from claims.ingest.readings import Article, Hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from claims.ingest.file_formats import Format
    from claims.ingest.readings import Unreadable

__all__ = ["article", "articles"]


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
            yield article(article_paths.whole(file, kind.most, hints.where), kind, hints)


def article(data: bytes, kind: Format, hints: Hints) -> Article:
    """The article in the bytes of a file.

    Raises:
        ClaimsError: if there is none in them, or the library that reads it is not installed.
    """
    if kind.sandboxed is None:
        text = (plain_text.markdown if kind is file_formats.MARKDOWN else plain_text.plain)(data, hints)
        came_so = text.encode("utf-8") == data
        return Article(hints.where, text, {}, b"" if came_so else data, kind.media_type, kind.suffixes[0])
    file_formats.require(kind, hints.where)
    extract = sandbox.shared().extract(kind.sandboxed, data, hints)
    return Article(hints.where, extract.text, extract.known, data, kind.media_type, kind.suffixes[0])


def _several(kind: Format) -> Callable[[BinaryIO, Hints], Iterator[Article | Unreadable]]:
    """The reader for a format with several articles, loaded on first use."""
    if kind is file_formats.JSONL:
        from claims.ingest import article_lines

        return article_lines.articles
    from claims.ingest import web_archive

    return web_archive.warc if kind is file_formats.WARC else web_archive.wacz
