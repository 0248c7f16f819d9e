"""Export the places named in claims as GeoJSON (RFC 7946) for QGIS and web maps.

A place without a known position is a feature without geometry. Coordinates have only as many decimals as they are
precise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.sheet.label_wording import ABOUT_PLACES
from claims.sheet.plain_labels import as_json, content_of, credited, known, plain_speaker, source_name, text_of

if TYPE_CHECKING:
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker
    from claims.sheet.view import Claim, Location

__all__ = ["write"]


def write(material: Material) -> dict[str, bytes]:
    """Return one feature for each place, in the order in which the sheet first names them."""
    speaker = plain_speaker(material.speech)
    collection = {
        "type": "FeatureCollection",
        "description": speaker.label(ABOUT_PLACES),
        "features": [_feature(location, speaker) for location in material.sheet.locations],
    }
    return {f"{material.name}.geojson": as_json(collection)}


def _feature(location: Location, speaker: Speaker) -> dict[str, Any]:
    return {"type": "Feature", "geometry": _geometry(location), "properties": _properties(location, speaker)}


def _geometry(location: Location) -> dict[str, Any] | None:
    """Return the point, longitude first as GeoJSON requires."""
    if location.coordinates is None:
        return None
    latitude, longitude = map(float, location.coordinates.split(", "))
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _properties(location: Location, speaker: Speaker) -> dict[str, Any]:
    """Return the same properties for every feature (null if unknown), so that tables have the same columns."""
    sources = dict.fromkeys(source_name(claim, speaker) for claim in location.claims)
    return {
        "name": location.name.text,
        "names_in_claims": "; ".join(words.text for words in location.words),
        "country": location.country,
        "country_name": speaker.country(location.country) if location.country else None,
        "precision": location.precision,
        "estimated": location.precision == "estimated",
        "estimated_from": text_of(location.relation),
        "radius_km": location.radius,
        "geonames": location.link,
        "candidates": [known(name=each.name, country=each.country, geonames=each.link) for each in location.candidates],
        "sources": "; ".join(sources),
        "claims": [_claim(claim, speaker) for claim in location.claims],
    }


def _claim(claim: Claim, speaker: Speaker) -> dict[str, Any]:
    """Return the content of the claim, attributed to its source."""
    return known(
        id=claim.id,
        document=claim.footnote.document.id if claim.footnote.document else None,
        source=source_name(claim, speaker),
        source_kind=claim.kind,
        act=claim.act,
        credited=credited(claim, speaker),
        words=content_of(claim),
        within=[outer.id for outer in claim.within],
        status=claim.review.status,
        check_first=list(claim.doubts),
    )
