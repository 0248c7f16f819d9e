"""What relates the documents and claims of a dossier to each other, found anew when one of them changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model import Review

if TYPE_CHECKING:
    from collections.abc import Container

    from claims.model import Claim, Dossier, Group

__all__ = ["related"]


def related(dossier: Dossier, before: Dossier | None) -> Dossier:
    """The dossier with the origins and groups of what is in it now.

    Args:
        dossier: What is to be compared.
        before: What it grew from: only claims that are new or read otherwise are compared then, with all others, and
            none where only what people decided differs. None compares all claims anew.
    """
    fresh = None if before is None else _fresh(dossier, before)
    if before is not None and not fresh and _documents(dossier) == _documents(before) and not _gone(dossier, before):
        return replace(dossier, origins=before.origins, groups=before.groups)
    from claims import analysis  # whose libraries take their time to load

    groups = tuple(_without(group, fresh or ()) for group in dossier.groups)
    return analysis.related(replace(dossier, groups=groups), fresh=fresh)


def _fresh(dossier: Dossier, before: Dossier) -> set[str]:
    """The claims that were not there before, or not as they are now, or whose documents have another date."""
    known = {claim.id: claim for claim in before.claims}
    dates = {document.id: document.published for document in before.documents}
    dated = {document.id for document in dossier.documents if document.published == dates.get(document.id, "")}
    return {
        claim.id
        for claim in dossier.claims
        if claim.document not in dated or claim.id not in known or _bare(claim) != _bare(known[claim.id])
    }


def _gone(dossier: Dossier, before: Dossier) -> bool:
    there = {claim.id for claim in dossier.claims}
    return any(claim.id not in there for claim in before.claims)


def _documents(dossier: Dossier) -> list[tuple[str, str, str | None]]:
    """What origins are found by."""
    return [(document.id, document.sha256, document.published) for document in dossier.documents]


def _bare(claim: Claim) -> Claim:
    """A claim as it was found."""
    return replace(claim, review=Review(), grading=None, translations=())


def _without(group: Group, fresh: Container[str]) -> Group:
    """A group without claims that are to be compared again; one that a person made stays as it is."""
    if group.method == "hand":
        return group
    return replace(group, claims=tuple(claim for claim in group.claims if claim not in fresh))
