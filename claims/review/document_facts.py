"""Metadata that people enter: recorded with their name, never overwritten by later readings."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.ingest import sidecar
from claims.model import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Document, Dossier

__all__ = ["described", "document_of"]


def document_of(dossier: Dossier, id: str) -> Document:
    """The document with an id.

    Raises:
        ClaimsError: if the dossier has none.
    """
    documents = {document.id: document for document in dossier.documents}
    if id in documents:
        return documents[id]
    near = get_close_matches(id, documents, n=1, cutoff=0.6)
    remedy = f"Did you mean {near[0]}?" if near else "factsheet document show DOSSIER lists what it has"
    raise ClaimsError(f"the dossier has no article {id!r}", remedy=remedy)


def described(document: Document, fields: Mapping[str, str | None], *, by: str, at: str) -> Document:
    """The document with metadata entered by a person.

    Args:
        document: The document so far.
        fields: Values by field; None marks a value as unknown.
        by: The person's name.
        at: When, as an RFC 3339 date-time.

    Raises:
        ClaimsError: if there is no such field, or the value is not what it can hold.
    """
    sidecar.checked(dict(fields), document.id)
    if fields.get("language", "") is None:
        raise ClaimsError("an article always has a language", document.id, "Write a BCP 47 tag, such as language=ar")
    values: dict[str, Any] = dict(fields)
    entries = (Provenance(field, "person", by, at) for field in fields)
    others = (entry for entry in document.provenance if entry.field not in fields)
    return replace(document, **values, provenance=(*others, *entries))
