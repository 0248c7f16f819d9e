"""Decide whether claims can describe the same event, by time, place, event type and people affected.

Missing information is never a contradiction. So claims that can describe one event need not do so, but claims that name
different dates, different countries or places far apart never do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from claims.model.edtf import Extent, extent
from claims.model.geography import Spot, can_be_one_place, spot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.analysis.outcomes import Outcome
    from claims.model import Document
    from claims.model.facets import Facets, Place, Time

__all__ = [
    "TOLLS",
    "Day",
    "Incidents",
    "Report",
    "Setting",
    "can_be_one_event",
    "day_of",
    "is_denied",
    "setting_of",
    "surroundings",
]

_DAYS_OF_RECKONING = 1
"""Tolerance in days of a date computed from the publication date: an article can be dated a day after its writing."""
_DAYS_AFTER = 7
"""Number of days after a named date during which documents still report it as news."""
_DAYS_OF_PUBLISHING = 14
"""Maximum number of days between the publication of two documents on one event, if no claim names the day."""
_AROUND_KM = 100.0
"""Distance in kilometres from the place in which a document is set to that of a claim that names none."""
_ON_THE_WAY_KM = 200.0
"""Distance in kilometres from a place within which something is on the way to it."""
TOLLS = frozenset({"killed", "captured", "released", "displaced", "missing"})
"""Counts that have one total per event. The injured are not among them: each hospital counts its own."""
_VICTIMS = frozenset({"killed", "injured"})

_Key = tuple[str, "int | str | None"]
"""An index key for incidents: a part of a month, or a country."""
_AT_ANY_TIME: _Key = ("month", None)
_ANYWHERE: _Key = ("country", None)
_MONTH_DAYS, _LONG_DAYS = 30, 800


class Day(NamedTuple):
    """A date named by a claim, and its tolerance in days."""

    extent: Extent
    off: int

    def meets(self, other: Day) -> bool:
        """Return whether the two can be the same day."""
        return self.extent.days_to(other.extent) <= max(self.off, other.off)


def day_of(time: Time) -> Day | None:
    """Return the date of a time, or None if it has none."""
    found = extent(time.edtf)
    return Day(found, _DAYS_OF_RECKONING if time.basis == "document" else 0) if found else None


class Setting(NamedTuple):
    """The time and place of a claim; an empty field means that the claim does not say.

    Attributes:
        days: The dates named.
        spots: The places named.
        documents: The ids of the documents.
        published: Their dates of publication.
    """

    days: tuple[Day, ...] = ()
    spots: tuple[Spot, ...] = ()
    documents: frozenset[str] = frozenset()
    published: tuple[Extent, ...] = ()

    def can_be_that_of(self, other: Setting) -> bool:
        """Return whether the times and places of the two are compatible."""
        return can_be_one_place(self.spots, other.spots) and self.at_one_time(other)

    def at_one_time(self, other: Setting) -> bool:
        """Return whether the days of both can be one; else, for two documents, whether their publications are near."""
        if self.days and other.days:
            return any(one.meets(two) for one in self.days for two in other.days)
        if self.documents & other.documents:
            return True
        for days, reported in ((self.days, other.published), (other.days, self.published)):
            if days and reported:
                return all(min(one.extent.days_to(each) for one in days) <= _DAYS_AFTER for each in reported)
        return all(one.days_to(two) <= _DAYS_OF_PUBLISHING for one in self.published for two in other.published)

    def with_(self, other: Setting) -> Setting:
        """Return what the two settings have in common, if they can belong to one event."""
        days = self.days or other.days
        if self.days and other.days:
            common = (_common(one, two) for one in self.days for two in other.days if one.meets(two))
            days = tuple(dict.fromkeys(common))
        return Setting(
            days,
            _common_spots(self.spots, other.spots),
            self.documents | other.documents,
            tuple(dict.fromkeys((*self.published, *other.published))),
        )


def _common(one: Day, other: Day) -> Day:
    """Return the days common to both; of two days one apart, the explicit date rather than the computed one."""
    if one.extent.meets(other.extent):
        return Day(one.extent.common(other.extent), min(one.off, other.off))
    return min(one, other, key=lambda each: each.off)


def _common_spots(ours: tuple[Spot, ...], theirs: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return the places of the first setting that has coordinates, limited to the countries of both."""
    if not (ours and theirs):
        return ours or theirs
    countries = {each.country for each in ours} & {each.country for each in theirs}
    with_points = next((spots for spots in (ours, theirs) if any(each.point for each in spots)), ours)
    kept = tuple(each for each in with_points if each.country is None or not countries or each.country in countries)
    return kept or with_points


def setting_of(facets: Facets, document: Document | None = None, written: str | None = None) -> Setting:
    """Return the time and place that a claim names.

    Args:
        facets: The claim's facets.
        document: The claim's document.
        written: The date of its document's dateline, used if the document has no date of publication.
    """
    published = extent(document.published or written) if document else None
    return Setting(
        tuple(dict.fromkeys(filter(None, map(day_of, facets.times)))),
        _spots(facets.places),
        frozenset([document.id] if document else ()),
        (published,) if published else (),
    )


def surroundings(place: Place, *, on_the_way: bool = False) -> tuple[Spot, ...]:
    """Return the surroundings of a place: what an article tells need not have happened where it is set.

    Args:
        place: The place.
        on_the_way: Whether it happened on the way there or from there, which leads further.
    """
    further = _ON_THE_WAY_KM if on_the_way else _AROUND_KM
    return tuple(each._replace(radius=each.radius + further) for each in _spots([place]))


