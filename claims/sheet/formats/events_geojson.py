"""Export the events that claims report as GeoJSON (RFC 7946), one feature each, at its most exact place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.sheet.event_data import event_record, point_of
from claims.sheet.label_wording import ABOUT_EVENTS
from claims.sheet.plain_labels import as_json, content_of, credited, plain_speaker

if TYPE_CHECKING:
    from claims.sheet.event_view import Event
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker

__all__ = ["write"]

_ALWAYS = (
    "id", "type", "acled", "only_denied", "date", "date_words", "places", "parties", "killed", "injured", "tolls",
    "differences", "denied_by", "sources", "relays", "claims", "reviewers_differ", "documents",
    "origins",
)  # fmt: skip
"""Every feature has these properties, null if unknown, so that tables have the same columns."""


def write(material: Material) -> dict[str, bytes]:
    """Return the events in the order of the sheet; one without a known place has no geometry."""
    speaker = plain_speaker(material.speech)
    collection = {
        "type": "FeatureCollection",
        "description": speaker.label(ABOUT_EVENTS),
        "features": [_feature(event, speaker) for event in material.sheet.events],
    }
    return {f"{material.name}-events.geojson": as_json(collection)}


def _feature(event: Event, speaker: Speaker) -> dict[str, Any]:
    record = event_record(event)
    said = event.lead or event.denials[0]
    properties = {name: record.get(name) for name in _ALWAYS}
    place = record.get("places", [{}])[0]
    flat = {
        "place": place.get("name"),
        "place_precision": place.get("precision"),
        "place_radius_km": place.get("radius_km"),
        "killed_low": record.get("killed", {}).get("low"),
        "killed_high": record.get("killed", {}).get("high"),
        "injured_low": record.get("injured", {}).get("low"),
        "injured_high": record.get("injured", {}).get("high"),
        "credited": credited(said, speaker),
        "words": content_of(said),
    }
    return {"type": "Feature", "id": event.id, "geometry": _geometry(event), "properties": {**properties, **flat}}


def _geometry(event: Event) -> dict[str, Any] | None:
    """Return the point of the most exact place, longitude first as GeoJSON requires."""
    point = next(filter(None, map(point_of, event.places)), None)
    return {"type": "Point", "coordinates": [point[1], point[0]]} if point else None
