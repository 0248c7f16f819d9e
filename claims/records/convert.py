"""Between the typed records and the plain JSON objects that stand in files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from claims.facets.model import Facets
from claims.facets.model import to_record as facets_record
from claims.records.facetted import FACETS, facets_from
from claims.records.ids import is_document_id
from claims.records.model import (
    ACTS,
    KINDS,
    MODES,
    STATUSES,
    Checks,
    Claim,
    Document,
    Dossier,
    Found,
    Made,
    Review,
    Source,
    Span,
)
from claims.records.reader import SPAN, Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["claim_from_record", "document_from_record", "dossier_from_record", "dossier_header", "to_record"]


def to_record(value: Claim | Document | Source | Span | Found | Review) -> dict[str, Any]:
    """The JSON object of a record, its keys in the order of the type's fields; a document's text is not part of it."""
    return {
        field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.metadata.get("record", True)
    }


def dossier_header(dossier: Dossier) -> dict[str, Any]:
    """The JSON object of dossier.json: what is said of the dossier as a whole."""
    header: dict[str, Any] = {
        "title": dossier.title,
        "languages": list(dossier.languages),
        "made": {"by": dossier.made.by, "version": dossier.made.version},
    }
    if dossier.checks is not None:
        chosen = {} if dossier.checks.select is None else {"select": list(dossier.checks.select)}
        header["checks"] = {**chosen, "ignore": list(dossier.checks.ignore)}
    return header


def _plain(value: object) -> object:
    if isinstance(value, Facets):
        return facets_record(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return to_record(value)  # type: ignore[arg-type]  # only the record types nest in one another
    return value


_SOURCE = ("name", "kind", "mention")
_FOUND = ("rule", "cue", "version")
_REVIEW = ("status", "by", "at", "note")
_CLAIM = ("id", "document", "source", "cue", "content", "mode", "within", "act", "found", "facets", "review")
_DOCUMENT = tuple(field.name for field in fields(Document) if field.metadata.get("record", True))
_DOSSIER = ("title", "languages", "made", "checks")


def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """The claim that a JSON object says.

    Act, found, facets and review may be missing: a record that another tool wrote need not know them.

    Raises:
        ClaimsError: where the object is not a claim record, naming the record and the property.
    """
    read = Reader(record, f"claim {record.get('id')}" if isinstance(record, dict) else "claim", _CLAIM)
    content = read.get("content")
    if not isinstance(content, list) or not content:
        read.refuse("content", "a list of at least one span")
    return Claim(
        id=read.text("id"),
        document=read.text("document"),
        source=_source(read.inner("source", _SOURCE)),
        cue=read.span("cue"),
        content=tuple(part.as_span() for part in read.each("content", SPAN)),
        mode=read.choice("mode", MODES),
        within=read.optional("within"),
        act=read.maybe("act", ACTS),
        found=None if read.value.get("found") is None else _found(read.inner("found", _FOUND)),
        facets=None if read.value.get("facets") is None else facets_from(read.inner("facets", FACETS)),
        review=Review() if "review" not in read.value else _review(read.inner("review", _REVIEW)),
    )


def document_from_record(record: Mapping[str, Any], text: str = "") -> Document:
    """The document that a JSON object says; `text` is what its offsets count in.

    Raises:
        ClaimsError: where the object is not a document record, naming the record and the property.
    """
    read = Reader(record, f"document {record.get('id')}" if isinstance(record, dict) else "document", _DOCUMENT)
    if not is_document_id(read.text("id")):
        read.refuse("id", "a name that a file can have")
    known = {name: read.optional(name) for name in _DOCUMENT[3:]}
    return Document(read.text("id"), read.text("sha256"), read.text("language"), **known, text=text)


def dossier_from_record(
    record: Mapping[str, Any], documents: tuple[Document, ...] = (), claims: tuple[Claim, ...] = ()
) -> Dossier:
    """The dossier whose dossier.json is this object.

    Raises:
        ClaimsError: where the object is not what dossier.json should be, naming the property.
    """
    read = Reader(record, "dossier.json", _DOSSIER)
    made = read.inner("made", ("by", "version"))
    return Dossier(
        title=read.optional("title"),
        languages=read.texts("languages"),
        made=Made(by=made.text("by"), version=made.text("version")),
        documents=documents,
        claims=claims,
        checks=_checks(read.inner("checks", ("select", "ignore"))) if "checks" in read.value else None,
    )


def _source(read: Reader) -> Source:
    read.get("mention")
    return Source(read.optional("name"), read.choice("kind", KINDS), read.maybe_span("mention"))


def _found(read: Reader) -> Found:
    return Found(read.text("rule"), read.text("cue"), read.text("version"))


def _review(read: Reader) -> Review:
    return Review(read.choice("status", STATUSES), read.optional("by"), read.optional("at"), read.optional("note"))


def _checks(read: Reader) -> Checks:
    select = read.texts("select") if "select" in read.value else None
    return Checks(select, read.texts("ignore") if "ignore" in read.value else ())
