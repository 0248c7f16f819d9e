"""Whether numbers conflict: whether they can be true together, found in little more time than it takes to read them."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from claims.model.facets import Bound

__all__ = ["Number", "cannot_both_be", "ends", "in_all", "in_conflict"]


class Number(Protocol):
    """A figure, as it is read or as a sheet shows it: at least `min`, at most `max`, either None where it is open."""

    @property
    def min(self) -> int | None:
        """The least."""

    @property
    def max(self) -> int | None:
        """The greatest."""

    @property
    def bound(self) -> Bound | str:
        """How the words limit it: `exact`, `at_least`, …."""


Said = tuple["Hashable", Number, "str | None"]
"""Whose a number is, the number, and what they do with it where they do not claim it (`deny`, `warn`, …)."""


def ends(number: Number) -> tuple[float, float]:
    """The least and the greatest that the words allow: “at least 9” has no end, and “at most 9” no beginning."""
    low = -inf if number.min is None or number.bound == "at_most" else number.min
    high = inf if number.max is None or number.bound == "at_least" else number.max
    return low, high


def in_all(numbers: Iterable[Number]) -> tuple[float, float]:
    """From which number to which one lies within the ends of each of them; the other way round where none does."""
    bounds = [(-inf, inf), *map(ends, numbers)]
    return max(low for low, _ in bounds), min(high for _, high in bounds)


def cannot_both_be(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether nothing lies within the ends of both."""
    return one[1] < other[0] or other[1] < one[0]


def in_conflict(said: Iterable[Said]) -> bool:
    """Whether two sources claim what cannot both be, or one denies what another one claims.

    What a source warns of, demands or promises conflicts with nothing, nor does a source with itself.
    """
    numbers = [(source, ends(number), stance) for source, number, stance in said]
    claimed = [(source, bounds) for source, bounds, stance in numbers if stance is None]
    denied = [(source, bounds) for source, bounds, stance in numbers if stance == "deny"]
    return _apart(claimed) or _meet(claimed, denied)


_Owned = tuple["Hashable", tuple[float, float]]


def _apart(claimed: Sequence[_Owned]) -> bool:
    """Whether one source's number begins above the end of another's."""
    lows = _Greatest()
    for source, (low, _) in claimed:
        lows.add(source, low)
    others = ((lows.besides(source), high) for source, (_, high) in claimed)
    return any(low is not None and low > high for low, high in others)


def _meet(claimed: Sequence[_Owned], denied: Sequence[_Owned]) -> bool:
    """Whether one source claims what another denies: in order, each meets those before it that have not ended yet."""
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
    """The greatest of numbers that belong to somebody, and the greatest of anybody else."""

    def __init__(self) -> None:
        self._top: dict[Hashable, float] = {}

    def add(self, source: Hashable, number: float) -> None:
        """One more number."""
        self._top[source] = max(number, self._top.get(source, number))
        if len(self._top) > 2:
            del self._top[min(self._top, key=self._top.__getitem__)]

    def besides(self, source: Hashable) -> float | None:
        """The greatest that is not this one's; None where nobody else has one."""
        return max((number for other, number in self._top.items() if other != source), default=None)
