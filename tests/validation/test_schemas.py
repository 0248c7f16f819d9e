"""The schemas: they agree with the types, describe everything, and each of their constraints rejects."""

from __future__ import annotations

import copy
import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from claims.errors import ClaimsError
from claims.model import (
    ACTS,
    GROUPINGS,
    KINDS,
    MODES,
    ORIGINS,
    RELIABILITIES,
    STATUSES,
    TRANSLATED,
    Change,
    Claim,
    Document,
    Found,
    Grading,
    Group,
    Made,
    Origin,
    Original,
    Provenance,
    Review,
    Source,
    Span,
    Translation,
    Version,
    change_from_record,
    claim_from_record,
    document_from_record,
    dossier_from_record,
    dossier_header,
    group_from_record,
    origin_from_record,
    to_record,
)
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import (
    BOUNDS,
    DAY_PARTS,
    PHASES,
    TIME_KINDS,
    WEEKDAYS,
    WHATS,
    Candidate,
    Event,
    Facets,
    Figure,
    Party,
    PartyKind,
    Place,
    Precision,
    Time,
)
from claims.model.facets import to_record as facet_record
from claims.validation.schemas import FORMATS, NAMES, Schema, load, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema.exceptions import ValidationError

CASES = json.loads((Path(__file__).parent / "data" / "constraints.json").read_text("utf-8"))


READ_WITHOUT: dict[type, set[str]] = {
    Figure: {"unit", "whose", "event", "rule"},
    Time: {"kind", "basis", "partial", "calendar", "weekday", "part", "phase", "clock", "duration", "about",
           "contradiction", "rule"},
    Place: {"precision", "radius_km", "relation", "candidates", "rule"},
    Party: {"known", "romanised", "rule"},
    Event: {"rule"},
}  # fmt: skip
"""What each facet may lack in a record beside its core."""


def parts(schema: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, with its path."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for group in ("properties", "$defs"):
        for name, inner in schema.get(group, {}).items():
            yield from parts(inner, f"{path}/{group}/{name}")
    for number, inner in enumerate(schema.get("anyOf", [])):
        yield from parts(inner, f"{path}/anyOf/{number}")
    yield from parts(schema.get("items"), f"{path}/items")


def recorded(kind: type) -> dict[str, bool]:
    """The fields of a record type, and whether a record must have each."""
    return {f.name: f.default is MISSING for f in fields(kind) if f.metadata.get("record", True)}


@pytest.mark.parametrize(
    ("name", "path", "kind"),
    [
        ("claim", "", Claim),
        ("claim", "/properties/source", Source),
        ("claim", "/$defs/span", Span),
        ("claim", "/$defs/found", Found),
        ("claim", "/properties/review", Review),
        ("claim", "/$defs/figure", Figure),
        ("claim", "/$defs/time", Time),
        ("claim", "/$defs/place", Place),
        ("claim", "/$defs/candidate", Candidate),
        ("claim", "/$defs/party", Party),
        ("claim", "/$defs/event", Event),
        ("claim", "/$defs/grading", Grading),
        ("claim", "/$defs/translation", Translation),
        ("document", "", Document),
        ("document", "/$defs/original", Original),
        ("document", "/$defs/provenance", Provenance),
        ("document", "/$defs/version", Version),
        ("group", "", Group),
        ("origin", "", Origin),
        ("change", "", Change),
        ("dossier", "/properties/made", Made),
    ],
)
def test_the_types_and_the_schemas_have_the_same_properties(name: str, path: str, kind: type) -> None:
    schema = dict(parts(load(name).document))[path]
    if kind is Made:
        assert set(schema["properties"]) == set(recorded(kind))
    else:
        assert list(schema["properties"]) == list(recorded(kind))
    missing = {field for field, needed in recorded(kind).items() if needed} - set(schema["required"])
    assert missing == READ_WITHOUT.get(kind, set())


def test_a_claims_facets_have_the_same_properties() -> None:
    schema = load("claim").document["$defs"]["facets"]
    assert list(schema["properties"]) == list(facet_record(Facets()))


def test_what_a_facet_may_lack_is_filled_in() -> None:
    claim = copy.deepcopy(load("claim").document["examples"][0])
    for name, facets in claim["facets"].items():
        for facet in [facets] if name == "event" else facets:
            kind = load("claim").document["$defs"][{"parties": "party"}.get(name, name.removesuffix("s"))]
            for optional in set(facet) - set(kind["required"]):
                del facet[optional]
    facets = claim_from_record(claim).facets
    assert facets is not None
    assert {facet.rule for _, facet in facets} == {"hand"}
    assert (facets.times[0].kind, facets.times[0].about, facets.places[0].candidates) == ("date", False, ())
    assert facets.figures[0].whose is None
    assert facets.parties[0].romanised is None


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/properties/source/properties/kind", [*KINDS]),
        ("/properties/mode", [*MODES]),
        ("/properties/act", [*ACTS, None]),
        ("/properties/review/properties/status", [*STATUSES]),
        ("/$defs/grading/properties/reliability", [*RELIABILITIES, None]),
        ("/$defs/translation/properties/how", [*TRANSLATED]),
        ("/$defs/figure/properties/what", [*WHATS]),
        ("/$defs/figure/properties/bound", [*BOUNDS]),
        ("/$defs/time/properties/kind", [*TIME_KINDS]),
        ("/$defs/time/properties/weekday", [*WEEKDAYS, None]),
        ("/$defs/time/properties/contradiction", [*WEEKDAYS, None]),
        ("/$defs/time/properties/part", [*DAY_PARTS, None]),
        ("/$defs/time/properties/phase", [*PHASES, None]),
        ("/$defs/place/properties/precision", [*get_args(Precision), None]),
        ("/$defs/party/properties/kind", [*get_args(PartyKind)]),
        ("/$defs/event/properties/type", [*EVENT_TYPES]),
    ],
)
def test_the_types_and_the_schemas_have_the_same_values(path: str, values: list[object]) -> None:
    assert dict(parts(load("claim").document))[path]["enum"] == values


