"""Export events for Uwazi's CSV import: several values of a property are divided by `|`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model.edtf import day
from claims.sheet.coding_columns import day_written, deaths, notes
from claims.sheet.csv_table import table
from claims.sheet.event_data import date_of, day_range, disputed_claims, event_record, main_toll, point_of, source_names
from claims.sheet.plain_labels import plain_speaker, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.sheet.event_view import Event
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker
    from claims.sheet.view import Document

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "title", "event_id", "type", "date", "date_edtf", "period", "place", "geolocation", "place_precision", "country",
    "parties", "killed_low", "killed_high", "injured_low", "injured_high", "sources", "sources_not_known_to_depend",
    "outlets", "article", "claims", "reviewers_differ", "notes",
)  # fmt: skip
"""The names of the properties; a template in Uwazi needs those that it wants."""
_SEPARATOR = "|"


def write(material: Material) -> dict[str, bytes]:
    """Return the events in the order of the sheet, one entity a row."""
    speaker = plain_speaker(material.speech)
    documents = {document.id: document for document in material.sheet.documents}
    rows = [_row(event, documents, speaker) for event in material.sheet.events]
    return {f"{material.name}-uwazi.csv": table(COLUMNS, rows)}


def _row(event: Event, documents: dict[str, Document], speaker: Speaker) -> dict[str, str | float | None]:
    record, date = event_record(event), date_of(event.dates)
    place = event.places[0] if event.places else None
    point, days = point_of(place) if place else None, day_range(event)
    low, high = deaths(event)
    injured = record.get("injured", {}) if main_toll(event, "injured") else {}
    return {
        "title": _title(event, speaker),
        "event_id": event.id,
        "type": str(speaker.filters()["event"](event.type)) if event.type else None,
        "date": date if date and day(date) else None,
        "date_edtf": date,
        "period": ":".join(map(day_written, days)) if days and days[0] != days[1] else None,
        "place": place.name.text if place else None,
        # The first point only: the property holds one.
        "geolocation": _SEPARATOR.join(map(str, point)) if point else None,
        "place_precision": place.precision if place else None,
        "country": str(speaker.country(place.country)) if place and place.country else None,
        "parties": _joined(party.name.text for party in event.parties),
        "killed_low": low,
        "killed_high": high,
        "injured_low": injured.get("low"),
        "injured_high": injured.get("high"),
        "sources": _joined(source_names(event)),
        "sources_not_known_to_depend": event.independent,
        "outlets": _joined(text_of(document.publisher) or document.id for document in event.documents),
        "article": _link(event, documents),
        "claims": _joined(claim.id for claim in event.claims),
        "reviewers_differ": _joined(disputed_claims(event)),
        "notes": notes(event, speaker),
    }


def _title(event: Event, speaker: Speaker) -> str:
    """Return the type, the place and the date of an event; it need not be unique."""
    date = date_of(event.dates)
    parts = [
        str(speaker.capital(speaker.filters()["event"](event.type))) if event.type else event.id,
        event.places[0].name.text if event.places else None,
        date,
    ]
    return ", ".join(filter(None, parts))


def _link(event: Event, documents: dict[str, Document]) -> str | None:
    """Return the first article with an address as a labelled link."""
    linked = (documents[each.id] for each in event.documents if each.id in documents)
    found = next((each for each in linked if each.link), None)
    if found is None or found.link is None or _SEPARATOR in found.link:
        return None
    return _SEPARATOR.join((_whole(text_of(found.title) or text_of(found.opening) or found.id), found.link))


def _joined(values: Iterable[str]) -> str | None:
    """Return distinct values, divided; a value that holds the separator is written with a slash instead."""
    return _SEPARATOR.join(dict.fromkeys(map(_whole, values))) or None


def _whole(value: str) -> str:
    return value.replace(_SEPARATOR, "/")
