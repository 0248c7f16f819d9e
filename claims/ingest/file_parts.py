"""Large files of many articles, divided into parts that are read each on its own.

Where a file is divided follows from the file alone. JSON Lines, tables, WARC and the WARC files in a WACZ are divided
between records, so that a part is found at once. Parquet and packed JSON Lines are divided by rows: what comes before a
part is passed over.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Literal

from claims.errors import ClaimsError
from claims.ingest import (
    article_paths,
    byte_ranges,
    decompression,
    file_articles,
    file_formats,
    packed_streams,
    sandbox,
    table_columns,
    table_rows,
    text_encoding,
    web_archive,
)
from claims.ingest.readings import Hints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.ingest.readings import Article, Unreadable

__all__ = ["Part", "articles", "digest", "parts"]

_BLOCK = 1_000_000
_HEAVY = 16_000_000
"""Bytes after which a part of a table ends, since it is read as a whole."""
_MOST_PASSES = 64
"""A file in which what comes before a part must be passed over has no more parts than this."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file.

    Attributes:
        unit: What the next two count; `file` is the whole file.
        start: Where it begins.
        end: Before which it ends.
        lines: How many lines of the file, or rows of a table, come before it.
        before: How many records that may be articles come before it.
        head: How many bytes at the start of the file belong to each part: the names of a table's columns.
        hosts: Of a WACZ: the hosts whose pages are articles, as far as what comes before tells; empty for all.
    """

    unit: Literal["file", "bytes", "rows"] = "file"
    start: int = 0
    end: int = 0
    lines: int = 0
    before: int = 0
    head: int = 0
    hosts: tuple[str, ...] = ()


def parts(path: Path, where: str, most: int) -> Iterator[Part]:
    """Yield the parts of a file, each with about `most` articles; a file that cannot be divided is one part.

    Args:
        path: The file.
        where: What messages call it.
        most: Records in a part.

    Raises:
        ClaimsError: if the file cannot be read.
    """
    with article_paths.opened(path) as file:
        head = packed_streams.head(file, where)
        kind = file_formats.of(where, head)
        if kind is file_formats.WARC and not file_formats.is_arc(head):
            yield from _between_records(file, Hints(where), most)
        elif kind is file_formats.WACZ:
            yield from _or_whole(_between_records_of_wacz(file, Hints(where), most))
        elif kind is file_formats.PARQUET:
            from claims.ingest import parquet_articles

            yield from _of_rows(parquet_articles.count(file, Hints(where)), most)
        elif kind is file_formats.JSONL and decompression.is_packed(file):
            yield from _of_rows(sum(1 for _ in packed_streams.lines(file, _BLOCK * 10, where)), most)
        elif kind is file_formats.JSONL:
            yield from _between_lines(file, most)
        elif kind is file_formats.TABLE and not decompression.is_packed(file):
            yield from _or_whole(_between_rows(file, most))
        else:
            yield Part()


def _of_rows(count: int, most: int) -> Iterator[Part]:
    size = max(most, -(-count // _MOST_PASSES))
    for start in range(0, count, size):
        yield Part("rows", start, min(start + size, count), before=start)


def _between_lines(file: BinaryIO, most: int) -> Iterator[Part]:
    """The parts of JSON Lines, each of as many lines that are not blank; the last one ends where the file does."""
    start = at = lines = first = count = 0
    ended = True
    while piece := file.readline(_BLOCK):  # a line may be endless
        begins = ended and bool(piece.strip())
        if begins and count == most:
            yield Part("bytes", start, at, lines=first, before=first)
            start, first, count = at, lines, 0
        ended = piece.endswith(b"\n")
        at += len(piece)
        lines += ended
        count += begins
    if at > start:
        yield Part("bytes", start, at, lines=first, before=first)


def _between_rows(file: BinaryIO, most: int) -> Iterator[Part]:
    """The parts of a table, each of as many rows or _HEAVY bytes; what does not end as a row does is the last one."""
    ends = table_rows.ends(file)
    head = next(ends, 0)
    if not 0 < head < _BLOCK or not _has_texts(file, head):
        return
    ends = table_rows.ends(file)
    start = at = next(ends)
    first = number = 0
    for number, at in enumerate(ends, 1):
        if number - first == most or at - start >= _HEAVY:
            yield Part("bytes", start, at, lines=first, before=first, head=head)
            start, first = at, number
    for begins, stops, before in ((start, at, first), (at, file.seek(0, os.SEEK_END), number)):
        if begins < stops:
            yield Part("bytes", begins, stops, lines=before, before=before, head=head)


def _has_texts(file: BinaryIO, head: int) -> bool:
    """Whether the columns' names, if they can be read without knowing their encoding, say that there are texts."""
    file.seek(0)
    names = file.read(head)
    file.seek(0)
    return "text" in table_columns.of_head(text_encoding.beginning(names)) or not names.isascii()


