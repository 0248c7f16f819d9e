"""Partition numbers into disjoint sets (union-find), of which some must stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Joined"]


class Joined:
    """Disjoint sets of the numbers from 0 to `size` - 1, each alone until it is joined with others.

    Args:
        size: How many numbers there are.
        apart: Pairs of numbers that never come into one set.
    """

    def __init__(self, size: int, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._above = list(range(size))
        self._others: dict[int, set[int]] = {}
        for one, other in apart:
            self._others.setdefault(one, set()).add(other)
            self._others.setdefault(other, set()).add(one)

    def root(self, number: int) -> int:
        """Return the lowest number of its set."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> bool:
        """Merge the sets of two numbers; return False if something in them must stay apart, so that they are not."""
        low, high = sorted((self.root(one), self.root(other)))
        if low == high:
            return True
        if self.are_apart(low, high):
            return False
        self._above[high] = low
        if high in self._others:
            self._others.setdefault(low, set()).update(self._others.pop(high))
        return True

    def are_apart(self, one: int, other: int) -> bool:
        """Return whether something in the sets of two numbers must stay apart."""
        root = self.root(other)
        return any(self.root(each) == root for each in self._others.get(self.root(one), ()))

    def sets(self) -> list[list[int]]:
        """Return the sets with at least two numbers, each sorted, ordered by their lowest number."""
        gathered: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            gathered.setdefault(self.root(number), []).append(number)
        return [members for members in gathered.values() if len(members) > 1]
