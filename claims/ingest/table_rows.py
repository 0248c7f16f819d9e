"""Where the rows of a table end, so that a large one can be read in parts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from claims.ingest import file_formats, table_columns, text_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST_CELL", "ends"]

LONGEST_CELL = 10_000_000
"""Letters of a cell; more mean that a quotation mark is not closed."""
_LONGEST_LINE = 50_000_000


def ends(file: BinaryIO) -> Iterator[int]:
    """Yield where each row of a table ends, in bytes from its start; first that of the columns' names.

    Ends early where a row does not end, and at once for a table in UTF-16.
    """
    head = file.read(file_formats.HEAD)
    file.seek(0)
    if b"\0" in head:
        return
    text = text_encoding.beginning(head)
    bare = table_columns.without_separator_line(text)
    csv.field_size_limit(LONGEST_CELL)
    # In the encodings of tables, the marks between cells and rows are the bytes that they are in this one.
    stream = io.TextIOWrapper(file, encoding="latin-1", newline="")
    lines = _Lines(stream)
    try:
        if bare != text:
            next(lines)
        for _ in csv.reader(lines, delimiter=table_columns.delimiter(bare)):
            yield lines.at
    except csv.Error:
        return
    finally:
        stream.detach()


class _Lines:
    """The lines of a table, none of them endless.

    Attributes:
        at: Where the last one ended.
    """

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.at = 0
        self._stream = stream

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(_LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        if len(line) > _LONGEST_LINE:
            raise csv.Error("the line does not end")
        self.at += len(line)
        return line
