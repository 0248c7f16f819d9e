"""Reads the facets of a claim record.

A record that another tool wrote need have no more than the core of each facet: what else there is may be missing, and
is then None. A reading without a rule is one that was made by hand.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Literal, get_args

from claims.model.facets import (
    BOUNDS,
    DAY_PARTS,
    PHASES,
    TIME_KINDS,
    WEEKDAYS,
    WHATS,
    Candidate,
    Event,
    Facets,
    Figure,
    Party,
    PartyKind,
    Place,
    Precision,
    Time,
)

if TYPE_CHECKING:
    from claims.model.record_reader import Reader

__all__ = ["BY_HAND", "FACETS", "facets_from"]

BY_HAND = "hand"
"""The rule of a reading that names none."""

FACETS = ("figures", "times", "places", "parties", "event")


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_FIGURE, _TIME, _PLACE, _PARTY, _EVENT, _CANDIDATE = map(_names, (Figure, Time, Place, Party, Event, Candidate))
_BASES: tuple[Literal["text", "document"], ...] = ("text", "document")
_CALENDARS: tuple[Literal["gregorian", "hijri"], ...] = ("gregorian", "hijri")
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)
_PARTY_KINDS: tuple[PartyKind, ...] = get_args(PartyKind)


def facets_from(read: Reader) -> Facets:
    """The facets that a JSON object says.

    Raises:
        ClaimsError: where the object is not what `facets` should be, naming the property.
    """
    event = None if read.value.get("event") is None else _event(read.inner("event", _EVENT))
    return Facets(
        figures=tuple(map(_figure, read.each("figures", _FIGURE))),
        times=tuple(map(_time, read.each("times", _TIME))),
        places=tuple(map(_place, read.each("places", _PLACE))),
        parties=tuple(map(_party, read.each("parties", _PARTY))),
        events=() if event is None else (event,),
    )


def _rule(read: Reader) -> str:
    return read.optional("rule") or BY_HAND


def _figure(read: Reader) -> Figure:
    return Figure(
        span=read.span("span"),
        what=read.choice("what", WHATS),
        min=read.maybe_number("min"),
        max=read.maybe_number("max"),
        bound=read.choice("bound", BOUNDS),
        unit=read.maybe_span("unit"),
        whose=read.maybe_span("whose"),
        event=read.maybe_span("event"),
        rule=_rule(read),
    )


def _time(read: Reader) -> Time:
    return Time(
        span=read.span("span"),
        edtf=read.optional("edtf"),
        kind=read.maybe("kind", TIME_KINDS) or "date",
        basis=read.maybe("basis", _BASES),
        partial=read.optional("partial"),
        calendar=read.maybe("calendar", _CALENDARS),
        weekday=read.maybe("weekday", WEEKDAYS),
        part=read.maybe("part", DAY_PARTS),
        phase=read.maybe("phase", PHASES),
        clock=read.optional("clock"),
        duration=read.optional("duration"),
        about=read.flag("about"),
        contradiction=read.maybe("contradiction", WEEKDAYS),
        rule=_rule(read),
    )


def _place(read: Reader) -> Place:
    candidates = read.each("candidates", _CANDIDATE) if "candidates" in read.value else []
    return Place(
        span=read.span("span"),
        name=read.text("name"),
        geonames=read.maybe_number("geonames"),
        country=read.optional("country"),
        lat=read.real("lat"),
        lon=read.real("lon"),
        precision=read.maybe("precision", _PRECISIONS),
        radius_km=read.real("radius_km"),
        relation=read.maybe_span("relation"),
        candidates=tuple(Candidate(c.number("geonames"), c.text("name"), c.optional("country")) for c in candidates),
        rule=_rule(read),
    )


def _party(read: Reader) -> Party:
    return Party(
        span=read.span("span"),
        name=read.text("name"),
        kind=read.choice("kind", _PARTY_KINDS),
        known=read.optional("known"),
        romanised=read.optional("romanised"),
        rule=_rule(read),
    )


def _event(read: Reader) -> Event:
    return Event(read.span("span"), read.text("type"), _rule(read))
