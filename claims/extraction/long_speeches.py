"""Give a claim the further paragraphs over which its quotation runs."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from claims.text import ITEM_MARK, sort_of, speeches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.attributions import Attribution, Offsets
    from claims.text import Quotation

__all__ = ["Places", "continued", "hold", "words_within"]


_FEWEST_ITEMS = 2


def continued(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, with the paragraphs over which a quotation runs on.

    Each such paragraph begins with an opening mark, and only the last has a closing one. A paragraph whose quotation is
    credited to somebody of its own belongs to that source; the whole quotation, if that is the last one and nobody was
    credited before (“… The road is closed”, the minister said).

    Args:
        text: The text in which the offsets count.
        found: The attributions of each paragraph for itself.
    """
    running = speeches(text) if found else []
    if not running:
        return list(found)
    places = Places(found)
    result = list(found)
    for first, *others in running:
        speaker = _speaker(text, result, first, places)
        if speaker is None:
            _credit_afterwards(text, result, [first, *others], places)
            continue
        parts: list[Offsets] = []
        for quotation in others:
            if places.credited(quotation):
                break
            parts.append(words_within(text, *quotation.inside))
        parts = _without_marks(text, parts)
        content = (*result[speaker].content, *parts)
        is_whole = result[speaker].content == (words_within(text, *first.inside),)
        mode = "direct" if is_whole else result[speaker].mode  # whatever the marks are like
        result[speaker] = dataclasses.replace(result[speaker], content=content, mode=mode)
        hold(result, speaker, parts, places)
    return result


class Places:
    """Looks attributions up by where they stand, so that a text of many speeches takes no more than linear time."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._cues = sorted((a.cue[0], place) for place, a in enumerate(found))
        self._cue_starts = [start for start, _ in self._cues]
        self._ends = sorted((a.content[-1], place) for place, a in enumerate(found))
        self._end_starts = [start for (start, _), _ in self._ends]
        self._reach = list(accumulate((end for (_, end), _ in self._ends), max))
        self._parts = sorted((part[0], a.cue[0], place) for place, a in enumerate(found) for part in a.content)
        self._part_starts = [start for start, _, _ in self._parts]

    def with_cue(self, start: int, end: int) -> list[int]:
        """The attributions whose cues begin in a part of the text."""
        first, last = bisect_left(self._cue_starts, start), bisect_left(self._cue_starts, end)
        return [place for _, place in self._cues[first:last]]

    def ending_around(self, start: int) -> list[tuple[int, int]]:
        """The attributions whose last part holds an offset: where that part begins, and their place."""
        around = []
        k = bisect_right(self._end_starts, start) - 1
        while k >= 0 and self._reach[k] > start:
            (begin, end), place = self._ends[k]
            if end > start:
                around.append((begin, place))
            k -= 1
        return around

    def credited(self, quotation: Quotation) -> bool:
        """Whether a quotation is credited by words outside it."""
        return bool(self.crediting(quotation))

    def crediting(self, quotation: Quotation) -> list[int]:
        """The attributions with words of a quotation whose cues stand outside it."""
        start, end = quotation.inside
        inside = self._parts[bisect_left(self._part_starts, start) : bisect_left(self._part_starts, end)]
        return [place for _, cue, place in inside if not start <= cue < end]


def _credit_afterwards(text: str, found: list[Attribution], speech: Sequence[Quotation], places: Places) -> None:
    """Give the paragraphs of a speech to whom the words after its last one credit it, if no other one is credited."""
    *before, last = speech
    if any(places.credited(quotation) for quotation in before):
        return
    after = [place for place in places.crediting(last) if found[place].cue[0] >= last.end]
    if not after or found[after[0]].within is not None:
        return
    parts = [words_within(text, *quotation.inside) for quotation in before]
    content = (*parts, *found[after[0]].content)
    found[after[0]] = dataclasses.replace(found[after[0]], content=content, mode="direct")
    hold(found, after[0], parts, places)


def _speaker(text: str, found: Sequence[Attribution], quotation: Quotation, places: Places) -> int | None:
    """The attribution whose content the words of an unclosed quotation end; the outermost of several."""
    start, end = words_within(text, *quotation.inside)
    if start >= end:
        return None
    ends = [(begin, place) for begin, place in places.ending_around(start) if found[place].within is None]
    return min(ends)[1] if ends else None


def hold(found: list[Attribution], speaker: int, parts: Sequence[Offsets], places: Places) -> None:
    """Mark the attributions that stand in these parts of a speech as the speech's."""
    for place in (place for part in parts for place in places.with_cue(*part)):
        attribution = found[place]
        inner = (attribution.cue, *attribution.content)
        held = all(any(a <= start and end <= b for a, b in parts) for start, end in inner)
        if held and attribution.within is None and place != speaker:
            found[place] = dataclasses.replace(attribution, within=speaker)


def _without_marks(text: str, parts: list[Offsets]) -> list[Offsets]:
    """The parts without the marks of items, if at least two are items of one list (• The road is closed)."""
    marks = [ITEM_MARK.match(text, start, end) for start, end in parts]
    sorts = {sort_of(mark) for mark in marks if mark}
    if len(sorts) != 1 or sum(mark is not None for mark in marks) < _FEWEST_ITEMS:
        return parts
    return [(mark.end() if mark else start, end) for mark, (start, end) in zip(marks, parts, strict=True)]


def words_within(text: str, start: int, end: int) -> Offsets:
    """A stretch of text without white space and full stops at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".،,؛;"):
        end -= 1
    return start, end
