"""Convert records between typed values and the JSON objects in files.

A record from another tool needs only the properties that the schema requires; the others get their defaults.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, inspect

from claims.errors import ClaimsError
from claims.model.dossier import Dossier
from claims.model.facets import TextFacets
from claims.model.ids import is_document_id
from claims.model.records import (
    Checks,
    Claim,
    Document,
    DocumentRecord,
    ExtractionLimits,
    Made,
    Review,
    SheetLook,
)
from claims.model.relations import Change, Group, Origin
from claims.model.review_acts import ReviewAct

__all__ = [
    "act_from_record",
    "change_from_record",
    "claim_from_record",
    "document_from_record",
    "dossier_from_record",
    "dossier_header",
    "from_record",
    "group_from_record",
    "origin_from_record",
    "to_record",
    "with_whole_numbers",
]

_Record = TypeVar("_Record", bound=Struct)
_REMEDY = "`factsheet validate` lists everything that is wrong with the records"
_MESSAGE = re.compile(r"(.*?)(?: - at `\$([^`]*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_FIELD = re.compile(r"Object (contains unknown|missing required) field `(.*)`", re.DOTALL)
_HASH = re.compile("[0-9a-f]{64}")
_NAMES = {
    inspect.StrType: "a string",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "true or false",
    inspect.NoneType: "null",
    inspect.StructType: "a JSON object",
}


_ONLY_FILLED = ("grading", "translations", "relayed_by")
"""The properties of a claim that are left out where they are empty, as `review` is where nobody has decided."""


class _Header(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The content of dossier.json."""

    title: str | None
    languages: tuple[str, ...]
    made: Made
    extraction: ExtractionLimits | None = None
    sheet: SheetLook | None = None
    checks: Checks | None = None


def to_record(value: Struct) -> dict[str, Any]:
    """Return the JSON object of a record, with keys in the order of the type's fields.

    A document's text is not part of its record. Of the events of a text, only the main one is kept.
    """
    names: tuple[str, ...] = value.__struct_fields__
    if isinstance(value, Document):
        names = DocumentRecord.__struct_fields__
    elif isinstance(value, TextFacets):
        names = names[:-1]
    record = {name: _plain(getattr(value, name)) for name in names}
    for name in _left_out(value):
        del record[name]
    return record


def _left_out(value: Struct) -> list[str]:
    """Return the properties to leave out because they are empty."""
    if isinstance(value, Claim):
        there = {"review": value.review != Review(), **{name: bool(getattr(value, name)) for name in _ONLY_FILLED}}
        return [name for name, is_there in there.items() if not is_there]
    if isinstance(value, Review):
        return [] if value.opinions else ["opinions"]
    if isinstance(value, DocumentRecord):
        return [] if value.text_doubts else ["text_doubts"]
    if not value.__struct_config__.omit_defaults:
        return []
    optional = zip(reversed(value.__struct_fields__), reversed(value.__struct_defaults__), strict=False)
    return [name for name, default in optional if default is not msgspec.NODEFAULT and getattr(value, name) == default]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return to_record(value) if isinstance(value, Struct) else value


def dossier_header(dossier: Dossier) -> dict[str, Any]:
    """Return the JSON object of dossier.json: the dossier's own properties."""
    header: dict[str, Any] = {
        "title": dossier.title,
        "languages": list(dossier.languages),
        "made": {"by": dossier.made.by, "version": dossier.made.version},
    }
    if dossier.extraction is not None:
        header["extraction"] = {"min_confidence": dossier.extraction.min_confidence}
    if dossier.sheet is not None:
        check_below = {} if dossier.sheet.check_below is None else {"check_below": dossier.sheet.check_below}
        header["sheet"] = {"language": dossier.sheet.language, "template": dossier.sheet.template, **check_below}
    if dossier.checks is not None:
        chosen = {} if dossier.checks.select is None else {"select": list(dossier.checks.select)}
        header["checks"] = {**chosen, "ignore": list(dossier.checks.ignore)}
    return header


def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """Convert a JSON object to a claim.

    Raises:
        ClaimsError: if the object is not a claim record; names the record and the property.
    """
    return from_record(Claim, record, _named("claim", record))


def document_from_record(record: Mapping[str, Any], text: str = "") -> Document:
    """Convert a JSON object to a document; `text` is the text in which its offsets count.

    Raises:
        ClaimsError: if the object is not a document record; names the record and the property.
    """
    where = _named("document", record)
    known = from_record(DocumentRecord, record, where)
    if not is_document_id(known.id):
        raise ClaimsError("the property 'id' is not a name that a file can have", where, _REMEDY)
    for number, version in enumerate(known.earlier):
        if _HASH.fullmatch(version.sha256) is None:  # It is part of a file's name.
            raise ClaimsError("the property 'sha256' is not a SHA-256", f"{where}, earlier[{number}]", _REMEDY)
    return Document(**msgspec.structs.asdict(known), text=text)


