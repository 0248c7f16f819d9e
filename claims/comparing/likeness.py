"""How alike two claims are, 0 to 1: by their words, and by a model's embeddings where there is one."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.comparing.compatible import agree, can_be_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.comparing.profiles import Profile

__all__ = ["ALIKE", "Likeness"]

ALIKE = 0.5
"""From this likeness on two claims are proposed as one."""
_BONUS = 0.2
"""What facets that agree are worth."""
_STRANGERS = 0.15
"""What two claims lose of which each names persons, and none the same."""
_SAME_VOICE = 0.8
"""How alike two claims of one document and source must be: it says things twice, but mostly says different things."""
_RAREST = 3.0
_COSINES = (0.30, 0.80)
"""Between which cosines of centred embeddings sentences go from unlike to alike."""


class Likeness:
    """Measures claims against each other.

    Args:
        profiles: All of them, from which it is learned how common each word is.
        vectors: An embedding of each, unit length, centred; None without a model.
    """

    def __init__(self, profiles: Sequence[Profile], vectors: Any | None = None) -> None:
        self._profiles = profiles
        self._vectors = vectors
        common = Counter(word for profile in profiles for word in profile.words)
        total = len(profiles)
        self.weights = {word: min(math.log1p(total / count), _RAREST) for word, count in common.items()}
        self._norms = [math.sqrt(sum(self.weights[word] ** 2 for word in each.words)) for each in profiles]
        self._sums = [sum(self.weights[word] for word in each.words) for each in profiles]
        self.between = lru_cache(maxsize=1 << 20)(self._between)

    def _between(self, one: int, other: int) -> float:
        """The likeness of the claims at two places; 0 where they cannot be on one event."""
        a, b = self._profiles[one], self._profiles[other]
        if not can_be_one(a, b):
            return 0.0
        alike = self._measured(one, other)
        if alike > 0 and agree(a, b):
            alike += _BONUS
        if a.persons and b.persons and a.persons.isdisjoint(b.persons):
            alike -= _STRANGERS
        if a.claim.document == b.claim.document and a.source == b.source and alike < _SAME_VOICE:
            return 0.0
        return max(0.0, min(1.0, alike))

    def _measured(self, one: int, other: int) -> float:
        words = self._by_words(one, other)
        if self._vectors is None:
            return words if self._profiles[one].language == self._profiles[other].language else 0.0
        low, high = _COSINES
        cosine = float(self._vectors[one] @ self._vectors[other])
        meaning = max(0.0, min(1.0, (cosine - low) / (high - low)))
        if self._profiles[one].language != self._profiles[other].language:
            return meaning
        return max(words, (words + meaning) / 2)

    def _by_words(self, one: int, other: int) -> float:
        """Half the cosine of the weighted words, half what share of the shorter claim's the other has."""
        shared = [self.weights[word] for word in set(self._profiles[one].words) & set(self._profiles[other].words)]
        if not shared:
            return 0.0
        cosine = sum(weight * weight for weight in shared) / (self._norms[one] * self._norms[other])
        return (cosine + sum(shared) / min(self._sums[one], self._sums[other])) / 2
