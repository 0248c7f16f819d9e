"""Between the typed records and the plain JSON objects that stand in files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from claims.errors import ClaimsError
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

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["claim_from_record", "document_from_record", "dossier_from_record", "dossier_header", "to_record"]

_Choice = TypeVar("_Choice", bound=str)
_REMEDY = "`factsheet validate` lists everything that is wrong with the records"


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
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return to_record(value)  # type: ignore[arg-type]  # only the record types nest in one another
    return value


class _Reader:
    """One JSON object being read, which knows how to say what is wrong with it."""

    def __init__(self, value: object, path: str, names: tuple[str, ...]) -> None:
        self.path = path
        if not isinstance(value, dict):
            raise ClaimsError("is not a JSON object", path, _REMEDY)
        self.value = value
        unknown = sorted(set(value) - set(names))
        if unknown:
            raise ClaimsError(f"has no property {unknown[0]!r}", path, _REMEDY)

    def get(self, name: str) -> object:
        if name not in self.value:
            raise ClaimsError(f"lacks the property {name!r}", self.path, _REMEDY)
        return self.value[name]

    def text(self, name: str) -> str:
        found = self.get(name)
        if not isinstance(found, str):
            self.refuse(name, "a string")
        return found

    def optional(self, name: str) -> str | None:
        found = self.value.get(name)
        if not (found is None or isinstance(found, str)):
            self.refuse(name, "a string or null")
        return found

    def number(self, name: str) -> int:
        found = self.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.refuse(name, "a whole number")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = self.get(name)
        if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
            self.refuse(name, "a list of strings")
        return tuple(found)

    def choice(self, name: str, choices: tuple[_Choice, ...]) -> _Choice:
        found: Any = self.get(name)
        if found not in choices:
            self.refuse(name, "one of " + ", ".join(choices))
        return choices[choices.index(found)]

    def inner(self, name: str, names: tuple[str, ...]) -> _Reader:
        return _Reader(self.get(name), f"{self.path}, {name}", names)

    def refuse(self, name: str, expected: str) -> NoReturn:
        raise ClaimsError(f"the property {name!r} is not {expected}", self.path, _REMEDY)


_SPAN = ("start", "end", "exact")
_SOURCE = ("name", "kind", "mention")
_FOUND = ("rule", "cue", "version")
_REVIEW = ("status", "by", "at", "note")
_CLAIM = ("id", "document", "source", "cue", "content", "mode", "within", "act", "found", "review")
_DOCUMENT = tuple(field.name for field in fields(Document) if field.metadata.get("record", True))
_DOSSIER = ("title", "languages", "made", "checks")


def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """The claim that a JSON object says.

    Act, found and review may be missing: a record that another tool wrote need not know them.

    Raises:
        ClaimsError: where the object is not a claim record, naming the record and the property.
    """
    read = _Reader(record, f"claim {record.get('id')}" if isinstance(record, dict) else "claim", _CLAIM)
    content = read.get("content")
    if not isinstance(content, list) or not content:
        read.refuse("content", "a list of at least one span")
    return Claim(
        id=read.text("id"),
        document=read.text("document"),
        source=_source(read.inner("source", _SOURCE)),
        cue=_span(read.inner("cue", _SPAN)),
        content=tuple(_span(_Reader(part, f"{read.path}, content", _SPAN)) for part in content),
        mode=read.choice("mode", MODES),
        within=read.optional("within"),
        act=None if read.value.get("act") is None else read.choice("act", ACTS),
        found=None if read.value.get("found") is None else _found(read.inner("found", _FOUND)),
        review=Review() if "review" not in read.value else _review(read.inner("review", _REVIEW)),
    )


def document_from_record(record: Mapping[str, Any], text: str = "") -> Document:
    """The document that a JSON object says; `text` is what its offsets count in.

    Raises:
        ClaimsError: where the object is not a document record, naming the record and the property.
    """
    read = _Reader(record, f"document {record.get('id')}" if isinstance(record, dict) else "document", _DOCUMENT)
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
    read = _Reader(record, "dossier.json", _DOSSIER)
    made = read.inner("made", ("by", "version"))
    return Dossier(
        title=read.optional("title"),
        languages=read.texts("languages"),
        made=Made(by=made.text("by"), version=made.text("version")),
        documents=documents,
        claims=claims,
        checks=_checks(read.inner("checks", ("select", "ignore"))) if "checks" in read.value else None,
    )


def _span(read: _Reader) -> Span:
    return Span(read.number("start"), read.number("end"), read.text("exact"))


def _source(read: _Reader) -> Source:
    mention = None if read.get("mention") is None else _span(read.inner("mention", _SPAN))
    return Source(read.optional("name"), read.choice("kind", KINDS), mention)


def _found(read: _Reader) -> Found:
    return Found(read.text("rule"), read.text("cue"), read.text("version"))


def _review(read: _Reader) -> Review:
    return Review(read.choice("status", STATUSES), read.optional("by"), read.optional("at"), read.optional("note"))


def _checks(read: _Reader) -> Checks:
    select = read.texts("select") if "select" in read.value else None
    return Checks(select, read.texts("ignore") if "ignore" in read.value else ())
