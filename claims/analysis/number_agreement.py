"""Whether numbers can be true together, found in little more time than it takes to read them."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from claims.sheet import view

    Said = tuple[Hashable, view.Figure]

__all__ = ["agreeing", "differ"]


def _low(figure: view.Figure) -> float:
    return -inf if figure.min is None else figure.min


def _high(figure: view.Figure) -> float:
    return inf if figure.max is None else figure.max


def agreeing(figures: Iterable[view.Figure]) -> tuple[float, float]:
    """From which number to which one lies within each figure's ends: an end that nobody names is open.

    A figure can be the same number as each of them where it begins at the second or below, and ends at the first or
    above.
    """
    lows, highs = [-inf], [inf]
    for figure in figures:
        lows.append(_low(figure))
        highs.append(_high(figure))
    return max(lows), min(highs)


def differ(said: Sequence[Said]) -> bool:
    """Whether two sources claim what cannot both be, or one denies what another one claims.

    Args:
        said: Figures, each with whose it is.
    """
    claimed = [(source, figure) for source, figure in said if figure.stance is None]
    denied = [(source, figure) for source, figure in said if figure.stance == "deny"]
    return _apart(claimed) or _meet(claimed, denied)


def _apart(claimed: Sequence[Said]) -> bool:
    """Whether one source's number begins above the end of another's."""
    lows = _Greatest()
    for source, figure in claimed:
        lows.add(source, _low(figure))
    others = ((lows.besides(source), _high(figure)) for source, figure in claimed)
    return any(low is not None and low > high for low, high in others)


def _meet(claimed: Sequence[Said], denied: Sequence[Said]) -> bool:
    """Whether one source claims what another denies: in order, each meets those before it that have not ended yet."""
    ordered = [(figure, source, False) for source, figure in claimed]
    ordered += [(figure, source, True) for source, figure in denied]
    ends = {False: _Greatest(), True: _Greatest()}
    for figure, source, denies in sorted(ordered, key=lambda each: _low(each[0])):
        end = ends[not denies].besides(source)
        if end is not None and end >= _low(figure):
            return True
        ends[denies].add(source, _high(figure))
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
