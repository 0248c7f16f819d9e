"""Apply unambiguous corrections: replace numbers in place, and keep everything else unchanged."""

from __future__ import annotations

import gzip
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from claims.store.atomic_write import replacing
from claims.validation.record_input import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.validation.findings import Edit

__all__ = ["apply"]


def apply(path: Path, edits: Iterable[Edit]) -> None:
    """Apply `edits` to a file of records and replace it atomically; a compressed file stays compressed.

    Raises:
        ClaimsError: if the file cannot be written; it is then unchanged.
    """
    ordered = sorted(edits)
    if not ordered:
        return
    with path.open("rb") as probe:
        packed = probe.read(2) == b"\x1f\x8b"
    with path.open("rb") as old, replacing(path) as new:
        if packed:
            with gzip.GzipFile("", "wb", fileobj=new, mtime=0) as target:
                target.writelines(_edited(unpacked(old, str(path)), ordered))
        else:
            new.writelines(_edited(old, ordered))


def _edited(stream: BinaryIO, edits: list[Edit]) -> Iterator[bytes]:
    by_line = {number: list(group) for number, group in groupby(edits, key=lambda edit: edit.line)}
    for number, line in enumerate(stream, start=1):
        yield _line(line, by_line[number]) if number in by_line else line


def _line(line: bytes, edits: list[Edit]) -> bytes:
    text = line.decode("utf-8")
    for edit in reversed(edits):
        start = edit.column - 1
        text = f"{text[:start]}{edit.value}{text[start + edit.length :]}"
    return text.encode("utf-8")
