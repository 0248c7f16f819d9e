"""Sets that grow together (union-find)."""

from __future__ import annotations

__all__ = ["Joined"]


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