@pytest.mark.parametrize(("schema", "values", "name"), [("group", GROUPINGS, "method"), ("origin", ORIGINS, "kind")])
def test_relations_have_the_same_values(schema: str, values: tuple[str, ...], name: str) -> None:
    assert load(schema).document["properties"][name]["enum"] == [*values]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("claim", claim_from_record),
        ("document", document_from_record),
        ("group", group_from_record),
        ("origin", origin_from_record),
        ("change", change_from_record),
    ],
)
def test_the_examples_are_read_by_the_types(name: str, read: Callable[[dict[str, Any]], Any]) -> None:
    example = load(name).document["examples"][0]
    assert to_record(read(example)) == example


def test_the_example_of_a_dossier_is_read_by_its_type() -> None:
    example = load("dossier").document["examples"][0]
    assert dossier_header(dossier_from_record(example)) == example


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_described_with_examples_that_hold(name: str) -> None:
    document = load(name).document
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["$id"] == f"urn:claims-factsheet:schema:{name}"
    for path, schema in parts(document):
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False, path
            assert schema["title"], path
        for key, inner in schema.get("properties", {}).items():
            assert inner["description"].endswith("."), f"{path}/{key}"
            alone = Schema({**inner, "$defs": document.get("$defs", {})})
            assert inner["examples"], f"{path}/{key}"
            assert [value for value in inner["examples"] if not alone.is_valid(value)] == [], f"{path}/{key}"
    assert all(load(name).is_valid(example) for example in document["examples"])


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_is_the_schema(name: str) -> None:
    assert json.loads(source(name)) == load(name).document


def changed(case: dict[str, Any]) -> object:
    """The schema's own example with the case's value put at its path ("" drops the property)."""
    value = copy.deepcopy(load(case["schema"]).document["examples"][0])
    if not case["at"]:
        return case["value"]
    target = value
    for step in case["at"][:-1]:
        target = target[step]
    if "value" in case:
        target[case["at"][-1]] = case["value"]
    else:
        del target[case["at"][-1]]
    return value


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['schema']}-{'.'.join(map(str, case['at']))}-{case['breaks']}"
)
def test_each_constraint_rejects(case: dict[str, Any]) -> None:
    schema, value = load(case["schema"]), changed(case)
    assert not schema.is_valid(value)
    keywords = [error.validator for error in schema.errors(value)]
    assert keywords == [case["breaks"]]


