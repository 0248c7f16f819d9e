"""Export events in the columns of ACLED, as material for coders; docs/events.md documents the mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.coding_columns import day_written, deaths, notes, place_columns, precision_of_days, year_of
from claims.sheet.csv_table import table
from claims.sheet.event_data import acled_types, day_range, disputed_claims
from claims.sheet.plain_labels import plain_speaker, text_of

if TYPE_CHECKING:
    from claims.sheet.event_view import Event
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns of ACLED's export."""
_OF_OURS = ("fatalities_low", "fatalities_high", "reviewers_differ")
"""Our own, which follow them: `fatalities` is the coder's."""

_PLACES = {"place": 1, "estimated": 2, "area": 3, "country": 3}
_LENGTHS = {1: 1, 7: 2, 31: 3}
"""Up to how many days a date spans, and its precision."""


def write(material: Material) -> dict[str, bytes]:
    """Return the events told with a date or a toll, or by several documents, in the order of the sheet."""
    speaker = plain_speaker(material.speech)
    rows = [_row(event, speaker) for event in material.sheet.events if event.in_full and not event.only_denied]
    return {f"{material.name}-acled.csv": table((*COLUMNS, *_OF_OURS), rows)}


def _row(event: Event, speaker: Speaker) -> dict[str, str | float | None]:
    columns, precision = place_columns(event, speaker, _PLACES)
    types, days = acled_types(event), day_range(event)
    low, high = deaths(event)
    return {
        **dict.fromkeys((*COLUMNS, *_OF_OURS)),
        **columns,
        "event_id_cnty": event.id,
        "event_date": day_written(days[0]) if days and days[0] == days[1] else None,
        "year": year_of(days),
        "time_precision": precision_of_days(days, _LENGTHS),
        "event_type": types[0] if types else None,
        "sub_event_type": types[1] if types else None,
        "location": event.places[0].name.text if event.places else None,
        "geo_precision": precision,
        "source": "; ".join(dict.fromkeys(text_of(each.publisher) or each.id for each in event.documents)),
        "notes": notes(event, speaker),
        "fatalities_low": low,
        "fatalities_high": high,
        "reviewers_differ": "; ".join(disputed_claims(event)) or None,
    }
