"""What is known of a document: filled in, handed on to its next version, and never taken from a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Document, Provenance

__all__ = ["KNOWN", "PERSON", "completed", "entered", "filled", "with_entries"]

KNOWN = ("title", "author", "publisher", "url", "published", "retrieved", "dateline")
"""What can be known of a document, and may be missing; its language never is."""
PERSON = "person"
"""Where a property comes from that a person entered into the dossier."""


def with_entries(document: Document, old: Document) -> Document:
    """The document with what a person entered of it as it was before."""
    return _taken(document, old, entered(old))


def filled(document: Document, other: Document) -> Document:
    """The document with what is known of it only in `other`; what a person entered as not known stays so."""
    closed = entered(document)
    names = (name for name in KNOWN if getattr(document, name) is None and name not in closed)
    return _taken(document, other, [name for name in names if getattr(other, name) is not None])


def completed(document: Document, old: Document) -> Document:
    """The document with what a person entered before, and with what was known before and is not said now."""
    return filled(with_entries(document, old), old)


def entered(document: Document) -> list[str]:
    """The properties that a person entered, those that were entered as unknown among them."""
    return [origin.field for origin in document.provenance if origin.found == PERSON]


def _taken(document: Document, old: Document, names: Iterable[str]) -> Document:
    """The document with these properties as the other has them, and where they come from."""
    chosen = dict.fromkeys(names)
    if not chosen:
        return document
    values: dict[str, Any] = {name: getattr(old, name) for name in chosen}
    provenance: list[Provenance] = [
        *(origin for origin in document.provenance if origin.field not in chosen),
        *(origin for origin in old.provenance if origin.field in chosen),
    ]
    return replace(document, **values, provenance=tuple(provenance))
