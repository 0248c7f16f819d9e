"""Extract quantities: numbers with their counted nouns, duals, and plurals without a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claims.languages.ar.facets.calendar_words import calendar
from claims.languages.ar.facets.facet_words import stems
from claims.languages.ar.facets.happening_lexicon import Lexicon, Noun, lexicon
from claims.languages.ar.facets.number_words import Number, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claims.languages.ar.facets.facet_words import Text
    from claims.model.facets import Bound

__all__ = ["Quantity", "find"]

_ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل")
_MARKS = ("-", "–", "/", ":")
_UNKNOWN = Noun("people", None, "plural")
"""A noun that is not in the lexicon, with the plural ending of nouns for people."""
_QUOTES = frozenset('"«“”»')
_YEARS = range(1900, 2100)
_LETTERS_OF_MODEL = 3
"""Maximum number of letters before the hyphen in the name of a model: إف-16."""
_LAST_WITH_PLURAL = 10
"""Up to here a number has its noun in the plural."""
_POSSESSIVES = ("هم", "ها", "هما", "هن", "ه")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its counted noun; indexes are of words, offsets of the folded text.

    Attributes:
        first: Index of its first word; `last`, after its last one.
        start: Start of the number, without limiting words (نحو) but with both ends of a range.
        unit: Offsets of the counted noun; None if there is a pronoun or nothing instead.
        noun: The noun's entry in the lexicon.
        form: How it is written: counted, dual, plural, singular, one (of several), pronoun or bare.
        owned: Whether the counted noun has a possessive pronoun (من عناصره).
        particles: The particles attached to its first word.
        vague: Whether the number is a plural that names none (عشرات).
    """

    first: int
    last: int
    start: int
    end: int
    min: int | None
    max: int | None
    bound: Bound
    unit: tuple[int, int] | None
    noun: Noun | None
    form: str
    owned: bool = False
    particles: str = ""
    vague: bool = False


def find(text: Text, language: str, taken: frozenset[int]) -> list[Quantity]:
    """Return all quantities of a text except those in `taken`, the words of its time expressions."""
    reader = _Reader(text, language)
    found: list[Quantity] = []
    free = 0
    for index in reader.first_words():
        if index < free or index in taken:
            continue
        quantity = reader.at(index)
        if quantity is not None and not (found and _describes(text, quantity, found[-1])):
            found.append(quantity)
            free = quantity.last
    return found


def _describes(text: Text, quantity: Quantity, before: Quantity) -> bool:
    """Return whether a noun right after a counted one only describes it (جنود لبنانيين) and is not an object."""
    next_to = before.last == quantity.first and text.form(quantity.first)[:1] != "و"
    if not next_to or quantity.form not in {"dual", "plural", "singular"}:
        return False
    other = quantity.noun is not None and before.noun is not None and quantity.noun.sort != before.noun.sort
    subject = text.form(before.last - 1).endswith("ون") and text.form(quantity.first).endswith("ين")
    return not (other or subject)


class _One(NamedTuple):
    """A word for one of several, after its particles."""

    particles: str


class _Alone(NamedTuple):
    """A noun whose form can express a number, after its particles."""

    particles: str
    stem: str
    noun: Noun


class _First(NamedTuple):
    """The possible readings of the first word of a quantity: anything (including a number), one of several, a noun."""

    any: bool
    one: _One | None
    noun: _Alone | None


def _definite(words: Lexicon, particles: str, stem: str) -> _Alone | None:
    """Return a noun with the article whose form may be a number, or before one: الهجومين، الجنود الخمسة."""
    noun = words.noun(stem)
    if noun is not None and noun.number != "singular":
        return _Alone(particles, stem, noun)
    if noun is None and len(stem) > 4 and stem.endswith(("ين", "ون")):
        return _Alone(particles, stem, _UNKNOWN)
    return None


@cache
def _first_words(language: str) -> Callable[[str], _First]:
    """Return a cached function that gives a word's possible readings at the beginning of a quantity."""
    words, digits = lexicon(language), numbers(language)

    def is_act(stem: str) -> bool:  # إصابة counts cases only after a number.
        return any(happening.kind == "masdar" for happening in words.happenings(stem))

    @lru_cache(maxsize=1 << 14)
    def first(form: str) -> _First:
        definite = next(((p, stem) for p, stem in stems(form) if p in _ARTICLES), None)
        if definite is not None and (counted := _definite(words, *definite)):
            return _First(True, None, counted)
        read = [(particles, stem) for particles, stem in stems(form) if particles not in _ARTICLES]
        ones = (_One(particles) for particles, stem in read if stem in words.words("links", "one_of"))
        nouns = (
            _Alone(particles, stem, noun) for particles, stem in read if (noun := words.noun(stem)) and not is_act(stem)
        )
        one, alone = next(ones, None), next(nouns, None)
        return _First(one is not None or alone is not None or bool(digits.begun(form)), one, alone)

    return first


