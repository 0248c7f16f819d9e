"""Decompression with limits, against files that unpack to far more than their size; done in the worker alone."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import zlib
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import file_formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Hints

__all__ = ["Budget", "PackedError", "beginning", "is_packed", "metered", "pieces", "unpacked"]

_GZIP = b"\x1f\x8b"
_PIECE = 1_000_000
# Web pages compress to a tenth of their size, the most repetitive to a fiftieth; decompression bombs to a thousandth.
_TIMES = 100
# Minimum for every file, so that small archives with a few long pages are not refused.
_FREE = 100_000_000


class PackedError(ClaimsError):
    """The packed file cannot be unpacked further."""


class Budget:
    """How many bytes a packed file may still unpack to, over all its layers."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self.where = where
        here = file.tell()
        self.left = file.seek(0, os.SEEK_END) * _TIMES + _FREE
        file.seek(here)

    def spend(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            PackedError: if it is too much.
        """
        self.left -= count
        if self.left < 0:
            raise PackedError(
                f"the file unpacks to more than {_TIMES} times its size",
                self.where,
                "It is made to do harm; leave it out",
            )


class _Metered(io.RawIOBase):
    """A stream that counts unpacked bytes and turns errors into PackedError."""

    def __init__(self, stream: Any, budget: Budget | None) -> None:  # any binary stream but a raw one
        super().__init__()
        self.stream = stream
        self.budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self.stream.read1(len(buffer))  # returns what is available, so that data before damage is not lost
        except (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError, OverflowError) as error:
            where = self.budget.where if self.budget else None
            raise PackedError("the packed file is damaged or cut off", where, "Get the file again") from error
        if self.budget:
            self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def unpacked(stream: IO[bytes], budget: Budget | None = None) -> io.BufferedReader:
    """The bytes of a stream; gzip is unpacked.

    Raises:
        PackedError: while reading, where more comes out than the budget allows, or the stream is damaged.
    """
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Metered(stream, None))
    packed = peekable.peek(2)[:2] == _GZIP
    return io.BufferedReader(_Metered(gzip.GzipFile(fileobj=peekable) if packed else peekable, budget))


def metered(stream: IO[bytes], budget: Budget) -> io.BufferedReader:
    """Count the bytes of one layer of a file that is packed several times."""
    return io.BufferedReader(_Metered(stream, budget))


def is_packed(file: BinaryIO) -> bool:
    """Whether a file begins as gzip does; it is at its start afterwards."""
    file.seek(0)
    found = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    return found


def pieces(file: BinaryIO, hints: Hints) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the unpacked bytes of a gzip file.

    Raises:
        PackedError: as for `unpacked`.
    """
    stream = unpacked(file, Budget(file, hints.where))
    while block := stream.read1(_PIECE):
        yield {}, block


def beginning(file: BinaryIO, hints: Hints) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the first unpacked bytes of a gzip file, as far as they can be read: enough to recognise a format."""
    stream = unpacked(file, Budget(file, hints.where))
    left = file_formats.HEAD
    with suppress(PackedError):
        while left > 0 and (block := stream.read1(left)):
            left -= len(block)
            yield {}, block
