"""Update the origins and groups of a dossier after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model import Review
from claims.review_log import refolded

if TYPE_CHECKING:
    from collections.abc import Container

    from claims.model import Claim, Dossier, Group

__all__ = ["related"]


def related(dossier: Dossier, before: Dossier | None) -> Dossier:
    """Return the dossier with updated origins and groups, and with its reviewers' acts folded in.

    Args:
        dossier: The changed dossier, with the claims and groups that its files are to hold.
        before: The dossier before the change: only new or differently read claims are compared, each with all claims,
            and none if only reviews changed. None compares all claims anew.
    """
    shown = refolded(dossier)
    fresh = None if before is None else _fresh(shown, before)
    if before is not None and not fresh and _documents(shown) == _documents(before) and not _gone(shown, before):
        return shown
    from claims import analysis  # Imported here because its libraries load slowly.

    groups = tuple(_without(group, fresh or ()) for group in dossier.groups)
    found = analysis.related(replace(shown, groups=groups), fresh=fresh)
    return refolded(replace(dossier, origins=found.origins, groups=found.groups))


def _fresh(dossier: Dossier, before: Dossier) -> set[str]:
    """Return the claims that are new or changed, or whose documents have another date."""
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
    """Return the properties from which origins are derived."""
    return [(document.id, document.sha256, document.published) for document in dossier.documents]


def _bare(claim: Claim) -> Claim:
    """Return a claim without manual entries."""
    return replace(claim, review=Review(), grading=None, translations=())


def _without(group: Group, fresh: Container[str]) -> Group:
    """Return a group without claims that need a new comparison; a group made by a person stays unchanged."""
    if group.method == "hand":
        return group
    return replace(group, claims=tuple(claim for claim in group.claims if claim not in fresh))
