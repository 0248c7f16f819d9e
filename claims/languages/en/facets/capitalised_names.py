"""Split an English text into capitalised names: those of the gazetteer, sites by their last words, and others."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from claims.languages.en.attribution.datelines import OPENING, dateline_end
from claims.languages.en.facets.place_names import ARTICLES, gazetteer
from claims.languages.en.facets.place_words import place_words
from claims.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.gazetteer import Entry
    from claims.languages.en.facets.english_words import Text

__all__ = ["DASHES", "LINES", "Name", "Names"]

DASHES = frozenset("-–—")
LINES = frozenset(("\n", "\n\n", "\n\n\n", ""))
_LONGEST_RUN = 10
"""Maximum number of words in a name that the gazetteer lacks."""
_LONGEST = 12
_ABBREVIATIONS = frozenset(("st", "mt", "ft", "dr", "mr", "jr", "sr"))
_OF = frozenset(("of", "de", "del", "la"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the words from `first` to before `last`.

    Attributes:
        first: Index of its first word.
        last: Index after its last one.
        entries: The places of the gazetteer that have it.
        inner: Whether a capitalised word that is no place stands before it in the same name.
    """

    first: int
    last: int
    entries: tuple[Entry, ...]
    inner: bool = False

    @property
    def country(self) -> bool:
        """Whether it may be a country."""
        return any(entry.kind == "country" for entry in self.entries)

    @property
    def wide(self) -> bool:
        """Whether it may be a country or a first-order division of one."""
        return any(entry.kind in {"country", "admin"} for entry in self.entries)

    @property
    def region(self) -> bool:
        """Whether it may be a sea, a mountain range or another region across countries."""
        return any(entry.kind == "region" and entry.country is None for entry in self.entries)


