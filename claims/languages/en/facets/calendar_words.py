"""Load the words of English time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from claims.extraction.time_slots import Shift
from claims.languages.en.facets.english_words import phrase_table, table
from claims.model.facets import DayPart, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.languages.en.facets.english_words import Phrases

__all__ = ["Calendar", "calendar"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Folded words of times; `times.toml` says what each list is for."""

    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    months: Mapping[str, int]
    relative: Mapping[str, int]
    parts: Mapping[str, DayPart]
    seasons: Mapping[str, int]
    units: Mapping[str, str]
    ordinals: Mapping[str, int]
    shifts: Mapping[str, Shift]
    phases: Mapping[str, Phase]
    words: Mapping[str, frozenset[str]]
    about: Phrases
    zones: Phrases
    of_age: Phrases
    sentence: Phrases
    holidays: Phrases
    plural_units: frozenset[str]

    def unit(self, form: str) -> str | None:
        """Return the unit of a word in the singular or the plural."""
        return self.units.get(form) or (self.units.get(form[:-1]) if form.endswith("s") else None)

    def has(self, form: str, name: str) -> bool:
        """Return whether a folded word is in a list."""
        return form in self.words[name]


@cache
def calendar() -> Calendar:
    """Return the words, loaded once."""
    data = table("times.toml")
    words: dict[str, list[str]] = data["words"]
    parts = {part: part for part in get_args(DayPart)}
    shifts: dict[str, Shift] = {word: shift for shift in get_args(Shift) for word in words[shift]}
    phases: dict[str, Phase] = {word: phase for phase in get_args(Phase) for word in words[phase]}
    return Calendar(
        data["weekdays"], data["short_weekdays"], data["months"], data["relative"],
        {word: parts[part] for word, part in data["parts"].items()},
        data["seasons"], data["units"], data["ordinals"], shifts, phases,
        {name: frozenset(listed) for name, listed in words.items()},
        phrase_table(words["about"]), phrase_table(words["zones"]), phrase_table(words["of_age"]),
        phrase_table(words["sentence"]), phrase_table(words["holidays"]),
        frozenset(f"{unit}s" for unit in data["units"]) - {"centurys"},
    )  # fmt: skip
