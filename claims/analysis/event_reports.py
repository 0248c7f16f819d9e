"""Reduce claims to reports of events, and gather those of one document that report the same event.

What a claim does not say is no contradiction, but it is no agreement either: a claim of another day, another place or
another kind of event is about another event, and numbers too far apart to be two counts of one event are kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from claims.analysis.comparison_words import concept_words
from claims.analysis.events import Day, day_of
from claims.analysis.relays import inner_spans, stance
from claims.model.edtf import extent
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import Facets
from claims.model.geography import can_be_one_place, distance_km, spot

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from claims.model import Claim, Document
    from claims.model.facets import Event, Figure, Party, Place, Time
    from claims.model.geography import Spot

__all__ = [
    "COUNTED",
    "Apart",
    "EventReport",
    "Gathering",
    "event_reports",
    "gathered_in_documents",
    "of_one_size",
    "publication_days",
]

COUNTED = frozenset(
    {
        "killed", "injured", "missing", "lost", "captured", "released", "displaced", "evacuated", "rescued",
        "destroyed", "damaged", "seized", "returned",
    }
)  # fmt: skip
"""What an event does to people or things; other counts (of shells, of days) say nothing about its outcome."""
_FAMILY_OF_COUNT = {
    "displaced": "displacement", "returned": "displacement", "captured": "detention", "released": "detention",
}  # fmt: skip
_DETENTION = frozenset({"arrest", "abduction"})
_FIGHTING = frozenset({"Battles", "Explosions/Remote violence"})
_PROTEST = frozenset({"Protests", "Riots"})
_MONTH = len("XXXX-01")
_NO_EVENT = frozenset({"statement_of_intent", "other"})
_OPEN_FAMILY = "violence"
"""The family of claims that tell of violence or of its victims, but not which: it joins any other violent family."""
_VIOLENT = frozenset({_OPEN_FAMILY, "fighting", "protest", "detention", "sexual_violence", "looting_destruction"})
_DAYS_OF_PERIOD = 14
"""Length in days from which on a date is a period, over which several events are counted together."""
_DAYS_AFTER = 7
"""Maximum age in days of an event at publication, for the article's claims that name no day to be about it."""
_DAYS_OF_NEWS = 14
"""Maximum number of days between documents on one event, if neither names a day or a place."""
_NEAR_KM = 10.0
"""Distance in kilometres, beyond the radii of both points, within which one document means one place."""
Apart = Mapping[str, AbstractSet[str]]
"""For the id of a claim, the ids of those that a reviewer says are about another event."""
_NONE_APART: Apart = {}
_NO_PLACES: Mapping[str, tuple[Spot, ...]] = {}
_TIMES_AS_MANY = 5
"""Ratio from which on two numbers are not two counts of one event, unless both are small."""
_SMALL = 10
_BODIES = frozenset({"army", "government", "hospital", "ministry", "municipality", "police"})
"""Kinds of bodies of which an article mostly means one, and so its spokesman speaks for it."""


