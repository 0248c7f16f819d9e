"""What a text says, as typed values: each a span of the text, its reading, and the rule that read it.

A reading is never more certain than the words are: what they do not say is None.
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

BY_HAND = "hand"
"""The rule of a reading that names none: a person or another tool made it."""

_Count = Annotated[int, Meta(ge=0)]


class Figure(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """How many of what suffered or did something.

    Attributes:
        span: From the event word to the counted noun; the number and its noun where no event word stands with them.
        what: What happened to them; `lost` where the text says no more than that.
        min: The least number that the words allow; None where they do not say.
        max: The greatest number that the words allow; None where they do not say.
        bound: How the words limit the number.
        unit: The counted noun.
        whose: The noun phrase that says of whom they are.
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


class Time(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """When, how long or how often something was.

    Attributes:
        span: The whole expression, without the preposition before it.
        edtf: ISO 8601-2 date or interval; None where neither the text nor the document's date fixes it.
        kind: A date, a time of day, a duration or a set of times that recur.
        basis: What fixed `edtf`: the text alone, or the document's date; None where it is not fixed.
        partial: What is known of a date without its year, in EDTF's unspecified digits (`XXXX-12`, `XXXX-03-14`).
        calendar: The calendar that the words use, where they name a month or a year of it.
        weekday: The weekday that the words name.
        part: The part of the day that they name.
        phase: The part of the month, year or other stretch that they name.
        clock: The time of day, `HH:MM`.
        duration: ISO 8601 duration, or a range of them as `P2M/P4M`; None where no number is said.
        about: Whether the words say that it is approximate.
        contradiction: In which weekday the date falls, where the words name another one.
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
    """A place that an ambiguous name may mean: its GeoNames id, name and ISO 3166-1 alpha-2 country."""

    geonames: _Count
    name: str
    country: str | None


class Place(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Where something was.

    Attributes:
        span: The bare name.
        name: The name, as the gazetteer writes it where it knows the place, else as the article does.
        geonames: GeoNames id; None where the place is not known.
        country: ISO 3166-1 alpha-2; None where it is not known.
        lat: Degrees north, WGS 84; None where it is not known.
        lon: Degrees east, WGS 84; None where it is not known.
        precision: What the point stands for; None where there is none.
        radius_km: How far from the point the place may be, in kilometres.
        relation: The words that place it relative to another one, where its point is estimated from them.
        candidates: The places that the name may mean, where it could be several.
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
    """Who did something or to whom it was done.

    Attributes:
        span: The noun phrase that names it.
        name: The name under which the document's mentions of it are gathered.
        kind: What sort of party it is.
        known: Its id in the gazetteer of known parties; None where it is not there.
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
    """The kind of event that a text is about: a name of the codebook, the word that shows it, and the rule."""

    span: Span
    type: str
    rule: str = BY_HAND


class Facets(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What a claim says, each kind in text order, and the event that it is about, where its words show one."""

    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    parties: tuple[Party, ...] = ()
    event: Event | None = None

    def within(self, *extents: tuple[int, int]) -> Facets:
        """Those whose spans lie in one of some extents (start, end), such as the parts of a claim's content."""

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
        """Each facet with the name of its kind, in text order."""
        named: list[tuple[str, Figure | Time | Place | Party]] = [
            *(("figure", facet) for facet in self.figures),
            *(("time", facet) for facet in self.times),
            *(("place", facet) for facet in self.places),
            *(("party", facet) for facet in self.parties),
        ]
        yield from sorted(named, key=lambda pair: (pair[1].span.start, pair[1].span.end))


class TextFacets(Facets, frozen=True, gc=False):
    """What a whole text says, with all of its events; `within` gives what a part of it, such as a claim, says.

    Attributes:
        events: Each kind of event that the text shows, in text order; `event` is the one that it is about.
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


def _main(events: tuple[Event, ...]) -> Event | None:
    """The event that they are about: the first that a specific word shows, else the first; None where there is none."""
    specific = (event for event in events if event.rule == "event:specific")
    return next(specific, events[0] if events else None)