class Names:
    """The capitalised names of a text.

    Attributes:
        listed: All names, in text order.
        runs: The extents of those that the gazetteer lacks.
        surnames: Last words of names of several words that are no places, folded.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.words = place_words()
        self.known = gazetteer()
        self.listed: list[Name] = []
        self.runs: list[tuple[int, int]] = []
        self.surnames: set[str] = set()
        self._datelines = list(_datelines(text))
        index, size = 0, len(text)
        while index < size:
            if not self.capital(index):
                index += 1
                continue
            end = self._run_end(index)
            self._read_run(self._with_article(index), end)
            index = end

    def capital(self, index: int) -> bool:
        """Return whether a word is capitalised and can be in a name."""
        return self.text.capital(index) and not self.words.has(self.text.form(index), "function")

    def goes_on(self, index: int) -> bool:
        """Return whether a capitalised word that can be in a name stands at `index`, and no dateline ends before it."""
        return self.capital(index) and all(index != last for _, last in self._datelines)

    def in_dateline(self, index: int) -> bool:
        """Return whether a word stands in a dateline."""
        return any(first <= index < last for first, last in self._datelines)

    def joined(self, index: int) -> bool:
        """Return whether a hyphen without spaces stands at `index`."""
        return self.text.form(index) in DASHES and self.text.glued(index) and self.text.glued(index + 1)

    def hit(self, first: int, last: int) -> tuple[Entry, ...]:
        """Return the places with exactly the name in some words."""
        words = [form for form in self.text.forms[first:last] if form not in DASHES and form != "."]
        return self.known.named(" ".join(words))

    def longest(self, index: int, end: int) -> tuple[int, tuple[Entry, ...]]:
        """Return the index after the longest name of the gazetteer that begins at `index`, and its places."""
        reach = self.known.reach(self.text.form(index))
        for last in range(min(end, len(self.text), index + 2 * reach + 1) if reach else index, index, -1):
            if self.text.forms[last - 1] not in DASHES and (entries := self.hit(index, last)):
                return last, entries
        return index, ()

    def place_at(self, index: int) -> bool:
        """Return whether a name of the gazetteer begins at `index`."""
        last, entries = self.longest(index, index + 4)
        return bool(entries) and not (last == index + 1 and self._is_other_word(index))

    def ending_at(self, index: int) -> Name | None:
        """Return the listed name of a place that ends before `index`."""
        k = bisect_left(self.listed, index, key=attrgetter("last"))
        name = self.listed[k] if k < len(self.listed) else None
        return name if name and name.last == index and name.entries else None

    def titled(self, first: int) -> bool:
        """Return whether a title stands before a word, with or without its dot."""
        text = self.text
        k = first - 1
        k -= text.form(k) == "." and text.glued(k)
        return text.capital(k) and self.words.has(text.form(k), "titles") and text.form(k) != "st"

    def is_surname(self, name: Name) -> bool:
        """Return whether a name of one word is also a surname in the text."""
        return name.last == name.first + 1 and self.text.form(name.first) in self.surnames

    def _run_end(self, index: int) -> int:
        at = index + 1
        while at < len(self.text) and at - index < _LONGEST and (step := self._step(index, at)):
            at += step
        return at

    def _step(self, index: int, at: int) -> int:
        """Return how many words of the name that begins at `index` go on at `at`."""
        text = self.text
        form = text.form(at)
        if self.capital(at):
            return int(self.goes_on(at))
        if self.joined(at) and (self.capital(at + 1) or text.form(at + 1) in ARTICLES):
            return 2
        short = len(text.form(at - 1)) == 1 or text.form(at - 1) in _ABBREVIATIONS
        if form == "." and short and self.capital(at + 1):
            return 1
        if form in ARTICLES and text.form(at + 1) in DASHES and text.capital(at + 2):
            return 3
        size = 2 + (text.form(at + 1) == "the")
        whole = form in _OF and self.capital(at + size - 1) and self.hit(index, at + size)
        return size if whole else 0

    def _with_article(self, index: int) -> int:
        """Return the index of a written-on article before a name: al-Shadadi."""
        text = self.text
        written_on = text.form(index - 1) in DASHES and text.form(index - 2) in ARTICLES and text.glued(index)
        return index - 2 if written_on and index > 1 else index

    def _read_run(self, first: int, end: int) -> None:
        """Split a run of capitalised words into names of the gazetteer, or take it as one name."""
        if self._is_site(first, end) or self._is_saint(first, end):
            self._add_unlisted(first, end)
            return
        plain = at = first
        while at < end:
            last, entries = self.longest(at, end)
            if not entries or (at == last - 1 and self._is_other_word(at)):
                at += 1
                continue
            inner = at > plain and not self._is_direction(at - 1)
            if inner and last == end:
                self.surnames.add(self.text.forms[last - 1])
            start = self._with_direction(at, last)
            self.listed.append(Name(start, last, self.hit(start, last) if start < at else entries, inner))
            plain = at = last
        if plain == first and end - first <= _LONGEST_RUN:
            self._add_unlisted(first, end)
        if plain < end and end - first > 1 and not self.words.has(self.text.forms[end - 1], "facilities"):
            self.surnames.add(self.text.forms[end - 1])

    def _add_unlisted(self, first: int, end: int) -> None:
        self.runs.append((first, end))
        self.listed.append(Name(first, end, ()))

    def _with_direction(self, first: int, last: int) -> int:
        """Return the index of a direction that belongs to a name though it is not capitalised: eastern Ghouta."""
        whole = first > 0 and self.text.forms[first - 1] in self.words.directions and self.hit(first - 1, last)
        return first - 1 if whole else first

    def _is_site(self, first: int, end: int) -> bool:
        """Return whether a run of capitalised words names a site: Beth Israel Medical Center, Rue Max Roos."""
        forms = self.text.forms[first:end]
        if len(forms) < 2 or self.words.has(forms[0], "titles") or self.longest(first, end)[0] >= end:
            return False
        return self.words.has(forms[-1], "facilities") or (self.words.has(forms[0], "site_firsts") and len(forms) <= 4)

    def _is_saint(self, first: int, end: int) -> bool:
        """Return whether a run names a saint's place that the gazetteer lacks: St Mary's County, no Mary."""
        saint = self.text.forms[first] in {"st", "saint"} and self.text.form(end) == "'s"
        return saint and end - first > 1 and not self.longest(first, end)[1]

    def _is_other_word(self, at: int) -> bool:
        """Return whether a word that is a place's name too is another word: Nice, Reading, Somali."""
        form = self.text.forms[at]
        if form in self.words.nationalities:
            return self.text.form(at + 1) not in {"region", "state"}
        return self.words.has(form, "never") and self.text.raw[at] != "US"

    def _is_direction(self, index: int) -> bool:
        form = self.text.form(index)
        return form in self.words.directions or form in DASHES or form in {"central", "rural", "greater", "downtown"}


def _datelines(text: Text) -> Iterator[tuple[int, int]]:
    """Yield the indices of the first word of each dateline of a text, and of the word after it."""
    for start, end in islice(paragraphs(text.text), OPENING):
        until = dateline_end(text.text, start, end, opening=True)
        if until is not None:
            yield bisect_left(text.starts, start), bisect_left(text.starts, until)
