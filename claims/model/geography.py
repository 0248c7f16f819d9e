"""Compute distances and bearings on a spherical Earth, and whether two places can be the same.

The sphere is accurate to half a percent, which is more precise than the words of a news report. All distances in the
project are computed here.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, isfinite, radians, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model.facets import Place

__all__ = ["EARTH_KM", "ONE_PLACE_KM", "Spot", "can_be_one_place", "destination", "distance_km", "spot"]

EARTH_KM = 6371.0088
"""Mean radius of the WGS 84 ellipsoid in kilometres, (2a + b) / 3."""
ONE_PLACE_KM = 60.0
"""Distance in kilometres, beyond the radii of both points, within which two reports may name one place differently
(the village, the town)."""
_POINTS = frozenset({"place", "area", "estimated"})


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres between two points given in degrees (haversine formula)."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Return the point `km` kilometres away in the direction `bearing`, in degrees clockwise from north."""
    a, b, d = radians(lat), radians(bearing), km / EARTH_KM
    there = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(b))
    east = atan2(sin(b) * sin(d) * cos(a), cos(d) - sin(a) * sin(there))
    return degrees(there), (lon + degrees(east) + 540) % 360 - 180


class Spot(NamedTuple):
    """A location, as far as it is known.

    Attributes:
        country: ISO 3166-1 alpha-2.
        point: Degrees north and east; None for a whole country.
        radius: Maximum distance from the point, in kilometres.
    """

    country: str | None = None
    point: tuple[float, float] | None = None
    radius: float = 0.0


def spot(place: Place) -> Spot | None:
    """Return the location of a place; None if nothing is known about it."""
    point = None
    if place.precision in _POINTS and place.lat is not None and place.lon is not None:
        point = (place.lat, place.lon) if isfinite(place.lat) and isfinite(place.lon) else None
    radius = place.radius_km if place.radius_km is not None and isfinite(place.radius_km) else 0.0
    return Spot(place.country, point, radius) if place.country or point else None


def can_be_one_place(ours: Sequence[Spot], theirs: Sequence[Spot]) -> bool:
    """Return whether any place of the first list can be one of the second.

    Two places differ if their countries differ, or if their points are further apart than the sum of their radii and
    `ONE_PLACE_KM`. If both lists have points, whole countries in them are ignored.
    """
    some, others = ({each.country for each in spots if each.country} for spots in (ours, theirs))
    if some and others and some.isdisjoint(others):
        return False
    here, there = ([(each.point, each.radius) for each in spots if each.point] for spots in (ours, theirs))
    if not here or not there:
        return True
    return any(
        distance_km(*one, *other) <= radius + other_radius + ONE_PLACE_KM
        for one, radius in here
        for other, other_radius in there
    )
