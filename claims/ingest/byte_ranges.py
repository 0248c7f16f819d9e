"""Ranges of a file's bytes, one after the other, that look like a file of their own."""

from __future__ import annotations

import io
import os
from typing import BinaryIO

__all__ = ["of"]

_BLOCK = 1_000_000


def of(file: BinaryIO, *ranges: tuple[int, int]) -> BinaryIO:
    """Return a stream of some ranges of a file, each from a byte up to before another one."""
    return io.BufferedReader(_Ranges(file, ranges), _BLOCK)


class _Ranges(io.RawIOBase):
    def __init__(self, file: BinaryIO, ranges: tuple[tuple[int, int], ...]) -> None:
        super().__init__()
        self._file, self._ranges = file, ranges
        self._size = sum(end - start for start, end in ranges)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        before = self._at
        for start, end in self._ranges:
            if before < end - start:
                self._file.seek(start + before)
                data = self._file.read(min(len(buffer), end - start - before))
                buffer[: len(data)] = data
                self._at += len(data)
                return len(data)
            before -= end - start
        return 0
