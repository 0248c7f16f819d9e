"""Export articles, events, the sources and parties mentioned, as FollowTheMoney entities, one a line.

`Article`, `Event` and `Mention` are the nodes; a `Documentation` links an event to an article that reports it. A
mention is a name in a document: it claims nothing about who is meant.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from claims.model.edtf import extent
from claims.sheet.coding_columns import day_written, notes
from claims.sheet.event_data import day_range
from claims.sheet.plain_labels import encoded, plain_speaker, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.sheet.event_view import Event
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker
    from claims.sheet.sheet_view import Sheet

    Entity = dict[str, Any]

__all__ = ["write"]

_SCHEMAS = {"person": "Person", "organization": "Organization", "media": "Organization"}
"""The kinds of source of which the kind of entity is known."""
_PARTY_SCHEMAS = {"person": "Person", "organization": "Organization", "state": "PublicBody"}
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def write(material: Material) -> dict[str, bytes]:
    """Return the entities: each article with its mentions, then each event with its documentation."""
    speaker = plain_speaker(material.speech)
    entities = (*_articles(material.sheet), *_events(material.sheet, speaker))
    lines = (json.dumps(entity, ensure_ascii=False, allow_nan=False, sort_keys=True) for entity in entities)
    return {f"{material.name}.ftm.json": encoded("".join(f"{line}\n" for line in lines))}


def _entity(schema: str, id: str, **properties: object) -> Entity:
    """Return an entity; every property is a list of distinct texts, and unknown ones are left out."""
    named = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    values = {name: list(dict.fromkeys(filter(None, value))) for name, value in named.items()}
    return {"id": id, "schema": schema, "properties": {name: value for name, value in values.items() if value}}


def _id(kind: str, *parts: str) -> str:
    return f"{kind}-{hashlib.sha256(chr(0).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _articles(sheet: Sheet) -> Iterator[Entity]:
    for document in sheet.documents:
        yield _entity(
            "Article",
            _of_document(document.id),
            fileName=document.file,
            title=text_of(document.title) or text_of(document.opening),
            author=text_of(document.author),
            publisher=text_of(document.publisher),
            publishedAt=_date(document.published),
            retrievedAt=_date(document.retrieved),
            sourceUrl=document.link,
        )
    yield from _mentions(sheet)


def _mentions(sheet: Sheet) -> Iterator[Entity]:
    """Yield each name of a source and of a party once for each document that has it."""
    found: dict[tuple[str, str], str | None] = {}
    for claim in sheet.claims:
        if claim.source and claim.footnote.document and claim.kind in _SCHEMAS:
            found.setdefault((claim.footnote.document.id, claim.source.text), _SCHEMAS[claim.kind])
    for actor in sheet.actors:
        for deed in actor.deeds:
            if deed.claim.footnote.document and actor.kind != "civilians":
                key = deed.claim.footnote.document.id, actor.name.text
                found.setdefault(key, _PARTY_SCHEMAS.get(actor.kind))
    for (document, name), schema in found.items():
        yield _entity(
            "Mention", _id("mention", document, name), document=_of_document(document), name=name, detectedSchema=schema
        )


def _events(sheet: Sheet, speaker: Speaker) -> Iterator[Entity]:
    for event in sheet.events:
        days = day_range(event)
        yield _entity(
            "Event",
            event.id,
            name=_name(event, speaker),
            recordId=event.id,
            startDate=day_written(days[0]) if days else None,
            endDate=day_written(days[1]) if days else None,
            country=sorted({place.country.lower() for place in event.places if place.country}),
            location=[place.name.text for place in event.places],
            namesMentioned=[party.name.text for party in event.parties],
            summary=notes(event, speaker),
        )
        for document in event.documents:
            yield _entity(
                "Documentation",
                _id("documentation", event.id, document.id),
                document=_of_document(document.id),
                entity=event.id,
                role="reports claims about",
                date=_date(document.published),
            )


def _name(event: Event, speaker: Speaker) -> str:
    """Return a name that says what is claimed, not what happened."""
    what = str(speaker.filters()["event"](event.type)) if event.type else event.id
    return f"{what} ({event.places[0].name.text})" if event.places else what


def _of_document(id: str) -> str:
    return _id("article", id)


def _date(written: str | None) -> str | None:
    """Return the day, month or year of a date; None for one that FollowTheMoney cannot hold."""
    days = extent(written) if written else None
    found = _DAY.match(written) if written and days else None
    return found[0] if found else None
