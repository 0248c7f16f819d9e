"""The places of a sheet as a map shows them: points, and what is too large to be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.sheet import view

__all__ = ["Spot", "spots"]

_VAST_KM = 400
"""A point that stands for more than this says where nothing is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a point.

    Attributes:
        number: Its place in the sheet's table, from 1.
        lat: Degrees north, WGS 84.
        lon: Degrees east.
    """

    number: int
    location: view.Location
    lat: float
    lon: float

    @property
    def whole(self) -> bool:
        """Whether it is a country, for which no point is drawn."""
        return self.location.precision == "country"

    @property
    def vast(self) -> bool:
        """Whether it is so large that no map is chosen to show its point."""
        return self.whole or (self.area and (self.location.radius or 0) > _VAST_KM)

    @property
    def estimated(self) -> bool:
        """Whether the point is made from the words."""
        return self.location.precision == "estimated"

    @property
    def area(self) -> bool:
        """Whether the point is the middle of an area."""
        return self.location.precision == "area"

    @property
    def reach(self) -> float:
        """How far around the point the map shows that the place may be, in kilometres."""
        return float(self.location.radius or 0) if self.estimated or self.area else 0.0

    def named(self, language: str) -> str:
        """Its name, as the claims write it where they are in a language."""
        own = (words for words in self.location.words if (words.language or "").partition("-")[0] == language)
        return next(own, self.location.name).text


def spots(locations: Sequence[view.Location]) -> list[Spot]:
    """Those of the places that have a point."""
    return [
        Spot(number, location, *_degrees(location.coordinates))
        for number, location in enumerate(locations, start=1)
        if location.coordinates is not None
    ]


def _degrees(coordinates: str) -> tuple[float, float]:
    lat, _, lon = coordinates.partition(", ")
    return float(lat), float(lon)
