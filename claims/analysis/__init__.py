"""How the documents and claims of a dossier relate: who repeats whom, who says the same, who differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Container

    from claims.model import Dossier

__all__ = ["related"]


def related(dossier: Dossier, *, fresh: Container[str] | None = None) -> Dossier:
    """The dossier with its origins and groups; groups that a person made stay.

    A dossier of a single document is given back as it is: there is nothing to compare.

    Args:
        dossier: Its claims, and the groups that were found before.
        fresh: The ids of the claims that were added since: only they are compared, with all others. None compares all
            anew, which can give other groups than additions one by one do.
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
