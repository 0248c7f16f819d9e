"""The tables of a collection hold the records whole, and their schemas follow the records' own."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims.collection.libraries import required
from claims.collection.tables import FORMAT, TABLES, claim_of, document_of, row, schema, table
from claims.errors import ClaimsError
from claims.extraction.claim_facets import with_facets
from claims.extraction.claims import extract
from claims.ingest import read
from claims.model import Document, claim_from_record
from claims.validation.schemas import load

SEED = Path(__file__).parents[2] / "seeds/000_b584874154773aac.txt"
FURTHER = {"text", "file", "number"}
"""Columns of `documents` that are no property of the record."""


def types(part: Any, whole: dict[str, Any]) -> set[str]:
    """The JSON types that a part of a schema allows."""
    if "$ref" in part:
        return types(whole["$defs"][part["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in part and "type" not in part:
        return set().union(*(types(choice, whole) for choice in part["anyOf"]))
    if "enum" in part:
        return {"null" if value is None else "string" for value in part["enum"]}
    told = part["type"]
    return {told} if isinstance(told, str) else set(told)


def resolved(part: Any, whole: dict[str, Any]) -> dict[str, Any]:
    """The part of a schema that says what the value is, where it is not null."""
    if "$ref" in part:
        return resolved(whole["$defs"][part["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in part and "type" not in part:
        (told,) = (choice for choice in part["anyOf"] if choice.get("type") != "null")
        return resolved(told, whole)
    return dict(part)


def same(kind: pa.DataType, part: Any, whole: dict[str, Any], where: str) -> None:
    """Holds a column to the property of the JSON Schema that it mirrors, with everything below it."""
    told = resolved(part, whole)
    allowed = types(part, whole) - {"null"}
    if pa.types.is_struct(kind):
        assert allowed == {"object"}, where
        assert {field.name for field in kind} == set(told["properties"]), where
        for field in kind:
            inner = told["properties"][field.name]
            if not field.nullable and "null" in types(inner, whole):
                raise AssertionError(f"{where}.{field.name} may be null in JSON")
            same(field.type, inner, whole, f"{where}.{field.name}")
    elif pa.types.is_list(kind):
        assert allowed == {"array"}, where
        same(kind.value_type, told["items"], whole, f"{where}[]")
    else:
        names = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
        assert kind == names[next(iter(allowed))], where
        assert len(allowed) == 1, where


@pytest.mark.parametrize("name", ["claim", "document"])
def test_each_property_of_the_json_schema_is_a_column_of_its_type(name: str) -> None:
    whole = load(name).document
    columns = schema(f"{name}s")
    given = {field.name for field in columns} - (FURTHER if name == "document" else set())
    assert given == set(whole["properties"])
    for column in given:
        same(columns.field(column).type, whole["properties"][column], whole, column)


@pytest.mark.parametrize("name", TABLES)
def test_a_schema_says_its_version_and_survives_parquet(name: str, tmp_path: Path) -> None:
    pq.write_table(table(name, []), tmp_path / "empty.parquet")
    read_back = pq.read_schema(tmp_path / "empty.parquet")
    assert read_back.equals(schema(name), check_metadata=True)
    assert read_back.metadata[b"claims.format"] == str(FORMAT).encode()


def test_records_come_back_whole(tmp_path: Path) -> None:
    document = read(SEED)
    found = with_facets(document, extract(document))
    reviewed = claim_from_record(load("claim").document["examples"][0])
    pq.write_table(table("claims", map(row, [*found, reviewed])), tmp_path / "claims.parquet")
    told = row(document, text=document.text, file="seeds/a.txt", number=1)
    pq.write_table(table("documents", [told]), tmp_path / "documents.parquet")
    assert [claim_of(one) for one in pq.read_table(tmp_path / "claims.parquet").to_pylist()] == [*found, reviewed]
    (again,) = (document_of(one) for one in pq.read_table(tmp_path / "documents.parquet").to_pylist())
    assert again == document
    assert isinstance(again, Document)
    assert again.text == document.text


def test_no_value_is_null_where_the_schema_says_none_is(tmp_path: Path) -> None:
    document = read(SEED)
    made = table("claims", map(row, with_facets(document, extract(document))))
    for record in made.to_pylist():
        json.dumps(record)
    made.validate(full=True)
    for field in made.schema:
        assert field.nullable or made.column(field.name).null_count == 0, field.name


def test_pyarrow_and_engines_come_with_extras_only() -> None:
    heavy = {"pyarrow", "ray", "pyspark", "duckdb", "datasketch"}
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    plain = {re.split(r"[<>=!\[; ]", line, maxsplit=1)[0] for line in project["dependencies"]}
    assert not plain & heavy
    locked = (Path(__file__).parents[2] / "requirements/run.txt").read_text(encoding="utf-8")
    assert not [line for line in locked.splitlines() if line.partition("==")[0] in heavy]


@pytest.mark.parametrize(("module", "extra"), [("pyarrow", "collections"), ("ray", "ray")])
def test_a_library_that_is_missing_is_named_with_its_extra(
    module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ClaimsError) as raised:
        required(module, extra)
    assert raised.value.remedy == f"Install it with: pip install 'claims-factsheet[{extra}]'"