class EventReport(NamedTuple):
    """What one claim says of an event.

    Attributes:
        claim: The record.
        facets: Its facets, without those of the claims nested in it.
        denies: Whether its source denies that it happened, instead of claiming it.
        type: Its event type; None if its words leave it open.
        family: Types that reports use for one another share a family.
        counts: Its largest number for each thing counted, by what happened to them; without parts of another number.
        days: The days that it names.
        period: The days over which it counts; None for a single event.
        marks: A weekday or a date without a year, which no document's date resolves.
        vague: Whether it names a time of which not even that is known, such as the beginning of a year.
        spots: The places that it names, with points or known countries.
        around: The places that its sentence names, if it names none.
        at: The offset of its first word.
    """

    claim: Claim
    facets: Facets
    denies: bool
    type: str | None
    family: str | None
    counts: Mapping[str, Figure]
    days: tuple[Day, ...]
    period: Day | None
    marks: frozenset[str]
    vague: bool
    spots: tuple[Spot, ...]
    around: tuple[Spot, ...]
    at: int

    @property
    def founds(self) -> bool:
        """Whether it says what happened, and when, where, or to how many."""
        if self.type is None:
            return self.is_mishap and (bool(self.counts) or (self.is_dated and bool(self.spots)))
        return self.family is not None and (self.is_placed or bool(self.counts))

    @property
    def is_mishap(self) -> bool:
        """Whether it tells of what may be an accident or an attack: a fire, an explosion."""
        return self.facets.event is not None and self.facets.event.is_mishap

    @property
    def says_how(self) -> bool:
        """Whether its type is that of more than deaths, which may be those of an accident."""
        return self.type is not None and not (self.facets.event is not None and self.facets.event.is_of_deaths)

    @property
    def is_dated(self) -> bool:
        """Whether it names a day, or counts over a period."""
        return bool(self.days or self.marks or (self.period and self.counts))

    @property
    def specific(self) -> bool:
        """Whether it names what happened, and not only that there was violence."""
        return self.family not in {None, _OPEN_FAMILY}

    @property
    def is_exact(self) -> bool:
        """Whether its words say which kind of event it was."""
        event = self.facets.event
        return event is not None and (event.is_decisive or (self.specific and event.is_exact))

    @property
    def is_placed(self) -> bool:
        """Whether it names a day or a place."""
        return self.is_dated or bool(self.spots)


def event_reports(
    claims: Iterable[Claim], told: Container[str] = (), places: Mapping[str, tuple[Spot, ...]] = _NO_PLACES
) -> Iterator[EventReport]:
    """Yield what claims say of events, in the order given; claims that tell of none are left out.

    Demands, promises, warnings and expectations tell of nothing that happened. Rejected claims are the caller's to
    leave out.

    Args:
        claims: The claims.
        told: The ids of those that tell of an event whatever their words say: a reviewer said so.
        places: The places of claims that name none, by their ids, from `places_of_sentences`.
    """
    records = {claim.id: claim for claim in claims}
    inner = inner_spans(records)
    for claim in records.values():
        said = stance(claim, records)
        if claim.id not in told and (claim.facets is None or said not in {None, "deny"}):
            continue
        facets = _own(claim.facets or Facets(), inner.get(claim.id, frozenset()))
        report = _report(claim, facets, denies=said == "deny", around=places.get(claim.id, ()))
        if claim.id in told or report.family is not None:
            yield report


def _own(facets: Facets, inner: frozenset[tuple[int, int]]) -> Facets:
    def outside(facet: Figure | Time | Place | Party) -> bool:
        return (facet.span.start, facet.span.end) not in inner

    return Facets(
        tuple(filter(outside, facets.figures)),
        tuple(filter(outside, facets.times)),
        tuple(filter(outside, facets.places)),
        tuple(filter(outside, facets.parties)),
        facets.event,
    )


def _report(claim: Claim, facets: Facets, *, denies: bool, around: tuple[Spot, ...]) -> EventReport:
    type_ = facets.event.type if facets.event and facets.event.type not in _NO_EVENT else None
    counts = {} if denies else _counts(facets.figures)
    named = [(time, day) for time in facets.times if time.kind in {"date", "time"} and (day := day_of(time))]
    periods = [day for _, day in named if _is_period(day)]
    return EventReport(
        claim=claim,
        facets=facets,
        denies=denies,
        type=type_,
        family=_family(facets.event, {each.what for each in facets.figures} & COUNTED if not denies else set()),
        counts=counts,
        days=tuple(dict.fromkeys(day for _, day in named if not _is_period(day))),
        period=periods[0] if periods else None,
        marks=frozenset(filter(None, map(_mark, facets.times))),
        vague=any(map(_is_vague, facets.times)),
        spots=tuple(dict.fromkeys(filter(None, map(spot, facets.places)))),
        around=around,
        at=claim.content[0].start,
    )


