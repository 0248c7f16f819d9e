"""A schema as a type of msgspec, whose decoder reads and checks at once. Formats are left to who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

import msgspec
from msgspec import UNSET, Meta

from claims.validation.schemas import python_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["shape"]

_LIMITS = {
    "minimum": "ge",
    "maximum": "le",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
}


def shape(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    """The type of the values that a schema allows, or of fewer."""
    if "$ref" in schema:
        return shape(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "enum" in schema:
        return Literal[tuple(schema["enum"])]
    if "anyOf" in schema and "properties" not in schema:
        return Union[tuple(shape(branch, root) for branch in schema["anyOf"])]  # noqa: UP007  # made at run time
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return Union[tuple(_one(kind, schema, root) for kind in kinds)]  # noqa: UP007  # made at run time


def _one(kind: str, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    if kind == "null":
        return None
    if kind == "object":
        return _struct(schema, root)
    limits: dict[str, Any] = {ours: schema[theirs] for theirs, ours in _LIMITS.items() if theirs in schema}
    if kind == "array":
        return Annotated[list[shape(schema["items"], root)], Meta(**limits)]  # type: ignore[misc]  # made at run time
    if kind == "boolean":
        return bool
    if kind in {"integer", "number"}:
        number = int if kind == "integer" else float
        return Annotated[number, Meta(**limits)]
    if "pattern" in schema:
        limits["pattern"] = python_pattern(schema["pattern"]).pattern
    return Annotated[str, Meta(**limits)]


def _struct(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    fields: list[Any] = []
    for name, inner in schema["properties"].items():
        kind = shape(inner, root)
        if name in schema["required"]:
            fields.append((name, kind))
        else:
            fields.append((name, Union[kind, msgspec.UnsetType], UNSET))  # noqa: UP007  # made at run time
    return msgspec.defstruct(schema.get("title", "Record"), fields, forbid_unknown_fields=True, kw_only=True, gc=False)
