"""Write read and dated time expressions as facets, the same for every language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from claims.extraction.dating import iso_duration
from claims.model.facets import WEEKDAYS, Time

if TYPE_CHECKING:
    from claims.extraction.dating import Dated, Known
    from claims.extraction.time_slots import Reading
    from claims.model import Span

__all__ = ["remembered", "time_facet"]

_AFTERNOON = {"afternoon", "evening", "night"}


def remembered(known: Known, reading: Reading, dated: Dated) -> Known:
    """Return the known dates with a date that the text determines: its month and year."""
    last = reading.other or reading
    if dated.basis != "text" or last.year is None or last.hijri:
        return known
    return replace(known, month=last.month, year=last.year)


def time_facet(span: Span, reading: Reading, dated: Dated) -> Time:
    """Return the facet of an expression.

    Args:
        span: Its words in the article.
        reading: The slots that they fill.
        dated: The date that these resolve to.
    """
    return Time(
        span=span,
        edtf=dated.edtf,
        kind=reading.kind,
        basis=dated.basis,
        partial=dated.partial,
        calendar=_calendar(reading),
        weekday=None if reading.weekday is None else WEEKDAYS[reading.weekday],
        part=reading.part,
        phase=reading.phase,
        clock=_clock(reading),
        duration=iso_duration(reading.amount),
        about=reading.about,
        contradiction=dated.contradiction,
        rule=f"{reading.rule}/{dated.rule}",
    )


def _calendar(reading: Reading) -> Literal["gregorian", "hijri"] | None:
    if reading.hijri:
        return "hijri"
    return "gregorian" if reading.month is not None or reading.year is not None else None


def _clock(reading: Reading) -> str | None:
    """Return the time as `HH:MM`; None for an hour that can be morning or evening."""
    if reading.clock is None:
        return None
    hour, minute = reading.clock
    if hour > 12 or hour == 0:
        return f"{hour % 24:02}:{minute:02}"
    if reading.part is None:
        return None
    after_midnight = reading.part == "night" and hour in {12, 1, 2, 3, 4, 5}
    late = (reading.part in _AFTERNOON and not after_midnight) or (reading.part == "noon" and hour in {12, 1, 2, 3})
    return f"{hour % 12 + 12 * late:02}:{minute:02}"
