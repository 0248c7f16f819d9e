"""Load the words that tell where English names are places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims.languages.en.facets.english_words import table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PlaceWords", "place_words"]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Folded words; `places.toml` says what each list is for."""

    words: Mapping[str, frozenset[str]]
    directions: Mapping[str, float]
    kilometres: Mapping[str, float]
    nationalities: Mapping[str, str]
    state_codes: Mapping[str, str]
    usual: Mapping[str, int | str]

    def has(self, form: str, name: str) -> bool:
        """Return whether a folded word is in a list."""
        return form in self.words[name]


@cache
def place_words() -> PlaceWords:
    """Return the words, loaded once."""
    data = table("places.toml")
    return PlaceWords(
        {name: frozenset(listed) for name, listed in data["words"].items()},
        data["directions"], data["kilometres"],
        {word: code for code, listed in data["nationalities"].items() for word in listed},
        data["state_codes"], data["usual"],
    )  # fmt: skip
