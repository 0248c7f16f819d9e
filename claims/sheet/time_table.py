"""Build the timeline of claimed events, with undated ones listed separately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.analysis.comparison_data import folded, language
from claims.extraction.comparison_vocabulary import WORD
from claims.model.edtf import extent
from claims.model.facets import BY_HAND
from claims.sheet import view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model.facets import Time
    from claims.sheet.tellings import Telling

__all__ = ["shown_moment", "timeline"]

_NEAR = 40
"""Characters before or after a time that surely hold the two words next to it."""


def timeline(tellings: Iterable[Telling]) -> tuple[tuple[view.Moment, ...], tuple[view.Moment, ...]]:
    """Return the dated moments by date, and the undated ones in the order given; ages and bare durations are none."""
    moments = [
        shown_moment(telling, time)
        for telling in tellings
        for time in telling.own(telling.facets.times)
        if _says_when(telling, time)
    ]
    found = [(extent(moment.edtf), moment) for moment in moments]
    dated = [(days, moment) for days, moment in found if days is not None]
    ordered = sorted(dated, key=lambda pair: (pair[0].begins, pair[1].edtf or ""))
    undated = tuple(moment for days, moment in found if days is None)
    return tuple(moment for _, moment in ordered), undated


def _says_when(telling: Telling, time: Time) -> bool:
    """Return whether a time is more than a length: dated, entered by a person, or reaching the present (منذ أيام)."""
    if time.kind != "duration" or time.edtf is not None or time.rule == BY_HAND:
        return True
    data = language(telling.language or "")
    text = telling.document.text if telling.document else ""
    start, end = time.span.start, time.span.end
    before = WORD.findall(folded(text[max(0, start - _NEAR) : start]))
    after = WORD.findall(folded(text[end : end + _NEAR].partition("\n")[0]))[:1]
    within = WORD.findall(folded(time.span.exact))
    return not (
        data.reaching_now.isdisjoint([" ".join(before[-2:]), *before[-1:], *within])
        and data.reaching_now_after.isdisjoint([*within, *after])
    )


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
