"""From a date as EDTF writes it to the days that it can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

__all__ = ["Extent", "day_number", "extent"]

_DATE = re.compile(r"(-?)([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T.*)?", re.ASCII | re.DOTALL)
_QUALIFIERS = re.compile("[?~%]")
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097
"""After so many years the calendar is the same again."""
_SEASONS = {
    **{21 + at: (3 + 3 * at, 3) for at in range(4)},  # spring, summer, autumn, winter
    **{25 + at: (3 + 3 * at, 3) for at in range(4)},  # those of the northern hemisphere
    **{29 + at: (9 + 3 * at, 3) for at in range(4)},  # those of the southern hemisphere
    **{33 + at: (1 + 3 * at, 3) for at in range(4)},  # quarters
    **{37 + at: (1 + 4 * at, 4) for at in range(3)},  # thirds
    **{40 + at: (1 + 6 * at, 6) for at in range(2)},  # halves
}
"""The months that EDTF numbers from 21 on: the first, counted from January, and how many."""


class Extent(NamedTuple):
    """From which day to which, as day numbers.

    Attributes:
        first: None where the beginning is open.
        last: None where the end is open.
        about: Whether the date says of itself that it is approximate or uncertain.
    """

    first: int | None
    last: int | None
    about: bool

    @property
    def begins(self) -> int:
        """Its first day, or its last where the beginning is open."""
        return self.first if self.first is not None else self.last or 0

    def common(self, other: Extent) -> Extent:
        """The days that they have in common, where they meet."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return Extent(max(firsts, default=None), min(lasts, default=None), self.about and other.about)

    def meets(self, other: Extent) -> bool:
        """Whether some day can be in both."""
        return _until(self.first, other.last) and _until(other.first, self.last)


def _until(first: int | None, last: int | None) -> bool:
    return first is None or last is None or first <= last


def extent(edtf: str) -> Extent | None:
    """The days of a date, an interval or a set of dates; None where its year is not known, or there is no such day."""
    about = bool(_QUALIFIERS.search(edtf))
    parts = [_span(part) for part in re.split(", ?", _QUALIFIERS.sub("", edtf).strip("{}[]"))]
    spans = [span for span in parts if span is not None]
    if len(spans) < len(parts):
        return None
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    last = None if None in lasts else max(day for day in lasts if day is not None)
    return Extent(first, last, about) if _until(first, last) else None


def _span(written: str) -> tuple[int | None, int | None] | None:
    """The first and the last day of a date or interval, either of them None where it is open."""
    first, dots, last = written.partition("/") if "/" in written else written.partition("..")
    if not dots:
        return _days(first)
    ends = [(None, None) if end in {"", ".."} else _days(end) for end in (first, last)]
    if None in ends or ends == [(None, None)] * 2:
        return None
    begin, end = ends
    return (begin[0] if begin else None), (end[1] if end else None)


def _days(written: str) -> tuple[int, int] | None:
    match = _DATE.fullmatch(written)
    if match is None or match[2] == "XXXX":
        return None
    years = sorted(int(match[1] + match[2].replace("X", digit)) for digit in "09")
    months = _months(match[3] or "XX")
    if months is None:
        return None
    (first_month, last_month), day = months, match[4] or "XX"
    first_day, last_day = int(day.replace("X", "0")) or 1, int(day.replace("X", "9"))
    longest = _length(years[1], last_month)
    if "X" in day:
        last_day = min(last_day, longest)
    if first_day > _length(years[0], first_month) or last_day > longest:
        return None
    return day_number(years[0], first_month, first_day), day_number(years[1], last_month, last_day)


def _months(written: str) -> tuple[int, int] | None:
    """The first and the last month, counted from January: a season can go on into the next year."""
    if "X" not in written and int(written) in _SEASONS:
        first, count = _SEASONS[int(written)]
        return first, first + count - 1
    pattern = re.compile(written.replace("X", "[0-9]"))
    fitting = [month for month in range(1, 13) if pattern.fullmatch(f"{month:02}")]
    return (fitting[0], fitting[-1]) if fitting else None


def _length(year: int, month: int) -> int:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return monthrange(year % _CYCLE_YEARS + _CYCLE_YEARS, month)[1]


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """The number of a day, as `date.toordinal` counts them, in any year; months count on after December."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    cycles, within = divmod(year - 1, _CYCLE_YEARS)
    return date(within + 1, month, day).toordinal() + cycles * _CYCLE_DAYS
