"""Reads the articles in a file of any format."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.ingest import archivebox, article_paths, file_formats, packed_streams, single_article
from claims.ingest.readings import Hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from claims.ingest.archivebox import Snapshot
    from claims.ingest.file_formats import Format
    from claims.ingest.readings import Article, Unreadable

__all__ = ["articles", "in_part", "pages"]


def articles(path: str | Path, encoding: str | None, *, where: str | None = None) -> Iterator[Article | Unreadable]:
    """Yield the articles of a file; `-` is standard input.

    Args:
        path: The file.
        encoding: Its encoding, if a person gave it.
        where: What messages call it; its path by default.

    Raises:
        ClaimsError: if the file cannot be read, or no further.
    """
    hints = Hints(where or article_paths.name(path), encoding)
    with article_paths.opened(path) as file:
        kind = file_formats.of(hints.where, packed_streams.head(file, hints.where))
        if kind.many:
            yield from _several(kind)(file, hints)
        else:
            data = article_paths.whole(packed_streams.unpacked(file, hints.where), kind.most, hints.where)
            article = single_article.article(data, kind, hints)
            yield _archived(article, archivebox.of(path))


def in_part(file: BinaryIO, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the articles of a part of a file that holds several, which may have none.

    Raises:
        ClaimsError: if it cannot be read, or no further.
    """
    kind = file_formats.of(hints.where, packed_streams.head(file, hints.where))
    yield from _several(kind)(file, hints)


def _archived(article: Article, snapshot: Snapshot | None) -> Article:
    """The article with what the archive that holds its file says of it."""
    if snapshot is None:
        return article
    known = {**snapshot.known, **article.known}
    return replace(article, known=known, name=snapshot.address, capture=snapshot.capture)


def pages(paths: Iterable[str | Path]) -> Counter[str]:
    """How many captures of each page the web archives among these files hold; standard input is not counted."""
    counts: Counter[str] = Counter()
    for path in paths:
        if str(path) == article_paths.STDIN:
            continue
        try:
            counts += _pages(path)
        except Exception:  # noqa: BLE001, S112 - whatever is wrong with a file is said when it is read
            continue
    return counts


def _pages(path: str | Path) -> Counter[str]:
    with article_paths.opened(path) as file:
        hints = Hints(article_paths.name(path))
        kind = file_formats.of(hints.where, packed_streams.head(file, hints.where))
        if kind not in (file_formats.WARC, file_formats.WACZ):
            snapshot = archivebox.of(path)
            return Counter([snapshot.capture.page] if snapshot else [])
        from claims.ingest import web_archive

        return web_archive.pages(file, kind, hints)


def _several(kind: Format) -> Callable[[BinaryIO, Hints], Iterator[Article | Unreadable]]:
    """The reader for a format with several articles, loaded on first use."""
    if kind is file_formats.JSONL:
        from claims.ingest import article_lines

        return article_lines.articles
    if kind is file_formats.PARQUET:
        from claims.ingest import parquet_articles

        return parquet_articles.articles
    if kind is file_formats.CHAT:
        from claims.ingest import whatsapp_chat

        return whatsapp_chat.articles
    if kind is file_formats.TABLE:
        from claims.ingest import table_articles

        return table_articles.articles
    if kind is file_formats.FEED:
        from claims.ingest import feed

        return feed.articles
    from claims.ingest import web_archive

    return lambda file, hints: web_archive.articles(file, kind, hints)
