"""Leave out claims of which the model is not certain enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.review.doubts import refuse_no_share

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from claims.model import Claim

__all__ = ["confident"]


def confident(claims: Sequence[Claim], least: float, reviewed: Container[str] = ()) -> list[Claim]:
    """Return the claims with a confidence of at least `least`, in their order.

    Claims without confidence stay (rules and people give none), and so do claims that a person reviewed. A claim that
    was part of one that is left out becomes part of the next claim around it, if there is one.

    Args:
        claims: Whole documents' claims.
        least: The least confidence, 0 to 1.
        reviewed: The ids of the claims that a person reviewed.

    Raises:
        ClaimsError: if `least` is not from 0 to 1.
    """
    refuse_no_share("min_confidence", least)
    kept = {claim.id for claim in claims if _certain(claim, least) or claim.id in reviewed}
    if len(kept) == len(claims):
        return list(claims)
    around = {claim.id: claim.within for claim in claims}
    return [_rehoused(claim, around, kept) for claim in claims if claim.id in kept]


def _certain(claim: Claim, least: float) -> bool:
    confidence = claim.found.confidence if claim.found else None
    return confidence is None or confidence >= least


def _rehoused(claim: Claim, around: Mapping[str, str | None], kept: Container[str]) -> Claim:
    """Return the claim within the innermost claim around it that is kept."""
    outer, passed = claim.within, {claim.id}
    while outer is not None and outer in around and outer not in kept:
        passed.add(outer)
        outer = around[outer]
        if outer in passed:  # a cycle, which only a damaged record has
            outer = None
    return claim if outer == claim.within else replace(claim, within=outer)
