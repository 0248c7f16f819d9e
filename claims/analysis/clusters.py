"""Partition numbers into clusters, joined by average similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.analysis.similarity import Likeness

__all__ = ["Clusters"]

_TOGETHER = 0.8
"""Minimum average similarity between two groups to merge them, as a share of the similarity that a pair needs."""
_APART = 0.1
"""Maximum share of the pairs of two groups that cannot be of one event: a date or a place can be misread."""
_TOLD = 200
"""Maximum number of members that are asked of which event their documents give a toll."""
_ASKED = 6
"""Maximum number of members that represent a group in comparisons."""


class Clusters:
    """Clusters of the numbers below `size`, each alone at first.

    Pairs are merged in order of similarity, most similar first, and only if their clusters are compatible.
    """

    def __init__(self, size: int) -> None:
        self._members = [[number] for number in range(size)]
        self._group_of = list(range(size))
        self._least = [1.0] * size

    def begin(self, numbers: Iterable[int], least: float | None) -> None:
        """Start with a cluster of some numbers; `least` is the similarity at which it was found before."""
        first, *others = sorted(set(numbers)) or [-1]
        for number in others:
            self._join(first, number, 1.0 if least is None else least)

    def speakers(self, number: int) -> list[int]:
        """Return the members that represent a number's cluster."""
        return self._members[self._group_of[number]][:_ASKED]

    def joined(self, pairs: Iterable[tuple[int, int]], likeness: Likeness) -> Iterator[tuple[list[int], float]]:
        """Merge the pairs that are compatible; return the clusters, each with its lowest merging similarity."""
        weighed = ((likeness.between(*pair), pair) for pair in pairs)
        for negative, (one, other) in sorted((-alike, pair) for alike, pair in weighed if alike >= likeness.enough):
            into, away = self._group_of[one], self._group_of[other]
            if into != away and self._go_together(into, away, likeness):
                self._join(into, away, -negative)
        return ((sorted(each), self._least[number]) for number, each in enumerate(self._members) if each)

    def _join(self, one: int, other: int, alike: float) -> None:
        into, away = sorted((self._group_of[one], self._group_of[other]))
        if into == away:
            return
        for number in self._members[away]:
            self._group_of[number] = into
        self._members[into] += self._members[away]
        self._members[away] = []
        self._least[into] = min(self._least[into], self._least[away], alike)

    def _told_apart(self, one: int, other: int, likeness: Likeness) -> bool:
        """Return whether one document gives a toll of one cluster for one event and a toll of the other for another."""
        events: dict[str, set[int]] = {}
        for document, event in filter(None, map(likeness.counted_in, self._members[one][:_TOLD])):
            events.setdefault(document, set()).add(event)
        told = filter(None, map(likeness.counted_in, self._members[other][:_TOLD]))
        return any(document in events and event not in events[document] for document, event in told)

    def _go_together(self, one: int, other: int, likeness: Likeness) -> bool:
        """Return whether two clusters are similar on average and few pairs rule it out, by their representatives."""
        if self._told_apart(one, other, likeness):
            return False
        some, others = self._members[one][:_ASKED], self._members[other][:_ASKED]
        pairs = [(min(one, other), max(one, other)) for one in some for other in others]
        if sum(likeness.apart(*pair) for pair in pairs) > _APART * len(pairs):
            return False
        return sum(likeness.between(*pair) for pair in pairs) >= likeness.enough * _TOGETHER * len(pairs)
