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
        """Return whether a number is a name's, an ordinal's, an age's or a result's part: Flight 804, 4th, 16-year-old."""
        text, at = self.text, number.at
        after = text.form(number.last)
        digits = text.form(at)[:1].isdecimal()
        if (
            digits
            and at > 0
            and text.glued(at)
            and text.form(at - 1) not in {"(", '"', "“", "‘", "'", "$", "£", "€", "—", "–"}
        ):
            return True
        if digits and text.glued(number.last) and after[:1].isalpha():
            return True
        if after in _DASHES and text.glued(number.last) and text.glued(number.last + 1):
            return True
        if text.form(number.first - 1) == "in" and text.form(number.first - 2) in {"one", "two", "1"}:
            return True
        if (
            digits
            and number.first == number.at
            and len(text.form(at)) == 4
            and text.form(at)[:2] in {"19", "20"}
            and number.last == at + 1
        ):
            return True
        if text.form(at - 1) in {"no", "number", "article", "section", "chapter", "no."}:
            return True
        named = (
            digits
            and text.capital(at - 1)
            and not text.form(at - 2) in {".", "\n", ""}
            and text.form(at - 1) not in {"about", "some"}
        )
        return named and not self.words.plural(after)

    def _money(self, number: Number) -> Quantity | None:
        text, last = self.text, number.last
        following = text.form(last)
        if number.fraction or (following == "per" and text.form(last + 1) == "cent" and number.fraction):
            return None
        if number.money:
            return Quantity(
                number.first, last, number.min, number.max, number.bound, (number.at, number.at + 1), "$", "money"
            )
        if self.words.has(following, "money") and not number.vague:
            return Quantity(
                number.first, last + 1, number.min, number.max, number.bound, (last, last + 1), following, "money"
            )
        size = (
            1
            if self.words.has(following, "percent")
            else 2
            if (following, text.form(last + 1)) == ("per", "cent")
            else 0
        )
        if size:
            return Quantity(
                number.first,
                last + size,
                number.min,
                number.max,
                number.bound,
                (last, last + size),
                "percent",
                "percent",
            )
        return None

    def _counted(self, number: Number) -> Quantity | None:
        if number.fraction:
            return None
        text, words = self.text, self.words
        one = number.min == 1 and text.form(number.at) in {"one", "1"}
        at = number.last
        if text.form(at) == "of":
            if one or text.form(at + 1) in {"them", "whom", "which", "these", "those"}:
                return None if one else Quantity(number.first, at + 2, number.min, number.max, number.bound, None, "")
            at += 1
        while (
            text.form(at) in {"the", "its", "their", "his", "our", "these", "those", "more", "other", "such"}
            and at < number.last + 3
        ):
            at += 1
        unit = self._noun(at, singular=one)
        if one and number.bound == "exact" and unit and not words.has(text.form(unit[1] - 1), "persons"):
            return None
        if unit is None:
            if number.vague and text.form(number.last - 1) == "of":
                return None
            return (
                None
                if one
                else Quantity(number.first, number.last, number.min, number.max, number.bound, None, "", "bare")
            )
        head = text.form(unit[1] - 1)
        if any(words.has(text.form(k), "measures") for k in (at, unit[0], unit[1] - 1)) or any(
            k in self.taken for k in range(*unit)
        ):
            return None
        return Quantity(number.first, unit[1], number.min, number.max, number.bound, unit, head)

    def _single(self, index: int) -> Quantity | None:
        """Parse a man, another soldier, the 15-year-old boy: whether it is a figure depends on what happened to them."""
        text, words = self.text, self.words
        if text.form(index) not in self.openers:
            return None
        at = index + 1
        for k in range(at, min(at + _PHRASE, len(text))):
            form = text.form(k)
            if form in words.words["stops"] or not (form[:1].isalnum() or form in _DASHES or form == "'s"):
                return None
            if (
                words.has(form, "persons")
                and not words.has(text.form(k + 1), "persons")
                and text.form(k + 1) not in _DASHES
            ):
                if text.form(k + 1) == "'s" or text.form(k - 1) in _DASHES:
                    return None
                return Quantity(index, k + 1, 1, 1, "exact", (k, k + 1), form, "single")
            if form == "old" and text.form(k - 1) in _DASHES and not self._more(k + 1):
                return Quantity(index, k + 1, 1, 1, "exact", (k, k + 1), form, "single")
        return None

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
