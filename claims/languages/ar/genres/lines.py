"""The lines of an article as the genres see them: their words, their marks, what a line says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.cue_words import mark_cue_words
from claims.languages.ar.attribution.rule_finder import mode_of
from claims.languages.ar.attribution.sentence_words import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.extraction.attributions import Offsets
    from claims.languages.ar.attribution.tokens import Quote, Range, Tokens
    from claims.languages.ar.attribution.word_knowledge import Words
    from claims.languages.ar.data_sections import Phrases
    from claims.model import Mode

_CLOSING = frozenset(".…:،,؛;")
_CLOSING_QUOTES = frozenset('”»"')
_LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its tokens from `first` to `last`, exclusive, and its quotations."""

    first: int
    last: int
    quotes: Sequence[Quote]


class Lines:
    """The lines of one article."""

    def __init__(self, tokens: Tokens, lexicon: Words) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self._opened = {close: opening for opening, close in tokens.quotes.items()}
        self._all = [
            Line(paragraph.sentences[0][0], paragraph.sentences[-1][1], paragraph.quotes)
            for paragraph in tokens.paragraphs
            if paragraph.sentences
        ]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, number: int) -> Line:
        return self._all[number]

    def sentence(self, line: Line, first: int | None = None) -> Sentence:
        """The tokens of a line, perhaps from one on, for the queries that rules ask."""
        return Sentence(self.tokens, self.lexicon, line.first if first is None else first, line.last, line.quotes)

    def head(self, line: Line, first: int | None = None) -> Sentence:
        """The first tokens of a line, perhaps from one on, with the words marked that may be cues."""
        start = line.first if first is None else first
        s = Sentence(self.tokens, self.lexicon, start, min(line.last, start + _LONGEST_HEAD), line.quotes)
        mark_cue_words(s, s.opening_words())
        return s

    def form(self, i: int) -> str:
        """The folded word at an index."""
        return self.tokens.words[i].form

    def forms(self, span: Range) -> list[str]:
        """The folded words of a token range."""
        return [word.form for word in self.tokens.words[slice(*span)]]

    def word_count(self, line: Line) -> int:
        """How many words a line has, marks apart, counted up to the longest head."""
        return sum(not w.mark for w in self.tokens.words[line.first : min(line.last, line.first + _LONGEST_HEAD)])

    def marks(self, line: Line) -> int:
        """The first token of a line that is no bullet or other mark; a quotation's opening mark is none."""
        i = line.first
        while i < line.last and self.tokens.words[i].mark and i not in self.tokens.quotes:
            i += 1
        return i

    def begins(self, line: Line, phrases: Phrases) -> bool:
        """Whether a line begins with one of some phrases, marks before it apart."""
        start = self.marks(line)
        longest = max(map(len, phrases))
        head = tuple(self.forms((start, min(start + longest, line.last))))
        return any(head[: len(phrase)] == phrase for phrase in phrases)

    def find(self, span: Range, phrases: Iterable[Sequence[str]]) -> Range | None:
        """The last place of a phrase in a token range; of two at one place the longer one, given first."""
        forms = self.forms(span)
        found = None
        for phrase in phrases:
            size, wanted = len(phrase), list(phrase)
            places = (i for i in range(len(forms) - size, -1, -1) if forms[i : i + size] == wanted)
            place = next(places, None)
            if place is not None and (found is None or span[0] + place + size > found[1]):
                found = span[0] + place, span[0] + place + size
        return found

    def ends_with(self, line: Line, mark: str) -> bool:
        """Whether a mark is the last of a line, closing quotation marks and brackets apart."""
        i = line.last - 1
        while i > line.first and self.form(i) != mark and self.tokens.words[i].mark:
            i -= 1
        return self.form(i) == mark

    def said(self, line: Line, first: int) -> tuple[Offsets, Mode] | None:
        """What a line says from a token on, without the marks around it, and whether it is quoted."""
        last = line.last
        last = self._without_closing(first, last)
        if first < last and self.tokens.quotes.get(first) in {last - 1, line.last - 1}:
            inner = self._closed(line, first) and self.tokens.quotes[first] == last - 1
            first, last = first + 1, last - inner
        last = self._without_closing(first, last)
        if not any(not self.tokens.words[k].mark for k in range(first, last)):
            return None
        content = self.tokens.offsets((first, last))
        return content, mode_of(self.sentence(line), [content])

    def _without_closing(self, first: int, last: int) -> int:
        """Where a token range ends without the marks that close a clause or a quotation of earlier lines."""
        while last > first and (self.form(last - 1) in _CLOSING or self._closes_nothing(first, last - 1)):
            last -= 1
        return last

    def _closes_nothing(self, first: int, i: int) -> bool:
        """Whether a mark closes a quotation of which the beginning is in no token from `first` on."""
        return self.form(i) in _CLOSING_QUOTES and self._opened.get(i, -1) < first

    def _closed(self, line: Line, opening: int) -> bool:
        return any(quote.open == opening and quote.quotation.closed for quote in line.quotes)