def _spots(places: Iterable[Place]) -> tuple[Spot, ...]:
    return tuple(dict.fromkeys(filter(None, map(spot, places))))


class Report(Protocol):
    """The comparable content of a claim about an event.

    Attributes:
        force: How the proposition is put forward: stated, demanded or expected.
        event: The family of its event types; None if its words leave that open.
        type: Its event type; None as well if it is not specific.
        outcome: Which of two opposite outcomes it tells; None if none.
        denies: Whether its source denies it.
        happened: What is counted: `killed`, `injured`, ….
        counts_things: Whether it counts what no event does to people, such as shells.
        totals: What it gives a total of.
        is_placed: Whether it names a place; `is_dated`: a day.
        setting: Its time and place, which may be those of its sentence, its document or an event that is told there.
        occasion: The number of the event that its document tells there; None if it tells of none.
    """

    @property
    def force(self) -> str:
        """See above."""

    @property
    def event(self) -> str | None:
        """See above."""

    @property
    def type(self) -> str | None:
        """See above."""

    @property
    def outcome(self) -> Outcome | None:
        """See above."""

    @property
    def denies(self) -> bool:
        """See above."""

    @property
    def happened(self) -> frozenset[str]:
        """See above."""

    @property
    def counts_things(self) -> bool:
        """See above."""

    @property
    def totals(self) -> frozenset[str]:
        """See above."""

    @property
    def is_placed(self) -> bool:
        """See above."""

    @property
    def is_dated(self) -> bool:
        """See above."""

    @property
    def setting(self) -> Setting:
        """See above."""

    @property
    def occasion(self) -> int | None:
        """See above."""


def can_be_one_event(one: Report, other: Report) -> bool:
    """Return whether two reports can describe one event. Figures may differ, but not what is counted.

    Only places and days that both name keep them apart for certain: others are read from what stands around them.
    """
    told = None not in (one.occasion, other.occasion) and one.setting.documents & other.setting.documents
    if told and one.occasion != other.occasion:
        return False  # What one document tells as two events is not one.
    if one.force != other.force:
        return False
    if one.event and other.event and one.event != other.event and not _of_one_pair(one, other):
        return False
    if one.happened and other.happened and one.happened.isdisjoint(other.happened):
        return False
    if one.is_placed and other.is_placed and not can_be_one_place(one.setting.spots, other.setting.spots):
        return False
    return not (one.is_dated and other.is_dated) or one.setting.at_one_time(other.setting)


def _of_one_pair(one: Report, other: Report) -> bool:
    """Return whether both tell what became of a thing: of a base that was held, or that its garrison left."""
    return one.outcome is not None and other.outcome is not None and one.outcome.pair == other.outcome.pair


def is_denied(one: Report, other: Report) -> bool:
    """Return whether one of two reports that can be of one event denies the other: of one type, without victims."""
    return (
        one.denies != other.denies
        and one.occasion is not None
        and other.occasion is not None
        and one.type == other.type is not None
        and _VICTIMS.isdisjoint(one.happened | other.happened)
        and not (one.counts_things or other.counts_things)
    )


@dataclass
class Incidents:
    """Assigns settings to numbered incidents in the order in which they arrive; each joins one that fits."""

    _found: list[Setting] = field(default_factory=list)
    _known: dict[tuple[str, Setting], int] = field(default_factory=dict)
    _index: dict[_Key, dict[int, None]] = field(default_factory=dict)
    _last_of: dict[str, int] = field(default_factory=dict)

    def number(self, setting: Setting, document: str) -> int:
        """Return the incident number of a setting; if several fit, the one that its document mentioned last."""
        key = document, setting
        if key not in self._known:
            self._known[key] = self._place(setting, document)
        self._last_of[document] = self._known[key]
        return self._known[key]

    def _place(self, setting: Setting, document: str) -> int:
        for number in self._candidates(setting, document):
            if self._found[number].can_be_that_of(setting):
                self._keep(number, self._found[number].with_(setting))
                return number
        self._found.append(setting)
        self._keep(len(self._found) - 1, setting)
        return len(self._found) - 1

    def _candidates(self, setting: Setting, document: str) -> list[int]:
        """Return incidents with compatible months (else countries), the document's own most recent one first."""
        last = [self._last_of[document]] if document in self._last_of else []
        months, countries = _months(setting), _countries(setting)
        keys = months if _AT_ANY_TIME not in months else countries
        if _ANYWHERE in keys:
            return [*last, *range(len(self._found))]
        found = {number for key in keys | {_AT_ANY_TIME if keys is months else _ANYWHERE}
                 for number in self._index.get(key, ())}  # fmt: skip
        return [*last, *sorted(found)]

    def _keep(self, number: int, setting: Setting) -> None:
        for key in _months(self._found[number]) | _countries(self._found[number]):
            self._index.get(key, {}).pop(number, None)
        self._found[number] = setting
        for key in _months(setting) | _countries(setting):
            self._index.setdefault(key, {})[number] = None


def _months(setting: Setting) -> set[_Key]:
    """Return the parts of months that its days lie in; "any time" if there are none, or if they span years."""
    found: set[_Key] = set()
    for (first, last, _), off in setting.days:
        if first is None or last is None or last - first > _LONG_DAYS:
            return {_AT_ANY_TIME}
        # A day can match the day after it, even across the end of a month's part.
        stretches = range((first - off) // _MONTH_DAYS, (last + off) // _MONTH_DAYS + 1)
        found.update(("month", month) for month in stretches)
    return found or {_AT_ANY_TIME}


def _countries(setting: Setting) -> set[_Key]:
    return {("country", each.country) for each in setting.spots if each.country} or {_ANYWHERE}
