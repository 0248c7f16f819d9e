"""Origins and groups as the rows of their tables: one for each document, and one for each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Dossier, Origin

__all__ = ["group_rows", "origin_rows"]


def origin_rows(origin: Origin) -> Iterator[dict[str, Any]]:
    """Yield a row for each document of an origin."""
    for document in origin.documents:
        yield {
            "origin": origin.id,
            "document": document,
            "kind": origin.kind,
            "first": document == origin.first,
            "agency": origin.agency,
            "likeness": origin.likeness,
            "version": origin.version,
        }


def group_rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield a row for each claim of each group of a dossier."""
    document_of = {claim.id: claim.document for claim in dossier.claims}
    for group in dossier.groups:
        for claim in group.claims:
            yield {
                "group": group.id,
                "document": document_of[claim],
                "claim": claim,
                "method": group.method,
                "model": group.model,
                "likeness": group.likeness,
                "version": group.version,
            }
