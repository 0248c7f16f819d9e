"""Share what the tables for coders of events have in common: places, days and numbers in the coders' own terms.

A row is material for a coder, not a coded event: what a coder decides (the best estimate, the sides, the conflict) is
left empty. docs/events.md documents every column.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from claims.sheet.event_data import event_record, point_of
from claims.sheet.label_wording import REVIEWERS_DIFFER
from claims.sheet.plain_labels import content_of, credited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.sheet.event_view import Event
    from claims.sheet.localization import Speaker
    from claims.sheet.view import Claim

    Row = dict[str, str | float | None]

__all__ = ["day_written", "deaths", "notes", "place_columns", "precision_of_days", "year_of"]


def place_columns(event: Event, speaker: Speaker, precisions: Mapping[str, int]) -> tuple[Row, int | None]:
    """Return the country and the point of the most exact place, and its precision as the coders number it."""
    if not event.places:
        return {"country": None, "latitude": None, "longitude": None}, None
    place = event.places[0]
    point = point_of(place)
    columns: Row = {
        "country": str(speaker.country(place.country)) if place.country else None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
    }
    return columns, precisions.get(place.precision or "")


def deaths(event: Event) -> tuple[int | None, int | None]:
    """Return the lowest and highest number of dead that is claimed; None if none is, or only of several parties."""
    killed = event_record(event).get("killed", {})
    return killed.get("low"), killed.get("high")


def precision_of_days(days: tuple[int, int] | None, lengths: Mapping[int, int]) -> int | None:
    """Return the precision of a range of days (day numbers), by the greatest number of days that has it."""
    if days is None:
        return None
    return next((lengths[most] for most in sorted(lengths) if days[1] - days[0] < most), None)


def day_written(number: int) -> str:
    """Return a day by its number as YYYY-MM-DD; empty outside the years 1 to 9999."""
    return date.fromordinal(number).isoformat() if 0 < number <= date.max.toordinal() else ""


def year_of(days: tuple[int, int] | None) -> str | None:
    """Return the year of a range of days; None if it spans several."""
    if days is None:
        return None
    first, last = (day_written(number)[:4] for number in days)
    return first if first == last else None


def notes(event: Event, speaker: Speaker) -> str:
    """Return who says what of the event, in the article's words, and where reviewers differ; never as fact."""
    return " ".join(_note(claim, speaker) for claim in dict.fromkeys(_noted(event)))


def _note(claim: Claim, speaker: Speaker) -> str:
    said = f"{credited(claim, speaker)} “{content_of(claim)}”"
    return f"{said} ({speaker.label(REVIEWERS_DIFFER)})" if claim.review.disputed else said


def _noted(event: Event) -> Iterator[Claim]:
    if event.lead:
        yield event.lead
    for toll in event.tolls:
        for value in toll.values:
            yield from (teller.claims[0] for teller in value.tellers)
    yield from event.denials
