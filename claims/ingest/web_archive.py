"""Web archives: WARC, and WACZ (a ZIP of WARCs). Each page with an article is an article."""

from __future__ import annotations

import logging
import lzma
import re
import zipfile
import zlib
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from claims.errors import ClaimsError
from claims.ingest import (
    captures,
    decompression,
    file_formats,
    http_body,
    metadata_values,
    single_article,
    zip_archive,
)
from claims.ingest.readings import Article, Capture, Hints, Known, Unreadable
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader

    from claims.ingest.file_formats import Format

__all__ = ["pages", "wacz", "warc"]

_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
_IN_WACZ = re.compile(r"archive/[^/]+\.warc(\.gz)?", re.IGNORECASE)
# Front pages have headlines of ten words; articles have sentences.
_WORDS_IN_PARAGRAPH = 10
_LETTERS = 120
# Servers refuse longer HTTP headers; record headers have a few hundred bytes.
_LONGEST_HEADERS = 1_000_000
_BLOCK = 65_536
_BROKEN = (OverflowError, lzma.LZMAError, zlib.error, ValueError, AttributeError, IndexError, TypeError, OSError)
"""What the reader raises for damaged archives."""
_DAMAGED = "Download the archive again"


def warc(file: BinaryIO, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the articles in a WARC, gzipped or not.

    Raises:
        ClaimsError: if the archive is damaged, unpacks to too much or holds no article.
    """
    passed: Counter[str] = Counter()
    stream = decompression.unpacked(file, decompression.Budget(file, hints.where))
    yield from _told(_articles(stream, hints, passed), hints.where, passed)


def wacz(file: BinaryIO, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the articles in the WARCs of a WACZ.

    Raises:
        ClaimsError: as for a WARC, or where the file is no ZIP.
    """
    passed: Counter[str] = Counter()
    found = _in_zip(file, hints, lambda stream: _articles(stream, hints, passed))
    yield from _told(found, hints.where, passed)


def pages(file: BinaryIO, kind: Format, hints: Hints) -> Counter[str]:
    """How many records of each page an archive holds, as far as it can be read.

    Args:
        file: The archive.
        kind: WARC or WACZ.
        hints: What is known of it.
    """
    counts: Counter[str] = Counter()
    try:
        if kind is file_formats.WARC:
            stream = decompression.unpacked(file, decompression.Budget(file, hints.where))
            counts.update(_pages(stream, hints))
        else:
            counts.update(_in_zip(file, hints, lambda stream: _pages(stream, hints)))
    except ClaimsError:
        return counts  # what is wrong is said when the articles are read
    return counts


def _pages(stream: BufferedReader, hints: Hints) -> Iterator[str]:
    """The page of each record of a WARC that is a capture of one."""
    for record in _records(stream, hints.where):
        if record.rec_type == "revisit" or _kind(record, Counter()):
            yield _capture(record).page


def _in_zip(file: BinaryIO, hints: Hints, read: Callable[[BufferedReader], Iterator[_Result]]) -> Iterator[_Result]:
    """What `read` yields for each unpacked WARC of a WACZ."""
    budget = decompression.Budget(file, hints.where)
    with zip_archive.opened(file, hints.where) as archive:
        names = [name for name in archive.namelist() if _IN_WACZ.fullmatch(name)]
        for name in names:
            try:
                with _damage(hints.where), archive.open(name) as member:
                    yield from read(decompression.unpacked(decompression.metered(member, budget), budget))
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
                what = f"{printable(name)} in it cannot be read: {error}"
                raise ClaimsError(what, hints.where, _DAMAGED) from error


def _told(results: Iterator[Article | Unreadable], where: str, passed: Counter[str]) -> Iterator[Article | Unreadable]:
    """Pass the results on, then log what else is in the archive.

    Raises:
        ClaimsError: if there is no result.
    """
    count = 0
    for result in results:
        count += 1
        yield result
    others = ", ".join(f"{number} × {kind}" for kind, number in sorted(passed.items()))
    if not count:
        what = f"no article in this archive ({others})" if others else "no article in this archive"
        raise ClaimsError(what, where, "Save the article's page itself, as HTML")
    if others:
        _log.info("%s: skipped %s", where, others)


def _articles(stream: BufferedReader, hints: Hints, passed: Counter[str]) -> Iterator[Article | Unreadable]:
    """Yield the articles among the records of a WARC; `passed` counts the other records."""
    for record in _records(stream, hints.where):
        kind = _kind(record, passed)
        if record.rec_type == "revisit":
            yield _unchanged(record, hints)
        if kind is None:
            continue
        address = _address(record)
        where = f"{hints.where}: {printable(address)}"
        try:
            article = _article(record, kind, Hints(where, hints.encoding, _charset(record), address))
        except decompression.PackedError:
            raise
        except ClaimsError as error:
            yield Unreadable(where, error)
            continue
        if article is None:
            passed["file of another kind"] += 1
        elif _is_prose(article.text):
            yield article
        else:
            passed["page without an article"] += 1


class _Pieces:
    """A stream that returns what is available, so that records before damage in a packed file are kept.

    Between two records it returns at most `_LONGEST_HEADERS` bytes, because headers are read by line and a line may not
    end.
    """

    def __init__(self, stream: BufferedReader, where: str) -> None:
        self.stream = stream
        self.where = where
        self.left: float = 0

    def read(self, length: int) -> bytes:
        piece = self.stream.read1(length)
        self.left -= len(piece)
        if self.left < 0:
            raise decompression.PackedError("the archive is damaged or not a WARC", self.where, _DAMAGED)
        return piece


def _records(stream: BufferedReader, where: str) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    broken = (*_BROKEN, ArchiveLoadFailed)
    pieces = _Pieces(stream, where)
    records = iter(ArchiveIterator(pieces))
    while True:
        pieces.left = _LONGEST_HEADERS
        try:
            record = next(records, None)
        except broken as error:
            raise ClaimsError("the archive is damaged or not a WARC", where, _DAMAGED) from error
        if record is None:
            return
        pieces.left = float("inf")
        yield record
        with _damage(where):
            while record.raw_stream.read(_BLOCK):
                pass


@contextmanager
def _damage(where: str) -> Iterator[None]:
    """Turn what the readers say of damaged data and absurd lengths into an error that names the file."""
    try:
        yield
    except (OverflowError, lzma.LZMAError, zlib.error, EOFError, ValueError) as error:
        raise decompression.PackedError("the archive is damaged", where, _DAMAGED) from error


def _kind(record: Any, passed: Counter[str]) -> Format | None:
    """The format of a record that may be an article; other records are counted and give None."""
    if record.rec_type == "revisit":
        passed["captured before and unchanged"] += 1
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status.startswith("3"):
        passed["redirect"] += 1
    elif status != "200":
        passed[f"answer {printable(status)[:3]}"] += 1
    elif kind := file_formats.by_media_type(_media_type(record) or file_formats.HTML.media_type):
        return kind
    else:
        passed["file of another kind"] += 1
    return None


def _header(record: Any, name: str) -> str:
    """A header of the HTTP response; empty if it is missing."""
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header(name) or "")


