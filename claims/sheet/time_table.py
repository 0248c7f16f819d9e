"""Build the timeline of claimed events, with undated ones listed separately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model.edtf import extent
from claims.sheet import view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model.facets import Time
    from claims.sheet.tellings import Telling

__all__ = ["shown_moment", "timeline"]


def timeline(tellings: Iterable[Telling]) -> tuple[tuple[view.Moment, ...], tuple[view.Moment, ...]]:
    """Return the dated moments by date, and the undated ones in the order given."""
    moments = [shown_moment(telling, time) for telling in tellings for time in telling.own(telling.facets.times)]
    found = [(extent(moment.edtf), moment) for moment in moments]
    dated = [(days, moment) for days, moment in found if days is not None]
    ordered = sorted(dated, key=lambda pair: (pair[0].begins, pair[1].edtf or ""))
    undated = tuple(moment for days, moment in found if days is None)
    return tuple(moment for _, moment in ordered), undated


def shown_moment(telling: Telling, time: Time) -> view.Moment:
    """Return a time as the sheet shows it."""
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
