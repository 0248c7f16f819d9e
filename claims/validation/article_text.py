"""Provide an article's text to the rules, with derived data that is computed once, when needed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.text import Quotation

__all__ = ["HIDDEN", "Article", "squeezed"]

_HIDDEN = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068"
    "\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa\ufffb"
)
HIDDEN = re.compile(f"[{_HIDDEN}]")
"""Invisible characters that change how text reads. Joiners are not included: Persian and several Indian scripts need
them for correct spelling."""

_LONGEST_QUOTATION = 20
"""Maximum number of paragraphs in one quotation."""

_OPENING = frozenset("“«„‟‹")
_CLOSING = frozenset("”»›")
"""Marks that only open and marks that only close: directly around the words, they need no pairing."""

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›＂‘’‚′'"), '"')


class Article:
    """One document's text."""

    def __init__(self, text: str) -> None:
        """Store the text in which a document's offsets count."""
        self.text = text

    @cached_property
    def has_hidden(self) -> bool:
        """Whether it contains bidirectional or invisible control characters."""
        return any(map(self.text.__contains__, _HIDDEN))  # Three times as fast as the pattern.

    @cached_property
    def squeezed(self) -> tuple[str, list[int]]:
        """The text with normalised spelling, spacing and quotation marks, and the original offset of each character."""
        return squeezed(self.text)

    def is_quoted(self, start: int, end: int) -> bool:
        """Return whether `text[start:end]` is inside quotation marks, in every paragraph that it covers."""
        if (
            self.text[start - 1 : start] in _OPENING
            and self.text[end : end + 1] in _CLOSING
            and "\n" not in self.text[start:end]
        ):
            return True
        while start < end:
            first, last, marks = self._paragraph(start)
            stop = min(end, last)
            covered = any(mark.start <= start and stop <= mark.end for mark in marks)
            if self.text[start:stop].strip() and not covered and not self._continues(first):
                return False
            start = last + 1
        return True

    @cached_property
    def _paragraphs(self) -> tuple[list[int], list[list[Quotation] | None]]:
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return starts, [None] * len(starts)

    @cached_property
    def _marked(self) -> str:
        from claims.text import plain_marks  # Few record sets have direct claims.

        return plain_marks(self.text)

    def _paragraph(self, offset: int) -> tuple[int, int, list[Quotation]]:
        """Return the start, the end and the quotations of the paragraph around an offset."""
        from claims.text import quotations  # Few record sets have direct claims.

        starts, found = self._paragraphs
        number = bisect_right(starts, offset) - 1
        first = starts[number]
        last = starts[number + 1] - 1 if number + 1 < len(starts) else len(self.text)
        marks = found[number]
        if marks is None:
            marks = found[number] = quotations(self._marked, first, last)
        return first, last, marks

    def _continues(self, first: int) -> bool:
        """Return whether a quotation opened in an earlier paragraph is still open in the paragraph at `first`."""
        for _ in range(_LONGEST_QUOTATION):
            if first == 0:
                return False
            first, _, marks = self._paragraph(first - 1)
            if marks:
                return not all(mark.closed for mark in marks)
        return False


def squeezed(text: str) -> tuple[str, list[int]]:
    """Remove what copying and retyping change; return the rest with the original offset of each character."""
    from claims.text import fold  # Imported here because only wrong quotations need it.

    folded, offsets = fold(text)
    kept: list[str] = []
    places: list[int] = []
    for character, offset in zip(folded.translate(_QUOTES), offsets, strict=True):
        blank = character.isspace()
        if blank and (not kept or kept[-1] == " "):
            continue
        kept.append(" " if blank else character)
        places.append(offset)
    if kept and kept[-1] == " ":
        kept.pop()
        places.pop()
    return "".join(kept), places
