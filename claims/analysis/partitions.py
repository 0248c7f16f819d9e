"""Numbers shared out among sets that grow together: whatever is joined, or only what is alike on the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.analysis.similarity import Likeness

__all__ = ["Clusters", "Joined"]

_TOGETHER = 0.7
"""How alike the members of two groups must be on average for the groups to become one: a share of what a pair needs."""
_ASKED = 6
"""How many members speak for a group that has more."""


class Joined:
    """The numbers from 0 to `size`, each in a set of its own until it is joined with others."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, number: int) -> int:
        """The least number of its set."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Makes the sets of two numbers one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def sets(self) -> list[list[int]]:
        """The sets of two numbers or more, each sorted, in the order of their least."""
        gathered: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            gathered.setdefault(self.root(number), []).append(number)
        return [members for members in gathered.values() if len(members) > 1]


class Clusters:
    """Groups of the numbers below `size`, each alone at first.

    They join from the most alike pair on, only while they go with those that they join.
    """

    def __init__(self, size: int) -> None:
        self._members = [[number] for number in range(size)]
        self._group_of = list(range(size))
        self._least = [1.0] * size

    def begin(self, numbers: Iterable[int], least: float | None) -> None:
        """Makes one group of some, which were found to be as alike as `least` before."""
        first, *others = sorted(set(numbers)) or [-1]
        for number in others:
            self._join(first, number, 1.0 if least is None else least)

    def speakers(self, number: int) -> list[int]:
        """Those who speak for the group of a number."""
        return self._members[self._group_of[number]][:_ASKED]

    def joined(self, pairs: Iterable[tuple[int, int]], likeness: Likeness) -> Iterator[tuple[list[int], float]]:
        """Joins what the pairs allow; gives the groups with the likeness of the least alike pair that joined each."""
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

    def _go_together(self, one: int, other: int, likeness: Likeness) -> bool:
        """Whether two groups are alike on the whole, by those who speak for them."""
        some, others = self._members[one][:_ASKED], self._members[other][:_ASKED]
        between = _between(some, others, likeness)
        return sum(between) / len(between) >= likeness.enough * _TOGETHER


def _between(some: Sequence[int], others: Sequence[int], likeness: Likeness) -> list[float]:
    return [likeness.between(min(one, other), max(one, other)) for one in some for other in others]
