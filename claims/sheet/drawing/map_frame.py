"""The part of the earth that a map shows, and its projection."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

from claims.sheet.drawing.country_outlines import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["KM_IN_DEGREE", "Frame", "around", "fitted"]

KM_IN_DEGREE = 111.2
_NARROWEST = 0.15
"""Of a degree of longitude on the equator: nearer to a pole a map is not stretched further."""
_MARGIN = 0.12
_SMALLEST = 5.0
"""Degrees of latitude or as many kilometres: some 550 km, so that there is a border or a coast to know it by."""


@dataclass(frozen=True)
class Frame:
    """A part of the earth in pixels: equidistant along the meridians and the middle parallel."""

    area: Area
    width: float
    height: float

    @cached_property
    def shrink(self) -> float:
        """Length of a degree of longitude relative to one of latitude."""
        return _shrink((self.area.south + self.area.north) / 2)

    @cached_property
    def scale(self) -> float:
        """Pixels per degree of latitude."""
        return self.height / (self.area.north - self.area.south)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Project a point to pixels; the longitude may be off by 360 degrees."""
        while lon < self.area.west:
            lon += 360
        while lon - 360 >= self.area.west:
            lon -= 360
        return self.exact(lon, lat)

    def shows(self, lon: float, lat: float) -> bool:
        """Whether a point is inside the frame."""
        x, y = self.at(lon, lat)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def exact(self, lon: float, lat: float) -> tuple[float, float]:
        """Project a point whose longitude is in the range of the area."""
        return (lon - self.area.west) * self.scale * self.shrink, (self.area.north - lat) * self.scale

    def radii(self, lat: float, kilometres: float) -> tuple[float, float]:
        """The half axes of a circle on the ground, in pixels."""
        up = kilometres / KM_IN_DEGREE * self.scale
        return up * self.shrink / _shrink(lat), up


def _shrink(lat: float) -> float:
    return max(_NARROWEST, cos(radians(lat)))


def around(spots: Sequence[tuple[float, float, float]]) -> Area:
    """The smallest area that contains circles, given as latitude, longitude and radius in kilometres."""
    cut = _widest_gap([lon for _, lon, _ in spots])
    sides = [(lat, lon + 360 if lon < cut else lon, km / KM_IN_DEGREE) for lat, lon, km in spots]
    return Area(
        min(lon - reach / _shrink(lat) for lat, lon, reach in sides),
        max(-90.0, min(lat - reach for lat, _, reach in sides)),
        max(lon + reach / _shrink(lat) for lat, lon, reach in sides),
        min(90.0, max(lat + reach for lat, _, reach in sides)),
    )


def _widest_gap(lons: Iterable[float]) -> float:
    """The longitude east of the widest gap between points, the best place to cut the map."""
    ordered = sorted(set(lons))
    gaps = [(east - west, east) for west, east in pairwise(ordered)]
    around_back = ordered[0] + 360 - ordered[-1]
    widest, east = max(gaps, default=(0.0, 0.0))
    return east if widest > around_back else -180.0


def fitted(area: Area, width: float, heights: tuple[float, float]) -> Frame:
    """A frame around an area with a margin; the area is enlarged to fit the height limits.

    Args:
        area: The area to show.
        width: In pixels.
        heights: Minimum and maximum, in pixels.
    """
    middle_lon, middle_lat = (area.west + area.east) / 2, (area.south + area.north) / 2
    shrink = _shrink(middle_lat)
    across = max((area.east - area.west) * shrink * (1 + 2 * _MARGIN), _SMALLEST)
    up = max((area.north - area.south) * (1 + 2 * _MARGIN), _SMALLEST * heights[0] / width)
    height = min(max(width * up / across, heights[0]), heights[1])
    across, up = max(across, up * width / height), max(up, across * height / width)
    if across / shrink > 360:
        across, up = 360 * shrink, 360 * shrink * height / width
    half_lon, half_lat = across / shrink / 2, up / 2
    south = middle_lat - half_lat
    return Frame(Area(middle_lon - half_lon, south, middle_lon + half_lon, middle_lat + half_lat), width, height)
