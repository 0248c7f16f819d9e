"""Distances and bearings on the globe, taken as a sphere, and whether two places can be one.

A sphere is right to half a percent, finer than a news report's words. This is the only measure of distance.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, isfinite, radians, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model.facets import Place

__all__ = ["EARTH_KM", "ONE_PLACE_KM", "Spot", "can_be_one_place", "destination", "distance_km", "spot"]

EARTH_KM = 6371.0088
"""The mean radius of the WGS 84 ellipsoid, (2a + b) / 3."""
ONE_PLACE_KM = 60.0
"""Nearer than this, beyond the radii of both points, one report may name the village and another the town."""
_POINTS = frozenset({"place", "area", "estimated"})


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance between two points in degrees, in kilometres (haversine)."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` kilometres from another one in the direction `bearing`, degrees clockwise from north."""
    a, b, d = radians(lat), radians(bearing), km / EARTH_KM
    there = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(b))
    east = atan2(sin(b) * sin(d) * cos(a), cos(d) - sin(a) * sin(there))
    return degrees(there), (lon + degrees(east) + 540) % 360 - 180


class Spot(NamedTuple):
    """Where something is said to have been, as far as that is known.

    Attributes:
        country: ISO 3166-1 alpha-2.
        point: Degrees north and east; None for a whole country.
        radius: How far from the point it may be, in kilometres.
    """

    country: str | None = None
    point: tuple[float, float] | None = None
    radius: float = 0.0


def spot(place: Place) -> Spot | None:
    """Where a place is; None where nothing is known of that."""
    point = None
    if place.precision in _POINTS and place.lat is not None and place.lon is not None:
        point = (place.lat, place.lon) if isfinite(place.lat) and isfinite(place.lon) else None
    radius = place.radius_km if place.radius_km is not None and isfinite(place.radius_km) else 0.0
    return Spot(place.country, point, radius) if place.country or point else None


def can_be_one_place(ours: Sequence[Spot], theirs: Sequence[Spot]) -> bool:
    """Whether one of some places can be one of others: nothing that is known of both puts them apart.

    Places are apart in different countries, and where points are further from each other than their radii and
    `ONE_PLACE_KM`. Where both have points, a country beside them adds nothing.
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
