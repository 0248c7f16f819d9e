"""Where the phrase begins and ends that names someone, found around one of its words.

A logistic regression decides word by word, outwards from the given word. Its weights are whole numbers, so that the
same text gives the same phrases on every machine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claims.languages.ar.attribution.name_extent_features import EdgeFeatures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.tokens import Range, Tokens
    from claims.languages.ar.attribution.word_knowledge import Words

WEIGHTS = Path(__file__).parent.parent / "weights" / "name_extents.npz"

_BEFORE, _AFTER = 14, 12
"""Words that a phrase can have before and after the given one."""


class NameExtents:
    """Finds the extent of naming phrases. Keeps no state of a text."""

    def __init__(self, lexicon: Words, weights: Sequence[int] | None = None) -> None:
        self._features = EdgeFeatures(lexicon)
        self._weights = weights if weights is not None else _shipped()
        self._parts = lexicon.language.sources.spelling.parts

    def around(self, tokens: Tokens, anchor: int, bounds: Range) -> Range:
        """The tokens of the phrase around the word at `anchor`, within `bounds`."""
        start = anchor
        while start > max(bounds[0], anchor - _BEFORE) and self._holds(self._features.left(tokens, start, anchor)):
            start -= 1
        end = self.end_after(tokens, anchor, bounds)
        while start < anchor and tokens.words[start].mark and start not in tokens.quotes:
            start += 1
        while end > anchor + 1 and tokens.words[end - 1].comma:
            end -= 1
        return start, end

    def end_after(self, tokens: Tokens, anchor: int, bounds: Range) -> int:
        """Where the phrase ends that has the word at `anchor` in it."""
        end = anchor + 1
        while end < min(bounds[1], anchor + _AFTER) and self._holds(self._features.right(tokens, end, anchor)):
            end += 1
        return self.whole(tokens, end, bounds[1])

    def whole(self, tokens: Tokens, end: int, last: int) -> int:
        """An end before `last` that does not part a name of two words (عبد | الرزاق)."""
        return end + 1 if end < last and tokens.words[end - 1].form in self._parts else end

    def _holds(self, features: Sequence[int]) -> bool:
        return sum(map(self._weights.__getitem__, features)) > 0


def read_weights(path: Path) -> list[int]:
    """The weights in a file that `training.name_extents` wrote."""
    with np.load(path) as arrays:
        return [int(weight) for weight in arrays["weights"]]


@cache
def _shipped() -> list[int]:
    return read_weights(WEIGHTS)
