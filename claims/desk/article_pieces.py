"""Divide an article into the pieces that the desk shows: each with its offsets, so that words can be selected."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.sheet.article_marks import stands
from claims.sheet.visible_characters import visible
from claims.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Claim, Span

__all__ = ["Paragraph", "Piece", "Shown", "found_words", "pieces", "whole_words"]

_AROUND = 15_000
"""Number of characters before and after a claim that are shown; the rest of a longer article is left out."""
_LETTER = r"[\w\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]"
"""Letters, digits, and what is written on or between them: vowel signs and joiners."""
_WORD = re.compile(rf"{_LETTER}+(?:['’\-]{_LETTER}+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text.

    Attributes:
        start: Its offset in code points; `end`: the offset after it.
        text: Its characters, invisible ones written out.
        plain: Whether `text` has the characters of the article, so that offsets within it can be counted.
        marks: The style classes of its roles in the claim that is shown and in others.
        begins: The numbers and ids of other claims whose content begins here.
    """

    start: int
    end: int
    text: str
    plain: bool
    marks: str
    begins: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of a paragraph."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of an article.

    Attributes:
        paragraphs: Its paragraphs.
        cut_before: Whether text before them is left out; `cut_after`: whether text after them is.
    """

    paragraphs: tuple[Paragraph, ...]
    cut_before: bool
    cut_after: bool

    @property
    def claims(self) -> Iterator[str]:
        """The ids of the other claims that begin here."""
        for paragraph in self.paragraphs:
            for piece in paragraph.pieces:
                for _, id in piece.begins:
                    yield id


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class _Begins:
    """The claims that begin at each offset, and these offsets in order."""

    at: Mapping[int, Sequence[tuple[int, str]]]
    offsets: Sequence[int]

    def between(self, start: int, end: int) -> Sequence[int]:
        return self.offsets[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]


def pieces(text: str, claims: Sequence[Claim], chosen: Claim | None, reads: Claim | None) -> Shown:
    """Return what is shown of an article.

    Args:
        text: Its text.
        claims: Its claims, in the order in which they are numbered.
        chosen: The claim that is looked at; None if the article is shown without one.
        reads: The same claim as a reviewer is about to correct it, or a new one; None while it has no words.
    """
    lines = _lines(text)
    seen = reads or chosen
    spans = [span for _, span in _spans(seen)] if seen is not None else []
    first = min((each.start for each in spans), default=0) - _AROUND
    last = max((each.end for each in spans), default=0) + _AROUND
    near = tuple((start, end) for start, end in lines if end > first and start < last)
    if not near:
        near = lines[:1]
    begun, ended = (near[0][0], near[-1][1]) if near else (0, 0)
    others = [claim for claim in claims if chosen is None or claim.id != chosen.id]
    marks = sorted(_marks(text, others, reads, begun, ended), key=lambda each: each.start)
    starts: dict[int, list[tuple[int, str]]] = {}
    for number, claim in enumerate(claims, start=1):
        if (chosen is None or claim.id != chosen.id) and stands(text, claim.content[0]):
            starts.setdefault(claim.content[0].start, []).append((number, claim.id))
    begins = _Begins(starts, sorted(starts))
    found = tuple(Paragraph(tuple(_pieces(text, start, end, marks, begins))) for start, end in near)
    return Shown(found, bool(near) and near[0] != lines[0], bool(near) and near[-1] != lines[-1])


@lru_cache(maxsize=8)
def _lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return the paragraphs of a text; those of one with many claims are needed again and again."""
    return tuple(paragraphs(text))


def whole_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the whole words that a selection touches; None if it touches none.

    Args:
        text: The text.
        start: Where the selection begins, in code points; may lie outside the text.
        end: Where it ends.
    """
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    if not text[start:end].strip():
        return None
    # Words are found in the lines around, so that a selection in a long text costs no more than in a short one.
    since, until = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    words = _WORD.finditer(text, since, until if until >= 0 else len(text))
    touched = [word.span() for word in words if word.start() < end and word.end() > start]
    return (touched[0][0], touched[-1][1]) if touched else None


def found_words(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Return the offsets of words in a text, at the place nearest to another; None if they are not there.

    Args:
        text: The text.
        words: The words as the article has them; white space may differ.
        near: The offset of the other place.
    """
    wanted = words.split()
    if not wanted:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, wanted)))
    places = [match.span() for match in pattern.finditer(text)]
    return min(places, key=lambda place: abs(place[0] - near), default=None)


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    if claim.source.mention is not None:
        yield "source", claim.source.mention
    yield "cue", claim.cue
    for part in claim.content:
        yield "content", part


def _marks(text: str, claims: Iterable[Claim], chosen: Claim | None, since: int, until: int) -> Iterator[_Mark]:
    for claim in claims:
        if claim.review.status == "rejected":
            continue
        for role, span in _spans(claim):
            if stands(text, span) and span.end > since and span.start < until:
                yield _Mark(span.start, span.end, role)
    for role, span in _spans(chosen) if chosen is not None else ():
        if stands(text, span):
            yield _Mark(span.start, span.end, f"{role} chosen")


def _pieces(
    text: str,
    start: int,
    end: int,
    marks: Sequence[_Mark],
    begins: _Begins,
) -> Iterator[Piece]:
    last = bisect_right(marks, end, key=lambda each: each.start)
    inside = [mark for mark in marks[:last] if mark.end > start]
    cuts = {start, end, *begins.between(start, end)}
    for mark in inside:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    for first, after in pairwise(sorted(cuts)):
        styles = [mark.style for mark in inside if mark.start <= first and after <= mark.end]
        names = " ".join(dict.fromkeys(name for style in styles for name in style.split()))
        yield from _visible(text, first, after, names, tuple(begins.at.get(first, ())))


def _visible(text: str, start: int, end: int, marks: str, begins: tuple[tuple[int, str], ...]) -> Iterator[Piece]:
    """Divide a stretch where an invisible character is written out, since offsets in it cannot be counted."""
    shown = visible(text[start:end])
    if len(shown) == end - start:
        yield Piece(start, end, shown, True, marks, begins)
        return
    at = start
    for place in range(start, end):
        written = visible(text[place])
        if len(written) > 1:
            if at < place:
                yield Piece(at, place, visible(text[at:place]), True, marks, begins)
                begins = ()
            yield Piece(place, place + 1, written, False, marks, begins)
            begins = ()
            at = place + 1
    if at < end:
        yield Piece(at, end, visible(text[at:end]), True, marks, begins)
