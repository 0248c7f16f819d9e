"""Follow a claim through the claims that relay it: their combined stance, and whose its facets are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.model import Act, Claim

__all__ = ["NOT_CLAIMED", "inner_spans", "relays", "stance"]

NOT_CLAIMED: tuple[Act, ...] = ("deny", "demand", "promise", "expect", "warn")
"""Speech acts that do not assert that something has happened."""


def relays(claim: Claim, claims: Mapping[str, Claim]) -> Iterator[Claim]:
    """Yield the enclosing claims of the same document, innermost first; their sources relay the claim.

    Args:
        claim: The claim to start from.
        claims: All claims by id. A cycle ends where it would repeat.
    """
    seen = {claim.id}
    while claim.within is not None and claim.within not in seen and claim.within in claims:
        outer = claims[claim.within]
        if outer.document != claim.document:
            return
        seen.add(outer.id)
        yield (claim := outer)


def stance(claim: Claim, claims: Mapping[str, Claim]) -> Act | None:
    """Return the first act other than "claim" among a claim and its enclosing claims, or None."""
    acts = (each.act for each in (claim, *relays(claim, claims)))
    return next((act for act in acts if act in NOT_CLAIMED), None)


def inner_spans(claims: Mapping[str, Claim]) -> dict[str, frozenset[tuple[int, int]]]:
    """Return, by the id of each claim that contains others, the spans of the facets that belong to those others.

    Args:
        claims: The claims by id.
    """
    inner: dict[str, set[tuple[int, int]]] = {}
    for claim in claims.values():
        spans = {(facet.span.start, facet.span.end) for _, facet in claim.facets or ()}
        for outer in relays(claim, claims):
            inner.setdefault(outer.id, set()).update(spans)
    return {id: frozenset(spans) for id, spans in inner.items()}
