"""Agreement: what decides, what explains and the official suite say the same of the same values."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claims.errors import ClaimsError
from claims.validation import claim_decoder, schema_messages
from claims.validation.record_input import Item
from claims.validation.record_sets import RecordSet
from claims.validation.rules import Selection
from claims.validation.schemas import NAMES, Schema, load
from claims.validation.text_lookup import GivenTexts

if TYPE_CHECKING:
    from collections.abc import Iterator

SUITE = Path(__file__).parent / "data" / "vendor" / "json-schema-test-suite"


def groups() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(SUITE.glob("*.json")):
        for group in json.loads(path.read_text("utf-8")):
            yield f"{path.stem}: {group['description']}", group


def supported() -> Iterator[Any]:
    """The groups whose schemas use our keywords and no others."""
    for name, group in groups():
        try:
            schema = Schema(group["schema"]) if isinstance(group["schema"], dict) else None
        except ClaimsError:
            continue
        if schema is not None:
            yield pytest.param(schema, group, id=name)


@pytest.mark.parametrize(("schema", "group"), list(supported()))
def test_the_official_suite(schema: Schema, group: dict[str, Any]) -> None:
    asserts_formats = "format" in group["schema"]
    for case in group["tests"]:
        decided = schema.is_valid(case["data"])
        assert decided == (not list(schema.errors(case["data"]))), case["description"]
        if asserts_formats:
            assert decided == case["valid"], case["description"]
        else:
            assert decided == case["valid"] == Draft202012Validator(group["schema"]).is_valid(case["data"])


def test_most_of_the_suite_is_used() -> None:
    files = {str(param.id).split(":")[0] for param in supported()}
    assert files == {path.stem for path in SUITE.glob("*.json")}
    assert sum(1 for _ in supported()) > 80


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(["draft", "direct", "person", "clm-3f9a1c0b7d2e", "2021-01-05", "2021-01", "ar", "", "x" * 130])
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["start", "exact", "by"]), inner),
)
dates = st.from_regex(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]([Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]+)?(Z|[+-][0-2][0-9]:[0-9]{2}))?"
)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Any]:
    """A schema's name, and its example with something put somewhere."""
    name = draw(st.sampled_from(NAMES))
    value = copy.deepcopy(load(name).document["examples"][0])
    target, holder, step = value, None, None
    while isinstance(target, dict | list) and target and (holder is None or draw(st.booleans())):
        holder = target
        step = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        target = holder[step]
    holder[step] = draw(values | dates)  # type: ignore[index]
    return name, value


@given(damaged())
def test_what_decides_and_what_explains_agree(case: tuple[str, Any]) -> None:
    name, value = case
    decided = load(name).is_valid(value)
    assert decided == (not list(load(name).errors(value)))
    assert decided == (schema_messages.problems(load(name), value) == [])


@given(damaged())
def test_what_decides_quickly_is_never_more_lenient(case: tuple[str, Any]) -> None:
    name, value = case
    line = json.dumps(value).encode()
    (quickly,) = claim_decoder.decoded([line])
    if quickly is not None or (isinstance(value, dict) and claim_decoder.converted(value) is not None):
        assert name == "claim"
        assert load("claim").is_valid(value)
    twice = line.replace(b'"mode":', b'"mode": "mixed", "mode":', 1)
    assert twice == line or claim_decoder.decoded([twice]) == [None]


@given(st.lists(damaged(), min_size=1, max_size=3))
def test_whatever_stands_in_a_dossier_is_reported_and_never_stops_the_run(cases: list[tuple[str, Any]]) -> None:
    items = [Item(number, None, value) for number, (_, value) in enumerate(cases)]
    checked = RecordSet(GivenTexts({}), Selection(), Path(__file__).parent)
    for item, (name, value) in zip(items, cases, strict=True):
        found = [*checked.check([item], sort=name)]
        assert load(name).is_valid(value) or any(each.code.startswith("E") for each in found)
    list(checked.finish())


def test_the_example_is_decided_quickly() -> None:
    example = load("claim").document["examples"][0]
    assert claim_decoder.decoded([json.dumps(example).encode()]) != [None]
    assert claim_decoder.converted(example) is not None


@given(dates)
def test_the_formats_agree(text: str) -> None:
    for name in ("date", "date-time"):
        schema = Schema({"format": name})
        assert schema.is_valid(text) == (not list(schema.errors(text)))
