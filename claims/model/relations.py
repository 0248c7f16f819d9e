"""What relates the documents and claims of a dossier to each other, and how the dossier grew."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

__all__ = ["GROUPINGS", "ORIGINS", "Change", "Group", "Grouping", "Origin", "OriginKind"]

Grouping = Literal["words", "embeddings", "hand"]
OriginKind = Literal["copy", "agency"]

GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
ORIGINS: tuple[OriginKind, ...] = get_args(OriginKind)


class Group(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Claims that say the same of the same event, of several sources or documents.

    Attributes:
        id: `grp-` and twelve hexadecimal digits.
        claims: Their ids, in the dossier's order; at least two.
        method: What proposed them: likeness of words, of embeddings, or a person.
        model: The embedding model with its version.
        likeness: Of the two least alike of the pairs that hold the group together, 0 to 1.
        version: The version of the tool.
    """

    id: str
    claims: tuple[str, ...]
    method: Grouping
    model: str | None
    likeness: float | None
    version: str


class Origin(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Documents that are one origin: copies of one text, or carriers of one agency's report.

    Attributes:
        id: `org-` and twelve hexadecimal digits.
        documents: Their ids, in the dossier's order; at least two.
        first: The one that was published first; None where that is not known.
        agency: The agency that they credit, as they write it.
        likeness: What share of their words the two least alike of the linked pairs have in common, 0 to 1.
        version: The version of the tool.
    """

    id: str
    documents: tuple[str, ...]
    kind: OriginKind
    first: str | None
    agency: str | None
    likeness: float | None
    version: str


class Change(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What one addition to a dossier changed; all are ids. `at` is an RFC 3339 date-time."""

    at: str
    documents_added: tuple[str, ...] = ()
    documents_updated: tuple[str, ...] = ()
    claims_added: tuple[str, ...] = ()
    claims_gone: tuple[str, ...] = ()
