"""No field of a record is forgotten: each changes the sheet, or is listed here as one that has no place in it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from claims.model import (
    Dossier,
    claim_from_record,
    document_from_record,
    dossier_from_record,
    dossier_header,
    to_record,
)
from claims.resources import resource
from claims.sheet import render
from claims.sheet.records_digest import records_digest
from tests.sheet.making import TEXT

UNUSED = {
    "claim.found.rivals": "who else may be meant is told where claims are explained",
    "dossier.languages": "each document shows its own language",
    "dossier.sheet.language": "the sheet is in the language that it is rendered in, whatever the dossier notes",
    "dossier.sheet.template": "the sheet follows the template that it is rendered with, whatever the dossier notes",
    "dossier.sheet.check_below": "the sheet marks claims below what it is rendered with, whatever the dossier notes",
    "dossier.extraction.min_confidence": "which claims were left out is a matter of building",
    "dossier.checks.select": "how the records are checked is no matter of the sheet",
    "dossier.checks.ignore": "how the records are checked is no matter of the sheet",
    **{
        f"claim.facets.{facet}.rule": "which rule made a reading is a matter of the record"
        for facet in ("figures", "times", "places", "parties", "event")
    },
    **{
        f"claim.facets.{span}.{field}": "the words are shown; their offsets are those of the footnote’s words"
        for span in ("event.span", "figures.unit", "figures.event", "places.relation")
        for field in ("start", "end")
    },
    **{
        f"document.{field}": "the documents’ history is not in the sheet"
        for field in (
            "also",
            "provenance.field",
            "provenance.found",
            "provenance.by",
            "provenance.at",
            "earlier.sha256",
            "earlier.published",
            "earlier.retrieved",
            "earlier.original.file",
            "earlier.original.sha256",
            "earlier.original.media_type",
            "original.file",
            "original.sha256",
            "original.media_type",
        )
    },
    **{
        f"claim.relayed_by.mention.{each}": "an intermediary is shown by its full name"
        for each in ("start", "end", "exact")
    },
    "claim.facets.times.duration": "how long is said in the words",
    "claim.facets.figures.unit.exact": "what is counted stands in the figure’s words",
    "claim.facets.figures.event.exact": "the event stands in the figure’s words",
    "claim.facets.places.span.start": "places are gathered by what they are",
    "claim.facets.places.span.end": "places are gathered by what they are",
}

# For each field another value that the schema allows; a list stands for the list's items.
CHANGED: dict[str, Any] = {
    "dossier.title": "Another title",
    "dossier.languages": ["ar", "en"],
    "dossier.made.by": "another-tool",
    "dossier.made.version": "9.9.9",
    "dossier.sheet.language": "ar",
    "dossier.sheet.template": "house.md.j2",
    "dossier.sheet.check_below": 0.2,
    "dossier.extraction.min_confidence": 0.3,
    "dossier.checks.select": ["quote"],
    "dossier.checks.ignore": ["url"],
    "document.id": "coast-9",
    "document.sha256": "0" * 64,
    "document.language": "fa",
    "document.title": "عنوان آخر",
    "document.author": "كاتب آخر",
    "document.publisher": "ناشر آخر",
    "document.url": "https://other.example/",
    "document.published": "2020",
    "document.retrieved": "2021",
    "document.dateline": "سبها",
    "claim.id": "clm-00000000000a",
    "claim.document": "coast-8",
    "claim.source.name": "سعاد",
    "claim.source.kind": "group",
    "claim.source.mention.start": 0,
    "claim.source.mention.end": 400,
    "claim.source.mention.exact": "غيره",
    "claim.cue.start": 0,
    "claim.cue.end": 400,
    "claim.cue.exact": "زعم",
    "claim.content.start": 400,
    "claim.content.end": 5,
    "claim.content.exact": "غير ذلك",
    "claim.mode": "direct",
    "claim.within": "clm-00000000000b",
    "claim.act": "warn",
    "claim.found.rule": "another-rule",
    "claim.found.cue": "زعم",
    "claim.found.version": "9.9.9",
    "claim.found.model": "another-model",
    "claim.found.confidence": 0.1,
    "claim.found.source_confidence": 0.1,
    "claim.found.rivals": ["الوزير"],
    "claim.source.uncertain": False,
    "claim.relayed_by.name": "غيره",
    "claim.relayed_by.mention.start": 400,
    "claim.relayed_by.mention.end": 0,
    "claim.relayed_by.mention.exact": "غيره",
    "claim.facets.figures.span.start": 0,
    "claim.facets.figures.span.end": 400,
    "claim.facets.figures.span.exact": "غيره",
    "claim.facets.figures.what": "injured",
    "claim.facets.figures.min": 3,
    "claim.facets.figures.max": 9,
    "claim.facets.figures.bound": "about",
    "claim.facets.figures.unit.start": 0,
    "claim.facets.figures.unit.end": 400,
    "claim.facets.figures.unit.exact": "غيره",
    "claim.facets.figures.whose.start": 400,
    "claim.facets.figures.whose.end": 0,
    "claim.facets.figures.whose.exact": "غيره",
    "claim.facets.figures.event.start": 0,
    "claim.facets.figures.event.end": 400,
    "claim.facets.figures.event.exact": "غيره",
    "claim.facets.figures.rule": "another-rule",
    "claim.facets.times.span.start": 0,
    "claim.facets.times.span.end": 400,
    "claim.facets.times.span.exact": "غيره",
    "claim.facets.times.edtf": "2020",
    "claim.facets.times.kind": "set",
    "claim.facets.times.basis": "text",
    "claim.facets.times.partial": "XXXX-12",
    "claim.facets.times.calendar": "gregorian",
    "claim.facets.times.weekday": "monday",
    "claim.facets.times.part": "dawn",
    "claim.facets.times.phase": "late",
    "claim.facets.times.clock": "11:30",
    "claim.facets.times.duration": "P9D",
    "claim.facets.times.about": False,
    "claim.facets.times.contradiction": "sunday",
    "claim.facets.times.rule": "another-rule",
    "claim.facets.places.span.start": 0,
    "claim.facets.places.span.end": 400,
    "claim.facets.places.span.exact": "غيره",
    "claim.facets.places.name": "Elsewhere",
    "claim.facets.places.geonames": 2,
    "claim.facets.places.country": "EG",
    "claim.facets.places.lat": 12.5,
    "claim.facets.places.lon": -12.5,
    "claim.facets.places.precision": "area",
    "claim.facets.places.radius_km": 99.0,
    "claim.facets.places.relation.start": 0,
    "claim.facets.places.relation.end": 400,
    "claim.facets.places.relation.exact": "غيره",
    "claim.facets.places.candidates.geonames": 4,
    "claim.facets.places.candidates.name": "Elsewhere",
    "claim.facets.places.candidates.country": "EG",
    "claim.facets.places.rule": "another-rule",
    "claim.facets.parties.span.start": 0,
    "claim.facets.parties.span.end": 400,
    "claim.facets.parties.span.exact": "غيره",
    "claim.facets.parties.name": "غيرهم",
    "claim.facets.parties.kind": "person",
    "claim.facets.parties.known": "other",
    "claim.facets.parties.romanised": "Others",
    "claim.facets.parties.rule": "another-rule",
    "claim.facets.event.span.start": 0,
    "claim.facets.event.span.end": 400,
    "claim.facets.event.span.exact": "غيره",
    "claim.facets.event.type": "arrest",
    "claim.facets.event.rule": "another-rule",
    "claim.review.status": "accepted",
    "claim.review.by": "Nobody Else",
    "claim.review.at": "2020-01-01T00:00:00Z",
    "claim.review.note": "another note",
    "claim.review.opinions.by": "Nobody Else",
    "claim.review.opinions.at": "2020-01-01T00:00:00Z",
    "claim.review.opinions.said": "accepted",
    "claim.review.opinions.note": "another remark",
    "document.also": ["https://further.example/"],
    "document.text_doubts": [],
    "document.original.file": "originals/b.html",
    "document.original.sha256": "2" * 64,
    "document.original.media_type": "application/pdf",
    "document.provenance.field": "author",
    "document.provenance.found": "person",
    "document.provenance.by": "Nobody Else",
    "document.provenance.at": "2020-01-01T00:00:00Z",
    "document.earlier.sha256": "3" * 64,
    "document.earlier.published": "2019",
    "document.earlier.retrieved": "2019",
    "document.earlier.original.file": "originals/c.html",
    "document.earlier.original.sha256": "2" * 64,
    "document.earlier.original.media_type": "application/pdf",
    "claim.grading.reliability": "C",
    "claim.grading.credibility": 5,
    "claim.grading.by": "Nobody Else",
    "claim.grading.at": "2020-01-01T00:00:00Z",
    "claim.grading.note": "another note",
    "claim.translations.language": "fr",
    "claim.translations.text": "another text",
    "claim.translations.by": "Nobody Else",
    "claim.translations.how": "machine",
    "claim.translations.at": "2020-01-01T00:00:00Z",
}

# What must not be there for a field to be looked at.
INSTEAD: dict[str, dict[str, Any]] = {
    "claim.facets.times.partial": {"edtf": None, "basis": None},
    "claim.found.model": {"rule": None, "cue": None},
    "claim.found.confidence": {"rule": None, "cue": None},
    "claim.found.source_confidence": {"rule": None, "cue": None},
}


def leaves(schema: dict[str, Any], root: dict[str, Any], path: str) -> set[str]:
    """The paths of a schema's values; a list has the paths of its items."""
    if "$ref" in schema:
        return leaves(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
    found: set[str] = set()
    for choice in (*schema.get("anyOf", []), *schema.get("oneOf", [])):
        found |= leaves(choice, root, path)
    if "items" in schema:
        found |= leaves(schema["items"], root, path)
    for name, value in schema.get("properties", {}).items():
        found |= leaves(value, root, f"{path}.{name}")
    return {each for each in found if each != path} or {path}


def fields() -> set[str]:
    found: set[str] = set()
    for name in ("dossier", "document", "claim"):
        schema = json.loads(resource("schema").joinpath(f"{name}.schema.json").read_text(encoding="utf-8"))
        found |= leaves(schema, schema, name)
    return found


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def original() -> dict[str, Any]:
    return {"file": "originals/a.html", "sha256": "5" * 64, "media_type": "text/html"}


def facets() -> dict[str, Any]:
    """One of each kind, in which nothing is null; the readings need not be those of the words."""
    return {
        "figures": [
            {
                "span": span("سبعة أشخاص نقلوا"),
                "what": "evacuated",
                "min": 7,
                "max": 7,
                "bound": "exact",
                "unit": span("أشخاص"),
                "whose": span("سبعة أشخاص"),
                "event": span("نقلوا"),
                "rule": "a-rule",
            }
        ],
        "times": [
            {
                "span": span("أشخاص"),
                "edtf": "2016",
                "kind": "date",
                "basis": "document",
                "partial": None,
                "calendar": "hijri",
                "weekday": "friday",
                "part": "evening",
                "phase": "early",
                "clock": "10:30",
                "duration": "P2D",
                "about": True,
                "contradiction": "monday",
                "rule": "a-rule",
            }
        ],
        "places": [
            {
                "span": span("المستشفى"),
                "name": "The hospital",
                "geonames": 1,
                "country": "LY",
                "lat": 32.5,
                "lon": 20.5,
                "precision": "estimated",
                "radius_km": 7.0,
                "relation": span("إلى المستشفى"),
                "candidates": [{"geonames": 3, "name": "Another", "country": "TN"}],
                "rule": "a-rule",
            }
        ],
        "parties": [
            {
                "span": span("أشخاص"),
                "name": "أشخاص",
                "kind": "civilians",
                "known": "people",
                "romanised": "ashkhāṣ",
                "rule": "a-rule",
            }
        ],
        "event": {"span": span("نقلوا"), "type": "displacement", "rule": "a-rule"},
    }


def records() -> dict[str, Any]:
    """The records of a dossier in which nothing is null but what excludes another thing that is not."""
    source, content = "مصدر طبي", "سبعة أشخاص نقلوا إلى المستشفى"

    return {
        "dossier": {
            "title": "A title",
            "languages": ["ar"],
            "made": {"by": "claims-factsheet", "version": "0.1.0"},
            "extraction": {"min_confidence": 0.4},
            "sheet": {"language": "en", "template": "other.md.j2", "check_below": 0.7},
            "checks": {"select": ["hash"], "ignore": []},
        },
        "document": {
            "id": "coast-1",
            "sha256": "1" * 64,
            "language": "ar",
            "title": "عنوان",
            "author": "كاتب",
            "publisher": "ناشر",
            "url": "https://coast.example/1",
            "published": "2024-03-01",
            "retrieved": "2024-03-02",
            "dateline": "بنغازي",
            "also": ["https://other.example/1"],
            "original": original(),
            "provenance": [{"field": "title", "found": "json-ld", "by": "Huda", "at": "2024-03-03T10:00:00Z"}],
            "earlier": [
                {"sha256": "4" * 64, "published": "2024-02", "retrieved": "2024-02", "original": original()},
            ],
            "text_doubts": ["words"],
        },
        "claim": {
            "id": "clm-000000000001",
            "document": "coast-1",
            "source": {"name": source, "kind": "unnamed", "mention": span(source), "uncertain": True},
            "cue": span("وأكد"),
            "content": [span(content)],
            "mode": "indirect",
            "within": "clm-000000000002",
            "act": "confirm",
            "found": {
                "rule": "verb-first",
                "cue": "أكد",
                "model": "a-model",
                "version": "0.1.0",
                "confidence": 0.9,
                "source_confidence": 0.8,
                "rivals": ["المبعوث"],
            },
            "facets": facets(),
            "review": {
                "status": "draft",
                "by": "Huda",
                "at": "2024-03-03T10:00:00Z",
                "note": "a note",
                "opinions": [{"by": "Omar", "at": "2024-03-04T09:30:00Z", "said": "noted", "note": "a remark"}],
            },
            "grading": {
                "reliability": "B",
                "credibility": 3,
                "by": "Huda",
                "at": "2024-03-03T10:00:00Z",
                "note": "a note",
            },
            "translations": [
                {"language": "en", "text": "seven", "by": "Huda", "how": "human", "at": "2024-03-03T10:00:00Z"},
            ],
            "relayed_by": [{"name": "وكالة", "mention": span("سبعة")}],
        },
    }


def dossier_of(record: dict[str, Any]) -> Dossier:
    document = document_from_record(record["document"], TEXT)
    return dossier_from_record(record["dossier"], documents=(document,), claims=(claim_from_record(record["claim"]),))


def sheet(record: dict[str, Any]) -> str:
    """The sheet of the records without their digest, which every field changes."""
    dossier = dossier_of(record)
    return render(dossier).replace(records_digest(dossier), "")


def changed(path: str) -> dict[str, Any]:
    record = copy.deepcopy(records())
    *steps, last = path.split(".")
    place: Any = record
    for step in steps:
        place = place[step]
        place = place[0] if isinstance(place, list) else place
    assert place[last] != CHANGED[path]
    for other, nothing in INSTEAD.get(path, {}).items():
        place[other] = nothing
    place[last] = CHANGED[path]
    return record


def test_every_field_of_the_schemas_is_looked_at() -> None:
    assert set(CHANGED) == fields()
    assert set(UNUSED) <= fields()


def test_the_records_are_what_the_library_writes() -> None:
    record = records()
    document = document_from_record(record["document"], TEXT)
    claim = claim_from_record(record["claim"])
    dossier: Dossier = dossier_from_record(record["dossier"], documents=(document,), claims=(claim,))
    assert to_record(claim) == record["claim"]
    assert to_record(document) == record["document"]
    assert dossier_header(dossier) == record["dossier"]


@pytest.mark.parametrize("path", CHANGED)
def test_a_field_changes_the_sheet_or_is_listed_as_unused(path: str) -> None:
    assert (sheet(changed(path)) == sheet(records())) == (path in UNUSED)


@pytest.mark.parametrize("path", CHANGED)
def test_every_field_changes_the_digest_but_those_that_say_how_to_check(path: str) -> None:
    same = records_digest(dossier_of(changed(path))) == records_digest(dossier_of(records()))
    assert same == path.startswith(("dossier.checks.", "dossier.sheet.", "dossier.extraction."))
