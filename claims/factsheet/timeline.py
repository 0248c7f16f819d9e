"""When what is said to have happened: what has a date by that date, the rest apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.factsheet import view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.facets import Time
    from claims.factsheet.tellings import Telling

__all__ = ["timeline"]

_DATE = re.compile(r"(?P<year>-?[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?", re.ASCII)
_FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The seasons of EDTF as the months in which they begin."""


def timeline(tellings: Iterable[Telling]) -> tuple[tuple[view.Moment, ...], tuple[view.Moment, ...]]:
    """What has a date, by it; and what has none, in the order given."""
    moments = [_moment(telling, time) for telling in tellings for time in telling.own(telling.facets.times)]
    dated = [(begin, moment) for moment in moments if (begin := _begin(moment.edtf or "")) is not None]
    ordered = sorted(dated, key=lambda pair: (pair[0], pair[1].edtf or ""))
    undated = tuple(moment for moment in moments if _begin(moment.edtf or "") is None)
    return tuple(moment for _, moment in ordered), undated


def _moment(telling: Telling, time: Time) -> view.Moment:
    return view.Moment(
        edtf=time.edtf,
        kind=time.kind,
        basis=time.basis,
        partial=time.partial,
        calendar=time.calendar,
        weekday=time.weekday,
        part=time.part,
        phase=time.phase,
        clock=time.clock,
        duration=time.duration,
        about=time.about,
        contradiction=time.contradiction,
        words=telling.exact(time.span),
        excerpt=telling.excerpt(time.span),
        claim=telling.shown,
    )


def _begin(edtf: str) -> tuple[int, int, int] | None:
    """The earliest day of an EDTF date or interval, for ordering; that of its end where its beginning is open."""
    match = _DATE.search(edtf)
    if match is None:
        return None
    year, month, day = (int((match[part] or "0").replace("X", "0")) for part in ("year", "month", "day"))
    return year, _FIRST_MONTHS.get(month, month), day
