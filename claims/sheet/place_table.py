"""List the places that claims name, with map links built only from numbers."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from claims.analysis.parties import name_key
from claims.sheet import view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model.facets import Place
    from claims.sheet.tellings import Telling

    Named = tuple[Telling, Place]

__all__ = ["locations"]

_ZOOM = {"place": 11, "estimated": 9, "area": 7, "country": 5}
_DECIMALS = {"place": 4, "estimated": 1, "area": 1, "country": 0}
"""Number of decimals by precision: 0.0001° is about 10 m, 0.1° about 10 km."""


def locations(tellings: Iterable[Telling]) -> tuple[view.Location, ...]:
    """Return the places in the order in which the sheet first names them."""
    gathered: dict[object, list[Named]] = {}
    for telling in tellings:
        for place in telling.own(telling.facets.places):
            gathered.setdefault(_key(place), []).append((telling, place))
    return tuple(_location(named) for named in gathered.values())


def _key(place: Place) -> object:
    if place.geonames is not None:
        return place.geonames, None, None, None
    return name_key(place.name), place.country, place.lat, place.lon


def _location(named: Sequence[Named]) -> view.Location:
    telling, place = named[0]
    point, radius = _point(place), _radius(place)
    claims = {each.shown.footnote.label: each.shown for each, _ in named}
    return view.Location(
        name=view.Words(place.name, telling.language if place.geonames is None else None),
        known=place.geonames is not None,
        words=tuple(dict.fromkeys(each.exact(mention.span) for each, mention in named)),
        country=place.country,
        coordinates=", ".join(point) if point else None,
        precision=place.precision if point else None,
        radius=radius,
        relation=telling.words(place.relation),
        candidates=tuple(
            view.Candidate(each.name, each.country, _geonames(each.geonames)) for each in place.candidates
        ),
        map=_map(point, place) if point else None,
        geo=_geo(point, radius) if point else None,
        link=_geonames(place.geonames) if place.geonames is not None else None,
        claims=tuple(claims.values()),
    )


def _point(place: Place) -> tuple[str, str] | None:
    """Return latitude and longitude as text with suitable precision; None if they are not valid coordinates."""
    if place.lat is None or place.lon is None or not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
        return None
    decimals = _DECIMALS.get(place.precision or "", 4)
    return f"{place.lat:.{decimals}f}", f"{place.lon:.{decimals}f}"


def _radius(place: Place) -> int | None:
    """Return the radius in whole kilometres; None if it is not a valid distance."""
    radius = place.radius_km
    return round(radius) if radius is not None and isfinite(radius) and radius >= 0 else None


def _geo(point: tuple[str, str], radius: int | None) -> str:
    return f"geo:{point[0]},{point[1]}{f';u={radius * 1000}' if radius else ''}"


def _map(point: tuple[str, str], place: Place) -> str:
    lat, lon = point
    zoom = _ZOOM.get(place.precision or "", 9)
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={zoom}/{lat}/{lon}"


def _geonames(number: int) -> str:
    return f"https://www.geonames.org/{number:d}"
