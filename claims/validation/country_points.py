"""Decide whether a point can lie in a country, from the packaged places of all countries.

No country borders are needed: a point is outside if no place of the country is near it and places of other countries
are
far nearer. Doubtful points (near a border, at sea, in uninhabited areas) count as inside.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import floor, inf

from claims.extraction.gazetteer import points
from claims.model.geography import distance_km

__all__ = ["nearer_country"]

_FAR = 2.0
"""How many times nearer the places of other countries must be."""


@lru_cache(maxsize=4096)
def nearer_country(country: str, lat: float, lon: float) -> str | None:
    """Return the country in which a point must lie instead of `country`; None if it may well lie in `country`.

    Args:
        country: ISO 3166-1 alpha-2; a country without packaged places is not checked.
        lat: Degrees north.
        lon: Degrees east.
    """
    near = _cells(country)
    if not near or (floor(lat), floor(lon)) in near:
        return None
    distances: dict[str, float] = {}
    for code, *place in _everywhere():
        distances[code] = min(distances.get(code, inf), distance_km(lat, lon, *place))
    other = min(distances, key=lambda code: (distances[code], code))
    return other if distances[country] > _FAR * distances[other] else None


@cache
def _cells(country: str) -> frozenset[tuple[int, int]]:
    """Return the cells of one by one degree that contain a place of the country, and their neighbours."""
    held = {(floor(lat), floor(lon)) for _, lat, lon in points(country)}
    steps = (-1, 0, 1)
    return frozenset((row + up, column + right) for row, column in held for up in steps for right in steps)


@cache
def _everywhere() -> tuple[tuple[str, float, float], ...]:
    return tuple(points())
