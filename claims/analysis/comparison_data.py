"""Load the language data used for comparison: common words, word meanings, and names of agencies and bodies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claims.extraction.comparison_vocabulary import folded
from claims.extraction.language_registry import language as registered_language
from claims.extraction.language_registry import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.extraction.comparison_vocabulary import ComparisonWords, NameSounds
    from claims.extraction.language_definition import Language

__all__ = ["LatinSounds", "Names", "folded", "language", "latin_sounds", "names"]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names known to all registered languages, by the ids of what they name.

    Attributes:
        agencies: News agencies, with the ways in which articles credit them.
        bodies: Bodies whose names are translated or shortened.
        sounds: The sounds of letters in each script except Latin.
    """

    agencies: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, tuple[str, ...]]
    sounds: tuple[NameSounds, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LatinSounds:
    """Rules that reduce names in Latin letters to consonants; `articles` are words to skip, such as "al"."""

    letters: tuple[tuple[str, str], ...]
    articles: frozenset[str]


def language(tag: str) -> ComparisonWords:
    """Return the comparison data of a BCP 47 tag's language; empty if the language is not registered."""
    return registered_language(tag).comparison


def names() -> Names:
    """Return the names of all registered languages; cached until the set of languages changes."""
    return _names(languages())


@lru_cache(maxsize=8)
def _names(known: tuple[Language, ...]) -> Names:
    agencies: dict[str, tuple[str, ...]] = {}
    bodies: dict[str, tuple[str, ...]] = {}
    for each in known:
        for table, said in ((agencies, each.names.agencies), (bodies, each.names.bodies)):
            for body, ways in said.items():
                table[body] = (*table.get(body, ()), *ways)
    return Names(agencies, bodies, tuple(each.names.sounds for each in known if each.names.sounds))


@cache
def latin_sounds() -> LatinSounds:
    """Return the contents of `latin_sounds.toml`."""
    data = tomllib.loads(files("claims.analysis").joinpath("latin_sounds.toml").read_text(encoding="utf-8"))
    letters = tuple((folded(written), sound) for written, sound in data["letters"])
    return LatinSounds(letters, frozenset(data["articles"]))
