"""Split an English text into words, numbers and marks with their offsets."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Phrases", "Text", "fold", "phrase_table", "table"]

# Abbreviations with their dots (U.S., p.m.), words with inner apostrophes (Sana'a) but without the possessive, numbers
# with their thousands marks and decimals, marks.
_PIECE = re.compile(
    r"(?:[A-Za-z]\.){2,6}(?=\W|$)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
    r"|['’][sS](?!\w)"
    r"|(?:[^\W\d_][\u00ad\u0300-\u036f\u200b-\u200d\u2060]*)+(?:['’‘ʿʼ](?![sS](?!\w))[^\W\d_]+)*"
    r"|\n+"
    r"|[^\w\s]|_"
)
_MARKS = {
    **dict.fromkeys(map(ord, "'’‘ʼʻ`ʿʾ\u00ad\u200b\u200c\u200d\u2060"), None),
    **str.maketrans("ıłøđßæœ", "ilodsao"),
}
_POSSESSIVE = frozenset("'’")
_NOTHING = ("",) * 64
"""Padding after the last word; also before the first one, because negative indices count from the end."""

Phrases = dict[str, list[tuple[str, ...]]]
"""Phrases by their first word, longest first."""


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return a word in lower case, without accents and apostrophes: Sana'a and Sanaa, Türkiye and Turkiye."""
    if word[0] in _POSSESSIVE:
        return "'s" if len(word) == 2 else word
    if word.isascii():
        return word.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", word.translate(_MARKS).lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_MARKS) or word


class Text:
    """A text and its words.

    Attributes:
        text: The text, which all offsets count in.
        raw: The words as they are written: letters, a number, one mark, or line ends.
        forms: The same, folded.
        starts: Where each word begins.
        ends: Where each word ends.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(_PIECE.finditer(text))
        self.raw: tuple[str, ...] = tuple(match[0] for match in matches)
        self.starts: tuple[int, ...] = tuple(match.start() for match in matches)
        self.ends: tuple[int, ...] = tuple(match.end() for match in matches)
        self.forms: tuple[str, ...] = tuple(map(fold, self.raw))
        self._around = (*self.forms, *_NOTHING)
        self._written = (*self.raw, *_NOTHING)

    def __len__(self) -> int:
        return len(self.forms)

    def form(self, index: int) -> str:
        """Return the folded word at `index`; "" up to 64 words before the text and after it."""
        return self._around[index]

    def written(self, index: int) -> str:
        """Return the word at `index` as it is written; "" up to 64 words before the text and after it."""
        return self._written[index]

    def capital(self, index: int) -> bool:
        """Return whether the word at `index` begins with a capital letter."""
        return self._written[index][:1].isupper()

    def glued(self, index: int) -> bool:
        """Return whether nothing stands between the word at `index` and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def span(self, first: int, last: int) -> Span:
        """Return the span of the words from `first` to before `last`."""
        return Span.of(self.text, self.starts[first], self.ends[last - 1])

    def matches(self, index: int, phrase: Sequence[str]) -> bool:
        """Return whether the words from `index` on are those of a phrase."""
        return self._around[index : index + len(phrase)] == tuple(phrase)

    def longest(self, index: int, phrases: Phrases) -> int:
        """Return the number of words from `index` on that the longest matching phrase has; 0 if none matches."""
        for phrase in phrases.get(self._around[index], ()):
            if self._around[index : index + len(phrase)] == phrase:
                return len(phrase)
        return 0


def phrase_table(phrases: Iterable[str]) -> Phrases:
    """Return phrases by their first word, longest first, as `Text.longest` expects them."""
    found: Phrases = {}
    for words in sorted({Text(phrase).forms for phrase in phrases}, key=lambda p: (-len(p), p)):
        found.setdefault(words[0], []).append(words)
    return found


@cache
def table(name: str) -> dict[str, Any]:
    """Return the content of a TOML file of English."""
    return tomllib.loads(files("claims.languages.en").joinpath(name).read_text(encoding="utf-8"))
