"""Paragraphs that are quoted from end to end: whoever was quoted in the paragraph before them goes on speaking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.text import paragraphs, plain_marks, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.extraction.attributions import Offsets
    from claims.extraction.neural.extractor import Extraction

_SHORTEST = 4
"""Words of a quotation that is no title or slogan."""
_ENDS = frozenset(".!?…")
_TRIMMED = " \t.,;:"


def with_quoted_paragraphs(text: str, found: Sequence[Extraction]) -> list[Extraction]:
    """The claims, each quoted one with the paragraphs after it that are nothing but quotation.

    In news such a paragraph has the speaker of the quotation before it, unless words of its own credit somebody.
    """
    result = list(found)
    before: Offsets | None = None
    speaker: int | None = None
    for start, end in paragraphs(text):
        here = _quoted(text, start, end) if before is not None else None
        if here is not None:
            speaker = speaker if speaker is not None else _speaker(result, before or (0, 0))
            if speaker is not None and not _is_credited(result, here):
                result = list(_joined(result, speaker, here))
                before = start, end
                continue
        before, speaker = (start, end), None
    return result


def _quoted(text: str, start: int, end: int) -> Offsets | None:
    """The words of a paragraph that one quotation fills, perhaps without its closing mark; None for another."""
    outer = [q for q in quotations(plain_marks(text), start, end, prefixes="") if not q.inner]
    if len(outer) != 1 or outer[0].start != start or text[outer[0].end : end].strip(_TRIMMED + "!?…"):
        return None
    first, last = outer[0].inside
    ended = last > first and (text[last - 1] in _ENDS or bool(text[outer[0].end : end].strip()))
    if not ended or len(text[first:last].split()) < _SHORTEST:
        return None
    while text[first].isspace():
        first += 1
    while text[last - 1] in _TRIMMED:
        last -= 1
    return first, last


def _speaker(found: Sequence[Extraction], paragraph: Offsets) -> int | None:
    """The last claim of a paragraph that is part of no other, if it is quoted."""
    start, end = paragraph
    here = (
        (a.cue, place)
        for place, a in enumerate(found)
        if a.within is None and any(start <= at < end for at in (a.cue[0], a.content[-1][0]))
    )
    last = max(here, default=None)
    return None if last is None or found[last[1]].mode == "indirect" else last[1]


def _is_credited(found: Sequence[Extraction], words: Offsets) -> bool:
    """Whether a claim with a cue elsewhere has some of these words."""
    start, end = words
    outside = (a for a in found if not start <= a.cue[0] < end)
    return any(a < end and start < b for each in outside for a, b in each.content)


def _joined(found: Sequence[Extraction], speaker: int, words: Offsets) -> Iterator[Extraction]:
    """The claims, with these words for the speaker's, and those that stand in them as part of it."""
    start, end = words
    for place, a in enumerate(found):
        if place == speaker:
            yield replace(a, content=(*a.content, words))
        elif a.within is None and start <= a.cue[0] < end:
            yield replace(a, within=speaker)
        else:
            yield a
