"""A dossier in which every word is an attack gives data of the same shape as a peaceful one, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import geojson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.review import Corrections, ReviewSession, from_brat
from claims.sheet.assembly import assemble
from claims.sheet.formats import FORMATS, Material
from claims.sheet.labels import labels
from claims.sheet.visible_characters import visible
from tests.sheet.test_hostile import HOSTILE, made_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.model import Dossier

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200f=1", "'=1", '"=1', "＝1", "＋1",
    "a;=1", 'a";=1;"', "a,=1", "a\t=1", '","=1', '=HYPERLINK("http://evil.example","x")', "=cmd|' /C calc'!A0",
    "a; \u200f\"'-1", ";;=1",
]  # fmt: skip
JSON_FORMATS = ("json-ld", "csl", "geojson")
TRIALS = HOSTILE[::8] + FORMULAS
APOSTROPHE = re.compile("(^|;)'(?=[\\s\u200c-\u200f\u061c\"']*[=+\\-@＝＋－＠])")


def attacked(text: str) -> Dossier:
    """A dossier whose every word is `text`, but for what a file is named after."""
    found = made_of(text)
    document = replace(found.documents[0], id="doc-1")
    return replace(found, documents=(document,), claims=tuple(replace(each, document="doc-1") for each in found.claims))


@cache
def material(text: str) -> Material:
    """What all formats of such a dossier are made of."""
    found = attacked(text)
    return Material(found, assemble(found, "en"), labels("en"))


def only(text: str, form: str) -> bytes:
    """The one file of a format."""
    (data,) = import_module(FORMATS[form]).write(material(text)).values()
    return bytes(data)


def names(value: Any) -> Iterator[str]:
    """The names of all properties, and the values that say what a node is."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            if name in {"@type", "type", "@context", "motivation", "purpose"}:
                yield from (f"{name}={one}" for one in (each if isinstance(each, list) else [each]))
            yield from names(each)
    for each in value if isinstance(value, list) else []:
        yield from names(each)


def addresses(value: Any) -> Iterator[str]:
    """The values that name things."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name in {"@id", "id", "source", "url", "partOf", "contentUrl"} and isinstance(each, str):
                yield each
            yield from addresses(each)
    for each in value if isinstance(value, list) else []:
        yield from addresses(each)


KNOWN = {
    form: {name for url in ("word", "https://evil.example/") for name in names(json.loads(only(url, form)))}
    for form in JSON_FORMATS
}
IRI = re.compile(r"(ni:///sha-256;|https?://|texts/)[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*")


@pytest.mark.parametrize("form", JSON_FORMATS)
@pytest.mark.parametrize("text", TRIALS, ids=ascii)
def test_no_word_becomes_a_name_or_a_type_in_json(text: str, form: str) -> None:
    data = only(text, form)
    value = json.loads(data.decode("utf-8"), parse_constant=pytest.fail)
    assert {name for name in names(value) if name != "type=article-newspaper"} <= KNOWN[form] | {"type=webpage"}
    if form == "json-ld":
        assert [each for each in addresses(value) if not IRI.fullmatch(each)] == []
    if form == "geojson":
        assert geojson.loads(data.decode("utf-8")).is_valid


def cells(data: bytes, delimiter: str) -> Iterator[str]:
    """The cells that a spreadsheet sees which divides at `delimiter`."""
    text = data.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield from row


@pytest.mark.parametrize("form", ["csv", "figures-csv"])
@pytest.mark.parametrize("text", TRIALS, ids=ascii)
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_divides(text: str, form: str) -> None:
    data = only(text, form)
    for delimiter in ",;\t":
        for cell in cells(data, delimiter):
            bare = cell.lstrip(' \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u061c"')
            assert not bare.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("text", TRIALS, ids=ascii)
def test_a_table_keeps_its_rows_columns_and_words(text: str) -> None:
    told = list(csv.reader(io.StringIO(only(text, "csv").decode("utf-8-sig"), newline=""), strict=True))
    assert {len(row) for row in told} == {len(told[0])}
    assert len(told) == 1 + len(material(text).dossier.claims)
    for row in told[1:]:
        words = dict(zip(told[0], row, strict=True))["words"]
        assert APOSTROPHE.sub(r"\1", words) == visible(f"{text} […] {text}")


@pytest.mark.parametrize("text", TRIALS, ids=ascii)
def test_annotations_come_back_as_they_went_out(text: str, tmp_path: Path) -> None:
    found = material(text).dossier
    for name, data in import_module(FORMATS["brat"]).write(material(text)).items():
        (tmp_path / name).write_bytes(data)
    lines = (tmp_path / "doc-1.ann").read_bytes().decode("utf-8")
    assert lines.splitlines() == lines.split("\n")[:-1]
    session = ReviewSession(found, "Huda", at=lambda: "2024-03-03T10:00:00Z")
    assert from_brat(session, tmp_path) == Corrections()
    assert session.new == []


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=30))
def test_any_text_gives_data_that_parses(text: str) -> None:
    for form in JSON_FORMATS:
        json.loads(only(text, form))
    for form in ("csv", "figures-csv"):
        told = list(csv.reader(io.StringIO(only(text, form).decode("utf-8-sig"), newline=""), strict=True))
        assert {len(row) for row in told} == {len(told[0])}
