"""Parse numbers: digits and words, with the words that limit them and both ends of a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from claims.languages.en.facets.english_words import phrase_table, table
from claims.model.facets import Bound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.languages.en.facets.english_words import Phrases, Text

__all__ = ["Number", "Numbers", "numbers"]

_DASHES = frozenset("-–—")
_LARGEST = 10**15
_MOST_WORDS = 40
"""Maximum number of words in a number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the words from `first` to before `last`.

    Attributes:
        first: Index of its first word, limiting words included.
        at: Index of its first word without them.
        last: Index after its last word.
        min: The least value; None if open.
        max: The greatest value; None if open.
        bound: How the words limit it.
        vague: Whether the words count without a number (dozens).
        fraction: Whether it is not a whole number.
        money: Whether a currency sign stands before it.
    """

    first: int
    at: int
    last: int
    min: int | None
    max: int | None
    bound: Bound = "exact"
    vague: bool = False
    fraction: bool = False
    money: bool = False


class Numbers:
    """Parses the numbers of English."""

    def __init__(self) -> None:
        data = table("numbers.toml")
        self._units: dict[str, int] = data["units"]
        self._tens: dict[str, int] = data["tens"]
        self._scales: dict[str, int] = data["scales"]
        self._short: dict[str, int] = data["short_scales"]
        self.limits, self._limit_of = _bounds(data["limits"])
        self._after, self._after_of = _bounds(data["after"])
        self._of = phrase_table(f"{phrase} of" for phrase in data["vague"]["before_of"])
        self._alone = phrase_table(data["vague"]["alone"])
        self._words = {
            *self._units,
            *self._tens,
            *self._scales,
            "a",
            "an",
            "half",
            "no",
            "$",
            "£",
            "€",
            "us$",
            "between",
        }
        self._firsts = self._words | set(self.limits) | set(self._of) | set(self._alone)

    def begins(self, form: str) -> bool:
        """Return whether a number can begin with a folded word."""
        return form in self._firsts or form[:1].isdecimal()

    def at(self, text: Text, index: int) -> Number | None:
        """Return the number that begins with the word at `index`, limiting words first; None if there is none."""
        limit: Bound | None = None
        at = index
        if size := text.longest(at, self.limits):
            limit = self._limit_of[text.forms[at : at + size]]
            at += size
            if second := text.longest(at, self.limits):  # about at least, an estimated: the first one decides
                at += second
        found = self._range(text, at) or self._vague(text, at)
        if found is None:
            return None
        found = replace(found, first=index)
        if limit and not found.vague and found.bound == "exact":
            found = _limited(found, limit)
        if size := text.longest(found.last, self._after):
            bound = self._after_of[text.forms[found.last : found.last + size]]
            ends = text.form(found.last + size - 1) != "least" or found.bound == "exact"
            if ends and found.bound == "exact" and not found.vague:
                found = replace(_limited(found, bound), last=found.last + size)
        return found

    def value(self, text: Text, index: int) -> tuple[int | float, int] | None:
        """Return the plain value of the number at `index` and the index after it; None if there is none."""
        form = text.form(index)
        if form[:1].isdecimal():
            return self._digits(text, index)
        if form in {"a", "an"} and text.form(index + 1) in self._scales:
            return self._scaled(text, 1, index + 1)
        if form == "half" and text.form(index + 1) in {"a", "the"} and text.form(index + 2) in self._scales:
            return self._scales[text.form(index + 2)] / 2, index + 3
        if form in self._units or form in self._tens:
            return self._spelled(text, index)
        return None

    def _range(self, text: Text, at: int) -> Number | None:
        """Parse one number, or two that are the ends of a range: 5 to 10, 5-10, between 5 and 10."""
        between = text.form(at) == "between"
        start = at + between
        one = self._one(text, start)
        if one is None:
            return None
        joint = text.form(one.last)
        joins = joint == "and" if between else joint in {"to", "or"} or (joint in _DASHES and text.glued(one.last))
        if joins:
            other = self._one(text, one.last + 1)
            if other and not other.fraction and one.min is not None and other.min is not None:
                low = one.min
                if low < other.min and self._scale_of(text, other) and low < 1000:
                    low *= self._scale_of(text, other)
                if low < other.min and (between or joint != "or" or other.min - low <= max(5, low)):
                    bound: Bound = "range"
                    return Number(at, at, other.last, low, other.min, bound, money=one.money or other.money)
        return None if between else one

    def _scale_of(self, text: Text, number: Number) -> int:
        """Return the scale that the end of a range shares with its beginning: 5 to 7 thousand."""
        scale = self._scales.get(text.form(number.last - 1), 0)
        return scale if number.last - number.at == 2 else 0

    def _one(self, text: Text, index: int) -> Number | None:
        form = text.form(index)
        money = False
        at = index
        if form == "us" and text.form(at + 1) == "$":
            at += 1
        if text.form(at) in {"$", "£", "€"}:
            money, at = True, at + 1
        if form == "no" and text.form(index + 1) not in {"one", "more", "longer", "matter"}:
            return None
        found = self.value(text, at)
        if found is None or (money is False and at != index):
            return None
        value, last = found
        if value > _LARGEST:
            return None
        whole = int(value)
        fraction = whole != value
        return Number(index, index, last, whole, whole, fraction=fraction, money=money)

    def _vague(self, text: Text, at: int) -> Number | None:
        if size := text.longest(at, self._of):
            return Number(at, at, at + size, None, None, "unknown", vague=True)
        if size := text.longest(at, self._alone):
            return Number(at, at, at + size, None, None, "unknown", vague=True)
        return None

    def _digits(self, text: Text, index: int) -> tuple[int | float, int] | None:
        written = text.form(index).replace(",", "")
        if len(written) > 16:
            return None
        value: int | float = float(written) if "." in written else int(written)
        last = index + 1
        if text.glued(last) and text.form(last) in self._short:
            value, last = round(value * self._short[text.form(last)], 6), last + 1
        elif text.form(last) == "-" and text.form(last + 1) in {"million", "billion"}:
            value, last = round(value * self._scales[text.form(last + 1)], 6), last + 2
        return self._scaled(text, value, last)

    def _scaled(self, text: Text, value: int | float, index: int) -> tuple[int | float, int]:
        """Multiply a value by the scales that follow: 2.5 million, two hundred thousand, three dozen."""
        while (scale := self._scales.get(text.form(index))) and value < _LARGEST:
            value, index = round(value * scale, 6), index + 1
        return (int(value) if value == int(value) else value), index

    def _spelled(self, text: Text, index: int) -> tuple[int, int] | None:
        """Parse a number in words: forty-two, three hundred and five, two thousand four hundred."""
        total, part, at = 0, 0, index
        while at < index + _MOST_WORDS:
            form = text.form(at)
            dash = form == "-" and part % 10 == 0 and part and text.form(at + 1) in self._units
            joined = form == "and" and text.form(at - 1) in {"hundred", "thousand", "million"}
            if dash or (joined and self._small(text.form(at + 1))):
                at, form = at + 1, text.form(at + 1)
            if form in self._units and part % 100 in ({0} | set(self._tens.values())) and self._fits(part, form):
                part += self._units[form]
            elif form in self._tens and part % 100 == 0:
                part += self._tens[form]
            elif form in {"hundred", "dozen"} and 0 < part < 100:
                part *= self._scales[form]
            elif form in self._scales and part and form not in {"hundred", "dozen"}:
                total, part = total + part * self._scales[form], 0
            else:
                break
            at += 1
        return (total + part, at) if at > index else None

    def _small(self, form: str) -> bool:
        return form in self._units or form in self._tens

    def _fits(self, part: int, form: str) -> bool:
        """Return whether a unit can follow what is read: forty two, but not ten two."""
        return part % 100 == 0 or (part % 10 == 0 and self._units[form] < 10)


def _limited(number: Number, limit: Bound) -> Number:
    low, high = number.min, number.max
    if limit == "at_least":
        high = None
    elif limit == "at_most":
        low = None
    return replace(number, min=low, max=high, bound=limit)


def _bounds(sections: Mapping[str, Any]) -> tuple[Phrases, dict[tuple[str, ...], Bound]]:
    """Return phrases of limiting words, and the bound of each."""
    bounds: dict[str, Bound] = {bound: bound for bound in get_args(Bound)}
    of = {tuple(phrase.split()): bounds[bound] for bound, phrases in sections.items() for phrase in phrases}
    return phrase_table(" ".join(words) for words in of), of


@cache
def numbers() -> Numbers:
    """Return the parser of numbers, loaded once."""
    return Numbers()
