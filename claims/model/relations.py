"""Define relations between the documents and claims of a dossier, and the record of its changes."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from claims.model.facets import Bound

__all__ = ["GROUPINGS", "ORIGINS", "Change", "CountBefore", "Group", "Grouping", "Origin", "OriginKind"]

Grouping = Literal["words", "embeddings", "hand"]
OriginKind = Literal["copy", "agency"]

GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
ORIGINS: tuple[OriginKind, ...] = get_args(OriginKind)


class Group(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Claims of several sources or documents that say the same about the same event.

    Attributes:
        id: `grp-` and twelve hexadecimal digits.
        claims: Their ids, in the dossier's order; at least two.
        method: What grouped them: similarity of words, similarity of embeddings, or a person.
        model: The embedding model with its version.
        likeness: The lowest similarity of the pairs that connect the group, 0 to 1.
        version: The version of the tool.
    """

    id: str
    claims: tuple[str, ...]
    method: Grouping
    model: str | None
    likeness: float | None
    version: str


class Origin(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Documents of one origin: copies of one text, or carriers of one agency's report.

    Attributes:
        id: `org-` and twelve hexadecimal digits.
        documents: Their ids, in the dossier's order; at least two.
        first: The id of the document published first; None if unknown.
        agency: The agency that they credit, as they write it.
        likeness: The lowest share of words in common among the linked pairs, 0 to 1.
        version: The version of the tool.
    """

    id: str
    documents: tuple[str, ...]
    kind: OriginKind
    first: str | None
    agency: str | None
    likeness: float | None
    version: str


class CountBefore(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What a source counted in the version of a document that a new one replaced.

    Attributes:
        document: The id of the document.
        source: The source as the earlier version named it; None if it did not.
        what: What was counted: `killed`, `injured`, ….
        min: The lowest number that its words allowed; None for an open end.
        max: The highest number that they allowed; None for an open end.
        bound: How the words limited the number.
    """

    document: str
    source: str | None
    what: str
    min: int | None
    max: int | None
    bound: Bound


class Change(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The ids that one addition to a dossier affected. `at` is an RFC 3339 date-time.

    Attributes:
        counts_before: What the removed claims counted, so that a sheet can say which numbers a new version changed.
    """

    at: str
    documents_added: tuple[str, ...] = ()
    documents_updated: tuple[str, ...] = ()
    claims_added: tuple[str, ...] = ()
    claims_gone: tuple[str, ...] = ()
    counts_before: tuple[CountBefore, ...] = ()
