"""Split a text into words, marks and quotations. Offsets are those of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from claims.text.folding import DROPPED
from claims.text.quotations import MARKS, Quotation, quotations
from claims.text.sentences import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.word_knowledge import Word, Words

_IN_WORD = "".join(re.escape(c) for c in sorted(DROPPED - {"\u0640"}))
# Words that begin with a letter come first, since most do and the next alternative need not be tried on them.
_TOKEN = re.compile(rf"(?:[^\W\d]|[{_IN_WORD}])[\w{_IN_WORD}]*|\d+(?:[.,\u066b\u066c/:]\d+)+|[\w{_IN_WORD}]+|[^\w\s]")

Range = tuple[int, int]
"""Token indices, the end exclusive."""


class Quote(NamedTuple):
    """A quotation by tokens: its opening mark, and its closing mark or the last token of an unclosed one."""

    open: int
    close: int
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text: its sentences and its quotations, in their order."""

    sentences: Sequence[Range]
    quotes: Sequence[Quote]


@dataclass(slots=True)
class Tokens:
    """The words and marks of a text.

    Attributes:
        written: The words as they are written; marks are words, too.
        words: What is known of each.
        starts: Offsets in the text.
        quotes: The closing mark's index by the opening mark's.
        spells_apart: Whether the text spells words apart that are folded to one, so that a name can be told from a
            preposition (علي، على).
    """

    text: str
    written: list[str]
    words: list[Word]
    starts: list[int]
    quotes: dict[int, int] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)
    spells_apart: bool = False

    def end(self, i: int) -> int:
        """The offset in the text just after a word."""
        return self.starts[i] + len(self.written[i])

    def at(self, offset: int) -> int:
        """The index of the first token that starts at the offset or after it."""
        return bisect_left(self.starts, offset)

    def offsets(self, tokens: Range) -> Range:
        """Offsets in the text of a token range, the end exclusive."""
        return self.starts[tokens[0]], self.end(tokens[1] - 1)


def tokenize(text: str, lexicon: Words) -> Tokens:
    """Split a text into tokens, paragraphs and sentences, and pair its quotation marks."""
    written = [word for word in _TOKEN.findall(text) if lexicon[word].form]  # a control alone is no word
    tokens = Tokens(text, written, [lexicon[w] for w in written], _starts(text, written))
    tokens.spells_apart = lexicon.language.grammar.writing.apart in text
    ends = lexicon.language.sentence_end
    for start, end in paragraphs(text):
        quotes = _quotes(tokens, start, end, lexicon.language.quotation_prefixes)
        tokens.quotes.update((q.open, q.close) for q in quotes)
        tokens.paragraphs.append(Paragraph(_sentences(tokens, (start, end), ends, quotes), quotes))
    return tokens


def _starts(text: str, written: Sequence[str]) -> list[int]:
    """Where each word stands: no word lies between two, so a search finds the next (faster than matches)."""
    starts, end = [], 0
    for word in written:
        start = text.find(word, end)
        starts.append(start)
        end = start + len(word)
    return starts


def _quotes(tokens: Tokens, start: int, end: int, prefixes: str) -> list[Quote]:
    if MARKS.isdisjoint(tokens.text[start:end]):
        return []
    found = quotations(tokens.text, start, end, prefixes=prefixes)
    return [Quote(tokens.at(q.start), tokens.at(q.end) - 1, q) for q in found]


def _sentences(tokens: Tokens, offsets: Range, ends: re.Pattern[str], quotes: Sequence[Quote]) -> list[Range]:
    """The sentences of the paragraph at `offsets`, as token ranges; a closed quotation is never split."""
    kept = [(q.start, q.end) for _, _, q in quotes if q.closed]
    first, last = map(tokens.at, offsets)
    found: list[Range] = []
    for match in ends.finditer(tokens.text, *offsets):
        if any(a < match.start() and match.end() < b for a, b in kept):
            continue
        after = tokens.at(match.end())
        if after > first:
            found.append((first, after))
            first = after
    if first < last:
        found.append((first, last))
    return found
