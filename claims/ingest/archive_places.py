"""Where in a web archive its records begin, as the worker finds it, so that a large one can be read in parts."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import archive_records, byte_ranges, decompression, zip_archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Hints

__all__ = ["in_wacz", "in_warc"]

_CAPTURE = re.compile(
    rb"^WARC-Type:[ \t]*(response|resource|conversion|revisit)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_REDIRECT = re.compile(rb"\s*\S*[ \t]+3")
"""The beginning of what a server answered, where it may be a redirect."""
_END_OF_RECORD = 4
"""Bytes of the two line ends after a record."""
_LOCAL_HEADER = struct.Struct("<4s22xHH")
"""Of a file in a ZIP: its mark, and the lengths of its name and of further fields, after which its bytes begin."""
_MARK = b"PK\x03\x04"
_IS_ENCRYPTED = 1
_HEAD = 20_000
"""Bytes in which the headers of a record end; some hundred are usual."""
_BLOCK = 1_000_000
_GZIP_WITH_HEADER = 31


@dataclass(frozen=True, slots=True)
class _Place:
    """Of a record.

    Attributes:
        at: Where it begins.
        end: Where the next one begins.
        is_counted: Whether it may be an article, or says of one that it has not changed.
        may_redirect: Whether it may be a redirect, or others may follow it before `end`.
    """

    at: int
    end: int
    is_counted: bool
    may_redirect: bool


def in_warc(file: BinaryIO, hints: Hints) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield where each record begins that may be an article: `{"at": …}`, in bytes from the start of the file.

    A packed archive can be divided where each record is packed on its own, as the standard recommends. What cannot be
    understood ends the search, since the rest belongs together then.

    Raises:
        PackedError: if the archive unpacks to too much.
    """
    budget = decompression.Budget(file, hints.where)
    find = _packed if decompression.is_packed(file) else _plain
    for place in find(file, budget):
        if place.is_counted:
            yield {"at": place.at}, b""


def in_wacz(file: BinaryIO, hints: Hints) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield where the WARC files of a WACZ lie, and the records in them; nothing if it cannot be read in parts.

    It can where its WARC files are packed with gzip and stored as they are, as the standard demands. Of each,
    `{"file": [START, END]}` comes first, then `{"at": …}` as of a WARC. Which pages are articles depends on the hosts
    of the archive, see `archive_records`: `{"hosts": […]}` are those that are known from there on.

    Raises:
        ClaimsError: if the file is no ZIP, or unpacks to too much.
    """
    stored = _stored(file, hints.where)
    if not stored:
        return
    budget = decompression.Budget(file, hints.where)
    hosts = archive_records.listed_hosts(file, hints.where)
    yield {"hosts": sorted(hosts)}, b""
    for start, end in stored:
        yield {"file": [start, end]}, b""
        at = start
        for place in _packed(byte_ranges.of(file, (start, end)), budget):
            if place.is_counted:
                yield {"at": start + place.at}, b""
            at = start + place.end
            if place.may_redirect:
                yield from _followed(byte_ranges.of(file, (start + place.at, at)), budget, hosts)
        yield from _followed(byte_ranges.of(file, (at, end)), budget, hosts)


def _stored(file: BinaryIO, where: str) -> list[tuple[int, int]]:
    """Where the bytes of each WARC file in a WACZ begin and end; empty if one of them is not simply a part of it."""
    with zip_archive.opened(file, where) as archive:
        found = [_place_in_zip(file, archive.getinfo(name)) for name in archive_records.warcs(archive)]
    places = [place for place in found if place is not None]
    apart = all(one[1] <= other[0] for one, other in pairwise(sorted(places)))
    return places if apart and len(places) == len(found) else []


def _place_in_zip(file: BinaryIO, member: zipfile.ZipInfo) -> tuple[int, int] | None:
    """Where the bytes of a file in a ZIP are; None if they are not stored as they are, or are not packed with gzip."""
    if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & _IS_ENCRYPTED:
        return None
    file.seek(member.header_offset)
    head = file.read(_LOCAL_HEADER.size)
    if len(head) < _LOCAL_HEADER.size:
        return None
    mark, name, further = _LOCAL_HEADER.unpack(head)
    start = member.header_offset + _LOCAL_HEADER.size + name + further
    place = start, start + member.file_size
    is_packed = mark == _MARK and decompression.is_packed(byte_ranges.of(file, place))
    return place if is_packed else None


def _followed(part: BinaryIO, budget: decompression.Budget, hosts: set[str]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the hosts of an archive if more become known in a part of it; damage is told when it is read."""
    known = len(hosts)
    if hosts:
        with suppress(ClaimsError):
            archive_records.follow(decompression.unpacked(part, budget), budget.where, hosts)
    if len(hosts) > known:
        yield {"hosts": sorted(hosts)}, b""


def _plain(file: BinaryIO, _: decompression.Budget) -> Iterator[_Place]:
    at = 0
    while True:
        file.seek(at)
        head = file.read(_HEAD)
        end, length = _END_OF_HEADERS.search(head), _LENGTH.search(head)
        if not (head.startswith(b"WARC/") and end and length and length.start() < end.start()):
            return
        after = at + end.end() + int(length[1])
        file.seek(after)
        after += len(mark) if (mark := file.read(_END_OF_RECORD)) == b"\r\n\r\n" else 0
        yield _place(head, at, after, after - at)
        at = after


def _packed(file: BinaryIO, budget: decompression.Budget) -> Iterator[_Place]:
    at, block = 0, b""
    file.seek(0)
    while block or (block := file.read(_BLOCK)):
        head, length, block, unpacked = _member(file, block, budget)
        if not length or not head.startswith(b"WARC/"):
            return
        yield _place(head, at, at + length, unpacked)
        at += length


def _place(head: bytes, at: int, after: int, unpacked: int) -> _Place:
    """What the beginning of a record says of it.

    Args:
        head: The beginning.
        at: Where it begins.
        after: Where the next one does.
        unpacked: The number of its bytes, and of those of records that are packed together with it.
    """
    end, length = _END_OF_HEADERS.search(head), _LENGTH.search(head)
    if not end:
        return _Place(at, after, is_counted=False, may_redirect=True)
    is_alone = length is not None and unpacked <= end.end() + int(length[1]) + _END_OF_RECORD
    is_counted = _CAPTURE.search(head, 0, end.start() + 2) is not None
    may_redirect = _REDIRECT.match(head, end.end()) is not None or not is_alone
    return _Place(at, after, is_counted, may_redirect)


def _member(file: BinaryIO, block: bytes, budget: decompression.Budget) -> tuple[bytes, int, bytes, int]:
    """The beginning of what one gzip member holds, its packed length, bytes that were read beyond it, and its length.

    Its packed length is 0 if it is damaged or cut off.
    """
    unpacking = zlib.decompressobj(_GZIP_WITH_HEADER)
    head, length, unpacked = b"", 0, 0
    while not unpacking.eof:
        block = block or file.read(_BLOCK)
        if not block:
            return head, 0, b"", unpacked
        try:
            data = unpacking.decompress(block, _BLOCK)
        except zlib.error:
            return head, 0, b"", unpacked
        budget.spend(len(data))
        unpacked += len(data)
        if len(head) < _HEAD:
            head += data[: _HEAD - len(head)]
        rest = unpacking.unused_data or unpacking.unconsumed_tail  # one of them is empty
        length += len(block) - len(rest)
        block = rest
    return head, length, block, unpacked
