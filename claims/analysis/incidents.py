"""Which figures may speak of one incident: those whose claims put them at a time and place that can be the same.

What a claim does not say contradicts nothing. So a row can hold numbers of different incidents, which the sheet says;
but never numbers whose claims name other dates, other countries, or places far apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from claims.model.date_extents import Extent, extent
from claims.model.geography import distance_km

if TYPE_CHECKING:
    from claims.analysis.tellings import Telling
    from claims.model.facets import Place

__all__ = ["Incidents", "Setting", "setting_of"]

_FAR_KM = 100.0
"""Beyond the radii of two points: nearer than this one report may name the village, another the town."""
_Key = tuple[str, "int | str | None"]
"""What an incident is found by: a stretch of a month, or a country."""
_AT_ANY_TIME: _Key = ("month", None)
_ANYWHERE: _Key = ("country", None)
_MONTH_DAYS, _LONG_DAYS = 30, 800
_POINTS = frozenset({"place", "area", "estimated"})


class _Point(NamedTuple):
    lat: float
    lon: float
    radius: float


class Setting(NamedTuple):
    """When and where a claim puts what it says; what is empty is not said."""

    days: tuple[Extent, ...] = ()
    countries: frozenset[str] = frozenset()
    points: tuple[_Point, ...] = ()

    def with_(self, other: Setting) -> Setting | None:
        """What the two have in common; None where they cannot be of one incident."""
        days = _common_days(self.days, other.days)
        countries = self.countries & other.countries or self.countries or other.countries
        apart = bool(self.countries and other.countries and self.countries.isdisjoint(other.countries))
        if days is None or apart or not _near(self.points, other.points):
            return None
        return Setting(days, countries, self.points or other.points)


def _common_days(ours: tuple[Extent, ...], theirs: tuple[Extent, ...]) -> tuple[Extent, ...] | None:
    if not (ours and theirs):
        return ours or theirs
    return tuple(dict.fromkeys(one.common(two) for one in ours for two in theirs if one.meets(two))) or None


def _near(ours: tuple[_Point, ...], theirs: tuple[_Point, ...]) -> bool:
    if not (ours and theirs):
        return True
    return any(
        distance_km(one.lat, one.lon, two.lat, two.lon) <= one.radius + two.radius + _FAR_KM
        for one in ours
        for two in theirs
    )


def setting_of(telling: Telling) -> Setting:
    """When and where a claim puts what it says."""
    dates = (extent(time.edtf) for time in telling.facets.times if time.edtf)
    points = (_point(place) for place in telling.facets.places if place.precision in _POINTS)
    return Setting(
        tuple(dict.fromkeys(found for found in dates if found)),
        frozenset(place.country for place in telling.facets.places if place.country),
        tuple(dict.fromkeys(point for point in points if point)),
    )


def _point(place: Place) -> _Point | None:
    if place.lat is None or place.lon is None:
        return None
    point = _Point(place.lat, place.lon, place.radius_km or 0.0)
    return point if all(map(isfinite, point)) else None


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
            common = self._found[number].with_(setting)
            if common is not None:
                self._keep(number, common)
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
    for first, last, _ in setting.days:
        if first is None or last is None or last - first > _LONG_DAYS:
            return {_AT_ANY_TIME}
        found.update(("month", month) for month in range(first // _MONTH_DAYS, last // _MONTH_DAYS + 1))
    return found or {_AT_ANY_TIME}


def _countries(setting: Setting) -> set[_Key]:
    return {("country", country) for country in setting.countries} or {_ANYWHERE}
