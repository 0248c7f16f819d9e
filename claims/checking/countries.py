"""Whether a point can lie in a country, by the packaged places of all countries.

No outline is needed: a point is outside when no place of the country is near it and places of others are far nearer.
What is in doubt (near a border, at sea, in an empty land) counts as inside.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from math import floor

__all__ = ["nearer_country"]

_Cell = tuple[int, int]
_FAR = 2.0
"""How many times nearer the places of others must be."""


@lru_cache(maxsize=4096)
def nearer_country(country: str, lat: float, lon: float) -> str | None:
    """The country in which a point is said not to lie in `country` but must: None where it may well lie in `country`.

    Args:
        country: ISO 3166-1 alpha-2; one without packaged places is not judged.
        lat: Degrees north.
        lon: Degrees east.
    """
    places = _places()
    if country not in places or _is_close(places[country], lat, lon):
        return None
    nearest = {code: _nearest(cells, lat, lon) for code, cells in places.items()}
    other = min(nearest, key=lambda code: (nearest[code], code))
    return other if nearest[country] > _FAR * nearest[other] else None


def _is_close(cells: dict[_Cell, list[tuple[float, float]]], lat: float, lon: float) -> bool:
    """Whether the country has a place in the point's cell of a degree by a degree, or in one beside it."""
    row, column = floor(lat), floor(lon)
    return any((row + up, column + right) in cells for up in (-1, 0, 1) for right in (-1, 0, 1))


def _nearest(cells: dict[_Cell, list[tuple[float, float]]], lat: float, lon: float) -> float:
    from claims.facets.geometry import distance_km

    return min(distance_km(lat, lon, *place) for held in cells.values() for place in held)


@cache
def _places() -> dict[str, dict[_Cell, list[tuple[float, float]]]]:
    """The places of each country, by the cell of a degree by a degree in which they lie."""
    from claims.facets.gazetteer import points

    places: dict[str, dict[_Cell, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for country, lat, lon in points():
        places[country][floor(lat), floor(lon)].append((lat, lon))
    return places
