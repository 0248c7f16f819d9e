"""What grading the tool proposes for a group, by the Admiralty code (NATO AJP-2.1), and why. Persons enter gradings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.analysis.accounts import Account
    from claims.model import Reliability

__all__ = ["REASONS", "Proposal", "proposed"]

REASONS = ("single", "agree", "differ", "unnamed", "shared")
"""Every code that a reason can have."""
_CONFIRMED = 3
"""How many independent sources that agree make a claim probable. That it is true, no count of sources shows."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed grading.

    Attributes:
        reliability: A to F.
        credibility: 1 to 6.
        reasons: A code of `REASONS` and the number that it speaks of.
    """

    reliability: Reliability
    credibility: int
    reasons: tuple[tuple[str, int], ...]


def proposed(account: Account) -> Proposal:
    """The grading that independence and agreement speak for.

    Unnamed sources together count as one, since two of them may be the same person. Credibility 1 (confirmed) and 5
    (improbable) and reliability A, B and E take knowledge that no comparison of texts gives: they are never proposed.
    """
    return Proposal(_reliability(account), _credibility(account), tuple(_reasons(account)))


def _telling(account: Account) -> int:
    """How many sources agree that are certainly not one and the same."""
    return account.agreeing - max(0, account.unnamed - 1)


def _credibility(account: Account) -> int:
    if account.differing:
        return 3 if _telling(account) >= _CONFIRMED and account.agreeing > 2 * account.differing else 4
    if _telling(account) >= _CONFIRMED:
        return 2
    return 3 if _telling(account) == _CONFIRMED - 1 else 6


def _reliability(account: Account) -> Reliability:
    """Fairly reliable (C) where named sources agree, not usually (D) where they are at odds, else not to be judged."""
    named = account.independent - account.unnamed
    if named == 0 or account.independent == 1:
        return "F"
    return "D" if account.differing >= account.agreeing else "C"


def _reasons(account: Account) -> list[tuple[str, int]]:
    reasons = []
    if account.independent == 1:
        reasons.append(("single", 1))
    else:
        reasons.append(("agree", account.agreeing))
    if account.differing:
        reasons.append(("differ", account.differing))
    if account.unnamed:
        reasons.append(("unnamed", account.unnamed))
    if len(account.claims) > account.independent:
        reasons.append(("shared", len(account.claims) - account.independent))
    return reasons
