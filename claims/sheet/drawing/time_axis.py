"""The axis of a timeline: days to pixels, leaving out long empty periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from claims.model.edtf import day_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model.edtf import Extent

__all__ = ["Axis", "Tick", "axis"]

_BREAK = 34.0
"""Pixels of a stretch that is left out."""
_LONG = 0.12
"""Of all the time shown: a stretch without anything is left out from this length on."""
_EDGE = 0.05
_ROOM = 88.0
"""Pixels from tick to tick."""
_DAY_STEPS, _MONTH_STEPS = (1, 2, 7), (1, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Tick(NamedTuple):
    """A mark on the axis: position and date (EDTF)."""

    x: float
    edtf: str


class _Stretch(NamedTuple):
    """A drawn period: first day, day after the last, and its first pixel."""

    first: float
    end: float
    x: float


@dataclass(frozen=True)
class Axis:
    """An axis from pixel 0 to `width`, made of `stretches` of days in one scale."""

    stretches: tuple[_Stretch, ...]
    scale: float
    width: float

    def at(self, day: float) -> float:
        """The pixel at which a day begins."""
        for stretch in self.stretches:
            if day <= stretch.end:
                return stretch.x + max(0.0, day - stretch.first) * self.scale
        return self.width

    def breaks(self) -> list[float]:
        """The pixels at which time is left out."""
        return [stretch.x - _BREAK / 2 for stretch in self.stretches[1:]]

    def ticks(self) -> list[Tick]:
        """Marks at round dates, with room for labels."""
        kept: list[Tick] = []
        for stretch in self.stretches:
            for day, written in _round_days(stretch, _ROOM / self.scale):
                x = self.at(day)
                if x <= self.width - _ROOM / 2 and (not kept or x - kept[-1].x >= _ROOM):
                    kept.append(Tick(x, written))
        return kept


def axis(extents: Sequence[Extent], width: float) -> Axis:
    """An axis of a width in pixels for the given extents."""
    busy = _merged(sorted(map(_closed, extents)))
    total = sum(end - first for first, end in busy)
    joined: list[tuple[int, int]] = [busy[0]]
    for first, end in busy[1:]:
        if first - joined[-1][1] > max(_LONG * total, 1):
            joined.append((first, end))
        else:
            joined[-1] = (joined[-1][0], end)
    edge = max(_EDGE * sum(end - first for first, end in joined), 0.5)
    wider = [(first - edge, end + edge) for first, end in joined]
    scale = (width - _BREAK * (len(wider) - 1)) / sum(end - first for first, end in wider)
    stretches: list[_Stretch] = []
    x = 0.0
    for start, stop in wider:
        stretches.append(_Stretch(start, stop, x))
        x += (stop - start) * scale + _BREAK
    return Axis(tuple(stretches), scale, width)


def _closed(extent: Extent) -> tuple[int, int]:
    """First day and day after the last; of an open extent, only the known day."""
    first = extent.first if extent.first is not None else extent.last
    last = extent.last if extent.last is not None else extent.first
    return first or 0, (last or 0) + 1


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged = [spans[0]]
    for first, end in spans[1:]:
        if first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return merged


def _round_days(stretch: _Stretch, apart: float) -> Iterator[tuple[int, str]]:
    """Beginnings of days, months or years in a stretch, at least a number of days apart, with their EDTF."""
    if apart <= _DAY_STEPS[-1] and stretch.first >= 1:
        step = next(step for step in _DAY_STEPS if step >= apart)
        for day in range(int(stretch.first) + 1, int(stretch.end) + 1, step):
            yield day, (date.min + timedelta(days=day - 1)).isoformat()
        return
    months = next((step for step in _MONTH_STEPS if step * 30 >= apart), None)
    longest = _YEAR_STEPS[-1]
    years = next((step for step in _YEAR_STEPS if step * 365 >= apart), longest * ceil(apart / 365 / longest))
    first_year, last_year = int(stretch.first / 365.25) - 1, int(stretch.end / 365.24) + 2
    for year in range(first_year - first_year % years, last_year, 1 if months else years):
        for month in range(1, 13, months or 12):
            day = day_number(year, month)
            if stretch.first <= day <= stretch.end:
                yield day, f"{year:04}-{month:02}" if months and month > 1 else f"{year:04}"
