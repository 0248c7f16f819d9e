"""Choose among the candidates for a mention, with the chance that the choice is right.

Two log-linear models: one ranks the candidates, another tells from the ranking and the chosen name how often such a
choice is right. Their weights are whole numbers, so that the same text gives the same names on every machine. A
candidate replaces the rules' answer where it is likelier, and where words name the source only if it is clearly
likelier: a wrong merge is worse than none. A language without rules' answers lets the ranking choose.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set
    from pathlib import Path

SCALE = 100
"""A weight of 1 in logits."""
_MARGIN, _MARGIN_IN_WORDS = 0, 60
"""By how much a candidate's score must exceed that of the rules' answer to replace it; where words name the source."""

_FAR = 300
"""By how much a candidate's score must fall short for it to be no rival: about one chance in twenty."""

Table = dict[str, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The choice among the candidates of a mention.

    Attributes:
        index: Which candidate.
        rivals: The others that are not far less likely, the likeliest first.
        features: What tells how sure the choice is, before its name is known.
    """

    index: int
    rivals: tuple[int, ...]
    features: tuple[str, ...]


class AntecedentChoice:
    """The trained models of a language. Keeps no state of a text.

    Args:
        weights: The weights of features: for mentions without words (`silent`), for others (`worded`), and for how
            sure a name is (`certainty`).
        silent: The sorts of mentions without words.
    """

    def __init__(self, weights: Mapping[str, Mapping[str, int]], silent: Set[str]) -> None:
        self._sorts = silent
        self._silent = weights["silent"]
        self._worded = weights["worded"]
        self._certainty = weights["certainty"]
        self._tables: dict[str, Table] = {}

    def choose(
        self, sort: str, features: Sequence[Sequence[str]], *, ruled: bool, barred: Set[int] = frozenset()
    ) -> Ranked:
        """The best of some candidates.

        Args:
            sort: The sort of the mention.
            features: The features of each candidate.
            ruled: Whether the first candidate is the rules' answer.
            barred: Candidates that it cannot be; not all of them.
        """
        table = self._tables.setdefault(sort, {})
        scores = [sum(self._weight(table, sort, feature) for feature in one) for one in features]
        for k in barred:
            scores[k] = min(scores) - _FAR
        best = max(range(len(scores)), key=scores.__getitem__)
        if ruled and scores[best] - scores[0] <= (_MARGIN if sort in self._sorts else _MARGIN_IN_WORDS):
            best = 0
        return Ranked(best, _rivals(scores, best), tuple(_of_ranking(sort, scores, best, features[best])))

    def _weight(self, table: Table, sort: str, feature: str) -> int:
        """A feature's weight for a sort of mentions: its own, and what it has for this sort besides."""
        weight = table.get(feature)
        if weight is None:
            weights = self._silent if sort in self._sorts else self._worded
            weight = table[feature] = weights.get(feature, 0) + weights.get(f"{sort}|{feature}", 0)
        return weight

    def certainty(self, features: Iterable[str]) -> float:
        """The chance that a resolved name is right."""
        score = sum(self._certainty.get(feature, 0) for feature in ("always", *features))
        return 1 / (1 + exp(-score / SCALE))


def _rivals(scores: Sequence[int], best: int) -> tuple[int, ...]:
    """The candidates besides the best that come near it, the likeliest first."""
    near = [k for k, score in enumerate(scores) if k != best and scores[best] - score < _FAR]
    return tuple(sorted(near, key=lambda k: (-scores[k], k)))


def _of_ranking(sort: str, scores: Sequence[int], best: int, features: Sequence[str]) -> list[str]:
    """What the ranking tells of how sure its choice is: the chance of the chosen one, and what it is."""
    top = max(scores)
    share = exp((scores[best] - top) / SCALE) / sum(exp((score - top) / SCALE) for score in scores)
    level = min(int(share * 10), 9)
    first = features[0]
    told = [
        f"sort={sort}",
        first,
        f"{sort}|{first}",
        f"share={level}",
        f"{sort}|share={level}",
        f"several={min(len(scores), 6)}",
    ]
    told += [
        f
        for f in features
        if f.startswith(("kind=", "gender=", "number=", "back=", "place=", "kinds=", "all=", "head="))
    ]
    return told


@cache
def read_choice(path: Path, silent: frozenset[str]) -> AntecedentChoice:
    """The models in a file of weights, read once."""
    return AntecedentChoice(json.loads(path.read_text("utf-8")), silent)
