"""Tables for spreadsheets: CSV (RFC 4180) in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from claims.sheet.plain_labels import encoded
from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["table"]

_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the computer's old encoding, and Arabic becomes noise."""

# Where the comma is the decimal sign, spreadsheets divide cells at semicolons, whatever stands in quotation marks.
_FORMULA = re.compile("(^|;)(?=[\\s\u200c-\u200f\u061c\"']*[=+\\-@＝＋－＠])")


def table(columns: Iterable[str], rows: Iterable[Mapping[str, str | int | None]]) -> bytes:
    """The rows as a file, below the names of the columns; what is not known is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return encoded(_BYTE_ORDER_MARK + text.getvalue())


def _cell(value: str | int | None) -> str | int | None:
    """Text on one line, with an apostrophe before what a spreadsheet would take for the beginning of a formula."""
    return _FORMULA.sub(r"\1'", visible(value)) if isinstance(value, str) else value
