"""The places of a sheet as points of a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.model.geography import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.sheet import view

__all__ = ["Spot", "near_and_far", "spots"]

_VAST_KM = 500
"""A point that stands for more than this says where nothing is: the key lists it, and no circle is drawn."""
_TOGETHER_KM = 2000
"""Places within this distance of the middle one are shown together; those further away would shrink them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates.

    Attributes:
        number: Its number in the table of the sheet, from 1.
        lat: Degrees north, WGS 84.
        lon: Degrees east.
    """

    number: int
    location: view.Location
    lat: float
    lon: float

    @property
    def whole(self) -> bool:
        """Whether the place is a country, which is shaded instead of drawn as a point."""
        return self.location.precision == "country"

    @property
    def vast(self) -> bool:
        """Whether the place is too large to determine the area of the map."""
        return self.whole or self.is_region

    @property
    def is_region(self) -> bool:
        """Whether the place is a part of the world, which is not drawn."""
        return not self.whole and (self.location.radius or 0) > _VAST_KM

    @property
    def estimated(self) -> bool:
        """Whether the point was estimated from words."""
        return self.location.precision == "estimated"

    @property
    def area(self) -> bool:
        """Whether the point is the middle of an area."""
        return self.location.precision == "area"

    @property
    def reach(self) -> float:
        """The radius drawn around the point, in kilometres."""
        return float(self.location.radius or 0) if self.estimated or self.area else 0.0

    def named(self, language: str) -> str:
        """The name of the place, as written in claims of a language if there are any."""
        own = (words for words in self.location.words if (words.language or "").partition("-")[0] == language)
        return next(own, self.location.name).text


def spots(locations: Sequence[view.Location]) -> list[Spot]:
    """The places with coordinates."""
    return [
        Spot(number, location, *_degrees(location.coordinates))
        for number, location in enumerate(locations, start=1)
        if location.coordinates is not None
    ]


def near_and_far(found: Sequence[Spot]) -> tuple[list[Spot], list[Spot]]:
    """Divide points into those that one map can show legibly and those far from them; regions are in neither.

    The place that most others are near to is the middle, counted by the claims that name them.
    """
    points = [spot for spot in found if not spot.vast]
    if not points:
        return [], []

    def around(spot: Spot) -> list[Spot]:
        return [each for each in points if distance_km(spot.lat, spot.lon, each.lat, each.lon) <= _TOGETHER_KM]

    near = max((around(spot) for spot in points), key=lambda some: sum(len(each.location.claims) for each in some))
    return near, [spot for spot in points if spot not in near]


def _degrees(coordinates: str) -> tuple[float, float]:
    lat, _, lon = coordinates.partition(", ")
    return float(lat), float(lon)
