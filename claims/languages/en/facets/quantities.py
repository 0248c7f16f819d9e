"""Extract quantities: numbers, and words that count without a number, with the noun that they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.facets.figure_words import figure_words
from claims.languages.en.facets.number_words import numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from claims.languages.en.facets.english_words import Text
    from claims.languages.en.facets.number_words import Number
    from claims.model.facets import Bound

__all__ = ["Quantity", "find"]

_PHRASE = 8
"""Maximum number of words in a counted noun phrase."""
_DASHES = frozenset("-–—")
_OPENING = frozenset("(\"“‘'$£€—–")
_LABELS = frozenset(("no", "number", "article", "section", "chapter", "no."))
_OF_THEM = frozenset(("them", "whom", "which", "these", "those"))
_BEFORE_NOUN = frozenset(("the", "its", "their", "his", "our", "these", "those", "more", "other", "such"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its noun, in the words from `first` to before `last`.

    Attributes:
        first: Index of its first word, limiting words included.
        last: Index after its last word.
        min: The least value; None if open.
        max: The greatest value; None if open.
        bound: How the words limit it.
        unit: Indices of the counted noun's words; None if there is none.
        noun: The folded head of the counted noun; "" if there is none.
        kind: How it is written: counted, single (a man), money, percent or bare.
    """

    first: int
    last: int
    min: int | None
    max: int | None
    bound: Bound
    unit: tuple[int, int] | None
    noun: str
    kind: str = "counted"


def _quantity(number: Number, last: int, unit: tuple[int, int] | None, noun: str, kind: str) -> Quantity:
    return Quantity(number.first, last, number.min, number.max, number.bound, unit, noun, kind)


def find(text: Text, taken: Collection[int]) -> list[Quantity]:
    """Return the quantities of a text in its order, outside the words in `taken` (times)."""
    reader = _Reader(text, taken)
    found: list[Quantity] = []
    free = 0
    parse = numbers()
    for index, form in enumerate(text.forms):
        if index < free or index in taken or not (parse.begins(form) or form in reader.openers):
            continue
        if quantity := reader.at(index):
            found.append(quantity)
            free = quantity.last
    return found