def _between_records(file: BinaryIO, hints: Hints, most: int) -> Iterator[Part]:
    """The parts of a WARC; what is damaged is in the last one, which ends where the file does."""
    size = file.seek(0, os.SEEK_END)
    start = first = 0
    for count, (said, _) in enumerate(sandbox.streamed("archive_places.in_warc", file, hints)):
        at = said.get("at")
        if not (isinstance(at, int) and start <= at < size):
            break
        if count - first == most:
            yield Part("bytes", start, at, before=first)
            start, first = at, count
    yield Part("bytes", start, size, before=first)


def _between_records_of_wacz(file: BinaryIO, hints: Hints, most: int) -> Iterator[Part]:
    """The parts of the WARC files in a WACZ; none if it cannot be divided, or holds no such file."""
    size = file.seek(0, os.SEEK_END)
    start = end = first = count = 0
    hosts: tuple[str, ...] = ()
    known = hosts
    for said, _ in sandbox.streamed("archive_places.in_wacz", file, hints):
        match said:
            case {"hosts": [*names]}:
                known = tuple(map(str, names))
            case {"file": [int(begins), int(ends)]} if 0 <= begins <= ends <= size:
                if start < end:
                    yield Part("bytes", start, end, before=first, hosts=hosts)
                start, end, first, hosts = begins, ends, count, known
            case {"at": int(at)} if start <= at < end:
                if count - first == most:
                    yield Part("bytes", start, at, before=first, hosts=hosts)
                    start, first, hosts = at, count, known
                count += 1
            case _:
                raise ClaimsError(web_archive.MALFORMED, hints.where, web_archive.LEAVE_OUT)
    if start < end:
        yield Part("bytes", start, end, before=first, hosts=hosts)


def _or_whole(found: Iterator[Part]) -> Iterator[Part]:
    """Some parts; the whole file if there are none."""
    some = next(found, None)
    yield some or Part()
    yield from found


def articles(path: Path, part: Part, where: str, encoding: str | None) -> Iterator[tuple[int, Article | Unreadable]]:
    """Yield the articles of a part with their numbers in the file, counted from 1.

    The number is that of the line or row, where the format has such; else the how manieth record it is at least.

    Args:
        path: The file.
        part: One of its `parts`.
        where: What messages call the file.
        encoding: The encoding of the file, if a person gave it.

    Raises:
        ClaimsError: if the part cannot be read, or no further.
    """
    found = _articles(path, part, where, encoding)
    for number, article in enumerate(found, part.before + 1):
        yield getattr(article, "number", None) or number, article


def _articles(path: Path, part: Part, where: str, encoding: str | None) -> Iterator[Article | Unreadable]:
    if part.unit == "file":
        yield from file_articles.articles(path, encoding, where=where)
        return
    hints = Hints(where, encoding, is_part=True, lines=part.lines, hosts=part.hosts)
    with article_paths.opened(path) as file:
        if part.unit == "bytes":
            yield from file_articles.in_part(_bytes(file, part), hints)
        elif file_formats.of(where, packed_streams.head(file, where)) is file_formats.PARQUET:
            rows = (part.start, part.end)
            yield from file_articles.in_part(file, Hints(where, encoding, rows=rows, is_part=True))
        else:
            yield from islice(file_articles.in_part(file, hints), part.start, part.end)


def digest(path: Path, part: Part) -> str:
    """Return the SHA-256 of a part's bytes; of the whole file, if it is divided by rows.

    Raises:
        ClaimsError: if the file cannot be read.
    """
    with article_paths.opened(path) as file:
        told = _bytes(file, part) if part.unit == "bytes" else file
        counted = hashlib.sha256()
        while block := told.read(_BLOCK):
            counted.update(block)
        return counted.hexdigest()


def _bytes(file: BinaryIO, part: Part) -> BinaryIO:
    return byte_ranges.of(file, (0, part.head), (part.start, part.end))
