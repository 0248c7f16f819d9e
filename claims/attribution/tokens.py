"""A text as words and marks, with what stands where. Offsets are those of the text; forms are folded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.languages import Language
from claims.text.folding import DROPPED, fold_word
from claims.text.quotations import MARKS, Quotation, quotations
from claims.text.segments import paragraphs

_IN_WORD = "".join(re.escape(c) for c in sorted(DROPPED - {"\u0640"}))
_TOKEN = re.compile(rf"\d+(?:[.,٫٬/:]\d+)+|[\w{_IN_WORD}]+|[^\w\s]")
COMMAS = frozenset("،,؛;")
_CACHE_LIMIT = 200_000


class Folder:
    """Folds words and remembers them, within bounded memory."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """The folded form of one word."""
        form = self._known.get(word)
        if form is None:
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            form = self._known[word] = fold_word(word)
        return form


@dataclass(slots=True)
class Tokens:
    """The words and marks of a text.

    Attributes:
        forms: The folded words; marks stand for themselves.
        starts: Offsets in the text; `ends` likewise, exclusive.
        quotes: Quotations by the index of their opening mark: (quotation, index of the closing mark or of the last
            token inside, where it is not closed).
        paragraphs: Token ranges.
        sentences: Token ranges, within paragraphs.
    """

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    quotes: dict[int, tuple[Quotation, int]] = field(default_factory=dict)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def word(self, i: int) -> str:
        """The word as it is written."""
        return self.text[self.starts[i] : self.ends[i]]

    def at(self, offset: int) -> int:
        """The index of the first token that starts at the offset or after it."""
        return bisect_left(self.starts, offset)


def tokenize(text: str, language: Language, fold: Folder) -> Tokens:
    """Split a text into tokens, paragraphs and sentences, and pair its quotation marks."""
    found = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    tokens = Tokens(text, [fold(w) for w, _, _ in found], [s for _, s, _ in found], [e for _, _, e in found])
    for start, end in paragraphs(text):
        first, last = tokens.at(start), tokens.at(end)
        tokens.paragraphs.append((first, last))
        marked = not MARKS.isdisjoint(text[start:end])
        quotes = quotations(text, start, end) if marked else []
        for quote in quotes:
            tokens.quotes[tokens.at(quote.start)] = (quote, tokens.at(quote.end) - 1)
        _split(tokens, (start, end), (first, last), language, quotes)
    return tokens


def _split(
    tokens: Tokens,
    offsets: tuple[int, int],
    indices: tuple[int, int],
    language: Language,
    quotes: Sequence[Quotation],
) -> None:
    kept = [(q.start, q.end) for q in quotes if q.closed]
    first = indices[0]
    for match in language.sentence_end.finditer(tokens.text, *offsets):
        if any(a < match.start() and match.end() < b for a, b in kept):
            continue
        after = tokens.at(match.end())
        if after > first:
            tokens.sentences.append((first, after))
            first = after
    if first < indices[1]:
        tokens.sentences.append((first, indices[1]))
