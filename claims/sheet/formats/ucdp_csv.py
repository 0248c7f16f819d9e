"""Export events in the columns of UCDP GED, as material for coders; docs/events.md documents the mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.coding_columns import day_written, deaths, place_columns, precision_of_days, year_of
from claims.sheet.csv_table import table
from claims.sheet.event_data import day_range, disputed_claims, source_names
from claims.sheet.plain_labels import plain_speaker, text_of

if TYPE_CHECKING:
    from claims.sheet.event_view import Event
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The columns of UCDP GED 24.1."""

_OF_OURS = ("reviewers_differ",)
"""Our own, which follows them."""

_PLACES = {"place": 1, "estimated": 2, "area": 4, "country": 6}
_LENGTHS = {1: 1, 6: 2, 7: 3, 31: 4, 366: 5}
"""Up to how many days a date spans, and its precision."""
_SEVERAL = " | "


def write(material: Material) -> dict[str, bytes]:
    """Return the events told with a date or a toll, or by several documents, in the order of the sheet."""
    speaker = plain_speaker(material.speech)
    rows = [_row(event, speaker) for event in material.sheet.events if event.in_full and not event.only_denied]
    return {f"{material.name}-ucdp.csv": table((*COLUMNS, *_OF_OURS), rows)}


def _row(event: Event, speaker: Speaker) -> dict[str, str | float | None]:
    place = event.places[0] if event.places else None
    columns, precision = place_columns(event, speaker, _PLACES)
    days, documents = day_range(event), event.documents
    titles = [text_of(document.title) or text_of(document.opening) or document.id for document in documents]
    offices = [text_of(document.publisher) or "" for document in documents]
    dates = [document.published or "" for document in documents]
    articles = zip(offices, dates, titles, strict=True)
    low, high = deaths(event)
    point = columns["latitude"] is not None
    return {
        **dict.fromkeys((*COLUMNS, *_OF_OURS)),
        **columns,
        "id": event.id,
        "year": year_of(days),
        "number_of_sources": event.origins,
        "source_article": _SEVERAL.join(", ".join(filter(None, each)) for each in articles),
        "source_office": _SEVERAL.join(filter(None, offices)),
        "source_date": _SEVERAL.join(filter(None, dates)),
        "source_headline": _SEVERAL.join(titles),
        "source_original": _SEVERAL.join(source_names(event)),
        "where_prec": precision,
        "where_coordinates": place.name.text if place else None,
        "where_description": _SEVERAL.join(words.text for words in place.words) if place else None,
        "geom_wkt": f"POINT ({columns['longitude']} {columns['latitude']})" if point else None,
        "date_prec": precision_of_days(days, _LENGTHS),
        "date_start": day_written(days[0]) if days else None,
        "date_end": day_written(days[1]) if days else None,
        "low": low,
        "high": high,
        "reviewers_differ": "; ".join(disputed_claims(event)) or None,
    }