def group_from_record(record: Mapping[str, Any]) -> Group:
    """Convert a JSON object to a group of claims.

    Raises:
        ClaimsError: if the object is not a group record; names the record and the property.
    """
    return from_record(Group, record, _named("group", record))


def origin_from_record(record: Mapping[str, Any]) -> Origin:
    """Convert a JSON object to a common origin of documents.

    Raises:
        ClaimsError: if the object is not an origin record; names the record and the property.
    """
    return from_record(Origin, record, _named("origin", record))


def change_from_record(record: Mapping[str, Any]) -> Change:
    """Convert a JSON object to a change of a dossier.

    Raises:
        ClaimsError: if the object is not a change record; names the property.
    """
    return from_record(Change, record, _named("change", record, "at"))


def act_from_record(record: Mapping[str, Any]) -> ReviewAct:
    """Convert a JSON object to a review act.

    Raises:
        ClaimsError: if the object is not an act record; names the record and the property.
    """
    return from_record(ReviewAct, record, _named("act", record))


def dossier_from_record(record: Mapping[str, Any], **parts: Any) -> Dossier:
    """Convert the JSON object of dossier.json to a dossier; `parts` are the contents of its other files, by attribute.

    Raises:
        ClaimsError: if the object is not a valid dossier.json; names the property.
    """
    header = from_record(_Header, record, "dossier.json")
    return Dossier(**msgspec.structs.asdict(header), **parts)


def _named(kind: str, record: object, key: str = "id") -> str:
    return f"{kind} {record.get(key)}" if isinstance(record, Mapping) else kind


def from_record(kind: type[_Record], record: object, where: str) -> _Record:
    """Convert a JSON object to a record type.

    A whole number may be written `4.0`, as JSON Schema allows.

    Args:
        kind: The record type.
        record: The parsed JSON object.
        where: The name of the record in messages.

    Raises:
        ClaimsError: if the object is not such a record; says what is wrong, in which property, and what is expected.
    """
    try:
        return msgspec.convert(record, kind)
    except UnicodeError:
        raise ClaimsError("holds a name that is not Unicode text", where, _REMEDY) from None
    except msgspec.ValidationError as error:
        fault = str(error)
    if "got `float`" in fault:
        try:
            return msgspec.convert(with_whole_numbers(record), kind)
        except (UnicodeError, RecursionError):
            pass
        except msgspec.ValidationError as error:
            fault = str(error)
    raise _complaint(fault, kind, where)


def with_whole_numbers(value: object) -> object:
    """Return a JSON value in which each whole number is an int."""
    if isinstance(value, dict):
        return {name: with_whole_numbers(part) for name, part in value.items()}
    if isinstance(value, list):
        return [with_whole_numbers(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _complaint(message: str, kind: type[Struct], where: str) -> ClaimsError:
    """Convert a msgspec error to a readable message with what would be right."""
    match = _MESSAGE.fullmatch(message)
    said, place = (match[1], match[2] or "") if match else (message, "")
    path = [name or int(number) for name, number in _STEP.findall(place)]
    if field := _FIELD.fullmatch(said):
        what = f"{'has no' if field[1] == 'contains unknown' else 'lacks the'} property {field[2]!r}"
        return ClaimsError(what, _joined(where, path), _REMEDY)
    wanted = _expected(_type_at(kind, path))
    if wanted.startswith("a JSON object"):
        return ClaimsError(f"is not {wanted}", _joined(where, path), _REMEDY)
    last = len(path) - 1
    while isinstance(path[last], int):
        last -= 1
    name = _readable(path[last:])
    return ClaimsError(f"the property {name!r} is not {wanted}", _joined(where, path[:last]), _REMEDY)


def _joined(where: str, path: list[str | int]) -> str:
    return f"{where}, {_readable(path)}" if path else where


def _readable(path: list[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f", {step}" for step in path).removeprefix(", ")


def _type_at(kind: type[Struct], path: list[str | int]) -> inspect.Type:
    """Return the type of the value at a path within a record."""
    node = inspect.type_info(kind)
    for step in path:
        choices = node.types if isinstance(node, inspect.UnionType) else (node,)
        node = next(choice for choice in choices if not isinstance(choice, inspect.NoneType))
        if isinstance(node, inspect.StructType):
            node = next(field.type for field in node.fields if field.encode_name == step)
        elif isinstance(node, inspect.VarTupleType):
            node = node.item_type
    return node


def _expected(node: inspect.Type) -> str:
    """Describe a type in words."""
    if isinstance(node, inspect.UnionType):
        return " or ".join(sorted(map(_expected, node.types), key="null".__eq__))
    if isinstance(node, inspect.LiteralType):
        return "one of " + ", ".join(map(str, node.values))
    if isinstance(node, inspect.VarTupleType):
        if node.min_length:
            return "a list of at least one span"
        return "a list of strings" if isinstance(node.item_type, inspect.StrType) else "a list"
    limits = f" from {node.ge:g} to {node.le:g}" if isinstance(node, inspect.FloatType) and node.ge is not None else ""
    return _NAMES[type(node)] + limits
