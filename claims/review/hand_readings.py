"""Make what a person reads in the words of a claim: figures, times, places, parties and the event.

The command line and the desk both come here with what was written or chosen, and with the reading so far.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.extraction.claim_facets import with_facets
from claims.extraction.gazetteer import places
from claims.extraction.namesakes import point_of, precision_of
from claims.model import Claim, Source
from claims.model.edtf import extent
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import BOUNDS, BY_HAND, PARTY_KINDS, WHATS, Event, Facets, Figure, Party, Place, Time
from claims.validation.facet_rules import fits, misfit, said_weekday

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.extraction.gazetteer import Entry
    from claims.model import Document, Span
    from claims.model.facets import Bound, PartyKind, What

__all__ = [
    "FACET_LISTS",
    "UNKNOWN",
    "event_of",
    "figure_of",
    "in_text_order",
    "one_of",
    "party_of",
    "place_of",
    "read_in",
    "readings_of",
    "refuse_outside",
    "time_of",
]

UNKNOWN = "none"
"""What a person writes or chooses for none: no place of the gazetteer, no event, no claim around."""
FACET_LISTS = ("figures", "times", "places", "parties")
"""The properties of facets that hold several readings."""


def one_of(value: str, values: Sequence[str], what: str) -> str:
    """Return a value that must be one of some.

    Args:
        value: What was written.
        values: What it may be.
        what: What it should be, with its article, such as `a mode`.

    Raises:
        ClaimsError: if it is none of them.
    """
    if value not in values:
        raise ClaimsError(f"{value!r} is not {what}", remedy=f"Use one of: {', '.join(values)}")
    return value


def figure_of(
    span: Span, before: Figure | None, *, what: str, least: int | None, most: int | None, bound: str
) -> Figure:
    """Return a figure as a person reads it.

    Args:
        span: Its words.
        before: The reading so far; None if there is none.
        what: What happened to those counted.
        least: The lowest number that the words allow; None if open.
        most: The highest one.
        bound: How the words limit it. If it is that of the reading so far and no longer fits the numbers, they decide.

    Raises:
        ClaimsError: if the numbers do not fit each other or the bound.
    """
    counted = cast("What", one_of(what, WHATS, "what a figure counts"))
    limit = cast("Bound", one_of(bound, BOUNDS, "a bound"))
    if before is not None and limit == before.bound and not fits(least, most, limit):
        limit = _bound(least, most)
    if not fits(least, most, limit):
        raise ClaimsError(f"the number does not fit: {misfit(least, most, limit)}", span.exact)
    if before is None:
        return Figure(span, counted, least, most, limit)
    if (before.what, before.min, before.max, before.bound) == (counted, least, most, limit):
        return before
    return replace(before, what=counted, min=least, max=most, bound=limit, rule=BY_HAND)


def _bound(least: int | None, most: int | None) -> Bound:
    if least is None:
        return "unknown" if most is None else "at_most"
    return "at_least" if most is None else "exact" if least == most else "range"


def time_of(span: Span, before: Time | None, edtf: str | None) -> Time:
    """Return a time with the date that a person gives it; what else its words say stays.

    Args:
        span: Its words.
        before: The reading so far; None if there is none.
        edtf: The date or interval (EDTF); None if it cannot be told.

    Raises:
        ClaimsError: if that is no date.
    """
    if edtf is not None and extent(edtf) is None:
        remedy = "Write it in EDTF: 2024-03-14, 2024-03, 2024 or 2024-03-14/2024-03-16"
        raise ClaimsError(f"{edtf!r} is not a date", span.exact, remedy)
    time = before or Time(span, None)
    if time.edtf == edtf:
        return time
    falls = cast("Any", said_weekday(edtf))
    is_odd = time.weekday is not None and falls not in (None, time.weekday)
    return replace(
        time,
        edtf=edtf,
        basis=None if edtf is None else "text",
        partial=None,
        contradiction=falls if is_odd else None,
        rule=BY_HAND,
    )


def place_of(span: Span, before: Place | None, choice: str) -> Place:
    """Return a place as one of the gazetteer's candidates for its name, or as none of them.

    Args:
        span: The name.
        before: The reading so far, with the candidates; None if there is none.
        choice: The GeoNames id of a candidate, or `UNKNOWN`.

    Raises:
        ClaimsError: if it is no candidate.
    """
    place = before or Place(span, span.exact, None, None, None, None)
    if choice == UNKNOWN:
        return (
            place
            if _is_unknown(place)
            else Place(span, span.exact, None, None, None, None, candidates=place.candidates)
        )
    if choice == str(place.geonames):
        return place
    entry = _entries().get(int(choice)) if choice in {str(each.geonames) for each in place.candidates} else None
    if entry is None:
        there = ", ".join(f"{each.geonames} ({each.name})" for each in place.candidates)
        what = f"{choice!r} is not a place that {span.exact!r} can mean"
        raise ClaimsError(what, remedy=f"Choose one of: {', '.join(filter(None, [there, UNKNOWN]))}")
    precision, radius = precision_of(entry)
    lat, lon = point_of(entry)
    return Place(
        span, entry.name, entry.geonames, entry.country, lat, lon, precision, radius, candidates=place.candidates
    )


def _is_unknown(place: Place) -> bool:
    return place.geonames is None and place.country is None and place.lat is None


@lru_cache(maxsize=1)
def _entries() -> dict[int, Entry]:
    return {entry.geonames: entry for entry in places() if entry.geonames is not None}


def party_of(span: Span, before: Party | None, *, kind: str, name: str | None = None) -> Party:
    """Return a party with the kind and the name that a person gives it.

    Args:
        span: Its words.
        before: The reading so far; None if there is none.
        kind: The kind of party.
        name: The name under which its mentions are grouped; None for that so far, else the words.

    Raises:
        ClaimsError: if there is no such kind.
    """
    told = cast("PartyKind", one_of(kind, PARTY_KINDS, "a kind of party"))
    party = before or Party(span, name or span.exact, told)
    if name is not None and name != party.name:
        return Party(span, name, told)
    return party if party.kind == told else replace(party, kind=told, rule=BY_HAND)


def event_of(span: Span, before: Event | None, type_: str) -> Event:
    """Return the event as a person reads it.

    Args:
        span: The word that names it.
        before: The reading so far; None if there is none.
        type_: A type of the codebook.

    Raises:
        ClaimsError: if it has no such type.
    """
    told = one_of(type_, tuple(EVENT_TYPES), "an event type")
    return before if before is not None and (before.span, before.type) == (span, told) else Event(span, told)


def readings_of(document: Document, content: Sequence[Span]) -> Facets:
    """Return what the tool reads in words that are claimed; nothing if it cannot read their language."""
    if not content:
        return Facets()
    claim = Claim("", document.id, Source(None, "unnamed", None), content[0], tuple(content), "indirect")
    return with_facets(document, [claim])[0].facets or Facets()


def read_in(document: Document, content: Sequence[Span], span: Span, kind: str) -> tuple[Any, ...]:
    """Return the readings of one kind in some words of a claim, as the tool reads them, or with the words alone.

    Args:
        document: The document.
        content: What is claimed.
        span: The words.
        kind: One of `FACET_LISTS`.

    Raises:
        ClaimsError: if the words are not part of what is claimed.
    """
    refuse_outside(content, span)
    made: dict[str, Any] = {
        "figures": Figure(span, "other", None, None, "unknown"),
        "times": Time(span, None),
        "places": Place(span, span.exact, None, None, None, None),
        "parties": Party(span, span.exact, "organization"),
    }
    return getattr(readings_of(document, (span,)), kind) or (made[kind],)


def refuse_outside(content: Sequence[Span], span: Span) -> None:
    """Refuse words that are not part of what is claimed.

    Raises:
        ClaimsError: if they are not.
    """
    if not any(part.start <= span.start and span.end <= part.end for part in content):
        raise ClaimsError("these words are not part of what is claimed", span.exact)


def in_text_order(facets: Iterable[Any]) -> tuple[Any, ...]:
    """Return readings in the order of the text."""
    return tuple(sorted(facets, key=lambda each: (each.span.start, each.span.end)))
