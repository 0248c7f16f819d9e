"""Decide in near-linear time whether numbers from different sources conflict."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from claims.model.facets import Bound

__all__ = ["Number", "cannot_both_be", "ends", "in_all", "in_conflict"]


class Number(Protocol):
    """A figure between `min` and `max`; either can be None for an open end."""

    @property
    def min(self) -> int | None:
        """The lowest number allowed."""

    @property
    def max(self) -> int | None:
        """The highest number allowed."""

    @property
    def bound(self) -> Bound | str:
        """How the words limit the number: `exact`, `at_least`, …."""


Said = tuple["Hashable", Number, "str | None"]
"""A source, its number, and its speech act if it is not a claim (`deny`, `warn`, …)."""


def ends(number: Number) -> tuple[float, float]:
    """Return the lowest and highest number allowed; "at least 9" has no upper end and "at most 9" no lower end."""
    low = -inf if number.min is None or number.bound == "at_most" else number.min
    high = inf if number.max is None or number.bound == "at_least" else number.max
    return low, high


def in_all(numbers: Iterable[Number]) -> tuple[float, float]:
    """Return the intersection of the numbers' intervals; its ends are reversed if it is empty."""
    bounds = [(-inf, inf), *map(ends, numbers)]
    return max(low for low, _ in bounds), min(high for _, high in bounds)


def cannot_both_be(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Return whether two intervals are disjoint."""
    return one[1] < other[0] or other[1] < one[0]


def in_conflict(said: Iterable[Said]) -> bool:
    """Return whether two sources' numbers contradict each other, or one source denies what another claims.

    Warnings, demands and promises conflict with nothing, and a source does not conflict with itself.
    """
    numbers = [(source, ends(number), stance) for source, number, stance in said]
    claimed = [(source, bounds) for source, bounds, stance in numbers if stance is None]
    denied = [(source, bounds) for source, bounds, stance in numbers if stance == "deny"]
    return _apart(claimed) or _meet(claimed, denied)


_Owned = tuple["Hashable", tuple[float, float]]


def _apart(claimed: Sequence[_Owned]) -> bool:
    """Return whether one source's interval begins above the end of another's."""
    lows = _Greatest()
    for source, (low, _) in claimed:
        lows.add(source, low)
    others = ((lows.besides(source), high) for source, (_, high) in claimed)
    return any(low is not None and low > high for low, high in others)


def _meet(claimed: Sequence[_Owned], denied: Sequence[_Owned]) -> bool:
    """Return whether one source denies an interval that overlaps another's claim, by a sweep in ascending order."""
    ordered = [(low, high, source, False) for source, (low, high) in claimed]
    ordered += [(low, high, source, True) for source, (low, high) in denied]
    reached = {False: _Greatest(), True: _Greatest()}
    for low, high, source, denies in sorted(ordered, key=lambda each: each[0]):
        end = reached[not denies].besides(source)
        if end is not None and end >= low:
            return True
        reached[denies].add(source, high)
    return False


class _Greatest:
    """The maximum of numbers that have owners, and the maximum of all other owners."""

    def __init__(self) -> None:
        self._top: dict[Hashable, float] = {}

    def add(self, source: Hashable, number: float) -> None:
        """Add a number."""
        self._top[source] = max(number, self._top.get(source, number))
        if len(self._top) > 2:
            del self._top[min(self._top, key=self._top.__getitem__)]

    def besides(self, source: Hashable) -> float | None:
        """Return the maximum over all other owners, or None."""
        return max((number for other, number in self._top.items() if other != source), default=None)
