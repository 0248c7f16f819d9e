"""What relates the documents and claims of a dossier to each other, made anew whenever one of them changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set

    from claims.records import Dossier, Group, Origin

__all__ = ["related"]


def related(dossier: Dossier) -> Dossier:
    """The dossier with the origins and groups of what is in it now: one of fewer than two is none."""
    documents = {document.id for document in dossier.documents}
    claims = {claim.id for claim in dossier.claims}
    origins = (_origin(origin, documents) for origin in dossier.origins)
    groups = (_group(group, claims) for group in dossier.groups)
    return replace(
        dossier,
        origins=tuple(origin for origin in origins if len(origin.documents) > 1),
        groups=tuple(group for group in groups if len(group.claims) > 1),
    )


def _origin(origin: Origin, documents: Set[str]) -> Origin:
    first = origin.first if origin.first in documents else None
    return replace(origin, documents=tuple(id for id in origin.documents if id in documents), first=first)


def _group(group: Group, claims: Set[str]) -> Group:
    return replace(group, claims=tuple(id for id in group.claims if id in claims))
