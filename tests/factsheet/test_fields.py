"""No field of a record is forgotten: each changes the sheet, or is listed here as one that has no place in it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from claims.factsheet import render
from claims.records import (
    Dossier,
    claim_from_record,
    document_from_record,
    dossier_from_record,
    dossier_header,
    to_record,
)
from claims.resources import resource
from tests.factsheet.making import TEXT

UNUSED = {
    "dossier.languages": "each document shows its own language",
    "dossier.checks.select": "how the records are checked is no matter of the sheet",
    "dossier.checks.ignore": "how the records are checked is no matter of the sheet",
}

# For each field another value that the schema allows; a list stands for the list's items.
CHANGED: dict[str, Any] = {
    "dossier.title": "Another title",
    "dossier.languages": ["ar", "en"],
    "dossier.made.by": "another-tool",
    "dossier.made.version": "9.9.9",
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
    "claim.review.status": "accepted",
    "claim.review.by": "Nobody Else",
    "claim.review.at": "2020-01-01T00:00:00Z",
    "claim.review.note": "another note",
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


def records() -> dict[str, Any]:
    """The records of a dossier in which nothing is null."""
    source, content = "مصدر طبي", "سبعة أشخاص نقلوا إلى المستشفى"

    def span(words: str) -> dict[str, Any]:
        start = TEXT.index(words)
        return {"start": start, "end": start + len(words), "exact": words}

    return {
        "dossier": {
            "title": "A title",
            "languages": ["ar"],
            "made": {"by": "claims-factsheet", "version": "0.1.0"},
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
        },
        "claim": {
            "id": "clm-000000000001",
            "document": "coast-1",
            "source": {"name": source, "kind": "unnamed", "mention": span(source)},
            "cue": span("وأكد"),
            "content": [span(content)],
            "mode": "indirect",
            "within": "clm-000000000002",
            "act": "confirm",
            "found": {"rule": "verb-first", "cue": "أكد", "version": "0.1.0"},
            "review": {"status": "draft", "by": "Huda", "at": "2024-03-03T10:00:00Z", "note": "a note"},
        },
    }


def sheet(record: dict[str, Any]) -> str:
    document = document_from_record(record["document"], TEXT)
    return render(dossier_from_record(record["dossier"], (document,), (claim_from_record(record["claim"]),)))


def changed(path: str) -> dict[str, Any]:
    record = copy.deepcopy(records())
    *steps, last = path.split(".")
    place: Any = record
    for step in steps:
        place = place[step]
        place = place[0] if isinstance(place, list) else place
    assert place[last] != CHANGED[path]
    place[last] = CHANGED[path]
    return record


def test_every_field_of_the_schemas_is_looked_at() -> None:
    assert set(CHANGED) == fields()
    assert set(UNUSED) <= fields()


def test_the_records_are_what_the_library_writes() -> None:
    record = records()
    document = document_from_record(record["document"], TEXT)
    claim = claim_from_record(record["claim"])
    dossier: Dossier = dossier_from_record(record["dossier"], (document,), (claim,))
    assert to_record(claim) == record["claim"]
    assert to_record(document) == record["document"]
    assert dossier_header(dossier) == record["dossier"]


@pytest.mark.parametrize("path", CHANGED)
def test_a_field_changes_the_sheet_or_is_listed_as_unused(path: str) -> None:
    assert (sheet(changed(path)) == sheet(records())) == (path in UNUSED)
