"""Distances and bearings on the globe, taken as a sphere: right to half a percent, finer than a news report's words."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0088
"""The Earth's mean radius."""


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance between two points in degrees, in kilometres."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` kilometres from another one in the direction `bearing`, degrees clockwise from north."""
    a, b, d = radians(lat), radians(bearing), km / EARTH_KM
    there = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(b))
    east = atan2(sin(b) * sin(d) * cos(a), cos(d) - sin(a) * sin(there))
    return degrees(there), (lon + degrees(east) + 540) % 360 - 180
