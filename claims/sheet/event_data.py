"""Reduce an event to the plain values that every data format of events writes: `schema/event.schema.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.model.edtf import day, extent
from claims.model.event_types import EVENT_TYPES
from claims.sheet.plain_labels import known, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.sheet.event_view import Event, Teller, Toll
    from claims.sheet.view import Location, Moment

__all__ = [
    "acled_types",
    "date_of",
    "day_range",
    "disputed_claims",
    "event_record",
    "main_toll",
    "point_of",
    "source_names",
]


def event_record(event: Event) -> dict[str, Any]:
    """Return an event as a record; what no claim says is left out, and no number is a sum or a judgement."""
    types = acled_types(event)
    return known(
        id=event.id,
        type=event.type,
        called=text_of(event.called),
        acled=known(event_type=types[0], sub_event_type=types[1]) if types else None,
        only_denied=event.only_denied or None,
        date=date_of(event.dates),
        date_words=[moment.words.text for moment in event.dates if moment.edtf is None],
        places=[_place(place) for place in event.places],
        around=text_of(event.around),
        parties=[known(name=each.name.text, kind=each.kind, known=each.known) for each in event.parties],
        killed=_ends(main_toll(event, "killed")),
        injured=_ends(main_toll(event, "injured")),
        tolls=[_toll(toll) for toll in event.tolls],
        differences=[known(facet=each.facet, what=each.what) for each in event.differences],
        denied_by=[text_of(claim.source) for claim in event.denials],
        sources=_sources(event),
        relays=[known(source=text_of(each.source), relay=text_of(each.relay)) for each in event.relays],
        claims=[claim.id for claim in event.claims],
        reviewers_differ=disputed_claims(event),
        documents=[document.id for document in event.documents],
        origins=event.origins,
    )


def disputed_claims(event: Event) -> list[str]:
    """Return the ids of the claims on which reviewers differ, in the order of the sheet."""
    return [claim.id for claim in event.claims if claim.review.disputed]


def acled_types(event: Event) -> tuple[str, str] | None:
    """Return the event type and sub-event type of ACLED's codebook; None for an event without a type in it."""
    return EVENT_TYPES.get(event.type or "")


def date_of(dates: Sequence[Moment]) -> str | None:
    """Return the date as EDTF: several days as “one of these” where claims name different ones."""
    written = list(dict.fromkeys(moment.edtf for moment in dates if moment.edtf))
    if len(written) > 1 and all(day(each) for each in written):
        return f"[{','.join(written)}]"
    return written[0] if written else None


def day_range(event: Event) -> tuple[int, int] | None:
    """Return the first and last day that the named dates can mean, as day numbers; None if an end is open."""
    found = [days for moment in event.dates if (days := extent(moment.edtf))]
    firsts = [days.first for days in found if days.first is not None]
    lasts = [days.last for days in found if days.last is not None]
    if not found or len(firsts) < len(found) or len(lasts) < len(found):
        return None
    return min(firsts), max(lasts)


def main_toll(event: Event, what: str) -> Toll | None:
    """Return the toll of people in general; where there is none, that of a party, if it is the only one."""
    whole = [toll for toll in event.tolls if toll.what == what and not toll.part]
    people = [toll for toll in whole if toll.party is None and toll.kind is None]
    return people[0] if people else whole[0] if len(whole) == 1 else None


def point_of(place: Location) -> tuple[float, float] | None:
    """Return a place's latitude and longitude in degrees; None if they are unknown."""
    if place.coordinates is None:
        return None
    latitude, longitude = map(float, place.coordinates.split(", "))
    return latitude, longitude


def source_names(event: Event) -> list[str]:
    """Return the names of the sources, in the order of the sheet; those without a name are left out."""
    return list(dict.fromkeys(claim.source.text for claim in event.claims if claim.source))


def _ends(toll: Toll | None) -> dict[str, Any] | None:
    """Return the lowest and the highest number claimed."""
    if toll is None:
        return None
    ends = [end for value in toll.values for end in (value.figure.min, value.figure.max) if end is not None]
    return {"low": min(ends), "high": max(ends)} if ends else None


def _place(place: Location) -> dict[str, Any]:
    point = point_of(place)
    return known(
        name=place.name.text,
        words=[words.text for words in place.words],
        country=place.country,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        precision=place.precision,
        radius_km=place.radius,
        geonames=place.link,
        candidates=[each.link for each in place.candidates],
    )


def _toll(toll: Toll) -> dict[str, Any]:
    return known(
        what=toll.what,
        of=text_of(toll.party) or toll.kind,
        part=toll.part or None,
        differ=toll.differ or None,
        values=[
            known(
                min=value.figure.min,
                max=value.figure.max,
                bound=value.figure.bound,
                words=value.figure.words.text,
                given_by=[_teller(teller) for teller in value.tellers],
            )
            for value in toll.values
        ],
    )


def _teller(teller: Teller) -> dict[str, Any]:
    return known(
        source=text_of(teller.source),
        through=[text_of(each) for each in teller.through],
        claims=[claim.id for claim in teller.claims],
    )


def _sources(event: Event) -> dict[str, Any]:
    return {
        "names": source_names(event),
        "count": event.sources,
        "named": event.named,
        "not_known_to_depend": event.independent,
        "further_unnamed": event.unnamed > 0,
    }
