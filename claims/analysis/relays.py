"""Through whom a claim is known: the claims that it is part of, and what they make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.model import Act, Claim

__all__ = ["NOT_CLAIMED", "relays", "stance"]

NOT_CLAIMED: tuple[Act, ...] = ("deny", "demand", "promise", "expect", "warn")
"""Speech acts of a source that does not say that a thing has happened."""


def relays(claim: Claim, claims: Mapping[str, Claim]) -> Iterator[Claim]:
    """The claims of the same document that a claim is part of, the innermost first; their sources relay it.

    Args:
        claim: Of which they are asked.
        claims: All claims by their ids. A chain that bites its tail ends where it would repeat.
    """
    seen = {claim.id}
    while claim.within is not None and claim.within not in seen and claim.within in claims:
        outer = claims[claim.within]
        if outer.document != claim.document:
            return
        seen.add(outer.id)
        yield (claim := outer)


def stance(claim: Claim, claims: Mapping[str, Claim]) -> Act | None:
    """The act by which a claim, or one around it, does anything but claim; None where all of them claim."""
    acts = (each.act for each in (claim, *relays(claim, claims)))
    return next((act for act in acts if act in NOT_CLAIMED), None)
