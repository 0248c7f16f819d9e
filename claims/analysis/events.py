"""What can be one event: when, where, of which kind, to whom.

What is not said contradicts nothing. So claims that can be of one event need not be of one; but claims that name other
dates, other countries or places far apart never are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from claims.model.edtf import Extent, extent
from claims.model.geography import Spot, can_be_one_place, spot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Document
    from claims.model.facets import Facets, Place, Time

__all__ = [
    "TOLLS",
    "Day",
    "Incidents",
    "Report",
    "Setting",
    "can_be_one_event",
    "count_the_same",
    "day_of",
    "setting_of",
]

_DAYS_OF_RECKONING = 1
"""How far a date that is reckoned from the document's may be off: an article can be dated on the day after."""
_DAYS_AFTER = 7
"""How long after a day that a claim names other documents still report of it as news."""
_DAYS_OF_PUBLISHING = 14
"""How far apart documents of one event may be published, where no claim names its day."""
TOLLS = frozenset({"killed", "captured", "released", "displaced", "missing"})
"""Counts of which an event has one; of the injured each hospital has its own."""

_Key = tuple[str, "int | str | None"]
"""What an incident is found by: a stretch of a month, or a country."""
_AT_ANY_TIME: _Key = ("month", None)
_ANYWHERE: _Key = ("country", None)
_MONTH_DAYS, _LONG_DAYS = 30, 800


class Day(NamedTuple):
    """A date that a claim names, and how many days it may be off."""

    extent: Extent
    off: int

    def meets(self, other: Day) -> bool:
        """Whether the two can be one day."""
        return self.extent.days_to(other.extent) <= max(self.off, other.off)


def day_of(time: Time) -> Day | None:
    """The date of a time; None where it has none."""
    found = extent(time.edtf)
    return Day(found, _DAYS_OF_RECKONING if time.basis == "document" else 0) if found else None


class Setting(NamedTuple):
    """When and where a claim puts what it says; what is empty is not said.

    Attributes:
        days: The dates that it names.
        spots: Where it was.
        documents: The ids of the documents that say so.
        published: When these were published.
    """

    days: tuple[Day, ...] = ()
    spots: tuple[Spot, ...] = ()
    documents: frozenset[str] = frozenset()
    published: tuple[Extent, ...] = ()

    def can_be_that_of(self, other: Setting) -> bool:
        """Whether nothing puts the two at different times or places."""
        return can_be_one_place(self.spots, other.spots) and self._at_one_time(other)

    def _at_one_time(self, other: Setting) -> bool:
        """By the days that both name; else, where they are of different documents, by when these were published."""
        if self.days and other.days:
            return any(one.meets(two) for one in self.days for two in other.days)
        if self.documents & other.documents:
            return True
        for days, reported in ((self.days, other.published), (other.days, self.published)):
            if days and reported:
                return all(min(one.extent.days_to(each) for one in days) <= _DAYS_AFTER for each in reported)
        return all(one.days_to(two) <= _DAYS_OF_PUBLISHING for one in self.published for two in other.published)

    def with_(self, other: Setting) -> Setting:
        """What the two have in common, where they can be of one event."""
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
    """The days of both; of two that are a day apart, the one that is not reckoned."""
    if one.extent.meets(other.extent):
        return Day(one.extent.common(other.extent), min(one.off, other.off))
    return min(one, other, key=lambda each: each.off)


def _common_spots(ours: tuple[Spot, ...], theirs: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Those of the first that has points, in the countries of both."""
    if not (ours and theirs):
        return ours or theirs
    countries = {each.country for each in ours} & {each.country for each in theirs}
    with_points = next((spots for spots in (ours, theirs) if any(each.point for each in spots)), ours)
    kept = tuple(each for each in with_points if each.country is None or not countries or each.country in countries)
    return kept or with_points


def setting_of(facets: Facets, document: Document | None = None, around: Place | None = None) -> Setting:
    """When and where a claim puts what it says.

    Args:
        facets: What it says.
        document: Its own.
        around: Where its document is set, for a claim that names no place.
    """
    named = _spots(facets.places)
    published = extent(document.published) if document else None
    return Setting(
        tuple(dict.fromkeys(filter(None, map(day_of, facets.times)))),
        named or (_spots([around]) if around else ()),
        frozenset([document.id] if document else ()),
        (published,) if published else (),
    )


def _spots(places: Iterable[Place]) -> tuple[Spot, ...]:
    return tuple(dict.fromkeys(filter(None, map(spot, places))))


class Report(Protocol):
    """What a claim says of an event.

    Attributes:
        force: What is done with the proposition: it is stated, demanded, expected.
        event: The family of event types that it is of; None where its words leave that open.
        happened: What is counted: `killed`, `injured`, ….
        setting: When and where.
    """

    @property
    def force(self) -> str:
        """See above."""

    @property
    def event(self) -> str | None:
        """See above."""

    @property
    def happened(self) -> frozenset[str]:
        """See above."""

    @property
    def setting(self) -> Setting:
        """See above."""


def can_be_one_event(one: Report, other: Report) -> bool:
    """Whether nothing that both say puts them on different events. Figures may differ; what is counted may not."""
    if one.force != other.force or (one.event and other.event and one.event != other.event):
        return False
    if one.happened and other.happened and one.happened.isdisjoint(other.happened):
        return False
    return one.setting.can_be_that_of(other.setting)


def count_the_same(one: Report, other: Report) -> bool:
    """Whether both count those to whom one and the same thing happened, at one place."""
    return bool(one.happened & other.happened & TOLLS and one.setting.spots and other.setting.spots)


@dataclass
class Incidents:
    """Numbers the incidents that settings can be of, as they come: the first that fits."""

    _found: list[Setting] = field(default_factory=list)
    _known: dict[tuple[str, Setting], int] = field(default_factory=dict)
    _index: dict[_Key, dict[int, None]] = field(default_factory=dict)
    _last_of: dict[str, int] = field(default_factory=dict)

    def number(self, setting: Setting, document: str) -> int:
        """The incident of a setting: where several fit, that which its document told of last."""
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
        """The incidents that a setting's months, or else its countries, do not rule out, that of its document first."""
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
    """Stretches of a month that its days lie in; any time where none are said, or they are spread over years."""
    found: set[_Key] = set()
    for (first, last, _), off in setting.days:
        if first is None or last is None or last - first > _LONG_DAYS:
            return {_AT_ANY_TIME}
        # A day may meet the one after it, also across the end of a stretch.
        stretches = range((first - off) // _MONTH_DAYS, (last + off) // _MONTH_DAYS + 1)
        found.update(("month", month) for month in stretches)
    return found or {_AT_ANY_TIME}


def _countries(setting: Setting) -> set[_Key]:
    return {("country", each.country) for each in setting.spots if each.country} or {_ANYWHERE}