def _counts(figures: Iterable[Figure]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for figure in figures:
        if figure.what not in COUNTED or figure.is_part or (figure.min is None and figure.max is None):
            continue
        known = found.get(figure.what)
        if known is None or _size(figure) > _size(known):
            found[figure.what] = figure
    return found


def _size(figure: Figure) -> int:
    return max(figure.min or 0, figure.max or 0)


def _is_period(day: Day) -> bool:
    first, last, _ = day.extent
    return first is None or last is None or last - first > _DAYS_OF_PERIOD


def _mark(time: Time) -> str | None:
    if time.edtf is not None or time.kind not in {"date", "time"}:
        return None
    return time.partial or time.weekday


def _is_vague(time: Time) -> bool:
    return time.kind == "date" and time.edtf is None and (_mark(time) is None or len(time.partial or "") == _MONTH)


def _family(event: Event | None, counted: AbstractSet[str]) -> str | None:
    type_ = event.type if event and event.type not in _NO_EVENT else None
    if type_ is None:
        of_count = next((_FAMILY_OF_COUNT[what] for what in sorted(counted) if what in _FAMILY_OF_COUNT), None)
        return of_count or (_OPEN_FAMILY if counted or (event and event.is_mishap) else None)
    if type_ == "attack":
        return _OPEN_FAMILY
    if type_ in _DETENTION:
        return "detention"
    coded = EVENT_TYPES.get(type_)
    kind = coded[0] if coded else ""
    return "fighting" if kind in _FIGHTING else "protest" if kind in _PROTEST else type_


def _one_family(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    return _OPEN_FAMILY in {one, other} and {one, other} <= _VIOLENT


def of_one_size(one: Figure, other: Figure) -> bool:
    """Return whether two numbers are near enough to be two counts of one event."""
    low, high = sorted((_size(one), _size(other)))
    return high <= max(_SMALL, low * _TIMES_AS_MANY)


@dataclass(slots=True)
class Gathering:
    """Reports of one event, and what they say of when and where.

    Attributes:
        published: The first and last day on which their documents can have been published.
        language: The language of the first document.
    """

    reports: list[EventReport] = field(default_factory=list)
    published: tuple[int, int] | None = None
    language: str = ""

    @property
    def founded(self) -> bool:
        """Whether a report claims that it happened: denials alone found no event."""
        return any(not each.denies and (each.founds or each.counts) for each in self.reports)

    @property
    def is_told_in_full(self) -> bool:
        """Whether a report says when it happened, or to how many."""
        return any(each.counts or each.is_dated for each in self.reports)

    @property
    def family(self) -> str | None:
        """The family of its reports; the open one only if no report is more specific."""
        families = [each.family for each in self.reports if each.family]
        return next((each for each in families if each != _OPEN_FAMILY), families[0] if families else None)

    @property
    def days(self) -> list[Day]:
        """The days that its reports name."""
        return [day for each in self.reports for day in each.days]

    @property
    def period(self) -> Day | None:
        """The days over which its reports count."""
        return next((each.period for each in self.reports if each.period), None)

    @property
    def marks(self) -> frozenset[str]:
        """The weekdays and dates without a year that its reports name."""
        return frozenset(mark for each in self.reports for mark in each.marks)

    @property
    def spots(self) -> list[Spot]:
        """The places that its reports name; else those of their sentences."""
        named = [each for report in self.reports for each in report.spots]
        return named or [each for report in self.reports for each in report.around]

    @property
    def counts(self) -> dict[tuple[str, str], Figure]:
        """The largest number for each outcome in each document: smaller ones are parts of it."""
        found: dict[tuple[str, str], Figure] = {}
        for report in self.reports:
            for what, figure in report.counts.items():
                key = what, report.claim.document
                if key not in found or _size(figure) > _size(found[key]):
                    found[key] = figure
        return found

    def is_apart(self, others: AbstractSet[str]) -> bool:
        """Return whether one of these claims, by their ids, reports it."""
        return bool(others) and any(report.claim.id in others for report in self.reports)

    def absorb(self, other: Gathering) -> None:
        """Take all reports of another event."""
        self.reports += other.reports
        both = [each for each in (self.published, other.published) if each]
        self.published = (min(first for first, _ in both), max(last for _, last in both)) if both else None

    def can_be(self, other: Gathering) -> bool:
        """Return whether nothing that the two say keeps them from being one event."""
        return (
            _one_family(self.family, other.family)
            and self._at_one_time(other)
            and can_be_one_place(self.spots, other.spots)
            and all(
                of_one_size(mine, theirs)
                for (what, _), mine in self.counts.items()
                for (counted, _), theirs in other.counts.items()
                if what == counted
            )
        )

    def _at_one_time(self, other: Gathering) -> bool:
        if self.period or other.period:
            return self.period == other.period and not (self.days or other.days)
        if self.days and other.days:
            return any(one.meets(two) for one in self.days for two in other.days)
        if self.marks and other.marks:
            return not self.marks.isdisjoint(other.marks)
        return all(
            _just_before(days, published)
            for days, published in ((self.days, other.published), (other.days, self.published))
            if days
        )

    def shares_setting(self, other: Gathering) -> bool:
        """Return whether both name a place or a time, or their documents were published within the same weeks."""
        if (self.spots and other.spots) or (self.days and other.days) or (self.marks and other.marks):
            return True
        if self.published is None or other.published is None:
            return False
        (first, last), (begins, ends) = self.published, other.published
        return max(first, begins) - min(last, ends) <= _DAYS_OF_NEWS

    def takes(self, report: EventReport) -> bool:
        """Return whether a later report of the same document is about this event.

        It may say less of when and where than the reports before it, but not more: what only it says may be of
        another event.
        """
        if not _one_family(self.family, report.family) or (report.counts and (report.vague or self._is_other(report))):
            return False
        if self._is_second_toll(report):
            return False
        if (report.is_dated or report.period) and not self._has_time_of(report):
            return False
        known = self.spots
        near = _near(known, report.spots) and (not known or _near(known, report.around))
        return near and self._is_of_size(report)

    def _is_second_toll(self, report: EventReport) -> bool:
        """Return whether who gave a toll of it gives a larger one of what is called otherwise: of another event."""
        return any(
            each.says_how
            and report.says_how
            and each.type != report.type
            and any(
                _exceeds(report.counts[what], each.counts[what]) for what in each.counts.keys() & report.counts.keys()
            )
            and _voice(each.claim, self.language) == _voice(report.claim, self.language) is not None
            for each in self.reports
        )

    def _is_other(self, report: EventReport) -> bool:
        """Return whether a toll is another event's than one of which neither day nor toll was told."""
        return not self.is_told_in_full and report.type not in {each.type for each in self.reports}

    def _has_time_of(self, report: EventReport) -> bool:
        if report.period or self.period:
            return report.period == self.period
        if self.days and report.days:
            return any(one.meets(two) for one in self.days for two in report.days)
        if self.marks and report.marks:
            return not self.marks.isdisjoint(report.marks)
        if self.marks or self.days:
            return False
        return _just_before(report.days, self.published) if report.days else self._gives_toll_of(report)

    def _gives_toll_of(self, report: EventReport) -> bool:
        """Return whether a report gives the very numbers given before, as the sentence below a headline does."""
        given = {(what, figure.min, figure.max) for (what, _), figure in self.counts.items()}
        return any((what, figure.min, figure.max) in given for what, figure in report.counts.items())

    def _is_of_size(self, report: EventReport) -> bool:
        own = [(what, figure) for (what, _), figure in self.counts.items()]
        # A smaller number in the same document can be a part of the one before it.
        return all(
            of_one_size(mine, report.counts[what]) or _size(report.counts[what]) < _size(mine)
            for what, mine in own
            if what in report.counts
        )


def _exceeds(later: Figure, earlier: Figure) -> bool:
    return {later.bound, earlier.bound} == {"exact"} and _size(later) > _size(earlier)


def _voice(claim: Claim, language: str) -> str | None:
    """Return the kind of body that a source is or speaks for, else its name."""
    name = claim.source.name
    if name is None:
        return None
    return next((word for word in concept_words(name, language) if word in _BODIES), name)


def _near(some: Sequence[Spot], others: Sequence[Spot]) -> bool:
    """Return whether the places that a report adds are those of the event: none, or near one of them."""
    here, there = ([each for each in spots if each.point] for spots in (some, others))
    if not there:
        return not others or (bool(some) and can_be_one_place(some, others))
    return any(
        distance_km(*one.point, *two.point) <= one.radius + two.radius + _NEAR_KM
        for one in here
        for two in there
        if one.point and two.point
    )


def _just_before(days: Iterable[Day], published: tuple[int, int] | None) -> bool:
    """Return whether an article of this date that names no day can be about one of the days, as news."""
    if published is None:
        return False
    first, last = published
    return any(
        day.extent.first is not None and first - _DAYS_AFTER <= day.extent.first + day.off <= last + 1 + 2 * day.off
        for day in days
    )


def gathered_in_documents(
    reports: Iterable[EventReport], documents: Mapping[str, Document], apart: Apart = _NONE_APART
) -> list[Gathering]:
    """Return the events that each document reports, in the order of the documents' first reports.

    A report that says when or where something happened, or to how many, founds an event, unless it is about one before
    it. Others join the nearest event before them that they can be about, and found none.

    Args:
        reports: What the claims say of events.
        documents: The documents by id.
        apart: For the id of a claim, the ids of those that a reviewer says are about another event.
    """
    by_document: dict[str, list[EventReport]] = {}
    for report in reports:
        by_document.setdefault(report.claim.document, []).append(report)
    return [
        gathering
        for id, own in by_document.items()
        for gathering in _gathered(sorted(own, key=lambda each: each.at), documents.get(id), apart)
    ]


def publication_days(document: Document | None) -> tuple[int, int] | None:
    """Return the first and last day on which a document can have been published; None if that is not known."""
    days = extent(document.published) if document else None
    return (days.first, days.last) if days and days.first is not None and days.last is not None else None


def _gathered(reports: Sequence[EventReport], document: Document | None, apart: Apart) -> list[Gathering]:
    found: list[Gathering] = []
    for report in (each for each in reports if each.founds):
        _put(report, found, document, apart, founds=True)
    for report in (each for each in reports if not each.founds):
        founds = bool(report.counts) and (not found or "killed" in report.counts)
        _put(report, found, document, apart, founds=founds)
    for gathering in found:
        gathering.reports.sort(key=lambda each: each.at)
    return sorted(found, key=lambda each: each.reports[0].at)


def _put(report: EventReport, found: list[Gathering], document: Document | None, apart: Apart, *, founds: bool) -> None:
    others = apart.get(report.claim.id, frozenset())
    taking = [each for each in found if each.takes(report)]
    fitting = [each for each in taking if not each.is_apart(others)]
    joined = _nearest(fitting, report)
    if joined is not None:
        joined.reports.append(report)
    elif founds or taking:  # Where only a reviewer keeps it from an event, it tells of another.
        found.append(Gathering([report], publication_days(document), document.language if document else ""))


def _nearest(fitting: Sequence[Gathering], report: EventReport) -> Gathering | None:
    """Return the event reported last before a report; if there is none, the first one after it."""
    before = [(r.at, n) for n, each in enumerate(fitting) for r in each.reports if r.at <= report.at]
    if before:
        return fitting[max(before)[1]]
    return min(fitting, key=lambda each: min(r.at for r in each.reports), default=None)
