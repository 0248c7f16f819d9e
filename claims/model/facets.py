"""Typed values extracted from a text: each has its span, its reading, and the rule that produced it.

A reading is never more certain than the words: what they do not say is None.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, get_args

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from claims.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "BOUNDS",
    "BY_HAND",
    "DAY_PARTS",
    "PARTY_KINDS",
    "PHASES",
    "TIME_KINDS",
    "WEEKDAYS",
    "WHATS",
    "Bound",
    "Candidate",
    "DayPart",
    "Event",
    "Facets",
    "Figure",
    "Party",
    "PartyKind",
    "Phase",
    "Place",
    "Precision",
    "TextFacets",
    "Time",
    "TimeKind",
    "Weekday",
    "What",
]

What = Literal[
    "killed", "injured", "missing", "lost", "captured", "released", "displaced", "evacuated", "rescued", "destroyed",
    "damaged", "seized", "returned", "participating", "other",
]  # fmt: skip
Bound = Literal["exact", "about", "at_least", "at_most", "range", "unknown"]
TimeKind = Literal["date", "time", "duration", "set"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DayPart = Literal["dawn", "morning", "noon", "afternoon", "evening", "night", "midnight", "day"]
Phase = Literal["early", "middle", "late"]
PartyKind = Literal["state", "state_force", "armed_group", "organization", "person", "civilians", "media"]
Precision = Literal["place", "area", "country", "estimated"]

WHATS: tuple[What, ...] = get_args(What)
BOUNDS: tuple[Bound, ...] = get_args(Bound)
TIME_KINDS: tuple[TimeKind, ...] = get_args(TimeKind)
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
DAY_PARTS: tuple[DayPart, ...] = get_args(DayPart)
PHASES: tuple[Phase, ...] = get_args(Phase)
PARTY_KINDS: tuple[PartyKind, ...] = get_args(PartyKind)

BY_HAND = "hand"
"""Default rule for a reading without a rule: it was made by a person or another tool."""

_Count = Annotated[int, Meta(ge=0)]


class Figure(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A count of people or things that something happened to.

    Attributes:
        span: From the event word to the counted noun; only the number and its noun if there is no event word.
        what: What happened to them; `lost` if the text says no more than that, or has one number of killed and injured.
        min: The lowest number that the words allow; None if open.
        max: The highest number that the words allow; None if open.
        bound: How the words limit the number (`exact`, `at_least`, …).
        unit: The counted noun.
        whose: The noun phrase that says to which party they belong.
        event: The word that says what happened.
        rule: The rule that made this reading.
    """

    span: Span
    what: What
    min: _Count | None
    max: _Count | None
    bound: Bound
    unit: Span | None = None
    whose: Span | None = None
    event: Span | None = None
    rule: str = BY_HAND

    @property
    def is_part(self) -> bool:
        """Whether it counts some of others who are counted (among the dead are three children), as its rule tells."""
        return self.rule.startswith("among")

    @property
    def is_of_person(self) -> bool:
        """Whether it says what happened to one person who is named or meant, which counts nobody else."""
        return self.rule in {"person-event", "event-person"}


