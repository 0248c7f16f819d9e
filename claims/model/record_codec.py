"""Between the typed records and the plain JSON objects that stand in files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from claims.model.facet_codec import FACETS, facets_from
from claims.model.facets import Facets
from claims.model.facets import to_record as facets_record
from claims.model.ids import is_document_id
from claims.model.record_reader import SPAN, Reader
from claims.model.records import (
    ACTS,
    KINDS,
    MODES,
    RELIABILITIES,
    STATUSES,
    TRANSLATED,
    Checks,
    Claim,
    Document,
    Dossier,
    Found,
    Grading,
    Made,
    Original,
    Provenance,
    Review,
    Source,
    Span,
    Translation,
    Version,
)
from claims.model.relations import GROUPINGS, ORIGINS, Change, Group, Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "change_from_record",
    "claim_from_record",
    "document_from_record",
    "dossier_from_record",
    "dossier_header",
    "group_from_record",
    "origin_from_record",
    "to_record",
]


def to_record(value: Claim | Document | Source | Span | Found | Review | Group | Origin | Change) -> dict[str, Any]:
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
_CLAIM = tuple(field.name for field in fields(Claim))
_GRADING = tuple(field.name for field in fields(Grading))
_TRANSLATION = tuple(field.name for field in fields(Translation))
_DOCUMENT = tuple(field.name for field in fields(Document) if field.metadata.get("record", True))
_KNOWN = ("title", "author", "publisher", "url", "published", "retrieved", "dateline")
_ORIGINAL = tuple(field.name for field in fields(Original))
_PROVENANCE = tuple(field.name for field in fields(Provenance))
_VERSION = tuple(field.name for field in fields(Version))
_GROUP = tuple(field.name for field in fields(Group))
_ORIGIN = tuple(field.name for field in fields(Origin))
_CHANGE = tuple(field.name for field in fields(Change))
_DOSSIER = ("title", "languages", "made", "checks")


def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """The claim that a JSON object says.

    Act, found, facets, review, grading and translations may be missing: a record that another tool wrote need not
    know them.

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
        grading=None if read.value.get("grading") is None else _grading(read.inner("grading", _GRADING)),
        translations=tuple(_translation(part) for part in read.any("translations", _TRANSLATION)),
    )


def document_from_record(record: Mapping[str, Any], text: str = "") -> Document:
    """The document that a JSON object says; `text` is what its offsets count in.

    Raises:
        ClaimsError: where the object is not a document record, naming the record and the property.
    """
    read = Reader(record, f"document {record.get('id')}" if isinstance(record, dict) else "document", _DOCUMENT)
    if not is_document_id(read.text("id")):
        read.refuse("id", "a name that a file can have")
    known: dict[str, Any] = {name: read.optional(name) for name in _KNOWN}
    return Document(
        id=read.text("id"),
        sha256=read.text("sha256"),
        language=read.text("language"),
        **known,
        also=read.texts("also") if "also" in read.value else (),
        original=_original(read),
        provenance=tuple(_provenance(part) for part in read.any("provenance", _PROVENANCE)),
        earlier=tuple(_version(part) for part in read.any("earlier", _VERSION)),
        text=text,
    )


def group_from_record(record: Mapping[str, Any]) -> Group:
    """The group of claims that a JSON object says.

    Raises:
        ClaimsError: where the object is not a group record, naming the record and the property.
    """
    read = Reader(record, f"group {record.get('id')}" if isinstance(record, dict) else "group", _GROUP)
    return Group(
        id=read.text("id"),
        claims=read.texts("claims"),
        method=read.choice("method", GROUPINGS),
        model=read.optional("model"),
        likeness=read.real("likeness"),
        version=read.text("version"),
    )


def origin_from_record(record: Mapping[str, Any]) -> Origin:
    """The common origin of documents that a JSON object says.

    Raises:
        ClaimsError: where the object is not an origin record, naming the record and the property.
    """
    read = Reader(record, f"origin {record.get('id')}" if isinstance(record, dict) else "origin", _ORIGIN)
    return Origin(
        id=read.text("id"),
        documents=read.texts("documents"),
        kind=read.choice("kind", ORIGINS),
        first=read.optional("first"),
        agency=read.optional("agency"),
        likeness=read.real("likeness"),
        version=read.text("version"),
    )


def change_from_record(record: Mapping[str, Any]) -> Change:
    """The change of a dossier that a JSON object says.

    Raises:
        ClaimsError: where the object is not a change record, naming the property.
    """
    read = Reader(record, f"change {record.get('at')}" if isinstance(record, dict) else "change", _CHANGE)
    return Change(read.text("at"), **{name: read.texts(name) for name in _CHANGE[1:] if name in read.value})


def dossier_from_record(record: Mapping[str, Any], **parts: Any) -> Dossier:
    """The dossier whose dossier.json is this object; `parts` are what stands in its other files, by their names.

    Raises:
        ClaimsError: where the object is not what dossier.json should be, naming the property.
    """
    read = Reader(record, "dossier.json", _DOSSIER)
    made = read.inner("made", ("by", "version"))
    return Dossier(
        title=read.optional("title"),
        languages=read.texts("languages"),
        made=Made(by=made.text("by"), version=made.text("version")),
        checks=_checks(read.inner("checks", ("select", "ignore"))) if "checks" in read.value else None,
        **parts,
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


def _grading(read: Reader) -> Grading:
    return Grading(
        read.maybe("reliability", RELIABILITIES),
        read.maybe_number("credibility"),
        read.optional("by"),
        read.optional("at"),
        read.optional("note"),
    )


def _translation(read: Reader) -> Translation:
    return Translation(
        read.text("language"), read.text("text"), read.text("by"), read.choice("how", TRANSLATED), read.optional("at")
    )


def _original(read: Reader) -> Original | None:
    if read.value.get("original") is None:
        return None
    inner = read.inner("original", _ORIGINAL)
    return Original(inner.text("file"), inner.text("sha256"), inner.text("media_type"))


def _provenance(read: Reader) -> Provenance:
    return Provenance(read.text("field"), read.text("found"), read.optional("by"), read.optional("at"))


def _version(read: Reader) -> Version:
    return Version(read.text("sha256"), read.optional("published"), read.optional("retrieved"), _original(read))
