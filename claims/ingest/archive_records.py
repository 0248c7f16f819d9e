"""The records of web archives, WARC and WACZ (a ZIP of WARCs), as the worker reads them.

Everything that unpacks (gzip, the methods of ZIP, content encodings) happens here, so not in the process that writes
dossiers; that makes articles of the records, see `web_archive`.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar
from urllib.parse import urljoin

import msgspec

from claims.errors import ClaimsError
from claims.ingest import captures, decompression, file_formats, http_body, metadata_values, zip_archive
from claims.ingest.readings import Capture
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader

    from claims.ingest.file_formats import Format
    from claims.ingest.readings import Hints

__all__ = ["Record", "follow", "in_wacz", "in_warc", "listed_hosts", "pages_in_wacz", "pages_in_warc", "warcs"]

_Result = TypeVar("_Result")
_IN_WACZ = re.compile(r"archive/(?:(?!\.\.?/)[^/]+/)*[^/]+\.warc(\.gz)?", re.IGNORECASE)
_NOT_IN_WACZ = re.compile(r".+\.(?:wacz|warc\.zst)", re.IGNORECASE)
_LIST_OF_PAGES = re.compile(r"pages/[^/]+\.jsonl", re.IGNORECASE)
_LONGEST_LIST = 20_000_000
# Servers refuse longer HTTP headers; record headers have a few hundred bytes.
_LONGEST_HEADERS = 1_000_000
_BLOCK = 65_536
_BROKEN = (OverflowError, lzma.LZMAError, zlib.error, ValueError, AttributeError, IndexError, TypeError, OSError)
"""What the reader raises for damaged archives."""
_OTHER = "file of another kind"
_REDIRECT = "redirect"
_ANSWERED = ("200", "203")
"""With the page; the second one says that a proxy changed it."""
_DAMAGED = "Download the archive again"
_CUT_OFF = "the archive is cut off, or a record in it says that it is longer than it is"


Piece = tuple[dict[str, Any], bytes]


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one record of an archive says; its bytes come with it.

    Attributes:
        address: Of the page.
        capture: Which page it is a copy of; None for a record that is no copy.
        media_type: Of the format in which it can be read; empty if it is not to be read.
        charset: The encoding given by the server.
        retrieved: When it was captured, RFC 3339.
        passed: What it is instead of an article; empty for an article.
        error: Why it cannot be read: what is wrong, and what to do.
    """

    address: str = ""
    capture: Capture | None = None
    media_type: str = ""
    charset: str | None = None
    retrieved: str | None = None
    passed: str = ""
    error: tuple[str, str | None] | None = None


def in_warc(file: BinaryIO, hints: Hints) -> Iterator[Piece]:
    """Yield each Record of a WARC, gzipped or not, that is an article or to be counted, with its bytes.

    Of a part of a WACZ, pages on other hosts than `hints.hosts` are left out as in a WACZ.

    Raises:
        ClaimsError: if the archive is damaged or unpacks to too much.
    """
    stream = decompression.unpacked(file, decompression.Budget(file, hints.where))
    yield from _written(_read(stream, hints, set(hints.hosts)))


def in_wacz(file: BinaryIO, hints: Hints) -> Iterator[Piece]:
    """Yield each Record in the WARCs of a WACZ, as `in_warc` does.

    Raises:
        ClaimsError: as for a WARC, or where the file is no ZIP.
    """
    yield from _written(_in_zip(file, hints, lambda stream, hosts: _read(stream, hints, hosts)))
    with zip_archive.opened(file, hints.where) as archive:
        unread = [name for name in archive.namelist() if _NOT_IN_WACZ.fullmatch(name)]
    kinds = ("WACZ" if name.lower().endswith(".wacz") else "WARC packed with Zstandard" for name in unread)
    yield from _written((Record(passed=f"{kind} in it, to be unpacked first"), b"") for kind in kinds)


def pages_in_warc(file: BinaryIO, hints: Hints) -> Iterator[Piece]:
    """Yield the page of each capture in a WARC.

    Raises:
        ClaimsError: as for `in_warc`.
    """
    stream = decompression.unpacked(file, decompression.Budget(file, hints.where))
    for page in _pages(stream, hints):
        yield {"page": page}, b""


def pages_in_wacz(file: BinaryIO, hints: Hints) -> Iterator[Piece]:
    """Yield the page of each capture in the WARCs of a WACZ.

    Raises:
        ClaimsError: as for `in_wacz`.
    """
    for page in _in_zip(file, hints, lambda stream, _: _pages(stream, hints)):
        yield {"page": page}, b""


def _written(records: Iterator[tuple[Record, bytes]]) -> Iterator[Piece]:
    """The records as they are sent to the other process."""
    for record, data in records:
        yield msgspec.to_builtins(record), data


def _pages(stream: BufferedReader, hints: Hints) -> Iterator[str]:
    """The page of each record of a WARC that is a capture of one."""
    for record in _records(stream, hints.where):
        if record.rec_type == "revisit" or _kind(record)[0]:
            yield _capture(record).page


def _in_zip(
    file: BinaryIO, hints: Hints, read: Callable[[BufferedReader, set[str]], Iterator[_Result]]
) -> Iterator[_Result]:
    """What `read` yields for each unpacked WARC of a WACZ, given the hosts of the pages that it lists."""
    budget = decompression.Budget(file, hints.where)
    with zip_archive.opened(file, hints.where) as archive:
        hosts = _listed_hosts(archive)
        for name in warcs(archive):
            try:
                with _damage(hints.where), archive.open(name) as member:
                    yield from read(decompression.unpacked(decompression.metered(member, budget), budget), hosts)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
                what = f"{printable(name)} in it cannot be read: {error}"
                raise ClaimsError(what, hints.where, _DAMAGED) from error