class _Reader:
    def __init__(self, text: Text, language: str) -> None:
        self.text = text
        self.numbers = numbers(language)
        self.lexicon: Lexicon = lexicon(language)
        self.begun = _first_words(language)
        self.units = calendar(language).units
        self.ordinals = calendar(language).ordinals

    def first_words(self) -> list[int]:
        """Return the indices at which a quantity can begin."""
        begun = self.begun
        return [index for index, form in enumerate(self.text.forms) if begun(form).any]

    def at(self, index: int) -> Quantity | None:
        """Return the quantity whose first word is at `index`."""
        number = self.numbers.at(self.text, index)
        if number is not None:
            return None if self._describes_noun(number) else self._counted(number)
        word = self.text.words[index]
        return None if word.is_mark else self._one_of(index) or self._noun_alone(index)

    # A number, then its noun.

    def _counted(self, number: Number) -> Quantity | None:
        text = self.text
        if (number.definite and number.bound != "at_least") or self._is_name(number):
            return None
        bounded = self.numbers.bounded(text, number)
        after, unit, form = self._unit(bounded)
        if after is None or (form == "bare" and bounded.several):
            return None
        if form != "bare" and number.definite and not number.vague:
            return None
        end = text.words[after - 1].end
        noun, owned = self._known(unit) if unit is not None else (None, False)
        extent = (text.words[unit].at, text.words[unit].end) if unit is not None else None
        limited = self._limited_after(bounded, after)
        first, start = bounded.first, bounded.start if bounded.bound == "range" else number.start
        particles = text.folded[text.words[first].at : bounded.start]
        if text.words[first].is_number and text.words[first].glued:
            particles = text.form(first - 1)
        return Quantity(
            first, after, start, end, limited.min, limited.max, limited.bound, extent, noun, form, owned, particles,
            limited.vague,
        )  # fmt: skip

    def _describes_noun(self, number: Number) -> bool:
        """Return whether a word for several stands after its noun, which is in no lexicon: في أنحاء عدة من المدينة."""
        text, at = self.text, number.first
        after = at > 1 and text.form(at) in self.numbers.several and text.form(at - 1)[:1].isalpha()
        return after and self.lexicon.has(text.form(at - 2), "links", "prepositions")

    def _is_name(self, number: Number) -> bool:
        """Return whether a number is a name, an ordinal or a date: اللواء 131، 4-2، الثانية عشرة، واحد من."""
        text = self.text
        before, after = text.form(number.first - 1), text.form(number.last)
        score = after in _MARKS and text.form(number.last + 1)[:1].isdecimal() and text.words[number.last].glued
        score = (score and not self._is_range(number)) or (
            before in _MARKS and text.form(number.first - 2)[:1].isdecimal()
        )
        nth = before in self.ordinals and not text.words[number.first].is_number
        one_of = number.max == 1 and after == "من" and not text.words[number.first].is_number
        return score or nth or one_of or self._is_model(number) or self.lexicon.has(before, "measures", "names")

    def _is_model(self, number: Number) -> bool:
        """Return whether a number is part of the name of a model or of a group of states: إف-16، 5+5."""
        text, first = self.text, number.first
        letters, following = text.form(first - 2), text.form(number.last + 1)
        if (text.form(first - 1) == "+" and letters.isdecimal()) or (
            text.form(number.last) == "+" and following.isdecimal()
        ):
            return True
        glued = first > 1 and text.words[first].glued and text.words[first - 1].glued
        return glued and text.form(first - 1) in _MARKS and letters.isalpha() and len(letters) <= _LETTERS_OF_MODEL

    def _is_range(self, number: Number) -> bool:
        """Return whether a number begins a range of something counted (10-12 قتيلا), and is no score or date."""
        bounded = self.numbers.bounded(self.text, number)
        years = bounded.min in _YEARS and bounded.max in _YEARS
        if bounded.bound != "range" or years or bounded.last >= len(self.text):
            return False
        noun = self._known(bounded.last)[0]
        if noun is None:
            return self.text.form(bounded.last) == "من"
        return noun.number != "singular" or (bounded.max or 0) > _LAST_WITH_PLURAL

    def _unit(self, number: Number) -> tuple[int | None, int | None, str]:
        """Return the index after the counted noun, the noun's own index, and its form; (None, …) if it is no count."""
        text, at = self.text, number.last
        at += self._in_brackets(number) and self._known(at + 1)[0] is not None
        at += self.lexicon.has(text.form(at), "links", "other") and text.form(at + 1) != ""
        at += number.several and self._describes(at)
        form = text.form(at)
        if self.lexicon.has(form, "links", "of_them"):
            return at + 1, None, "pronoun"
        if self.lexicon.has(form, "links", "of"):
            named = at + 1 + (text.form(at + 1) in _QUOTES)
            if number.definite and number.vague and self._known(named)[0] is None:
                return number.last, None, "bare"  # نزوح الآلاف من المدينة
            if text.form(named)[:1].isalpha():
                return named + 1, named, "counted"
        if form in {"%", "/", "٪"} or self._measured(at):
            return None, None, ""
        if at > number.last and text.form(at - 1) != ")":
            return at, at - 1, "counted"
        return (at + 1, at, "counted") if self._can_be_unit(form, number) else (at, None, "bare")

    def _in_brackets(self, number: Number) -> bool:
        """Return whether a number stands alone in brackets: أوقفت الشرطة (97) شخصا."""
        return self.text.form(number.first - 1) == "(" and self.text.form(number.last) == ")"

    def _describes(self, at: int) -> bool:
        """Return whether an adjective stands before من and those counted: عدد كبير من القتلى."""
        form, following = self.text.form(at), self.text.form(at + 1)
        indefinite = form[:1].isalpha() and not form.startswith("ال") and self.lexicon.noun(form) is None
        return indefinite and not self.lexicon.has(form, "links", "of") and self.lexicon.has(following, "links", "of")

    def _can_be_unit(self, form: str, number: Number) -> bool:
        """Return whether the word after a number can be what it counts."""
        if (
            not form[:1].isalpha()
            or self.lexicon.has(form, "links", "not_units")
            or self.lexicon.has(form, "links", "among")
        ):
            return False
        if form.endswith("وا") and any(happening.finite for happening in self.lexicon.happenings(form)):
            return False
        if form.startswith(("و", "ف")) and self.lexicon.noun(form) is None:
            return False
        definite = form.startswith("ال") and self.lexicon.noun(form) is None
        noun = self.lexicon.noun(form)
        if noun is not None and noun.number == "dual":
            return False  # ثلاثة، جنديان وضابط
        return not (definite and number.bound == "exact")

    def _measured(self, at: int) -> bool:
        form = self.text.form(at)
        if self.lexicon.has(form, "measures", "words") or form.removeprefix("ال") in self.units:
            return True
        return form == "في" and self.lexicon.has(self.text.form(at + 1), "measures", "words")

    def _known(self, index: int) -> tuple[Noun | None, bool]:
        """Return a counted noun's lexicon entry, and whether the noun has a possessive pronoun."""
        form = self.text.form(index)
        for particles, stem in stems(form):
            if particles not in {"", "ال"}:
                continue
            if noun := self.lexicon.noun(stem):
                return noun, False
            for pronoun in _POSSESSIVES:
                if stem.endswith(pronoun) and (noun := self._possessed(stem.removesuffix(pronoun))):
                    return noun, True
        return None, False

    def _possessed(self, stem: str) -> Noun | None:
        """Look up a noun before a pronoun, where ة is written ت and the plural's ن is dropped (مقاتليه)."""
        for form in (stem, stem + "ن", stem[:-1] + "ه" if stem.endswith("ت") else stem):
            if noun := self.lexicon.noun(form):
                return noun
        return None

    def _limited_after(self, number: Number, after: int) -> Number:
        """Apply a bound such as على الأقل that follows shortly after the noun."""
        for step in range(4):
            form = self.text.form(after + step)
            limited, end = self.numbers.bounded_after(self.text, number, after + step)
            if end > after + step:
                return limited
            if self.lexicon.has(form, "links", "commas") and step == 0:
                continue  # ستة جرحى، على الأقل
            if not form or not form[0].isalpha() or form[:1] == "و":
                break
        return number

    # One of several.

    def _one_of(self, index: int) -> Quantity | None:
        """Parse أحد عناصره، إحدى السيدات."""
        begun = self.begun(self.text.form(index)).one
        if begun is None or index + 1 >= len(self.text):
            return None
        noun, owned = self._known(index + 1)
        if noun is None or noun.number == "singular":
            return None
        start, several = self.text.words[index].at + len(begun.particles), self.text.words[index + 1]
        unit = (several.at, several.end)
        return Quantity(
            index, index + 2, start, several.end, 1, 1, "exact", unit, noun, "one", owned, begun.particles
        )  # fmt: skip

    # A noun whose form expresses the number.

    def _noun_alone(self, index: int) -> Quantity | None:
        begun = self.begun(self.text.form(index)).noun
        if begun is None or self.lexicon.has(self.text.form(index - 1), "measures", "names"):
            return None
        particles, stem, noun = begun
        if particles in _ARTICLES:
            return self._definite(index, particles, stem, noun)
        return self._counted_after(index, particles, noun) or self._by_form(index, particles, stem, noun)

    def _two(self, index: int) -> bool:
        """Return whether an ending of duals and plurals is a dual's, by its sukun or by what follows it."""
        text, word = self.text, self.text.words[index]
        written = text.span(word.at, word.end).exact
        if written.rstrip("\u0650\u064e").endswith("ي\u0652ن"):
            return True
        for step in range(1, 7):
            form = text.form(index + step)
            if self.lexicon.has(form, "links", "of_two"):
                return True
            if self.lexicon.has(form, "links", "ends"):
                return False
        return False

    def _definite(self, index: int, particles: str, stem: str, noun: Noun) -> Quantity | None:
        """Parse a noun with the article and its number after it, or a dual: المتهمين الـ21، الجنود الخمسة، الهجومين."""
        text = self.text
        at = index + 2 if text.form(index + 1) == "ال" and text.words[index + 1].is_number is False else index + 1
        number = self.numbers.at(text, at) if at < len(text) else None
        counted = noun.number != "dual" and number is not None and number.definite and number.min != 1
        if number is not None and counted and number.first == at:
            made = self._made(index, particles, number.min or 0, noun, "counted")
            return replace(made, last=number.last, end=number.end)
        two = noun.number == "dual" or (noun.number == "dual-or-plural" and self._two(index))
        if not two or self.lexicon.has(stem, "noun_rules", "never_dual"):
            return None
        return self._made(index, particles.removesuffix("لل"), 2, noun, "dual")

    def _by_form(self, index: int, particles: str, stem: str, noun: Noun) -> Quantity | None:
        """Return two, one or an unknown number by the form of the noun; a singular counts only for people."""
        if noun.number == "dual" or (noun.number == "dual-or-plural" and self._two(index)):
            never = self.lexicon.has(stem, "noun_rules", "never_dual")
            return None if never else self._made(index, particles, 2, noun, "dual")
        if noun.number == "singular":
            one = noun.sort == "people" or (noun.sort in {"things", "vehicles"} and self._destroyed(index, particles))
            return self._made(index, particles, 1, noun, "singular") if one else None
        return self._plural(index, particles, stem, noun)

    def _destroyed(self, index: int, particles: str) -> bool:
        """Return whether the word right before a noun says that what it names was destroyed: انهيار مبنى."""
        happenings = self.lexicon.happenings(self.text.form(index - 1)) if index and not particles else ()
        return any(
            each.what == "destroyed" and self.lexicon.rule(each, "destroying") and not each.pronoun
            for each in happenings
        )

    def _counted_after(self, index: int, particles: str, noun: Noun) -> Quantity | None:
        """Parse a number after its noun: موقوفا واحدا، مسلحين اثنين."""
        text = self.text
        number = self.numbers.at(text, index + 1)
        if noun.number == "plural" and text.form(index + 1) in self.numbers.several:  # مواقع عدة
            return replace(
                self._made(index, particles, None, noun, "counted"), last=index + 2, end=text.words[index + 1].end
            )
        if number is None or number.min not in {1, 2} or number.max != number.min or number.first + 1 != number.last:
            return None
        if text.words[index + 1].is_number or number.start > text.words[index + 1].at:
            return None
        if text.form(index + 2).startswith("و") and number.min == 1 and noun.number != "singular":
            return None
        made = self._made(index, particles, number.min, noun, "counted")
        return replace(made, last=number.last, end=number.end)

    def _plural(self, index: int, particles: str, stem: str, noun: Noun) -> Quantity | None:
        """Return an unknown number for an indefinite plural."""
        before, after = self.text.form(index - 1), self.text.form(index + 1)
        if self.numbers.at(self.text, index + 1):
            return None
        construct = after.startswith("ال") and not stem.endswith(("ين", "ون", "ان"))
        if construct or noun.sort == "amounts" or self.lexicon.has(before, "noun_rules", "not_after"):
            return None
        return self._made(index, particles, None, noun, "plural")

    def _made(self, index: int, particles: str, many: int | None, noun: Noun, form: str) -> Quantity:
        word = self.text.words[index]
        unit = (word.at + len(particles.removesuffix("ال")), word.end)
        bound: Bound = "unknown" if many is None else "exact"
        return Quantity(index, index + 1, *unit, many, many, bound, unit, noun, form, particles=particles)


def words_of(extents: Iterable[tuple[int, int]], text: Text) -> frozenset[int]:
    """Return the indexes of the words in some extents of the folded text; these must be in order and disjoint."""
    found: list[int] = []
    index = 0
    for start, end in extents:
        while index < len(text) and text.words[index].end <= start:
            index += 1
        while index < len(text) and text.words[index].at < end:
            found.append(index)
            index += 1
    return frozenset(found)