class Time(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A time expression: a date, a time of day, a duration or a recurring time.

    Attributes:
        span: The whole expression, without the preposition before it.
        edtf: ISO 8601-2 date or interval; None if neither the text nor the document's date determines it.
        kind: A date, a time of day, a duration or a recurring set of times.
        basis: What determined `edtf`: the text alone, or the document's date; None if `edtf` is None.
        partial: A date without its year, with EDTF's unspecified digits (`XXXX-12`, `XXXX-03-14`).
        calendar: The calendar used, if the words name a month or a year.
        weekday: The weekday named.
        part: The part of the day named.
        phase: The part of the month, year or other period named.
        clock: The time of day, `HH:MM`.
        duration: ISO 8601 duration, or a range such as `P2M/P4M`; None without a number.
        about: Whether the words mark it as approximate.
        contradiction: The actual weekday of the date, if the words name another one.
        rule: The rule that made this reading.
    """

    span: Span
    edtf: str | None
    kind: TimeKind = "date"
    basis: Literal["text", "document"] | None = None
    partial: str | None = None
    calendar: Literal["gregorian", "hijri"] | None = None
    weekday: Weekday | None = None
    part: DayPart | None = None
    phase: Phase | None = None
    clock: str | None = None
    duration: str | None = None
    about: bool = False
    contradiction: Weekday | None = None
    rule: str = BY_HAND


class Candidate(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A place that an ambiguous name may refer to: its GeoNames id, name and ISO 3166-1 alpha-2 country."""

    geonames: _Count
    name: str
    country: str | None


class Place(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A place named in the text.

    Attributes:
        span: The bare name.
        name: The name as in the gazetteer if the place is known, else as in the article.
        geonames: GeoNames id; None if the place is not known.
        country: ISO 3166-1 alpha-2; None if unknown.
        lat: Degrees north, WGS 84; None if unknown.
        lon: Degrees east, WGS 84; None if unknown.
        precision: What the coordinates represent (such as a town or a country); None without coordinates.
        radius_km: Maximum distance of the place from the coordinates, in kilometres.
        relation: The words that locate it relative to another place, if its coordinates are estimated from them.
        candidates: The possible places, if the name is ambiguous.
        rule: The rule that made this reading.
    """

    span: Span
    name: str
    geonames: _Count | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision | None = None
    radius_km: float | None = None
    relation: Span | None = None
    candidates: tuple[Candidate, ...] = ()
    rule: str = BY_HAND


class Party(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A party that did something, or that something was done to.

    Attributes:
        span: The noun phrase that names it.
        name: The name under which the document's mentions of it are grouped.
        kind: The kind of party.
        known: Its id in the list of known parties; None if it is not listed.
        romanised: The name in Latin letters.
        rule: The rule that made this reading.
    """

    span: Span
    name: str
    kind: PartyKind
    known: str | None = None
    romanised: str | None = None
    rule: str = BY_HAND


class Event(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The event type of a text: a name from the codebook, the word that indicates it, and the rule."""

    span: Span
    type: str
    rule: str = BY_HAND

    @property
    def is_decisive(self) -> bool:
        """Whether its words say more than all others of the sentence: a death under torture is no arrest."""
        return self.rule == "event:decisive"

    @property
    def is_exact(self) -> bool:
        """Whether its word says what happened: a bombardment (قصف) may be one from the air."""
        return self.rule not in {"event:open", "event:general", "event:mishap", "event:death"}

    @property
    def is_mishap(self) -> bool:
        """Whether its word leaves open if it was an accident or an attack: a fire, an explosion."""
        return self.rule == "event:mishap"

    @property
    def is_of_deaths(self) -> bool:
        """Whether its word says only that people died, and not how."""
        return self.rule == "event:death"


class Facets(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The facets of a claim, each kind in text order, and its main event if the words indicate one."""

    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    parties: tuple[Party, ...] = ()
    event: Event | None = None

    def within(self, *extents: tuple[int, int]) -> Facets:
        """Return the facets whose spans lie within some extents (start, end), such as parts of a claim's content."""

        def inside(facet: Figure | Time | Place | Party | Event) -> bool:
            return any(start <= facet.span.start and facet.span.end <= end for start, end in extents)

        return Facets(
            tuple(filter(inside, self.figures)),
            tuple(filter(inside, self.times)),
            tuple(filter(inside, self.places)),
            tuple(filter(inside, self.parties)),
            self.event if self.event is not None and inside(self.event) else None,
        )

    def __iter__(self) -> Iterator[tuple[str, Figure | Time | Place | Party]]:
        """Yield the name of each facet's kind and the facet, in text order."""
        named: list[tuple[str, Figure | Time | Place | Party]] = [
            *(("figure", facet) for facet in self.figures),
            *(("time", facet) for facet in self.times),
            *(("place", facet) for facet in self.places),
            *(("party", facet) for facet in self.parties),
        ]
        yield from sorted(named, key=lambda pair: (pair[1].span.start, pair[1].span.end))


class TextFacets(Facets, frozen=True, gc=False):
    """The facets of a whole text, with all its events; `within` returns those of a part, such as a claim.

    Attributes:
        events: Each type of event that the text indicates, in text order; `event` is the main one.
    """

    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "event", _main(self.events))

    def within(self, *extents: tuple[int, int]) -> Facets:
        """Those whose spans lie in one of some extents (start, end); found by halving, since a text has many claims."""
        return Facets(
            _between(self.figures, extents),
            _between(self.times, extents),
            _between(self.places, extents),
            _between(self.parties, extents),
            _main(_between(self.events, extents)),
        )


_Facet = TypeVar("_Facet", Figure, Time, Place, Party, Event)


def _between(facets: tuple[_Facet, ...], extents: Iterable[tuple[int, int]]) -> tuple[_Facet, ...]:
    """Those of some facets in text order whose spans lie in one of some extents."""
    found: dict[int, None] = {}
    for start, end in extents:
        first = bisect_left(facets, start, key=_start)
        last = bisect_left(facets, end, lo=first, key=_start)
        found |= dict.fromkeys(k for k in range(first, last) if facets[k].span.end <= end)
    return tuple(facets[k] for k in sorted(found))


def _start(facet: Figure | Time | Place | Party | Event) -> int:
    return facet.span.start


_RANKS = {
    "event:decisive": 0,
    "event:specific": 1,
    "event:open": 1,
    "event:general": 2,
    "event:mishap": 3,
    "event:death": 4,
}
"""The rules of events by rank, most telling first; other rules come last."""


def _main(events: tuple[Event, ...]) -> Event | None:
    """Return the main event: the first of those with the most telling words; None without events."""
    return min(events, key=lambda event: _RANKS.get(event.rule, len(_RANKS)), default=None)
