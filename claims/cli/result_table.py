"""A result of a query as a table for reading on a terminal."""

from __future__ import annotations

import io
import shutil
import sys
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from claims.cli import terminal
from claims.collection.result_formats import cell
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from claims.collection.query import Selection

__all__ = ["shown"]

_MOST = 200
"""The most rows that are shown."""
_WIDTH = 100
"""The width of a table that no terminal shows, in characters."""
_NARROWEST = 12
"""The least width of a column, in characters; where there is less room, each row is shown as a list."""
_ISOLATE, _END = "\u2068", "\u2069"
"""Around a cell with text from right to left, so that it does not turn the order of the columns."""
_LEFTWARDS = frozenset({"R", "AL"})


def shown(selection: Selection) -> str:
    """Return the first rows of a result as a table; nothing in it is obeyed by a terminal."""
    from rich.console import Console

    names = [printable(name) for name in selection.names]
    rows = [[_cell(value) for value in row] for row in islice(selection.rows(), _MOST + 1)]
    if len(rows) > _MOST:
        terminal.say(f"these are the first {_MOST} rows; --format csv or jsonl gives all")
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH
    made = io.StringIO()
    console = Console(file=made, width=width, markup=False, highlight=False, emoji=False, color_system=None)
    console.print(_grid(names, rows[:_MOST]) if len(names) * _NARROWEST <= width else _listed(names, rows[:_MOST]))
    return "".join(f"{line.rstrip()}\n" for line in made.getvalue().splitlines())


def _cell(value: object) -> str | float | None:
    plain = cell(value)
    if not isinstance(plain, str):
        return plain
    safe = printable(plain)
    return f"{_ISOLATE}{safe}{_END}" if any(bidirectional(letter) in _LEFTWARDS for letter in safe) else safe


def _grid(names: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, name in enumerate(names):
        counts = any(isinstance(row[number], int | float) for row in rows)
        table.add_column(Text(name), overflow="fold", justify="right" if counts else "left")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    return table


def _listed(names: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> RenderableType:
    from rich.text import Text

    lines = []
    for number, row in enumerate(rows, 1):
        lines.append(f"row {number}")
        lines += [f"  {name}: {value}" for name, value in zip(names, row, strict=True) if value is not None]
    return Text("\n".join(lines), overflow="fold")
