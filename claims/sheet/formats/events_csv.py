"""Export the events that claims report as a CSV table, one event a row, several values in a cell divided by `; `."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.csv_table import table
from claims.sheet.event_data import event_record
from claims.sheet.plain_labels import content_of, credited, plain_speaker, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.sheet.event_view import Event, Toll
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker

__all__ = ["write"]

_COLUMNS = (
    "event_id", "type", "acled_event_type", "acled_sub_event_type", "date", "date_words", "place", "place_words",
    "country", "latitude", "longitude", "place_precision", "place_radius_km", "other_places", "parties", "killed_low",
    "killed_high", "injured_low", "injured_high", "tolls", "differences", "denied_by", "sources", "sources_count",
    "sources_named", "sources_not_known_to_depend", "further_unnamed", "relayed", "documents", "origins", "claims",
    "reviewers_differ",
    "credited", "words",
)  # fmt: skip


def write(material: Material) -> dict[str, bytes]:
    """Return the events in the order of the sheet."""
    speaker = plain_speaker(material.speech)
    rows = [_row(event, speaker) for event in material.sheet.events]
    return {f"{material.name}-events.csv": table(_COLUMNS, rows)}


def _row(event: Event, speaker: Speaker) -> dict[str, str | float | None]:
    record = event_record(event)
    place = record.get("places", [{}])[0]
    acled, killed, injured = record.get("acled", {}), record.get("killed", {}), record.get("injured", {})
    sources = record["sources"]
    said = event.lead or event.denials[0]
    return {
        "event_id": event.id,
        "type": event.type,
        "acled_event_type": acled.get("event_type"),
        "acled_sub_event_type": acled.get("sub_event_type"),
        "date": record.get("date"),
        "date_words": _joined(record.get("date_words", ())),
        "place": place.get("name"),
        "place_words": _joined(place.get("words", ())),
        "country": place.get("country"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "place_precision": place.get("precision"),
        "place_radius_km": place.get("radius_km"),
        "other_places": _joined(each["name"] for each in record.get("places", [])[1:]),
        "parties": _joined(each["name"] for each in record.get("parties", ())),
        "killed_low": killed.get("low"),
        "killed_high": killed.get("high"),
        "injured_low": injured.get("low"),
        "injured_high": injured.get("high"),
        "tolls": _joined(_toll(toll, speaker) for toll in event.tolls),
        "differences": _joined(each.get("what") or each["facet"] for each in record.get("differences", ())),
        "denied_by": _joined(text_of(claim.source) or "" for claim in event.denials),
        "sources": _joined(sources["names"]),
        "sources_count": sources["count"],
        "sources_named": sources["named"],
        "sources_not_known_to_depend": sources["not_known_to_depend"],
        "further_unnamed": "yes" if sources["further_unnamed"] else "no",
        "relayed": _joined(f"{each.get('source', '')} < {each.get('relay', '')}" for each in record.get("relays", ())),
        "documents": _joined(record["documents"]),
        "origins": event.origins,
        "claims": _joined(record["claims"]),
        "reviewers_differ": _joined(record.get("reviewers_differ", ())),
        "credited": credited(said, speaker),
        "words": content_of(said),
    }


def _toll(toll: Toll, speaker: Speaker) -> str:
    of = f" ({text_of(toll.party) or toll.kind})" if toll.party or toll.kind else ""
    said = speaker.span(toll.range) if toll.range else speaker.claimed(toll.values[0].figure)
    return f"{'part: ' if toll.part else ''}{toll.what}{of} {said}"


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None
