"""Results of a query as files: CSV, JSON Lines, Parquet."""

from __future__ import annotations

import csv
import json
import math
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from claims.sheet.csv_table import cell as csv_cell
from claims.store import dumps

if TYPE_CHECKING:
    from claims.collection.query import Selection

__all__ = ["cell", "write_csv", "write_jsonl", "write_parquet"]


def write_csv(selection: Selection, file: TextIO) -> None:
    """Write a table with the names of the columns; nested values are JSON, and no text can become a formula."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(map(csv_cell, selection.names))
    for row in selection.rows():
        writer.writerow([csv_cell(cell(value)) for value in row])


def write_jsonl(selection: Selection, file: TextIO) -> None:
    """Write an object a line, with all columns; of two columns with one name, the last one."""
    names = selection.names
    records = ({name: _plain(value) for name, value in zip(names, row, strict=True)} for row in selection.rows())
    file.writelines(dumps(record) + "\n" for record in records)


def write_parquet(selection: Selection, file: BinaryIO) -> None:
    """Write a Parquet file with the types that the query gives."""
    import pyarrow.parquet as pq

    batches = selection.batches()
    with pq.ParquetWriter(file, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def cell(value: Any) -> str | float | None:
    """Return a value as one cell of a table: nested ones as JSON; None if it is unknown."""
    plain = _plain(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, list | dict) else plain


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what is no number there is unknown."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float | Decimal):
        return _number(value)
    if value is None or isinstance(value, int | str):
        return value
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float | Decimal) -> float | None:
    if not math.isfinite(value):
        return None
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else float(value)