def test_every_constraint_of_the_schemas_has_a_case() -> None:
    """A constraint is a keyword in a place: no place of a schema is checked by the tests of another."""
    broken: set[str] = set()
    for case in CASES:
        schema = load(case["schema"])
        for error in schema.errors(changed(case)):
            for each in everything(error):
                broken.add(case["schema"] + resolved(schema.document, [*map(str, each.absolute_schema_path)]))
    needed = {
        f"{name}{path}/{keyword}"
        for name in NAMES
        for path, schema in parts(load(name).document)
        for keyword in schema
        if keyword
        in {"type", "enum", "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "minItems",
            "uniqueItems", "required", "additionalProperties", "anyOf"}
        and schema != {"type": "null"}
    }  # fmt: skip
    assert needed - broken == set()


def everything(error: ValidationError) -> Iterator[ValidationError]:
    yield error
    for inner in error.context or ():
        yield from everything(inner)


def resolved(document: dict[str, Any], steps: list[str]) -> str:
    """A schema path as jsonschema reports it, led through the $refs that it passes over."""
    places = dict(parts(document))
    path = ""
    for step in steps:
        while path in places and step not in places[path]:
            path = places[path]["$ref"][1:]
        path = f"{path}/{step}"
    return path


@pytest.mark.parametrize(
    ("schema", "complaint"),
    [
        ({"format": "hostname"}, "the format 'hostname' at # would not be checked"),
        ({"properties": {"a": {"dependentRequired": {}}}}, "the keyword 'dependentRequired' at #/properties/a"),
        ({"items": {"formt": "date"}}, "the keyword 'formt' at #/items"),
        ({"anyOf": [{}, {"not": {}}]}, "the keyword 'not' at #/anyOf/1"),
        ({"$defs": {"x": {"const": 1}}}, "the keyword 'const' at #/$defs/x"),
        ({"type": "strin"}, "the schema is not valid"),
        ({"$ref": "#/$defs/none"}, "the schema is not valid"),
    ],
)
def test_a_schema_that_would_not_be_checked_is_refused(schema: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        Schema(schema, "x.json")
    assert str(caught.value).startswith(f"x.json: {complaint}")


def test_there_is_no_other_schema() -> None:
    with pytest.raises(ClaimsError, match="There are: claim, document, dossier, group, origin, change"):
        load("clam")


DATES = ["2021-01-05", "2021-02-30", "2021-1-5", "٢٠٢١-٠١-٠٥", "2021-01-05\n", "2024-02-29", "2023-02-29", "0000-01-01"]
TIMES = [
    "2021-01-05T18:30:00Z", "2021-01-05t18:30:00.25+02:00", "2021-01-05 18:30:00Z", "2021-01-05T24:00:00Z",
    "2021-01-05T18:30:00", "2021-13-05T18:30:00Z", "2016-12-31T23:59:60Z", "2016-12-31T22:59:60Z",
    "2016-12-31T22:59:60-01:00", "2021-01-05T18:30:00+25:00", "2021-01-05T18:30Z",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values", "right"),
    [("date", DATES, {DATES[0], DATES[5], DATES[7]}), ("date-time", TIMES, {TIMES[0], TIMES[1], TIMES[6], TIMES[8]})],
)
def test_formats_are_asserted(name: str, values: list[str], right: set[str]) -> None:
    schema = Schema({"format": name})
    assert {value for value in values if schema.is_valid(value)} == right
    assert {value for value in values if not list(schema.errors(value))} == right
    assert FORMATS[name](12)


def test_a_pattern_ends_where_the_text_ends() -> None:
    schema = Schema({"pattern": r"^[$]a\$$"})
    for value, right in (("$a$", True), ("$a$\n", False), ("$a", False)):
        assert schema.is_valid(value) is right
        assert (not list(schema.errors(value))) is right
