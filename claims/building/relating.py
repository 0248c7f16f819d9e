"""What relates the documents and claims of a dossier to each other, found anew when one of them changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.records import Review

if TYPE_CHECKING:
    from claims.records import Claim, Dossier

__all__ = ["related"]


def related(dossier: Dossier, before: Dossier | None) -> Dossier:
    """The dossier with the origins and groups of what is in it now.

    Args:
        dossier: What is to be compared.
        before: What it was. What people decided on claims changes nothing; where claims only came to the others, these
            alone are compared, and the groups that there are grow.
    """
    if len(dossier.documents) < 2:
        return replace(dossier, origins=(), groups=tuple(group for group in dossier.groups if group.method == "hand"))
    old, new = _as_found(before), _as_found(dossier)
    if before is not None and old == new and dossier.documents == before.documents:
        return replace(dossier, origins=before.origins, groups=before.groups)
    from claims import comparing  # whose libraries take their time to load

    if before is not None and len(before.documents) > 1 and old.items() <= new.items():
        return comparing.related(replace(dossier, groups=before.groups), fresh=new.keys() - old.keys())
    return comparing.related(dossier)


def _as_found(dossier: Dossier | None) -> dict[str, Claim]:
    """The claims by their ids, without what people decided on them."""
    claims = dossier.claims if dossier is not None else ()
    return {claim.id: replace(claim, review=Review(), grading=None, translations=()) for claim in claims}