def _media_type(record: Any) -> str:
    return _header(record, "Content-Type").partition(";")[0].strip().lower()


def _charset(record: Any) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", _header(record, "Content-Type"), re.IGNORECASE | re.ASCII)
    return found[1] if found else None


def _address(record: Any) -> str:
    """The address of the page that a record holds, or whose text it holds."""
    said = _said(record, "WARC-Target-URI").strip("<> ")
    return captures.described(said) or said


def _said(record: Any, name: str) -> str:
    """A header of the record itself; empty if it is missing."""
    return str(record.rec_headers.get_header(name) or "")


def _capture(record: Any) -> Capture:
    is_text = record.rec_type == "conversion" or captures.described(_said(record, "WARC-Target-URI").strip("<> "))
    again = metadata_values.moment(_said(record, "WARC-Date")) if record.rec_type == "revisit" else None
    digest = _said(record, "WARC-Payload-Digest")
    return Capture(captures.page_of(_address(record)), not is_text, digest, again)


def _unchanged(record: Any, hints: Hints) -> Article:
    """A page that had not changed when it was captured once more; it has no text of its own."""
    return Article(hints.where, "", capture=_capture(record))


def _article(record: Any, kind: Format, hints: Hints) -> Article | None:
    """The article of a record; None if the server did not say what the record is, and it is no page."""
    data = _payload(record, kind.most, hints.where)
    if not _media_type(record) and file_formats.of("", data[: file_formats.HEAD]) is not kind:
        return None
    article = single_article.article(data, kind, hints)
    captured = {
        "url": metadata_values.address(hints.address),
        "retrieved": metadata_values.moment(_said(record, "WARC-Date")),
    }
    said = {field: Known(value, "archive") for field, value in captured.items() if value}
    return Article(
        article.where,
        article.text,
        {**said, **article.known},
        article.raw,
        article.media_type,
        article.suffix,
        name=hints.address or "",
        capture=_capture(record),
        doubts=article.doubts,
    )


def _payload(record: Any, most: int, where: str) -> bytes:
    """The body of the response without content encodings."""
    from warcio.bufferedreaders import ChunkedDataReader

    stream = record.raw_stream
    if "chunked" in _header(record, "Transfer-Encoding").lower():
        stream = ChunkedDataReader(stream)
    with _damage(where):
        data = http_body.limited(stream, most, where)
    packed = [name.strip().lower() for name in _header(record, "Content-Encoding").split(",")]
    return http_body.unpacked(data, packed, most, where)


def _is_prose(text: str) -> bool:
    paragraphs = [line for line in text.splitlines() if len(line.split()) >= _WORDS_IN_PARAGRAPH]
    return sum(letter.isalpha() for line in paragraphs for letter in line) >= _LETTERS
