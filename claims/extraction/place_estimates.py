"""Estimate the point of a place that a text locates by distance and direction from a known one."""

from __future__ import annotations

from math import hypot

from claims.model.geography import destination

__all__ = ["estimated_point", "estimated_radius"]

_SECTOR = 0.39
"""Maximum sideways deviation per kilometre: half of one of eight directions is 22.5 degrees."""
_ROUNDING = 0.1
"""Share of a distance in a news report that can be due to rounding."""


def estimated_point(lat: float, lon: float, bearing: float, km: float, around: float) -> tuple[float, float]:
    """Return the estimated point, in no more decimals than the radius warrants.

    A tenth of a degree is some ten kilometres.

    Args:
        lat: Degrees north of the known place.
        lon: Degrees east of it.
        bearing: Degrees clockwise from north.
        km: The distance in kilometres.
        around: The radius of the known place in kilometres.
    """
    there = destination(lat, lon, bearing, km)
    radius = estimated_radius(km, around)
    decimals = 1 if radius >= 10 else 2 if radius >= 1 else 3
    return round(there[0], decimals), round(there[1], decimals)


def estimated_radius(km: float, around: float) -> float:
    """Return how far from that point it may be, in kilometres, where the known point is sure to `around`."""
    return round(hypot(km * _SECTOR, km * _ROUNDING, around), 1)
