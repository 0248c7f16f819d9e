"""Parse numbers in words and digits: their minimum, their maximum, and their position."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import Text, phrase_table, stems
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.model.facets import Bound

__all__ = ["Number", "Numbers", "numbers", "parse"]

_GROUPED = re.compile(r"\d{1,3}(?:[,.٬،'’ʼ\u00a0\u2009\u202f ]\d{3})+")
_MARKS = re.compile(r"[,.٬،'’ʼ\u00a0\u2009\u202f ]")
_MOST = 10**15
"""The largest number that is read: what is written larger counts nothing, and JSON readers would round it."""
_LONGEST = 40
"""Digits and marks of the longest number that is looked at."""
_NEVER_BEFORE_FIRST = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل")

Sort = Literal["unit", "compound", "ten", "tens", "hundred", "hundred2", "scale", "scale2", "few", "odd"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Attributes:
        first: Index of its first word.
        last: Index after its last word.
        start: Its start in the folded text, without particles; `end`, its end.
        min: The minimum; None if not given.
        max: The maximum; None if not given.
        bound: The bound given by its own words (عشرات: at least).
        several: Whether it names no number at all (عدة، عدد من).
        definite: Whether it has the article (الثلاثة) and so refers to something mentioned before.
        vague: Whether it is a plural that names no number (عشرات); `min` then only orders it among others.
    """

    first: int
    last: int
    start: int
    end: int
    min: int | None
    max: int | None
    bound: Bound = "exact"
    several: bool = False
    definite: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A value, and the index after its words; `scale` is that of the last scale word, or 1."""

    value: Fraction
    next: int
    scale: int = 1
    digits: bool = False


def parse(text: str, language: str) -> int | None:
    """Return the number that the whole text expresses; None if it is not a single number."""
    words = Text(text)
    found = numbers(language).at(words, 0)
    if found is None or found.last != len(words) or found.min != found.max:
        return None
    return found.min


@cache
def numbers(language: str) -> Numbers:
    """Return the numbers of a language.

    Raises:
        ClaimsError: for a language without data.
    """
    return Numbers(primary(language))


class Numbers:
    """Parses the numbers of one language."""

    def __init__(self, code: str) -> None:
        data = table(code, "numbers.toml")
        self._lexicon: dict[str, dict[Sort, int]] = {}
        self._load(data)
        self._vague = {fold_word(w): int(n) for n, words in data["vague"].items() for w in words}
        self.several = frozenset(map(fold_word, data["several"]["words"]))
        self._several_of = frozenset(map(fold_word, data["several"]["of"]))
        self._halves = {fold_word(w): Fraction(1, 2) for w in data["fractions"]["half"]} | {
            fold_word(w): Fraction(1, 4) for w in data["fractions"]["quarter"]
        }
        self._bounds = {key: phrase_table(phrases) for key, phrases in data["bounds"].items()}
        self.begun = lru_cache(maxsize=1 << 14)(self._begun)

    def _load(self, data: Mapping[str, Mapping[str, list[str]]]) -> None:
        sorts: tuple[tuple[str, Sort], ...] = (
            ("units", "unit"), ("compound_units", "compound"), ("ten", "ten"), ("tens", "tens"), ("scales", "scale"),
            ("scale_duals", "scale2"),
        )  # fmt: skip
        for section, sort in sorts:
            for value, words in data[section].items():
                self._add(sort, int(value), words)
        for value, words in data["hundreds"].items():
            self._add("hundred" if value == "100" else "hundred2", int(value), words)
        for value, joined in data["hundred_stems"].items():
            self._add("hundred2", 100 * int(value), [s + h for s in joined for h in data["hundreds"]["100"]])
        self._add("few", 3, data["few"]["words"])
        self._add("odd", 0, data["odd"]["words"])

    def _add(self, sort: Sort, value: int, words: list[str]) -> None:
        for word in words:
            self._lexicon.setdefault(fold_word(word), {})[sort] = value

    # The order of words within a number.

    def at(self, text: Text, index: int) -> Number | None:
        """Return the number whose first word, without particles, is at `index`, with its own bound only."""
        word = text.words[index] if index < len(text) else None
        if word is None or (word.is_mark and not word.is_number):
            return None
        if word.is_number:
            return self._built(text, index, "", self._sum(text, index, word.form))
        for particles, stem in self.begun(word.form):
            found = self._vaguely(text, index, particles, stem) or self._built(
                text, index, particles, self._sum(text, index, stem)
            )
            if found:
                return found
        return None

    def _begun(self, form: str) -> tuple[tuple[str, str], ...]:
        """Return the ways to read a word as particles and the first word of a number."""
        return tuple((particles, stem) for particles, stem in stems(form) if self.begins(stem))

    def begins(self, stem: str) -> bool:
        """Return whether a word without particles can be the first one of a number."""
        return (
            stem in self._lexicon
            or stem in self._vague
            or stem in self._halves
            or stem in self.several
            or stem in self._several_of
            or stem[:1].isdecimal()
        )

    def _built(self, text: Text, index: int, particles: str, piece: _Piece | None) -> Number | None:
        if piece is None or piece.value.denominator != 1 or not 0 < piece.value <= _MOST:
            return None
        words, value = text.words, int(piece.value)
        start = words[index].at + len(particles)
        number = Number(index, piece.next, start, words[piece.next - 1].end, value, value)
        glued = words[index].is_number and words[index].glued and text.form(index - 1).endswith(("ال", "لل"))
        return replace(number, definite=glued or particles in _NEVER_BEFORE_FIRST)

    def _sum(self, text: Text, index: int, stem: str) -> _Piece | None:
        """Parse a sum of groups with descending scales: ألفان وخمسمئة، 62 ألفا و300."""
        total = self._group(text, index, stem)
        if total is None:
            return None
        while total.scale > 1:
            more = self._joined(text, total)
            if more is None:
                return total
            total = _Piece(total.value + more.value, more.next, more.scale, total.digits)
        return total

    def _joined(self, text: Text, before: _Piece) -> _Piece | None:
        """Parse what و adds to a group: a smaller group, or a half of its scale."""
        for at, stem in self._after_and(text, before.next):
            if part := self._halves.get(stem):
                again = text.form(at + 1).removeprefix("ال")
                repeated = self._lexicon.get(again, {}).get("scale") == before.scale
                return _Piece(part * before.scale, at + 1 + repeated)
            group = self._group(text, at, stem)
            if group and group.value < before.scale and group.value.denominator == 1:
                return group
        return None

    @staticmethod
    def _after_and(text: Text, index: int) -> Iterator[tuple[int, str]]:
        """Yield the word joined with و at `index`: its index and its form without و."""
        form = text.form(index)
        if form == "و":
            yield index + 1, text.form(index + 1)
        elif form.startswith("و"):
            yield index, form[1:]
            yield index, form[1:].removeprefix("ال")

    def _group(self, text: Text, index: int, stem: str) -> _Piece | None:
        """Parse one group: digits or words below a thousand with a scale word, or a scale word alone."""
        sorts = self._lexicon.get(stem, {})
        if part := self._halves.get(stem):
            scale = self._lexicon.get(text.form(index + 1), {}).get("scale")
            return _Piece(part * scale, index + 2, scale) if scale else None
        small = self._digits(text, index, stem) or self._hundreds(text, index, stem)
        if small is None:
            value = sorts.get("scale2") or sorts.get("scale")
            if not value:
                return None
            return _Piece(Fraction(value), index + 1, value if "scale2" not in sorts else value // 2)
        scaled = self._scaled(text, small)
        if small.digits and small.value.denominator != 1 and scaled is small:
            return None
        return scaled

    def _scaled(self, text: Text, small: _Piece) -> _Piece:
        scale = self._lexicon.get(text.form(small.next), {}).get("scale")
        if scale is None:
            return small
        return _Piece(small.value * scale, small.next + 1, scale, small.digits)

    def _digits(self, text: Text, index: int, stem: str) -> _Piece | None:
        if not stem[:1].isdecimal() or len(stem) > _LONGEST:
            return None
        grouped = _GROUPED.fullmatch(stem)
        scaled = "scale" in self._lexicon.get(text.form(index + 1), {})
        if grouped and not (scaled and stem.count(".") == 1):
            return _Piece(Fraction(int(_MARKS.sub("", stem))), index + 1, digits=True)
        return _Piece(Fraction(re.sub("[,٫]", ".", stem)), index + 1, digits=True)

    def _hundreds(self, text: Text, index: int, stem: str) -> _Piece | None:
        """Parse a number below a thousand in words."""
        sorts = self._lexicon.get(stem, {})
        unit, following = sorts.get("unit"), self._lexicon.get(text.form(index + 1), {})
        if value := sorts.get("hundred") or sorts.get("hundred2"):
            return self._with_rest(text, _Piece(Fraction(value), index + 1))
        if unit and unit > 2 and "hundred" in following:
            return self._with_rest(text, _Piece(Fraction(unit * 100), index + 2))
        return self._below_hundred(text, index, stem)

    def _with_rest(self, text: Text, hundreds: _Piece) -> _Piece:
        for at, stem in self._after_and(text, hundreds.next):
            if stem[:1].isdecimal():
                continue
            if rest := self._below_hundred(text, at, stem):
                return _Piece(hundreds.value + rest.value, rest.next)
        return hundreds

    def _below_hundred(self, text: Text, index: int, stem: str) -> _Piece | None:
        sorts = self._lexicon.get(stem, {})
        if value := sorts.get("tens") or sorts.get("ten"):
            return _Piece(Fraction(value), index + 1)
        unit = sorts.get("unit") or sorts.get("compound")
        if unit is None:
            return None
        if "ten" in self._lexicon.get(text.form(index + 1).removeprefix("ال"), {}):
            return _Piece(Fraction(unit + 10), index + 2)
        for at, tens in self._after_and(text, index + 1):
            if value := self._lexicon.get(tens, {}).get("tens"):
                return _Piece(Fraction(unit + value), at + 1)
        return _Piece(Fraction(unit), index + 1) if "unit" in sorts else None

    # Words for inexact numbers.

    def _vaguely(self, text: Text, index: int, particles: str, stem: str) -> Number | None:
        start = text.words[index].at + len(particles)
        if "few" in self._lexicon.get(stem, {}):
            return self._few(text, index, start)
        if particles in _NEVER_BEFORE_FIRST and stem in self.several | self._several_of:
            return None
        if stem in self.several or (stem in self._several_of and self._counts(text, index)):
            return Number(index, index + 1, start, text.words[index].end, None, None, "unknown", several=True)
        if "odd" in self._lexicon.get(stem, {}):
            return self._and_some(text, index, start)
        if least := self._vague.get(stem):
            return self._tens_of(text, index, start, least, definite=particles in _NEVER_BEFORE_FIRST)
        return self._with_some(text, index, particles, stem)

    @staticmethod
    def _counts(text: Text, index: int) -> bool:
        """Return whether an indefinite عدد or a similar word counts the following words: عدد من، عدد آخر من."""
        first, second = text.form(index + 1), text.form(index + 2)
        return first.startswith(("من", "اخر")) or (second == "من" and not first.startswith("ال"))

    def _few(self, text: Text, index: int, start: int) -> Number:
        """Parse بضع, "a few", which names no number, and its compounds, which do: three to nine hundreds and so on."""
        following = self._lexicon.get(text.form(index + 1), {})
        vague = self._vague.get(text.form(index + 1))
        low, high, after = 0, 0, index + 1
        if vague:
            low, high, after = 3 * vague // 2, 9 * vague // 2, after + 1
        elif "ten" in following:
            low, high, after = 13, 19, after + 1
        else:
            for at, stem in self._after_and(text, after):
                if tens := self._lexicon.get(stem, {}).get("tens"):
                    low, high, after = tens + 3, tens + 9, at + 1
        if not high:
            return Number(index, after, start, text.words[index].end, None, None, "unknown", several=True)
        return Number(index, after, start, text.words[after - 1].end, low, high, "range")

    def _and_some(self, text: Text, index: int, start: int) -> Number | None:
        """Parse نيف وعشرون."""
        for at, stem in self._after_and(text, index + 1):
            if piece := self._sum(text, at, stem):
                return Number(
                    index, piece.next, start, text.words[piece.next - 1].end, int(piece.value), None, "at_least"
                )
        return None

    def _with_some(self, text: Text, index: int, particles: str, stem: str) -> Number | None:
        """Parse عشرون ونيف، ثلاثون ألفا ونيف."""
        piece = self._sum(text, index, stem)
        number = self._built(text, index, particles, piece)
        if number is None or piece is None:
            return None
        for at, after in self._after_and(text, piece.next):
            if "odd" in self._lexicon.get(after, {}):
                end = text.words[at].end
                return replace(number, last=at + 1, end=end, max=None, bound="at_least")
        return None

    def _tens_of(self, text: Text, index: int, start: int, least: int, *, definite: bool) -> Number:
        """Parse عشرات, and what it multiplies: عشرات الآلاف."""
        after = index + 1
        following = text.form(after).removeprefix("ال")
        if (more := self._vague.get(following)) and more > least:
            least, after = least * more // 2, after + 1
        elif (scale := self._lexicon.get(following, {}).get("scale")) and scale > least:
            least, after = least * scale, after + 1
        end = text.words[after - 1].end
        return Number(index, after, start, end, least, None, "at_least", definite=definite, vague=True)

    # Bounds given by the surrounding words.

    def bounded(self, text: Text, number: Number) -> Number:
        """Apply the limiting words before a number: نحو، ما لا يقل عن، بين 50 و70."""
        ranged = self._ranged(text, number)
        if ranged:
            return ranged
        for bound in ("about", "at_least", "at_most"):
            if (first := self._before(text, number, bound)) is not None:
                start = text.words[first].at + self._particles(text, first, bound)
                return replace(_limited(number, bound), first=first, start=start)
        return _with_plus(text, number)

    def bounded_after(self, text: Text, number: Number, index: int) -> tuple[Number, int]:
        """Apply the limiting words at `index`; also return the index after them: على الأقل."""
        for bound in ("about", "at_least", "at_most"):
            if length := text.longest(index, self._bounds[f"{bound}_after"]):
                return _limited(number, bound), index + length
        return number, index

    def _before(self, text: Text, number: Number, bound: str) -> int | None:
        """Return the index of the first word of the longest phrase that ends right before the number."""
        for length in range(4, 0, -1):
            first = number.first - length
            if first >= 0 and self._phrase(text, first, bound) == length:
                return first
        return None

    def _phrase(self, text: Text, index: int, bound: str) -> int:
        """Return the number of words of a phrase with this bound at `index`, without particles of its first word."""
        form = text.form(index)
        for particles, stem in stems(form):
            if particles in _NEVER_BEFORE_FIRST:
                continue
            for phrase in self._bounds[bound].get(stem, ()):
                if all(text.form(index + k) == w for k, w in enumerate(phrase) if k):
                    return len(phrase)
        return 0

    def _particles(self, text: Text, index: int, bound: str) -> int:
        form = text.form(index)
        return next((len(p) for p, stem in stems(form) if stem in self._bounds[bound]), 0)

    def _ranged(self, text: Text, number: Number) -> Number | None:
        """Extend the first number to a range: بين 50 و70، من 50 إلى 70، ثلاثة أو أربعة."""
        if number.bound != "exact":
            return None
        between = self._before(text, number, "between")
        last = self._other_end(text, number, between=between is not None)
        if last is None or last.min is None or number.min is None:
            return None
        low = _same_scale(text, number, last)
        if low >= last.min:
            return None
        first = number.first if between is None else between
        start = number.start if between is None else text.words[between].at + self._particles(text, between, "between")
        return Number(first, last.last, start, last.end, low, last.min, "range")

    def _other_end(self, text: Text, number: Number, *, between: bool) -> Number | None:
        joint = text.form(number.last)
        if between and joint.startswith("و"):
            at = number.last + (joint == "و")
            return self.at(text, at)
        if (joint,) in self._bounds["to"].get(joint, []):
            return self.at(text, number.last + 1) if text.form(number.last + 1) else None
        if (joint,) in self._bounds["or"].get(joint, []):
            other = self.at(text, number.last + 1)
            return other if other and number.min and other.min and other.min <= 2 * number.min else None
        return None


def _same_scale(text: Text, first: Number, last: Number) -> int:
    """Return the lower end of a range, with the upper end's scale if it is written only once: بين 50 و70 ألفا."""
    low, high = first.min or 0, last.min or 0
    scale = next((s for s in (10**9, 10**6, 1000) if high % s == 0 and high >= s), 1)
    written = text.words[last.first].is_number and len(text.words[last.first].form) < 4
    single = last.last - last.first > 1 and (written or not text.words[last.first].is_number)
    return low * scale if single and low < high // scale and low < 1000 else low


def _with_plus(text: Text, number: Number) -> Number:
    """Apply a plus sign: +50، 50+."""
    if number.bound != "exact" or not text.words[number.first].is_number:
        return number
    if text.form(number.last) == "+" and text.words[number.last].glued:
        return replace(_limited(number, "at_least"), last=number.last + 1, end=text.words[number.last].end)
    if text.form(number.first - 1) == "+" and text.words[number.first].glued:
        first = number.first - 1
        return replace(_limited(number, "at_least"), first=first, start=text.words[first].at)
    return number


def _limited(number: Number, bound: str) -> Number:
    """Return a number with a bound; two contradicting bounds give "about"."""
    if number.several:
        return number
    if bound == "about":
        return replace(number, bound="about") if number.bound == "exact" else number
    if bound == "at_least":
        return replace(number, max=None, bound="at_least")
    return replace(number, min=None, bound="at_most") if number.bound == "exact" else number
