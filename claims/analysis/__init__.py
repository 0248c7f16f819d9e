"""Relate the documents and claims of a dossier: shared origins, and groups of claims about the same event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Container

    from claims.model import Dossier

__all__ = ["related"]


def related(dossier: Dossier, *, fresh: Container[str] | None = None) -> Dossier:
    """Return the dossier with its origins and claim groups; groups made by a person are kept unchanged.

    A dossier of a single document is returned unchanged, because there is nothing to compare.

    Args:
        dossier: The dossier with its claims, and any groups found before.
        fresh: The ids of newly added claims: only these are compared, each with all claims. None compares all claims
            anew; this can produce other groups than adding documents one by one.
    """
    if len(dossier.documents) < 2:
        return dossier
    from claims.analysis.claim_groups import groups
    from claims.analysis.embeddings import encoder
    from claims.analysis.origins import origins
    from claims.analysis.sources import register_sources

    shared = origins(dossier.documents)
    register = register_sources(dossier.documents, dossier.claims, shared)
    found = groups(dossier.documents, dossier.claims, register, kept=dossier.groups, fresh=fresh, encoder=encoder())
    return replace(dossier, origins=shared, groups=found)
