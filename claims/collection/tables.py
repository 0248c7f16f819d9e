"""The tables of a collection: one Arrow schema each, derived from the record types, and records as their rows.

`claims` and `documents` have a column for each property of the record; `documents` also has the text, and where it was
read. `findings` has a row for each article that was lost.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct, inspect

from claims.collection.libraries import required
from claims.model import Claim, Document, from_record
from claims.model.records import DocumentRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pyarrow as pa

__all__ = ["FORMAT", "RELATIONS", "STAGES", "TABLES", "claim_of", "document_of", "row", "schema", "table"]

FORMAT = 1
"""The version of the schemas; in the metadata of each file as `claims.format`."""
TABLES = ("claims", "documents", "findings")
RELATIONS = ("origins", "groups")
"""The tables of a whole collection, which `claims.collection.relations` makes."""
STAGES = ("reading", "extraction", "shard")
"""Where an article was lost: when it was read, when claims were extracted, or with its whole shard."""


@cache
def schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table, one of `TABLES` or `RELATIONS`.

    Raises:
        ClaimsError: if pyarrow is not installed.
    """
    pa = required("pyarrow", "collections")
    return pa.schema(_COLUMNS[name](), metadata={"claims.table": name, "claims.format": str(FORMAT)})


def _claims() -> list[pa.Field]:
    return _fields(inspect.type_info(Claim))


def _documents() -> list[pa.Field]:
    import pyarrow as pa

    return [
        *_fields(inspect.type_info(DocumentRecord)),
        pa.field("text", pa.string(), nullable=False),
        pa.field("file", pa.string(), nullable=False),
        pa.field("number", pa.int64(), nullable=False),
    ]


def _findings() -> list[pa.Field]:
    import pyarrow as pa

    return [
        pa.field("file", pa.string(), nullable=False),
        pa.field("article", pa.string(), nullable=False),
        pa.field("document", pa.string()),
        pa.field("stage", pa.string(), nullable=False),
        pa.field("problem", pa.string(), nullable=False),
        pa.field("remedy", pa.string()),
    ]


def _origins() -> list[pa.Field]:
    import pyarrow as pa

    return [
        pa.field("origin", pa.string(), nullable=False),
        pa.field("document", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("first", pa.bool_(), nullable=False),
        pa.field("agency", pa.string()),
        pa.field("likeness", pa.float64()),
        pa.field("version", pa.string(), nullable=False),
    ]


def _groups() -> list[pa.Field]:
    import pyarrow as pa

    return [
        pa.field("group", pa.string(), nullable=False),
        pa.field("document", pa.string(), nullable=False),
        pa.field("claim", pa.string(), nullable=False),
        pa.field("method", pa.string(), nullable=False),
        pa.field("model", pa.string()),
        pa.field("likeness", pa.float64()),
        pa.field("version", pa.string(), nullable=False),
    ]


_COLUMNS: dict[str, Callable[[], list[pa.Field]]] = {
    "claims": _claims,
    "documents": _documents,
    "findings": _findings,
    "origins": _origins,
    "groups": _groups,
}


def _fields(record: inspect.Type) -> list[pa.Field]:
    """The column of each property of a record type."""
    if not isinstance(record, inspect.StructType):
        raise TypeError(f"{record} is not a record")
    return [_field(field.encode_name, field.type) for field in record.fields]


def _field(name: str, kind: inspect.Type) -> pa.Field:
    import pyarrow as pa

    choices = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    (told,) = (choice for choice in choices if not isinstance(choice, inspect.NoneType))
    return pa.field(name, _arrow(told), nullable=len(choices) > 1)


def _arrow(kind: inspect.Type) -> pa.DataType:
    """The Arrow type of the values of a property.

    Raises:
        TypeError: if this kind of property has no Arrow type here yet.
    """
    import pyarrow as pa

    match kind:
        case inspect.StrType() | inspect.LiteralType():
            return pa.string()
        case inspect.BoolType():
            return pa.bool_()
        case inspect.IntType():
            return pa.int64()
        case inspect.FloatType():
            return pa.float64()
        case inspect.VarTupleType(item_type=item):
            return pa.list_(_field("element", item))  # as Parquet names it, so that it reads back the same
        case inspect.StructType():
            return pa.struct(_fields(kind))
        case _:
            raise TypeError(f"no Arrow type for {kind}")


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows as the Arrow table of that name, one of `TABLES` or `RELATIONS`."""
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows), schema=schema(name))


def row(record: Claim | Document, **further: object) -> dict[str, Any]:
    """Return a record as a row: nested mappings and lists with every property, also those that JSON files leave out.

    Args:
        record: A claim or a document; of a document without its text.
        further: Other columns, such as `text`.
    """
    names = DocumentRecord.__struct_fields__ if isinstance(record, Document) else record.__struct_fields__
    return {**{name: _plain(getattr(record, name)) for name in names}, **further}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return value


def claim_of(row: Mapping[str, Any]) -> Claim:
    """Return the claim of a row of `claims`, as Arrow's `to_pylist` gives it.

    Raises:
        ClaimsError: if the row is not that of a claim.
    """
    return from_record(Claim, dict(row), f"claim {row.get('id')}")


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of a row of `documents`, with its text.

    Raises:
        ClaimsError: if the row is not that of a document.
    """
    told = {name: row[name] for name in DocumentRecord.__struct_fields__ if name in row}
    record = from_record(DocumentRecord, told, f"document {row.get('id')}")
    known = {name: getattr(record, name) for name in DocumentRecord.__struct_fields__}
    return Document(**known, text=row["text"])
