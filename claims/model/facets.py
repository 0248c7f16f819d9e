"""What a text says, as typed values: each a span of the text, its reading, and the rule that read it.

A reading is never more certain than the words are: what they do not say is None.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Span

__all__ = [
    "BOUNDS",
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
    "Time",
    "TimeKind",
    "Weekday",
    "What",
    "to_record",
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


@dataclass(frozen=True, slots=True)
class Figure:
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
    min: int | None
    max: int | None
    bound: Bound
    unit: Span | None
    whose: Span | None
    event: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Time:
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
    kind: TimeKind
    basis: Literal["text", "document"] | None
    partial: str | None
    calendar: Literal["gregorian", "hijri"] | None
    weekday: Weekday | None
    part: DayPart | None
    phase: Phase | None
    clock: str | None
    duration: str | None
    about: bool
    contradiction: Weekday | None
    rule: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that an ambiguous name may mean: its GeoNames id, name and ISO 3166-1 alpha-2 country."""

    geonames: int
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Place:
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
    geonames: int | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    radius_km: float | None
    relation: Span | None
    candidates: tuple[Candidate, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Party:
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
    known: str | None
    romanised: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """The kind of event that a text is about: a name of the codebook, the word that shows it, and the rule."""

    span: Span
    type: str
    rule: str


@dataclass(frozen=True, slots=True)
class Facets:
    """All that a text says, each kind in text order."""

    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    parties: tuple[Party, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def event(self) -> Event | None:
        """What they are about: the first event that a specific word shows, else the first; None where there is none."""
        specific = (event for event in self.events if event.rule == "event:specific")
        return next(specific, self.events[0] if self.events else None)

    def within(self, *extents: tuple[int, int]) -> Facets:
        """Those whose spans lie in one of some extents (start, end), such as the parts of a claim's content."""

        def inside(facet: Figure | Time | Place | Party | Event) -> bool:
            return any(start <= facet.span.start and facet.span.end <= end for start, end in extents)

        return Facets(
            tuple(filter(inside, self.figures)),
            tuple(filter(inside, self.times)),
            tuple(filter(inside, self.places)),
            tuple(filter(inside, self.parties)),
            tuple(filter(inside, self.events)),
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


def to_record(facet: Any) -> Any:
    """A facet, or all of them, as plain JSON values; every field stands, None where nothing is said.

    Of all events the one that the text is about is kept.
    """
    if isinstance(facet, Facets):
        kinds = {f.name: to_record(getattr(facet, f.name)) for f in fields(facet) if f.name != "events"}
        return {**kinds, "event": to_record(facet.event)}
    if is_dataclass(facet):
        return {f.name: to_record(getattr(facet, f.name)) for f in fields(facet)}
    if isinstance(facet, tuple):
        return [to_record(each) for each in facet]
    return facet
