"""The words of an English article: where they stand, in which sentence and paragraph, and whether they are quoted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.attribution.datelines import OPENING, dateline_end
from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.signals import EnglishSignals
from claims.text import paragraphs, plain_marks, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

Offsets = tuple[int, int]
Range = tuple[int, int]

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.(?= ?[A-Z])|\w+(?:[-’'&]\w+|\.(?=[a-z]{2,4}\b)[a-z]+)*|[^\w\s]",
)
"""U.S., an initial, a word with hyphens and apostrophes inside, a mark."""
_ENDING = re.compile(r"[’'](?:s|re|ve|ll|d|m|S)?$")
_CLOSING_ENDING = re.compile(r"[’']s(?=[,;.:)])")
_NO_PRONOUNS = frozenset({"US", "WHO", "IT"})
_INITIAL = len("A.")
_ARTICLES = frozenset({"al-", "el-"})
_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of an article.

    Attributes:
        text: As it is written, without what an apostrophe joins to it ('s, 're).
        form: In lower case, with straight apostrophes, without a full stop.
        start: Its offset; `end`, the offset after `text`.
        sentence: The number of its sentence in the article; `paragraph`, of its paragraph.
        quoted: Whether it stands in a quotation.
        mark: Whether it is no word.
        possessive: Whether 's or an apostrophe follows.
    """

    text: str
    form: str
    start: int
    end: int
    sentence: int
    paragraph: int
    quoted: bool
    mark: bool
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, an Arabic article aside (al-Abadi)."""
        return self.text[0].isupper() or (self.text[3:4].isupper() and self.text[:3] in _ARTICLES)

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals."""
        return len(self.text) > 1 and self.text.replace(".", "").isupper()


class ArticleWords:
    """The words of one article, in their order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = []
        self._firsts: list[int] = []
        self._quoted: list[Offsets] = []
        self.datelines: list[Offsets] = []
        """Where the article says where it was written; each is a sentence of its own."""
        plain = plain_marks(text)
        for number, (start, end) in enumerate(paragraphs(text)):
            inside = [q.inside for q in quotations(plain, start, end, prefixes="") if not q.inner]
            self._quoted += inside
            until = dateline_end(text, start, end, opening=number < OPENING)
            if until is not None:
                self.datelines.append((start, until))
                self._read(start, until, number, [])
            self._read(until or start, end, number, inside)
        self._starts = [word.start for word in self.words]
        self.lower = frozenset(w.form for w in self.words if not w.mark and w.text[0].islower())
        """The words that are written without a capital somewhere."""

    def _read(self, start: int, end: int, paragraph: int, inside: list[Offsets]) -> None:
        opening, k = True, 0
        for text, at, stop in _tokens(self.text, start, end):
            while k < len(inside) and inside[k][1] <= at:
                k += 1
            quoted = k < len(inside) and inside[k][0] <= at
            if opening:
                self._firsts.append(len(self.words))
                opening = False
            if text == "." and self._ends_abbreviation(at):
                continue
            mark = not (text[0].isalnum() or text[0] == "_")
            bare = text if mark else _ENDING.sub("", text)
            form = _form(bare)
            self.words.append(
                Word(
                    bare,
                    form,
                    at,
                    at + len(bare),
                    len(self._firsts) - 1,
                    paragraph,
                    quoted,
                    mark,
                    text[len(bare) + 1 :] in {"s", "S"} and len(bare) < len(text),
                )
            )
            opening = mark and text in _ENDS and not self._is_inside(at, stop, end)

    def _ends_abbreviation(self, at: int) -> bool:
        """Whether a full stop belongs to the word before it (Gen.)."""
        return bool(self.words) and self.words[-1].end == at and self.words[-1].form in naming_words().abbreviated

    def _is_inside(self, at: int, stop: int, end: int) -> bool:
        """Whether a full stop stands inside a word."""
        inside = stop < end and not self.text[stop].isspace() and self.text[stop] not in "\"”’'»)]"
        return self.text[at] == "." and inside

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, k: int) -> Word:
        return self.words[k]

    def at(self, offset: int) -> int:
        """The word that stands at an offset, or the next one."""
        k = bisect_right(self._starts, offset) - 1
        return k if k >= 0 and self.words[k].end > offset else k + 1

    def range_of(self, span: Offsets) -> Range:
        """The words that begin in a span."""
        first = self.at(span[0])
        return first, max(bisect_left(self._starts, span[1]), first)

    def slice(self, span: Range) -> str:
        """The text of a range of words; of a possessive without its ending, unless nothing follows that it has."""
        end = self.words[span[1] - 1].end
        if (closing := _CLOSING_ENDING.match(self.text, end)) is not None:
            end = closing.end()
        return self.text[self.words[span[0]].start : end]

    def sentence_range(self, sentence: int) -> Range:
        """The words of a sentence."""
        last = self._firsts[sentence + 1] if sentence + 1 < len(self._firsts) else len(self.words)
        return self._firsts[sentence], last

    def after_dateline(self, span: Range) -> Range:
        """A range of words without the dateline with which it begins, if it holds more."""
        first, last = span
        if first < last and self.in_dateline(first):
            _, after = self.sentence_range(self.words[first].sentence)
            first = after if after < last else first
        return first, last

    def in_dateline(self, k: int) -> bool:
        """Whether a word stands in a dateline."""
        start = self.words[k].start
        place = bisect_right(self.datelines, (start, len(self.text))) - 1
        return place >= 0 and start < self.datelines[place][1]

    def opens_sentence(self, k: int) -> bool:
        """Whether nothing but marks stands before a word in its sentence, or in the quotation that it begins."""
        first = self._firsts[self.words[k].sentence]
        while k > first and self.words[k - 1].mark and self.words[k - 1].text not in ",;:":
            k -= 1
        return k == first


def _form(text: str) -> str:
    """A word as it is compared: an initial keeps its full stop, for it is no article; US and WHO are no pronouns."""
    folded = EnglishSignals.fold(text)
    if text in _NO_PRONOUNS:
        return ".".join(folded)
    if len(text) == _INITIAL:
        return folded
    return folded.rstrip(".") or folded


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text, start, end):
        yield match.group(), *match.span()
