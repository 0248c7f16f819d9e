"""Compare the decisions of two reviewers: how often they agree, and how much of that is more than chance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from claims.model.review_acts import DECISIONS
from claims.review_log import Acts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import ReviewAct

__all__ = ["Agreement", "agreements"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two reviewers on the claims that both decided on.

    Attributes:
        one: A reviewer; `other`: another.
        both: The number of claims on which both decided.
        agreed: The number of those on which they agree.
        kappa: Cohen's kappa: 1 if they always agree, 0 if they agree as often as by chance; None if one of them always
            decided the same way as the other by necessity, so that chance explains everything.
        differing: The ids of the claims on which they differ.
    """

    one: str
    other: str
    both: int
    agreed: int
    kappa: float | None
    differing: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the claims on which they agree, 0 to 1."""
        return self.agreed / self.both


def agreements(acts: Iterable[ReviewAct]) -> list[Agreement]:
    """Return the agreement of each pair of reviewers who decided on a common claim.

    The first decision of each reviewer on a claim counts, made before the other's reasons could change it.
    """
    first: dict[str, dict[str, str]] = {}
    for act in Acts(acts).effective:
        if act.act in DECISIONS:
            first.setdefault(act.by, {}).setdefault(act.claims[0].id, act.act)
    pairs = ((one, other) for one, other in combinations(sorted(first), 2))
    met = [(one, other) for one, other in pairs if first[one].keys() & first[other].keys()]
    return [_agreement(one, other, first[one], first[other]) for one, other in met]


def _agreement(one: str, other: str, ours: dict[str, str], theirs: dict[str, str]) -> Agreement:
    common = [id for id in ours if id in theirs]
    differing = tuple(sorted(id for id in common if ours[id] != theirs[id]))
    agreed = len(common) - len(differing)
    counts = Counter(ours[id] for id in common), Counter(theirs[id] for id in common)
    chance = sum(counts[0][act] * counts[1][act] for act in DECISIONS) / len(common) ** 2
    kappa = None if chance == 1 else (agreed / len(common) - chance) / (1 - chance)
    return Agreement(one, other, len(common), agreed, kappa, differing)
