"""Measure the similarity of two claims (0 to 1): trained weights of what they have in common, or 0 for two events."""

from __future__ import annotations

import math
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from claims.analysis.events import can_be_one_event
from claims.analysis.pair_signals import Signals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.analysis.claim_profiles import Profile
    from claims.analysis.pair_signals import PairSignals

__all__ = ["Likeness", "Weights"]

_OPPOSED = frozenset({"territory_overtaken", "territory_regained"})
_PARTY = "&"
"""The sign that the id of a known party begins with among the words of a claim."""


class Weights(NamedTuple):
    """What a similarity is computed from: a constant, and the weight of each signal."""

    constant: float
    of: Signals

    def likeness(self, signals: Signals) -> float:
        """Return how likely two claims with these signals say the same of one event."""
        total = self.constant + sum(weight * value for weight, value in zip(self.of, signals, strict=True))
        return 1.0 / (1.0 + math.exp(-total))


class Likeness:
    """Measures the similarity of claims.

    Args:
        profiles: All profiles.
        signals: What they have in common.
        weights: The weight of each signal; None for those that were fitted.

    Attributes:
        enough: Minimum similarity for a proposed pair.
    """

    enough = 0.5

    def __init__(self, profiles: Sequence[Profile], signals: PairSignals, weights: Weights | None = None) -> None:
        self._profiles = profiles
        self._signals = signals
        self._weights = weights or _weights()["embeddings" if signals.with_model else "words"]
        self.between = lru_cache(maxsize=1 << 18)(self._between)
        self.apart = lru_cache(maxsize=1 << 18)(self._apart)

    def counted_in(self, number: int) -> tuple[str, int] | None:
        """Return the document of a claim and the number of the event there of which it gives a toll; None without."""
        profile = self._profiles[number]
        told = profile.occasion is not None and bool(profile.totals)
        return (profile.claim.document, profile.occasion) if told and profile.occasion is not None else None

    def _apart(self, one: int, other: int) -> bool:
        """Return whether the claims at two indices cannot describe one event."""
        return _apart(self._profiles[one], self._profiles[other])

    def _between(self, one: int, other: int) -> float:
        """Return the similarity of the claims at two indices; 0 if they cannot describe one event."""
        return 0.0 if self.apart(one, other) else self._weights.likeness(self._signals.between(one, other))


def _apart(one: Profile, other: Profile) -> bool:
    """Return whether two claims cannot describe one event, whatever else they have in common."""
    # Who denies one thing and states another has not said the same twice; who lost a place has not taken it.
    if one.source == other.source and one.denies != other.denies and one.refuses != other.refuses:
        return True
    if {one.type, other.type} == _OPPOSED and not _one_party(one, other):
        return True
    if one.victims and other.victims and one.victims.isdisjoint(other.victims):
        return True
    return not can_be_one_event(one, other)


def _one_party(one: Profile, other: Profile) -> bool:
    return any(word in other.words for word in one.words if word.startswith(_PARTY))


@cache
def _weights() -> Mapping[str, Weights]:
    """Return the weights with embeddings and by words alone, from `pair_weights.toml`."""
    data = tomllib.loads(files("claims.analysis").joinpath("pair_weights.toml").read_text(encoding="utf-8"))
    return {
        method: Weights(table["constant"], Signals(**{name: table.get(name, 0.0) for name in Signals._fields}))
        for method, table in data.items()
    }
