"""Streams of unpacked bytes, for this process: what is packed is unpacked in the worker."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import decompression, file_formats, sandbox
from claims.ingest.readings import Hints

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["head", "lines", "unpacked"]


def head(file: BinaryIO, where: str) -> bytes:
    """The first bytes of a file, unpacked if it is packed; the file is at its start afterwards.

    Raises:
        ClaimsError: if the worker cannot unpack them; damage ends them early.
    """
    if not decompression.is_packed(file):
        found = file.read(file_formats.HEAD)
        file.seek(0)
        return found
    found = b"".join(data for _, data in sandbox.streamed("decompression.beginning", file, Hints(where)))
    file.seek(0)
    return found


def unpacked(file: BinaryIO, where: str) -> io.BufferedReader:
    """The bytes of a file, unpacked if it is packed.

    Raises:
        ClaimsError: while reading, where more comes out than the budget allows, or the file is damaged.
    """
    if not decompression.is_packed(file):
        return file if isinstance(file, io.BufferedReader) else io.BufferedReader(_Blocks(iter([file.read()])))
    pieces = sandbox.streamed("decompression.pieces", file, Hints(where))
    return io.BufferedReader(_Blocks(data for _, data in pieces))


class _Blocks(io.RawIOBase):
    """A stream of blocks that follow one another."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        super().__init__()
        self._blocks = blocks
        self._rest = memoryview(b"")
        self._error: ClaimsError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            block = self._next()
            if block is None:
                return 0
            self._rest = memoryview(block)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _next(self) -> bytes | None:
        """The next block; an error that ended them is raised each time, so that it is never taken for their end."""
        if self._error is not None:
            raise self._error
        try:
            return next(self._blocks, None)
        except ClaimsError as error:
            self._error = error
            raise


def lines(file: BinaryIO, longest: int, where: str, before: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their numbers; gzip is unpacked, and empty lines are skipped.

    Args:
        file: The file, or a part of it.
        longest: Bytes of a line.
        where: What messages call the file.
        before: How many lines of the file come before.

    Raises:
        ClaimsError: if a line has more than `longest` bytes, or as for `unpacked`.
    """
    stream = unpacked(file, where)
    number = before + 1
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