def warcs(archive: zipfile.ZipFile) -> list[str]:
    """The names of the WARC files of a WACZ, each once, in the order in which they are read."""
    return [name for name in dict.fromkeys(archive.namelist()) if _IN_WACZ.fullmatch(name)]


def listed_hosts(file: BinaryIO, where: str) -> set[str]:
    """Return the hosts of the pages that a WACZ lists; empty where it lists none, and all its pages are articles.

    Raises:
        ClaimsError: if the file is no ZIP.
    """
    with zip_archive.opened(file, where) as archive:
        return _listed_hosts(archive)


def _listed_hosts(archive: zipfile.ZipFile) -> set[str]:
    hosts: set[str] = set()
    for name in filter(_LIST_OF_PAGES.fullmatch, archive.namelist()):
        with suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError, *_BROKEN), archive.open(name) as member:
            for line in member.read(_LONGEST_LIST).splitlines():
                with suppress(msgspec.DecodeError):
                    hosts.add(captures.host_of(str(_listed(line).url)))
    return hosts - {""}


class _Page(msgspec.Struct):
    """A line of a WACZ's list of pages."""

    url: str = ""


_listed = msgspec.json.Decoder(_Page).decode


def follow(stream: BufferedReader, where: str, hosts: set[str]) -> None:
    """Add the hosts to which redirects in a WARC lead from these hosts.

    Raises:
        ClaimsError: as for `in_warc`.
    """
    for found in _records(stream, where):
        _follow(found, _kind(found)[1], hosts)


def _follow(found: Any, passed: str, hosts: set[str]) -> None:
    if hosts and passed == _REDIRECT and captures.host_of(_address(found)) in hosts:
        hosts.add(captures.host_of(urljoin(_address(found), _header(found, "Location"))))


def _read(stream: BufferedReader, hints: Hints, hosts: set[str]) -> Iterator[tuple[Record, bytes]]:
    """The records of a WARC; of pages on other hosts than these, mostly frames of advertisers, only that they exist."""
    for found in _records(stream, hints.where):
        kind, passed = _kind(found)
        _follow(found, passed, hosts)
        if hosts and kind is file_formats.HTML and captures.host_of(_address(found)) not in hosts:
            kind, passed = None, "part of another page"
        if found.rec_type == "revisit":
            yield Record(capture=_capture(found), passed=passed), b""
        elif kind is None:
            yield from [(Record(passed=passed), b"")] if passed else []
        else:
            yield _record(found, kind, hints.where)


def _record(found: Any, kind: Format, where: str) -> tuple[Record, bytes]:
    """A record that may be an article, and its bytes."""
    address = _address(found)
    try:
        data = _payload(found, kind.most, where)
    except decompression.PackedError:
        raise
    except ClaimsError as error:
        return Record(address=address, error=(error.what, error.remedy)), b""
    told = _told(found, kind, data)
    if told is None:
        return Record(passed=_OTHER), b""
    moment = metadata_values.moment(_said(found, "WARC-Date"))
    return Record(address, _capture(found), told.media_type, _charset(found), moment), data


def _told(found: Any, kind: Format, data: bytes) -> Format | None:
    """The format of a record's bytes: a page may be sent as plain text, and what has no media type may be anything."""
    if _media_type(found) and kind is not file_formats.TEXT:
        return kind
    seen: Format | None = None
    with suppress(ClaimsError):
        seen = file_formats.of("", data[: file_formats.HEAD])
    if _media_type(found):
        return seen if seen is file_formats.HTML else kind
    return kind if seen is kind else None


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
    records = iter(ArchiveIterator(pieces, arc2warc=True))
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
        if getattr(record.raw_stream, "limit", 0) > 0:  # bytes that it says it has and has not
            raise decompression.PackedError(_CUT_OFF, where, _DAMAGED)


@contextmanager
def _damage(where: str) -> Iterator[None]:
    """Turn what the readers say of damaged data and absurd lengths into an error that names the file."""
    try:
        yield
    except (OverflowError, lzma.LZMAError, zlib.error, EOFError, ValueError) as error:
        raise decompression.PackedError("the archive is damaged", where, _DAMAGED) from error


def _kind(record: Any) -> tuple[Format | None, str]:
    """The format of a record that may be an article; for another one, None and what it is, if it is counted."""
    if record.rec_type == "revisit":
        return None, "captured before and unchanged"
    if record.rec_type not in ("response", "resource", "conversion"):
        return None, ""
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status.startswith("3"):
        return None, _REDIRECT
    if status not in _ANSWERED:
        return None, f"answer {printable(status)[:3]}"
    kind = file_formats.by_media_type(_media_type(record) or file_formats.HTML.media_type)
    return kind, "" if kind else _OTHER


def _header(record: Any, name: str) -> str:
    """A header of the HTTP response; empty if it is missing."""
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header(name) or "")


def _media_type(record: Any) -> str:
    return _header(record, "Content-Type").replace(",", ";").partition(";")[0].strip().lower()


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


def _payload(record: Any, most: int, where: str) -> bytes:
    """The body of the response without content encodings."""
    from warcio.bufferedreaders import ChunkedDataReader

    stream = record.raw_stream
    if "chunked" in _header(record, "Transfer-Encoding").lower():
        stream = ChunkedDataReader(stream)
    with _damage(where):
        data = http_body.limited(stream, most, where)
    packed = [name.strip().lower() for name in _header(record, "Content-Encoding").split(",")]
    data = http_body.unpacked(data, packed, most, where)
    return http_body.unpacked(data, ["gzip"], most, where)  # some are packed though nothing says so
