"""How the documents and claims of a dossier relate: who repeats whom, who says the same, who differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.records import Dossier

__all__ = ["related"]


def related(dossier: Dossier) -> Dossier:
    """The dossier with its origins and groups found anew; groups that a person made stay.

    A dossier of a single document is given back as it is: there is nothing to compare.
    """
    if len(dossier.documents) < 2:
        return dossier
    from claims.comparing.embedding import encoder
    from claims.comparing.groups import groups
    from claims.comparing.origins import origins
    from claims.comparing.sources import sources

    shared = origins(dossier.documents)
    same = sources(dossier.documents, dossier.claims, shared)
    found = groups(dossier.documents, dossier.claims, same, kept=dossier.groups, encoder=encoder())
    return replace(dossier, origins=shared, groups=found)
