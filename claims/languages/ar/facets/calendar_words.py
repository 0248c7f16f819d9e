"""Look up a language's words for times, in folded form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import phrase_table
from claims.model.facets import WEEKDAYS
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["DIGITS", "Calendar", "Phrases", "begins", "calendar", "firsts"]

DIGITS = frozenset("0")
"""Stands for any number in digits, in sets of first words."""


class Phrases:
    """Folded phrases with a value each, found by their first word, longest first."""

    def __init__(self, values: Mapping[Any, Iterable[str]]) -> None:
        flat = {phrase: value for value, phrases in values.items() for phrase in phrases}
        self.table = phrase_table(flat)
        self.values = {tuple(fold_word(phrase).split()): value for phrase, value in flat.items()}

    def __getitem__(self, phrase: tuple[str, ...]) -> Any:
        return self.values[phrase]


def _ints(section: Mapping[str, list[str]]) -> dict[int, list[str]]:
    return {int(key): words for key, words in section.items()}


class Calendar:
    """The lists of times.toml by name; the file explains each list."""

    def __init__(self, code: str) -> None:
        data = table(code, "times.toml")
        self._data = data
        self.months = Phrases(_ints(data["months"]))
        self.hijri_months = Phrases(_ints(data["hijri_months"]))
        self.weekdays = Phrases({WEEKDAYS.index(day): words for day, words in data["weekdays"].items()})
        self.parts = Phrases(data["parts"])
        self.part_adverbs = Phrases(data["part_adverbs"])
        self.vague_hours = Phrases({True: data["part_rules"]["vague_hours"]})
        self.phases = Phrases(data["phases"])
        self.relative_days = Phrases(_ints(data["relative_days"]))
        self.relative_nights = Phrases(_ints(data["relative_nights"]))
        self.shifts = Phrases(data["shifts"])
        self.demonstratives = Phrases(data["demonstratives"])
        self.units = {fold_word(w): unit for unit, words in data["units"].items() for w in words}
        self.sub_years = Phrases(_ints(data["seasons"]))
        self.quarters = Phrases(_ints(data["quarters"]))
        self.decades = Phrases(_ints(data["decades"]))
        self.about = Phrases({True: data["links"]["about"]})
        self.phrases = Phrases({True: data["phrases"]["date"]})
        self.before_christ = Phrases({True: data["years"]["before_christ"]})
        self.period = Phrases({True: data["links"]["period"]})
        self.same_day = Phrases({True: data["links"]["same_day"]})
        self.zone = Phrases({True: data["clock"]["zone"]})
        self._heads = self._all_heads()
        self.ordinals = {fold_word(w): int(n) for n, words in data["ordinals"].items() for w in words}

    def _all_heads(self) -> frozenset[str]:
        """Every word that can begin an expression."""
        tables = (
            self.months, self.hijri_months, self.weekdays, self.parts, self.part_adverbs, self.vague_hours, self.phases,
            self.relative_days, self.relative_nights, self.demonstratives, self.sub_years, self.quarters, self.decades,
            self.about, self.phrases, self.period,
        )  # fmt: skip
        sections = ("sets", "relations", "season_rules", "years", "month_rules", "clock", "phrases", "part_rules")
        lists = (words for section in sections for words in self._data[section].values())
        nth = [word for words in self._data["ordinals"].values() for word in words]
        heads = {word for table in tables for word in table.table}
        heads |= {fold_word(word) for words in (*lists, nth) for word in words}
        heads |= {word.removeprefix("ال") for word in map(fold_word, nth)}
        return frozenset(heads | set(self.units) | {"ال" + unit for unit in self.units})

    def begins(self, stem: str) -> bool:
        """Whether a word without particles can be the first one of an expression that is no number."""
        return stem in self._heads

    @cache  # noqa: B019 - there is one calendar a language, and it lives as long as the program
    def words(self, section: str, key: str) -> frozenset[str]:
        """A folded list of words."""
        return frozenset(map(fold_word, self._data[section][key]))

    def has(self, word: str, section: str, key: str) -> bool:
        """Whether a list has a folded word."""
        return word in self.words(section, key)


def firsts(*tables: Phrases) -> frozenset[str]:
    """The first words of phrases."""
    return frozenset(word for table in tables for word in table.table)


def begins(form: str, first: frozenset[str]) -> bool:
    """Whether a word is one of those that something can begin with."""
    return form in first or (form[:1].isdecimal() and first >= DIGITS)


@cache
def calendar(language: str) -> Calendar:
    """The words of a language.

    Raises:
        ClaimsError: for a language without data.
    """
    return Calendar(primary(language))
