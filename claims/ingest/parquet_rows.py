"""The rows of a Parquet file, as the worker reads them; `parquet_articles` makes articles of them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import table_articles, table_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyarrow.parquet import ParquetFile

    from claims.ingest.readings import Hints

__all__ = ["count", "rows"]

_AT_ONCE = 64
"""Rows that are unpacked at the same time."""
_PAGE = 1_000_000
"""Bytes of a column that are read at the same time."""

Piece = tuple[dict[str, Any], bytes]


def rows(file: BinaryIO, hints: Hints) -> Iterator[Piece]:
    """Yield the header, then each row's cells as strings with its number from 1; only columns that articles have.

    Args:
        file: The Parquet file.
        hints: `rows` limits which ones.

    Raises:
        ClaimsError: if no column holds texts.
    """
    table = _opened(file)
    names = table.schema_arrow.names
    columns = table_columns.of_names(names)
    if "text" not in columns:
        raise ClaimsError("no column of this table is named text", hints.where, table_articles.REMEDY)
    wanted = [names[at] for at in columns.values()]
    yield {"columns": {field: at for at, field in enumerate(columns)}}, b""
    start, end = hints.rows or (0, table.metadata.num_rows)
    number = 0
    for batch in _batches(table, wanted, start, end):
        first, number = number, number + batch.num_rows
        if number <= start:
            continue
        for at, row in enumerate(batch.to_pylist(), first):
            if start <= at < end:
                yield {"row": at + 1, "cells": [_cell(row[name]) for name in wanted]}, b""
        if number >= end:
            return


def count(file: BinaryIO, hints: Hints) -> Iterator[Piece]:  # noqa: ARG001 - all functions of the worker get hints
    """Yield the number of rows, as the file's own summary has it."""
    yield {"rows": _opened(file).metadata.num_rows}, b""


def _opened(file: BinaryIO) -> ParquetFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_memory_pool(pa.system_memory_pool())  # the others reserve more address space than the worker may have
    return pq.ParquetFile(file, buffer_size=_PAGE, pre_buffer=False)


def _batches(table: ParquetFile, columns: list[str], start: int, end: int) -> Iterator[Any]:
    """The rows of those groups that are asked for; of the others, empty stand-ins of the same length are skipped."""
    passed = 0
    for group in range(table.metadata.num_row_groups):
        there = table.metadata.row_group(group).num_rows
        if passed + there <= start:
            yield _Skipped(there)
        elif passed < end:
            yield from table.iter_batches(_AT_ONCE, row_groups=[group], columns=columns, use_threads=False)
        passed += there


class _Skipped:
    """A group of rows that is not unpacked."""

    def __init__(self, num_rows: int) -> None:
        self.num_rows = num_rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value if isinstance(value, str) else str(value)
