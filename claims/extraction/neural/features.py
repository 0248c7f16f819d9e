"""What the network is told of a cue and of a content's quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claims.extraction.neural.signals import Placed

NEAR = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
"""Distances from the cue at which another bucket begins."""

Range = tuple[int, int]
_INSIDE, _OPENING, _CLOSING = 1, 2, 3


BEFORE, AFTER = 40, 88
"""Words around a cue among which its source and content are looked for."""


def window(size: int, cue: Range) -> Range:
    """The words around a cue that are read for it."""
    return max(0, cue[0] - BEFORE), min(size, cue[1] + AFTER)


def near(size: int, cue: Range) -> NDArray[np.int64]:
    """For each word of a unit its bucket of distance: 0 in the cue, then those before it, then those after it."""
    places = np.arange(size)
    before = np.searchsorted(NEAR, cue[0] - places, side="right")
    after = np.searchsorted(NEAR, places - cue[1] + 1, side="right")
    return np.where(places < cue[0], before, np.where(places >= cue[1], after + len(NEAR), 0)).astype(np.int64)


def cue_flags(size: int, cue: Range, hints: Sequence[Placed]) -> NDArray[np.float32]:
    """What the rules say of each word, for a cue that they found too: cue, source, content, and that they found it."""
    flags = np.zeros((size, 4), np.float32)
    flags[slice(*cue), 0] = 1
    for hint in hints:
        if hint.cue[0] < cue[1] and cue[0] < hint.cue[1]:
            flags[:, 3] = 1
            if hint.source:
                flags[slice(*hint.source), 1] = 1
            for part in hint.content:
                flags[slice(*part), 2] = 1
    return flags


def is_one_quotation(quoted: Sequence[int], content: Range) -> bool:
    """Whether a content is all that stands between two marks of quotation, with or without them."""
    start, end = content
    start, end = start + (quoted[start] == _OPENING), end - (quoted[end - 1] == _CLOSING)
    between = start > 0 and end < len(quoted) and quoted[start - 1] == _OPENING and quoted[end] == _CLOSING
    return between and all(quoted[k] == _INSIDE for k in range(start, end))


def mode_features(quoted: Sequence[int], content: Range) -> NDArray[np.float32]:
    """How a content is quoted."""
    start, end = content
    inside = [quoted[k] for k in range(start, end)]
    share = sum(q == _INSIDE for q in inside) / max(1, len(inside))
    opened = start > 0 and quoted[start - 1] == _OPENING
    closed = end < len(quoted) and quoted[end] == _CLOSING
    marks = sum(q == _OPENING for q in inside)
    longest = run = 0
    for q in inside:
        run = run + 1 if q == _INSIDE else 0
        longest = max(longest, run)
    return np.array(
        [
            share,
            share == 1,
            share == 0,
            opened,
            closed,
            inside[0] == _OPENING,
            min(marks, 3) / 3,
            min(longest, 6) / 6,
        ],
        np.float32,
    )