class _Reader:
    def __init__(self, text: Text, taken: Collection[int]) -> None:
        self.text = text
        self.taken = taken
        self.words = figure_words()
        self.numbers = numbers()
        self.openers = self.words.words["singular_before"] | self.words.words["definite"]

    def at(self, index: int) -> Quantity | None:
        """Return the quantity whose words begin at `index`."""
        number = self.numbers.at(self.text, index)
        if number is None:
            return self._single(index)
        if any(k in self.taken for k in range(number.at, number.last)) or self._is_label(number):
            return None
        return self._money(number) or self._counted(number)

    def _is_label(self, number: Number) -> bool:
        """Return whether a number is part of a name, an ordinal, an age or a ratio: Flight 804, 4th, 16-year-old."""
        text, at = self.text, number.at
        ratio = text.form(number.first - 1) == "in" and text.form(number.first - 2) in {"one", "two", "1"}
        if ratio or self._hyphenated(number.last) or text.form(at - 1) in _LABELS:
            return True
        return text.form(at)[:1].isdecimal() and (self._glued(number) or self._is_year(number) or self._named(number))

    def _glued(self, number: Number) -> bool:
        """Return whether letters or marks are written onto digits: 4th, A320."""
        text, at = self.text, number.at
        before = at > 0 and text.glued(at) and text.form(at - 1) not in _OPENING
        return before or (text.glued(number.last) and text.form(number.last)[:1].isalpha())

    def _hyphenated(self, index: int) -> bool:
        return self.text.form(index) in _DASHES and self.text.glued(index) and self.text.glued(index + 1)

    def _is_year(self, number: Number) -> bool:
        """Return whether four digits without a limit before them can be a year: the 2020 Democrats."""
        form, plain = self.text.form(number.at), number.first == number.at and number.last == number.at + 1
        return plain and len(form) == 4 and form[:2] in {"19", "20"}

    def _named(self, number: Number) -> bool:
        text, at = self.text, number.at
        inner = text.form(at - 2) not in {".", "\n", "\n\n", ""} and text.form(at - 1) not in {"about", "some"}
        return text.capital(at - 1) and inner and not self.words.plural(text.form(number.last))

    def _money(self, number: Number) -> Quantity | None:
        """Parse an amount of money or a percentage, if it is a whole number."""
        text, last = self.text, number.last
        if number.fraction or number.vague:
            return None
        following = text.form(last)
        if number.money:
            return _quantity(number, last, (number.at, number.at + 1), "$", "money")
        if self.words.has(following, "money"):
            return _quantity(number, last + 1, (last, last + 1), following, "money")
        per_cent = 2 if (following, text.form(last + 1)) == ("per", "cent") else 0
        size = 1 if self.words.has(following, "percent") else per_cent
        return _quantity(number, last + size, (last, last + size), "percent", "percent") if size else None

    def _counted(self, number: Number) -> Quantity | None:
        """Parse a number with the noun that it counts, or without one: 20 killed, two of them."""
        text = self.text
        one = number.min == 1 and text.form(number.at) in {"one", "1"}
        at = number.last
        if number.fraction or (one and text.form(at) == "of"):
            return None
        if text.form(at) == "of" and text.form(at + 1) in _OF_THEM:
            return _quantity(number, at + 2, None, "", "counted")
        at += text.form(at) == "of"
        while text.form(at) in _BEFORE_NOUN and at < number.last + 3:
            at += 1
        unit = self._noun(at, singular=one)
        if unit is None:
            open_ended = number.vague and text.form(number.last - 1) == "of"
            return None if one or open_ended else _quantity(number, number.last, None, "", "bare")
        return (
            _quantity(number, unit[1], unit, text.form(unit[1] - 1), "counted") if self._counts(number, unit) else None
        )

    def _counts(self, number: Number, unit: tuple[int, int]) -> bool:
        """Return whether a noun is counted rather than measured; one thing only if the number is limited."""
        text, words = self.text, self.words
        if any(words.has(text.form(k), "measures") for k in (unit[0], unit[1] - 1)):
            return False
        if any(k in self.taken for k in range(*unit)):
            return False
        plain = number.min == number.max == 1 and text.form(number.at) == "one"
        return not plain or words.has(text.form(unit[1] - 1), "persons")

    def _single(self, index: int) -> Quantity | None:
        """Parse a man, another soldier, the 15-year-old boy: a figure only if something happened to them."""
        if self.text.form(index) not in self.openers:
            return None
        for k in range(index + 1, min(index + 1 + _PHRASE, len(self.text))):
            form = self.text.form(k)
            if self.words.has(form, "stops") or not (form[:1].isalnum() or form in _DASHES or form == "'s"):
                return None
            if self._is_person(k):
                named = self.text.form(k + 1) == "'s" or self.text.form(k - 1) in _DASHES - {"-"}
                compound = self.text.form(k - 1) in _DASHES and form != "old"
                whole = not named and not compound
                return Quantity(index, k + 1, 1, 1, "exact", (k, k + 1), form, "single") if whole else None
        return None

    def _is_person(self, k: int) -> bool:
        """Return whether a noun phrase for a person ends with the word at `k`."""
        text, form = self.text, self.text.form(k)
        if form == "old" and text.form(k - 1) in _DASHES:
            return not self._more(k + 1)
        following = text.form(k + 1)
        return self.words.has(form, "persons") and not self.words.has(following, "persons") and following not in _DASHES

    def _more(self, index: int) -> bool:
        """Return whether a noun phrase goes on at `index`."""
        form = self.text.form(index)
        return form[:1].isalpha() and form not in self.words.words["stops"]

    def _noun(self, at: int, *, singular: bool) -> tuple[int, int] | None:
        """Return the extent of the noun phrase that begins at `at`: its head is its last word."""
        text, words = self.text, self.words
        last, nouns = -1, False
        k = at
        while k < min(at + _PHRASE, len(text)):
            form = text.form(k)
            if form in _DASHES and text.glued(k) and text.glued(k + 1):
                k += 1
                continue
            if form == "'s" and k > at:
                last, nouns, k = -1, False, k + 1
                continue
            if not form[:1].isalpha() or form in words.words["stops"] or k in self.taken:
                break
            nounish = words.plural(form) or (singular and words.has(form, "persons"))
            if nounish and not self._event(k):
                last, nouns = k, True
            elif nouns or (self._event(k) and not self._attributive(k)):
                break
            k += 1
        if nouns:
            return at, last + 1
        if singular and k > at:
            return self._singular(at, k)
        return self._names(at, k)

    def _event(self, index: int) -> bool:
        """Return whether a word says what happened rather than to whom: 20 killed, 35 injured."""
        form = self.text.form(index)
        return (form,) in self.words.senses and form not in self.words.nouns

    def _attributive(self, index: int) -> bool:
        """Return whether a word for an event stands before the noun that it describes: two wounded soldiers."""
        following = self.text.form(index + 1)
        return self.words.plural(following) and following not in self.words.words["stops"]

    def _singular(self, at: int, end: int) -> tuple[int, int] | None:
        """Return the phrase of one thing: one rocket, one Pakistani army officer."""
        for k in range(at, end):
            if self.text.form(k).endswith("ed") and k > at:
                return at, k
            if self._event(k):
                return (at, k) if k > at else None
        return (at, end) if end - at <= 4 else None

    def _names(self, at: int, end: int) -> tuple[int, int] | None:
        """Return a phrase that ends in the name of a people without a plural: 750,000 mostly Muslim Rohingya."""
        for k in range(end - 1, at - 1, -1):
            if self.text.capital(k) and (
                self.words.cue(self.text, k + 1) or self.words.has(self.text.form(k + 1), "aux")
            ):
                return at, k + 1
        return None
