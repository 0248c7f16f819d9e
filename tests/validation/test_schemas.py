"""The schemas: they agree with the types, describe everything, and each of their constraints rejects."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec import Struct, inspect, structs

from claims.errors import ClaimsError
from claims.model import (
    Change,
    Checks,
    Claim,
    ClaimSeen,
    Correction,
    CountBefore,
    ExtractionLimits,
    Found,
    Grading,
    Group,
    Made,
    Opinion,
    Origin,
    Original,
    Provenance,
    Quote,
    Relay,
    Review,
    ReviewAct,
    SheetLook,
    Source,
    SourceSeen,
    Span,
    Translation,
    Version,
    act_from_record,
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
    Candidate,
    Event,
    Facets,
    Figure,
    Party,
    Place,
    Time,
)
from claims.model.records import DocumentRecord
from claims.validation.schemas import EXPORTS, FORMATS, NAMES, Schema, load, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema.exceptions import ValidationError

CASES = json.loads((Path(__file__).parent / "data" / "constraints.json").read_text("utf-8"))


FILLED_IN: dict[type, set[str]] = {
    Claim: {"within"},
    Review: {"status"},
    Facets: {"figures", "times", "places", "parties"},
    Grading: {"reliability", "credibility"},
    DocumentRecord: {"title", "author", "publisher", "url", "published", "retrieved"},
    Made: {"by"},
    SheetLook: {"template"},
}
"""What a record must have, and reading nevertheless fills in: an unfinished record can be shown and mended."""


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


TYPES: list[tuple[str, str, type[Struct]]] = [
    ("claim", "", Claim),
    ("claim", "/properties/source", Source),
    ("claim", "/$defs/span", Span),
    ("claim", "/$defs/found", Found),
    ("claim", "/$defs/relay", Relay),
    ("claim", "/properties/review", Review),
    ("claim", "/$defs/opinion", Opinion),
    ("claim", "/$defs/facets", Facets),
    ("claim", "/$defs/figure", Figure),
    ("claim", "/$defs/time", Time),
    ("claim", "/$defs/place", Place),
    ("claim", "/$defs/candidate", Candidate),
    ("claim", "/$defs/party", Party),
    ("claim", "/$defs/event", Event),
    ("claim", "/$defs/grading", Grading),
    ("claim", "/$defs/translation", Translation),
    ("document", "", DocumentRecord),
    ("document", "/$defs/original", Original),
    ("document", "/$defs/provenance", Provenance),
    ("document", "/$defs/version", Version),
    ("group", "", Group),
    ("origin", "", Origin),
    ("change", "", Change),
    ("change", "/$defs/countBefore", CountBefore),
    ("review", "", ReviewAct),
    ("review", "/$defs/quote", Quote),
    ("review", "/$defs/claimSeen", ClaimSeen),
    ("review", "/$defs/sourceSeen", SourceSeen),
    ("review", "/$defs/correction", Correction),
    ("dossier", "/properties/made", Made),
    ("dossier", "/properties/extraction", ExtractionLimits),
    ("dossier", "/properties/sheet", SheetLook),
    ("dossier", "/properties/checks", Checks),
]
each_type = pytest.mark.parametrize(
    ("name", "path", "kind"), TYPES, ids=lambda value: getattr(value, "__name__", value)
)


COPIED = ("source", "span", "facets", "figure", "time", "place", "candidate", "party", "event", "translation")
"""What the schema of acts has from that of claims, so that each schema stands alone."""


@pytest.mark.parametrize("name", [*COPIED, "claimId", "documentId"])
def test_an_act_describes_a_claim_as_the_claim_does(name: str) -> None:
    claim = load("claim").document
    of_claim = claim["properties"]["source"] if name == "source" else claim["$defs"][name]
    assert load("review").document["$defs"][name] == of_claim


def object_schemas() -> set[tuple[str, str]]:
    """Where the schemas describe an object."""
    return {(name, path) for name in NAMES for path, part in parts(load(name).document) if part.get("type") == "object"}


def test_every_object_of_the_schemas_has_a_type() -> None:
    header = {("dossier", "")}
    repeated = {("document", "/properties/original"), ("document", "/properties/provenance")}
    repeated |= {("review", f"/$defs/{name}") for name in COPIED}
    assert object_schemas() - header - repeated == {(name, path) for name, path, _ in TYPES}


@each_type
def test_the_types_and_the_schemas_have_the_same_properties(name: str, path: str, kind: type[Struct]) -> None:
    schema = dict(parts(load(name).document))[path]
    if kind is Made:
        assert set(schema["properties"]) == set(kind.__struct_fields__)
    else:
        assert list(schema["properties"]) == [*kind.__struct_fields__]
    required = {field.name for field in structs.fields(kind) if field.required}
    assert required | FILLED_IN.get(kind, set()) == set(schema.get("required", ()))
    assert not required & FILLED_IN.get(kind, set())


@each_type
def test_the_types_refuse_what_the_schemas_do_not_know(name: str, path: str, kind: type[Struct]) -> None:
    example = next(
        value for value in dict(parts(load(name).document))[path].get("examples", []) if isinstance(value, dict)
    )
    msgspec.convert(example, kind)
    with pytest.raises(msgspec.ValidationError, match="unknown field `colour`"):
        msgspec.convert({**example, "colour": "red"}, kind)


JSON_TYPES = {
    inspect.StrType: "string", inspect.IntType: "integer", inspect.FloatType: "number", inspect.BoolType: "boolean",
    inspect.NoneType: "null", inspect.StructType: "object", inspect.VarTupleType: "array",
}  # fmt: skip


def kinds_of(node: inspect.Type) -> set[str]:
    """The sorts of JSON values that a type takes."""
    if isinstance(node, inspect.UnionType):
        return set().union(*map(kinds_of, node.types))
    return {"string"} if isinstance(node, inspect.LiteralType) else {JSON_TYPES[type(node)]}


def allowed(schema: dict[str, Any], document: dict[str, Any]) -> set[str]:
    """The sorts of JSON values that a schema allows."""
    if "$ref" in schema:
        return allowed(dict(parts(document))[schema["$ref"][1:]], document)
    if "enum" in schema:
        return {"null" if value is None else "string" for value in schema["enum"]}
    if "type" in schema:
        return {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    return set().union(*(allowed(branch, document) for branch in schema["anyOf"]))


def literals(node: inspect.Type) -> set[object]:
    if isinstance(node, inspect.UnionType):
        return set().union(*map(literals, node.types))
    return set(node.values) if isinstance(node, inspect.LiteralType) else set()


ABSENT_IS_NULL: dict[type, set[str]] = {
    Found: {"rule", "cue", "model", "confidence", "source_confidence"},
    Checks: {"select"},
    ClaimSeen: {"quote"},
    SourceSeen: {"document"},
    Correction: {*Correction.__struct_fields__},
    ReviewAct: {"note", "correction", "credibility", "reliability", "translation", "undoes"},
    SheetLook: {"check_below"},
}
"""What is None in a value and left out of its record: null itself is no value of it."""


@each_type
def test_the_types_take_the_values_that_the_schemas_allow(name: str, path: str, kind: type[Struct]) -> None:
    document = load(name).document
    schema, info = dict(parts(document))[path], inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    for field in info.fields:
        wanted, own = schema["properties"][field.name], kinds_of(field.type)
        if field.name in ABSENT_IS_NULL.get(kind, set()):
            own -= {"null"}
        assert own == allowed(wanted, document), field.name
        if "enum" in wanted and literals(field.type):
            assert literals(field.type) == {value for value in wanted["enum"] if value is not None}, field.name


FREE = {(Event, "type"), (Provenance, "field"), (Provenance, "found")}
"""Properties whose values only the schema lists."""


def test_every_list_of_values_is_in_the_types_too() -> None:
    for name, path, kind in TYPES:
        schema = dict(parts(load(name).document))[path]
        info = inspect.type_info(kind)
        assert isinstance(info, inspect.StructType)
        for field in info.fields:
            listed = "enum" in schema["properties"][field.name]
            assert listed == (bool(literals(field.type)) or (kind, field.name) in FREE), (kind, field.name)


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


def test_the_events_of_the_schema_are_those_of_the_codebook() -> None:
    assert load("claim").document["$defs"]["event"]["properties"]["type"]["enum"] == [*EVENT_TYPES]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("claim", claim_from_record),
        ("document", document_from_record),
        ("group", group_from_record),
        ("origin", origin_from_record),
        ("change", change_from_record),
        ("review", act_from_record),
    ],
)
def test_the_examples_are_read_by_the_types(name: str, read: Callable[[dict[str, Any]], Any]) -> None:
    example = load(name).document["examples"][0]
    assert to_record(read(example)) == example


def test_the_example_of_a_dossier_is_read_by_its_type() -> None:
    example = load("dossier").document["examples"][0]
    assert dossier_header(dossier_from_record(example)) == example


@pytest.mark.parametrize("name", [*NAMES, *EXPORTS])
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


@pytest.mark.parametrize("name", [*NAMES, *EXPORTS])
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
    assert keywords == case["breaks"].split()


def test_every_constraint_of_the_schemas_has_a_case() -> None:
    """A constraint is a keyword in a place: no place of a schema is checked by the tests of another."""
    broken: set[str] = set()
    for case in CASES:
        schema = load(case["schema"])
        for error in schema.errors(changed(case)):
            for each in everything(error):
                broken.add(case["schema"] + resolved(schema.document, [*map(str, each.absolute_schema_path)]))
    copied = tuple(f"/$defs/{each}" for each in (*COPIED, "claimId", "documentId"))
    needed = {
        f"{name}{path}/{keyword}"
        for name in NAMES
        for path, schema in parts(load(name).document)
        if name != "review" or not path.startswith(copied)
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
    with pytest.raises(ClaimsError, match="There are: claim, document, dossier, group, origin, change, review"):
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
