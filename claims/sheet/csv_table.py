"""Write CSV tables (RFC 4180) for spreadsheets, in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from claims.sheet.plain_labels import encoded
from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["cell", "table"]

_BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel does not recognise UTF-8 and garbles Arabic text."""

# Where the decimal separator is a comma, spreadsheets split cells at semicolons, even within quotation marks.
_FORMULA = re.compile("(^|;)(?=[\\s\u200c-\u200f\u061c\"']*[=+\\-@＝＋－＠])")


_POINT = re.compile(r"-?\d+(\.\d+)?\|-?\d+(\.\d+)?")
"""Latitude and longitude in one cell: digits alone are no formula, and an apostrophe would break the import."""


def table(columns: Iterable[str], rows: Iterable[Mapping[str, str | float | None]]) -> bytes:
    """Return the table as a file, with column names; unknown values are empty cells."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return encoded(_BYTE_ORDER_MARK + text.getvalue())


def cell(value: str | float | None) -> str | float | None:
    """Return text on one line, prefixed with an apostrophe if a spreadsheet would read it as a formula."""
    if not isinstance(value, str) or _POINT.fullmatch(value):
        return value
    return _FORMULA.sub(r"\1'", visible(value))
