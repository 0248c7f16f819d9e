"""Decompression with limits, against files that unpack to far more than their size."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import zlib
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Budget", "PackedError", "lines", "metered", "unpacked"]

_GZIP = b"\x1f\x8b"
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


def lines(file: BinaryIO, longest: int, where: str) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their numbers, from 1; gzip is unpacked, and empty lines are skipped.

    Raises:
        ClaimsError: if a line has more than `longest` bytes, or as for `unpacked`.
    """
    stream = unpacked(file, Budget(file, where))
    number = 1
    while True:
        number += _skip_blank(stream)
        line = stream.readline(longest + 1)
        if not line:
            return
        if len(line) > longest:
            raise ClaimsError(
                f"the line is longer than {longest // 1_000_000} MB, too much for one article",
                f"{where}:{number}",
                "Write one article per line",
            )
        yield number, line
        number += 1


def _skip_blank(stream: io.BufferedReader) -> int:
    """Pass over line ends, and return how many they were; a small packed file may hold many millions."""
    passed = 0
    while block := stream.peek():
        rest = block.lstrip(b"\r\n")
        passed += stream.read(len(block) - len(rest)).count(b"\n")
        if rest:
            break
    return passed
