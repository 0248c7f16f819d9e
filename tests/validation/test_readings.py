"""What the rules about facets know: in which country a point lies, and what the words of a reading say."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claims.model import to_record
from claims.store import read_dossier
from claims.validation import validate
from claims.validation.country_points import nearer_country

if TYPE_CHECKING:
    from collections.abc import Iterator

SABHA = read_dossier(Path(__file__).parents[1] / "sheet" / "data" / "sabha")
EXAMPLE = read_dossier(Path(__file__).parents[2] / "seeds" / "dossier")
FALSE: dict[str, dict[str, Any]] = {
    "figures": {"what": "rescued", "min": 91, "max": 91, "bound": "about", "unit": None, "event": None},
    "times": {
        "edtf": "2011-03-04", "kind": "set", "partial": "XXXX-11-11", "calendar": "hijri", "weekday": "sunday",
        "part": "noon", "phase": "late", "clock": "03:33", "duration": "P9D", "about": True, "contradiction": "monday",
    },
    "places": {
        "name": "Dubai", "geonames": 292223, "country": "AE", "lat": 25.1, "lon": 55.3, "precision": "estimated",
        "radius_km": 99.0, "candidates": [{"geonames": 292223, "name": "Dubai", "country": "AE"}],
    },
    "parties": {"name": "Somebody", "kind": "media", "known": "hezbollah"},
}  # fmt: skip
INVENTED = {"what": "killed", "min": 91, "max": 91, "bound": "exact", "unit": None, "whose": None, "event": None}


def changed(record: dict[str, Any], rule: str | None, at: tuple[str, int], **values: Any) -> dict[str, Any]:
    """A claim with other values in one reading, which may pretend to be made by hand."""
    other = copy.deepcopy(record)
    other["facets"][at[0]][at[1]] |= values | ({} if rule is None else {"rule": rule})
    return other


def first_word(record: dict[str, Any]) -> dict[str, Any]:
    content = record["content"][0]
    word = content["exact"].split()[0]
    return {"start": content["start"], "end": content["start"] + len(word), "exact": word}


def falsified(record: dict[str, Any], rule: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """A claim with one value of one reading changed, each in turn, or with the reading moved or taken out."""
    span = first_word(record)
    for kind, values in FALSE.items():
        for number, facet in enumerate(record["facets"][kind]):
            for name, value in {**values, "span": span}.items():
                if facet[name] != value:
                    yield f"{kind}.{name}", changed(record, rule, (kind, number), **{name: value})
            if number == 0:
                yield "facets taken out", {**record, "facets": None}
            less = copy.deepcopy(record)
            del less["facets"][kind][number]
            yield f"{kind} taken out", less
    for number, figure in enumerate(record["facets"]["figures"]):
        if None not in (figure["min"], figure["max"]):
            more = {"min": figure["min"] + 72, "max": figure["max"] + 72}
            yield "figures.min and max", changed(record, rule, ("figures", number), **more)


def invented(record: dict[str, Any], rule: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """A claim with a figure that its words do not have, with another event, and without its event."""
    more = copy.deepcopy(record)
    more["facets"]["figures"].append({"span": first_word(record), **INVENTED, "rule": rule or "event-number"})
    yield "figure invented", more
    if record["facets"]["event"]:
        for event in (None, {**record["facets"]["event"], "type": "looting", "rule": rule or "event:specific"}):
            yield "event", {**record, "facets": {**record["facets"], "event": event}}


@pytest.mark.parametrize("rule", [None, "hand"])
@pytest.mark.parametrize("dossier", [SABHA, EXAMPLE], ids=["sabha", "example"])
def test_every_falsified_reading_is_found(dossier: Any, rule: str | None) -> None:
    texts = {each.id: each.text for each in dossier.documents}
    documents = [to_record(each) for each in dossier.documents]
    records = [to_record(each) for each in dossier.claims]
    assert [each for each in validate([*documents, *records], texts) if each.code.startswith("E6")] == []
    turns = [[*falsified(record, rule), *invented(record, rule)] for record in records if record["facets"]]
    missed = []
    for turn in range(max(map(len, turns))):
        false = [each[turn] for each in turns if turn < len(each)]
        found = validate([*documents, *(record for _, record in false)], texts)
        codes = {each.record for each in found if each.code.startswith(("E1", "E6"))}
        missed += [(what, record["id"]) for what, record in false if record["id"] not in codes]
    assert missed == []


def test_readings_may_be_missing_only_from_what_another_made_or_whose_words_say_nothing() -> None:
    texts = {each.id: each.text for each in EXAMPLE.documents}
    documents = [to_record(each) for each in EXAMPLE.documents]
    records = [{**to_record(each), "facets": None} for each in EXAMPLE.claims]
    full = {each.id for each in EXAMPLE.claims if each.facets and (list(each.facets) or each.facets.event)}
    found = [each for each in validate([*documents, *records], texts) if each.code == "E605"]
    assert {each.record for each in found} == full
    assert {each.record for each in found if "killed" in each.message} < full
    by_others = [{**record, "found": None} for record in records]
    assert [each for each in validate([*documents, *by_others], texts) if each.code == "E605"] == []


@pytest.mark.parametrize(
    ("country", "lat", "lon", "other"),
    [
        ("LY", 24.2, 14.6, None),
        ("LY", 21.0, 22.0, None),  # empty land: nobody is near
        ("LY", 33.9, 14.0, None),  # at sea
        ("LY", 48.85, 2.35, "FR"),
        ("LY", 30.04, 31.24, "EG"),
        ("RU", 43.1, 131.9, None),
        ("XX", 48.85, 2.35, None),  # not known, not judged
    ],
)
def test_a_point_far_from_its_country_is_seen(country: str, lat: float, lon: float, other: str | None) -> None:
    assert nearer_country(country, lat, lon) == other
