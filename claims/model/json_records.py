"""Between the typed records and the JSON objects that stand in files.

A record that another tool wrote need have no more than the schema requires; what else there is gets its default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, inspect

from claims.errors import ClaimsError
from claims.model.facets import TextFacets
from claims.model.ids import is_document_id
from claims.model.records import Checks, Claim, Document, DocumentRecord, Dossier, Made, SheetLook
from claims.model.relations import Change, Group, Origin

__all__ = [
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
_NAMES = {
    inspect.StrType: "a string",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "true or false",
    inspect.NoneType: "null",
    inspect.StructType: "a JSON object",
}


class _Header(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What stands in dossier.json."""

    title: str | None
    languages: tuple[str, ...]
    made: Made
    sheet: SheetLook | None = None
    checks: Checks | None = None


def to_record(value: Struct) -> dict[str, Any]:
    """The JSON object of a record, its keys in the order of the type's fields.

    A document's text is not part of its record, and of the events of a text the one that it is about is kept.
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
    """The properties that say nothing, where the record is to do without such."""
    if isinstance(value, Claim):
        return [] if value.relayed_by else ["relayed_by"]
    if not value.__struct_config__.omit_defaults:
        return []
    optional = zip(reversed(value.__struct_fields__), reversed(value.__struct_defaults__), strict=False)
    return [name for name, default in optional if default is not msgspec.NODEFAULT and getattr(value, name) == default]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return to_record(value) if isinstance(value, Struct) else value


def dossier_header(dossier: Dossier) -> dict[str, Any]:
    """The JSON object of dossier.json: what is said of the dossier as a whole."""
    header: dict[str, Any] = {
        "title": dossier.title,
        "languages": list(dossier.languages),
        "made": {"by": dossier.made.by, "version": dossier.made.version},
    }
    if dossier.sheet is not None:
        header["sheet"] = {"language": dossier.sheet.language, "template": dossier.sheet.template}
    if dossier.checks is not None:
        chosen = {} if dossier.checks.select is None else {"select": list(dossier.checks.select)}
        header["checks"] = {**chosen, "ignore": list(dossier.checks.ignore)}
    return header


def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """The claim that a JSON object says.

    Raises:
        ClaimsError: where the object is not a claim record, naming the record and the property.
    """
    return from_record(Claim, record, _named("claim", record))


def document_from_record(record: Mapping[str, Any], text: str = "") -> Document:
    """The document that a JSON object says; `text` is what its offsets count in.

    Raises:
        ClaimsError: where the object is not a document record, naming the record and the property.
    """
    where = _named("document", record)
    known = from_record(DocumentRecord, record, where)
    if not is_document_id(known.id):
        raise ClaimsError("the property 'id' is not a name that a file can have", where, _REMEDY)
    return Document(**msgspec.structs.asdict(known), text=text)


def group_from_record(record: Mapping[str, Any]) -> Group:
    """The group of claims that a JSON object says.

    Raises:
        ClaimsError: where the object is not a group record, naming the record and the property.
    """
    return from_record(Group, record, _named("group", record))


def origin_from_record(record: Mapping[str, Any]) -> Origin:
    """The common origin of documents that a JSON object says.

    Raises:
        ClaimsError: where the object is not an origin record, naming the record and the property.
    """
    return from_record(Origin, record, _named("origin", record))


def change_from_record(record: Mapping[str, Any]) -> Change:
    """The change of a dossier that a JSON object says.

    Raises:
        ClaimsError: where the object is not a change record, naming the property.
    """
    return from_record(Change, record, _named("change", record, "at"))


def dossier_from_record(record: Mapping[str, Any], **parts: Any) -> Dossier:
    """The dossier whose dossier.json is this object; `parts` are what stands in its other files, by their names.

    Raises:
        ClaimsError: where the object is not what dossier.json should be, naming the property.
    """
    header = from_record(_Header, record, "dossier.json")
    return Dossier(**msgspec.structs.asdict(header), **parts)


def _named(kind: str, record: object, key: str = "id") -> str:
    return f"{kind} {record.get(key)}" if isinstance(record, Mapping) else kind


def from_record(kind: type[_Record], record: object, where: str) -> _Record:
    """The value of a record type that a JSON object says.

    A whole number may be written `4.0`, as JSON Schema allows it.

    Args:
        kind: The type.
        record: The object, as it was read from JSON.
        where: What names the record in a message.

    Raises:
        ClaimsError: where the object is not such a record: what is wrong, the property, and what would be right.
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
    """A JSON value with each number that is whole as an int."""
    if isinstance(value, dict):
        return {name: with_whole_numbers(part) for name, part in value.items()}
    if isinstance(value, list):
        return [with_whole_numbers(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _complaint(message: str, kind: type[Struct], where: str) -> ClaimsError:
    """The error that says what msgspec found, in words, with what would be right."""
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
    """The type of the value at a path within a record."""
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
    """What a value of a type is, in words."""
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
