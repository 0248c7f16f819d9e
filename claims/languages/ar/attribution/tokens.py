"""Split a text into words, marks and quotations. Offsets are those of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from claims.text.double_marks import plain_marks
from claims.text.folding import DROPPED
from claims.text.paragraphs import paragraphs
from claims.text.quotations import MARKS, Quotation, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.ar.attribution.word_knowledge import Word, Words

_IN_WORD = "".join(re.escape(c) for c in sorted(DROPPED - {"\u0640"}))
# Words that begin with a letter come first, since most do and the next alternative need not be tried on them.
_TOKEN = re.compile(rf"(?:[^\W\d]|[{_IN_WORD}])[\w{_IN_WORD}]*|\d+(?:[.,\u066b\u066c/:]\d+)+|[\w{_IN_WORD}]+|[^\w\s]")

_HASHTAG = "#"
LONGEST_SENTENCE, MOST_OPENINGS = 600, 80
"""Words of a sentence, and words in it that a rule can begin with; what is longer is analysed in pieces.

Rules look through their sentence again and again, so that this keeps time linear in the text. The longest of thirty
thousand sentences in news have 535 words, and 73.
"""

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

    def with_quotes(self) -> Iterator[tuple[Range, Sequence[Quote]]]:
        """Its sentences, each with the quotations of which a part stands in it."""
        open_ones: list[Quote] = []
        k = 0
        for first, last in self.sentences:
            open_ones = [quote for quote in open_ones if quote.close >= first]
            while k < len(self.quotes) and self.quotes[k].open < last:
                open_ones.append(self.quotes[k])
                k += 1
            yield (first, last), open_ones


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


def tokenize(text: str, lexicon: Words, *, lead_in: bool = False) -> Tokens:
    """Split a text into tokens, paragraphs and sentences, and pair its quotation marks.

    Args:
        text: The text; quotation marks of two characters, ((…)) and the like, are read as “…”.
        lexicon: What is known of words.
        lead_in: Whether a paragraph that ends with a colon and the quotation that begins the next one are one
            sentence. The trained model was fed with rules that read each paragraph for itself.
    """
    text = plain_marks(text)
    # A control alone is no word, and the mark of a hashtag is no part of the sentence.
    written = [word for word in _TOKEN.findall(text) if lexicon[word].form and word != _HASHTAG]
    tokens = Tokens(text, written, lexicon.read(written), _starts(text, written))
    tokens.spells_apart = lexicon.language.grammar.writing.apart in text
    ends = lexicon.language.sentence_end
    for start, end in paragraphs(text):
        quotes = _quotes(tokens, start, end, lexicon.language.quotation_prefixes)
        tokens.quotes.update((q.open, q.close) for q in quotes)
        paragraph = Paragraph(_sentences(tokens, (start, end), ends, quotes), quotes)
        if lead_in and tokens.paragraphs and _introduces(tokens, tokens.paragraphs[-1], paragraph):
            paragraph = _together(tokens.paragraphs.pop(), paragraph)
        tokens.paragraphs.append(paragraph)
    return tokens


def _introduces(tokens: Tokens, before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph ends with a colon and the next one begins with a quotation."""
    if not (before.sentences and paragraph.sentences and paragraph.quotes):
        return False
    first, last = before.sentences[-1]
    short = last - first + paragraph.sentences[0][1] - paragraph.sentences[0][0] < LONGEST_SENTENCE
    return short and tokens.written[last - 1] == ":" and paragraph.quotes[0].open == paragraph.sentences[0][0]


def _together(before: Paragraph, paragraph: Paragraph) -> Paragraph:
    """Two paragraphs as one, the last sentence of the first and the first of the second as well."""
    joint = before.sentences[-1][0], paragraph.sentences[0][1]
    sentences = (*before.sentences[:-1], joint, *paragraph.sentences[1:])
    return Paragraph(sentences, (*before.quotes, *paragraph.quotes))


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
    kept = [(q.start, q.end) for _, _, q in reversed(quotes) if q.closed]
    first, last = map(tokens.at, offsets)
    found: list[Range] = []
    reach = 0
    for match in ends.finditer(tokens.text, *offsets):
        while kept and kept[-1][0] < match.start():
            reach = max(reach, kept.pop()[1])
        after = tokens.at(match.end())
        if match.end() >= reach and after > first:
            found += _cut(tokens.words, first, after)
            first = after
    if first < last:
        found += _cut(tokens.words, first, last)
    return found


def _cut(words: Sequence[Word], first: int, last: int) -> Iterator[Range]:
    """A sentence, or where it is too long for one, its pieces: to the last comma, else to the last word that fits."""
    if last - first <= MOST_OPENINGS:
        yield first, last
        return
    opened: deque[int] = deque()
    comma = first
    for k in range(first, last):
        if k - first >= LONGEST_SENTENCE or len(opened) >= MOST_OPENINGS:
            end = comma if comma > first else k
            yield first, end
            first = end
            while opened and opened[0] < first:
                opened.popleft()
        if words[k].opens:
            opened.append(k)
        if words[k].comma:
            comma = k + 1
    yield first, last
