"""Split a text into folded words, numbers and marks with their offsets."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from claims.model import Span
from claims.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["ARTICLE", "PROCLITICS", "Text", "Word", "phrase_table", "readings", "stems"]

# A number keeps its thousands marks and its decimals; a space counts as a mark only between groups of three digits.
_PIECE = re.compile(
    r"\d{1,3}(?:[,.٬،'’ʼ\u00a0\u2009\u202f ]\d{3})+(?!\d)"
    r"|\d+(?:[.,٫]\d+)?"
    r"|[^\W\d_]+"
    r"|[^\w\s]|_|\n"
)
_TATWEEL = "\u0640"
_DASH = re.compile(rf"(?<=\d){_TATWEEL}(?={_TATWEEL}*\d)")
_NOTHING = ("",) * 64
"""Padding after the last word; also before the first one, because negative indices count from the end."""
ARTICLE = "ال"
PROCLITICS = (
    "", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "وب", "ول", "وك", "فب", "فل", "وبال", "وكال",
    "لل", "ولل",
)  # fmt: skip
"""Particles that can be attached to a word, in the order of trying; لل is ل with the article."""


class Word(NamedTuple):
    """A piece of the folded text: letters, a number, or one mark.

    Attributes:
        form: Folded.
        at: Where it begins in the folded text.
        end: Where it ends in the folded text.
        glued: Whether nothing stands between it and the piece before it.
        is_number: Whether it is written in digits.
        is_mark: Whether it is punctuation or a line end.
    """

    form: str
    at: int
    end: int
    glued: bool
    is_number: bool
    is_mark: bool


class Text:
    """A text, its folded words, and the way back from them to its offsets.

    Attributes:
        words: In the order of the text.
        forms: The words as they are spelled when folded.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # A tatweel between digits is a dash, and folding would make one number of two: 10ـ12.
        self.folded, self._offsets = fold(_DASH.sub("-", text) if _TATWEEL in text else text)
        self.words: tuple[Word, ...] = tuple(self._cut())
        self.forms: tuple[str, ...] = tuple(word[0] for word in self.words)
        self._around = (*self.forms, *_NOTHING)

    def _cut(self) -> Iterable[Word]:
        end = -1
        for match in _PIECE.finditer(self.folded):
            at, after = match.span()
            form = intern(match[0])
            number = form[0].isdecimal()
            yield Word(form, at, after, at == end, number, not (number or form[0].isalnum()))
            end = after

    def __len__(self) -> int:
        return len(self.forms)

    def form(self, index: int) -> str:
        """The word at `index`; "" up to 64 words before the text and after it."""
        return self._around[index]

    def span(self, start: int, end: int) -> Span:
        """The span of two offsets of the folded text; vowel signs and tatweel after its last letter belong to it."""
        first, last = self._offsets[start], self._offsets[end - 1] + 1
        while last < len(self.text) and (category(self.text[last]) == "Mn" or self.text[last] == _TATWEEL):
            last += 1
        return Span.of(self.text, first, last)

    def matches(self, index: int, phrase: Sequence[str]) -> bool:
        """Whether the words from `index` on are those of a phrase."""
        return all(self.form(index + step) == form for step, form in enumerate(phrase))

    def longest(self, index: int, phrases: dict[str, list[tuple[str, ...]]]) -> int:
        """Return the number of words from `index` on that the longest matching phrase has; 0 if none matches."""
        for phrase in phrases.get(self.form(index), ()):
            if self.matches(index, phrase):
                return len(phrase)
        return 0


@lru_cache(maxsize=1 << 14)
def stems(form: str) -> tuple[tuple[str, str], ...]:
    """The ways to read a folded word as particles and a stem, fewest particles first."""
    return tuple((p, form[len(p) :]) for p in PROCLITICS if form.startswith(p) and len(form) > len(p))


_BEFORE_NAMES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_JOINED = ("لل", "ولل", "فلل")
"""The preposition ل and the article, written as one."""


@lru_cache(maxsize=1 << 14)
def readings(form: str) -> tuple[tuple[int, str], ...]:
    """The ways to read a folded word as particles and a name, which keeps its article.

    Each is how many letters of particles are taken off, and the word that remains.
    """
    plain = [(len(p), form[len(p) :]) for p in _BEFORE_NAMES if form.startswith(p) and len(form) > len(p) + 1]
    joined = [(len(p) - 1, ARTICLE + form[len(p) :]) for p in _JOINED if form.startswith(p) and len(form) > len(p) + 1]
    return (*plain, *joined)


def phrase_table(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Folded phrases by their first word, longest first, as `Text.longest` wants them."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted({tuple(w.form for w in Text(p).words) for p in phrases}, key=lambda p: (-len(p), p)):
        table.setdefault(words[0], []).append(words)
    return table
