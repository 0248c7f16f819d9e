"""Tell the places of one name apart: which count as one, how far each extends, which is too small to be meant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from claims.model.geography import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.gazetteer import Entry
    from claims.model.facets import Precision

__all__ = ["distinct_places", "dwarfed", "point_of", "precision_of"]

_SAME_KM = 60
"""Maximum distance in kilometres between entries of one name and country that count as one: a town and its province."""
_DWARFS = 20
"""Minimum ratio of populations at which the smaller namesake is ignored unless the text specifies it."""
_WIDEST_KM = 500.0
"""Maximum radius, in kilometres, of an area that a point can stand for."""
_TOWN_KM = 5.0
"""Radius of a town, in kilometres."""
_FITS = {
    "village": ("city",), "city": ("city",), "admin": ("admin", "region"), "country": ("country",),
    "feature": ("region", "city"), "district": ("city",), "facility": ("city",),
}  # fmt: skip
"""The kinds of gazetteer entry for each kind of head word, most likely first."""


@lru_cache(maxsize=1 << 12)
def distinct_places(entries: tuple[Entry, ...], head: str | None) -> tuple[Entry, ...]:
    """Return the possible places of a name; a town and its province count once, as the kind named by the head word.

    Args:
        entries: All places of the name.
        head: The kind of the noun that stands with it: village, city, admin, country, feature, district or facility;
            None without one.
    """
    countries = tuple(e for e in entries if e.kind == "country")
    if countries and head in {None, "country"}:
        return countries
    fitting = _FITS[head or "city"]
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.kind not in fitting, -e.population, e.geonames or 0)):
        if not any(e.country == entry.country and _near(e, entry) for e in kept):
            kept.append(entry)
    return tuple(kept)


def dwarfed(some: Sequence[Entry], every: Sequence[Entry]) -> bool:
    """Return whether a namesake elsewhere is so large that these places need explicit evidence."""
    return max(e.population for e in every) > _DWARFS * max(1, *(e.population for e in some))


def precision_of(entry: Entry) -> tuple[Precision, float]:
    """Return what the coordinates of a place represent, and its radius in kilometres."""
    if entry.kind == "city":
        return "place", _TOWN_KM
    return ("country" if entry.kind == "country" else "area"), float(entry.radius_km)


def point_of(entry: Entry) -> tuple[float, float] | tuple[None, None]:
    """Return the latitude and longitude that stand for a place; none for a wide region.

    The middle of a region of the world lies in a country of which the text says nothing.
    """
    precision, radius = precision_of(entry)
    return (None, None) if precision == "area" and radius > _WIDEST_KM else (entry.lat, entry.lon)


def _near(one: Entry, other: Entry) -> bool:
    reach = max(_SAME_KM, *(e.radius_km for e in (one, other)))
    return {one.kind, other.kind} != {"city"} and distance_km(one.lat, one.lon, other.lat, other.lon) <= 2 * reach
