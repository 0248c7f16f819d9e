"""Where in a WARC its records begin, as the worker finds it, so that a large archive can be read in parts."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

from claims.ingest import decompression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Hints

__all__ = ["in_warc"]

_PAGE = re.compile(rb"^WARC-Type:[ \t]*(response|resource|conversion)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_HEAD = 20_000
"""Bytes in which the headers of a record end; some hundred are usual."""
_BLOCK = 1_000_000
_GZIP_WITH_HEADER = 31


def in_warc(file: BinaryIO, hints: Hints) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield where each record begins that may be an article: `{"at": …}`, in bytes from the start of the file.

    A packed archive can be divided where each record is packed on its own, as the standard recommends. What cannot be
    understood ends the search, since the rest belongs together then.

    Raises:
        PackedError: if the archive unpacks to too much.
    """
    budget = decompression.Budget(file, hints.where)
    find = _packed if decompression.is_packed(file) else _plain
    for at in find(file, budget):
        yield {"at": at}, b""


def _plain(file: BinaryIO, _: decompression.Budget) -> Iterator[int]:
    at = 0
    while True:
        file.seek(at)
        head = file.read(_HEAD)
        end, length = _END_OF_HEADERS.search(head), _LENGTH.search(head)
        if not (head.startswith(b"WARC/") and end and length and length.start() < end.start()):
            return
        if _PAGE.search(head, 0, end.start() + 2):
            yield at
        at += end.end() + int(length[1])
        file.seek(at)
        at += len(mark) if (mark := file.read(4)) == b"\r\n\r\n" else 0


def _packed(file: BinaryIO, budget: decompression.Budget) -> Iterator[int]:
    at, block = 0, b""
    file.seek(0)
    while block or (block := file.read(_BLOCK)):
        head, length, block = _member(file, block, budget)
        if not length or not head.startswith(b"WARC/"):
            return
        end = _END_OF_HEADERS.search(head)
        if end and _PAGE.search(head, 0, end.start() + 2):
            yield at
        at += length


def _member(file: BinaryIO, block: bytes, budget: decompression.Budget) -> tuple[bytes, int, bytes]:
    """The beginning of what one gzip member holds, its packed length, and the bytes that were read beyond it.

    Its length is 0 if it is damaged or cut off.
    """
    unpacking = zlib.decompressobj(_GZIP_WITH_HEADER)
    head, length = b"", 0
    while not unpacking.eof:
        block = block or file.read(_BLOCK)
        if not block:
            return head, 0, b""
        try:
            data = unpacking.decompress(block, _BLOCK)
        except zlib.error:
            return head, 0, b""
        budget.spend(len(data))
        if len(head) < _HEAD:
            head += data[: _HEAD - len(head)]
        rest = unpacking.unused_data or unpacking.unconsumed_tail  # one of them is empty
        length += len(block) - len(rest)
        block = rest
    return head, length, block
