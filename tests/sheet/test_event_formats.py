"""Events as data: each format is held to its own schema, importer or list of columns."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace as replace_view
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geojson
import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from claims.model import Review
from claims.model.edtf import is_edtf
from claims.model.facets import BY_HAND
from claims.model.records import Opinion
from claims.sheet.assembly import assemble
from claims.sheet.csv_table import table
from claims.sheet.event_data import event_record
from claims.sheet.formats import acled_csv, ucdp_csv, uwazi_csv, write
from claims.store import read_dossier
from claims.validation.schemas import load
from tests.sheet.making import coast_dossier, example

if TYPE_CHECKING:
    from claims.model import Dossier

DATA = Path(__file__).parent / "data"
EVENT_FORMATS = ("events", "events-csv", "events-geojson", "ucdp-csv", "acled-csv", "uwazi-csv", "followthemoney")
FTM: dict[str, Any] = json.loads((DATA / "vendored" / "followthemoney.json").read_text(encoding="utf-8"))


def sabha() -> Dossier:
    return read_dossier(DATA / "sabha")


FOUND = pytest.mark.parametrize("found", [sabha(), example(), coast_dossier()], ids=["sabha", "example", "coast"])


def text(found: Dossier, form: str, lang: str = "en") -> str:
    (data,) = write(found, form, lang=lang).values()
    return data.decode("utf-8-sig")


def lines(found: Dossier, form: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text(found, form).splitlines()]


def rows(found: Dossier, form: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(found, form), newline=""), strict=True))


@FOUND
def test_events_are_what_their_schema_allows(found: Dossier) -> None:
    validator = Draft202012Validator(load("event").document)
    events = lines(found, "events")
    assert [error.message for event in events for error in validator.iter_errors(event)] == []
    assert [event["id"] for event in events] == [event.id for event in assemble(found, "en").events]
    assert all(is_edtf(event["date"]) for event in events if "date" in event)


def test_an_event_without_a_type_or_a_place_has_the_words_of_the_brief_for_them() -> None:
    shown = assemble(sabha(), "en").events[0]
    words = next(moment.words for moment in shown.dates)
    record = event_record(replace_view(shown, type=None, called=words, places=(), around=words))
    assert (record["called"], record["around"]) == (words.text, words.text)
    assert [*Draft202012Validator(load("event").document).iter_errors(record)] == []


def test_an_event_gives_the_lowest_and_highest_toll_and_who_gives_which() -> None:
    (event,) = lines(sabha(), "events")
    assert (event["killed"], event["injured"]) == ({"low": 9, "high": 15}, {"low": 20, "high": 27})
    assert (event["date"], event["places"][0]["name"], event["places"][0]["precision"]) == (
        "2024-03-12",
        "Sabha",
        "place",
    )
    killed = event["tolls"][0]
    assert killed["values"][0]["given_by"] == [
        {"source": "مصادر طبية", "through": ["بعثة الأمم المتحدة للدعم في ليبيا"], "claims": ["clm-31918b43cd62"]}
    ]
    assert set(event["claims"]) <= {claim.id for claim in sabha().claims}
    assert event["denied_by"] == ["المتحدث باسم الجيش الوطني الليبي اللواء أحمد المسماري"]


@FOUND
def test_features_are_geojson_with_longitude_first_and_the_same_columns(found: Dossier) -> None:
    collection = geojson.loads(text(found, "events-geojson"))
    assert collection.is_valid
    assert len({tuple(each.properties) for each in collection.features}) <= 1
    if found.claims == sabha().claims:
        assert collection.features[0].geometry == {"type": "Point", "coordinates": [14.4283, 27.0377]}


@FOUND
@pytest.mark.parametrize(
    ("form", "columns"), [("ucdp-csv", ucdp_csv.COLUMNS), ("acled-csv", acled_csv.COLUMNS)], ids=["ucdp", "acled"]
)
def test_coders_get_their_columns_and_every_judgement_is_left_to_them(
    found: Dossier, form: str, columns: tuple[str, ...]
) -> None:
    decided = {
        "best", "fatalities", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "side_a", "side_b",
        "type_of_violence", "event_clarity", "actor1", "actor2", "interaction", "civilian_targeting", "conflict_name",
    }  # fmt: skip
    for row in rows(found, form):
        assert tuple(row)[: len(columns)] == columns
        assert {name: row[name] for name in decided & set(row)} == dict.fromkeys(decided & set(row), "")


def test_a_coder_s_row_has_what_is_known_in_the_coder_s_terms() -> None:
    (ucdp,), (acled,) = rows(sabha(), "ucdp-csv"), rows(sabha(), "acled-csv")
    told = ("year", "date_start", "date_end", "date_prec", "where_prec", "low", "high")
    assert {name: ucdp[name] for name in told} == {
        "year": "2024", "date_start": "2024-03-12", "date_end": "2024-03-12", "date_prec": "1", "where_prec": "1",
        "low": "9", "high": "15",
    }  # fmt: skip
    assert ucdp["geom_wkt"] == "POINT (14.4283 27.0377)"
    assert ucdp["number_of_sources"] == "7"  # articles that are not copies
    located = ("event_date", "time_precision", "geo_precision", "country", "location")
    assert {name: acled[name] for name in located} == {
        "event_date": "2024-03-12", "time_precision": "1", "geo_precision": "1", "country": "Libya",
        "location": "Sabha",
    }  # fmt: skip
    assert (acled["fatalities_low"], acled["fatalities_high"]) == ("9", "15")
    assert "وزارة الصحة الليبية (Libyan health ministry) announced: “حصيلة قصف السوق الشعبي" in acled["notes"]


@FOUND
def test_uwazi_s_importer_reads_its_cells(found: Dossier) -> None:
    """As `app/api/csv/typeParsers` of Uwazi reads them: `|` divides values, `lat|lon`, `label|url`, YYYY-MM-DD."""
    for row in rows(found, "uwazi-csv"):
        assert tuple(row) == uwazi_csv.COLUMNS
        assert row["title"]
        if row["geolocation"]:
            latitude, longitude = map(float, row["geolocation"].split("|"))
            assert abs(latitude) <= 90
            assert abs(longitude) <= 180
        if row["date"]:
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["date"])
        if row["article"]:
            label, address = row["article"].split("|")
            assert label
            assert address.startswith("https://")
        for name in ("sources", "parties", "claims", "outlets"):
            values = row[name].split("|")
            assert len(values) == len(set(values))
        assert set(filter(None, row["claims"].split("|"))) <= {claim.id for claim in found.claims}


def test_a_point_south_or_west_of_zero_is_not_taken_for_a_formula() -> None:
    data = table(("point", "words"), [{"point": "-2.5|-30.1", "words": "-2|cmd"}]).decode("utf-8-sig")
    assert data.splitlines()[1] == "-2.5|-30.1,'-2|cmd"


@FOUND
def test_entities_are_what_the_schemata_of_followthemoney_allow(found: Dossier) -> None:
    entities = lines(found, "followthemoney")
    of = {entity["id"]: entity["schema"] for entity in entities}
    assert len(of) == len(entities)
    for entity in entities:
        schema = FTM[entity["schema"]]
        assert set(entity["properties"]) <= set(schema["properties"])
        assert set(schema["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            kind = schema["properties"][name]
            assert values
            assert len(values) == len(set(values))
            if kind == "entity":
                assert all(value in of for value in values)
            if kind == "date":
                assert all(re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value) for value in values)
            if kind == "country":
                assert all(re.fullmatch(r"[a-z]{2}", value) for value in values)
    documented = [entity["properties"] for entity in entities if entity["schema"] == "Documentation"]
    assert all(of[each["document"][0]] == "Article" and of[each["entity"][0]] == "Event" for each in documented)


@pytest.mark.parametrize("form", EVENT_FORMATS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_same_records_give_the_same_bytes(form: str, lang: str) -> None:
    assert write(sabha(), form, lang=lang) == write(sabha(), form, lang=lang)


@pytest.mark.parametrize("form", [*EVENT_FORMATS, "figures-csv", "json-ld"])
def test_a_rejected_claim_is_in_no_event_figure_or_entity(form: str) -> None:
    rejected = "clm-756d9f24ade4"  # the only one that says 15
    claims = (replace(c, review=Review("rejected", "Huda")) if c.id == rejected else c for c in sabha().claims)
    before, after = (text(found, form) for found in (sabha(), replace(sabha(), claims=tuple(claims))))
    assert before != after
    assert rejected not in after


@pytest.mark.parametrize("form", [*EVENT_FORMATS, "figures-csv"])
def test_it_is_told_where_reviewers_differ(form: str) -> None:
    id = "clm-756d9f24ade4"
    opinions = (
        Opinion("Huda", "2024-03-15T10:00:00Z", "accepted"),
        Opinion("Sami", "2024-03-15T11:00:00Z", "rejected"),
    )
    review = Review(opinions=opinions)
    assert review.is_disputed
    claims = (replace(each, review=review) if each.id == id else each for each in sabha().claims)
    found = replace(sabha(), claims=tuple(claims))
    if form == "events":
        assert [each.get("reviewers_differ") for each in lines(sabha(), form)] == [None] * len(lines(sabha(), form))
        assert next(each.get("reviewers_differ") for each in lines(found, form)) == [id]
    elif form == "events-geojson":
        features = json.loads(text(found, form))["features"]
        assert features[0]["properties"]["reviewers_differ"] == [id]
    elif form == "followthemoney":
        told = [each["properties"]["summary"] for each in lines(found, form) if each["schema"] == "Event"]
        assert "(reviewers differ)" in told[0][0]
    else:
        told = [row["reviewers_differ"] for row in rows(found, form) if id in row.get("claim_id", id)]
        assert told[0] == ("yes" if form == "figures-csv" else id)


@pytest.mark.parametrize("form", ["events", "events-csv", "ucdp-csv", "acled-csv", "figures-csv"])
def test_a_reviewer_s_figure_takes_the_place_of_the_reading(form: str) -> None:
    (claim,) = (each for each in sabha().claims if each.id == "clm-756d9f24ade4")
    assert claim.facets is not None
    figures = tuple(replace(each, min=77, max=77, rule=BY_HAND) for each in claim.facets.figures if each.min)
    corrected = replace(claim, facets=replace(claim.facets, figures=figures))
    found = replace(sabha(), claims=tuple(corrected if each.id == claim.id else each for each in sabha().claims))
    assert not re.search(r"\b77\b", text(sabha(), form))
    assert re.search(r"\b77\b", text(found, form))
