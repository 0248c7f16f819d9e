"""What comparing knows of languages and names: what each language says of itself, and of all of them together."""

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
    """The names that all languages know, by the ids of what they name.

    Attributes:
        agencies: News agencies, to the ways in which articles credit them.
        bodies: Bodies whose names are translated or shortened.
        sounds: How names sound in each script but Latin.
    """

    agencies: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, tuple[str, ...]]
    sounds: tuple[NameSounds, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LatinSounds:
    """How names in Latin letters are brought to consonants; `articles` are words of them that are none."""

    letters: tuple[tuple[str, str], ...]
    articles: frozenset[str]


def language(tag: str) -> ComparisonWords:
    """What a BCP 47 tag's language says of comparing; all empty where it says nothing."""
    return registered_language(tag).comparison


def names() -> Names:
    """The names that the languages know; the same object while the same languages are registered."""
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
    """What `latin_sounds.toml` says."""
    data = tomllib.loads(files("claims.analysis").joinpath("latin_sounds.toml").read_text(encoding="utf-8"))
    letters = tuple((folded(written), sound) for written, sound in data["letters"])
    return LatinSounds(letters, frozenset(data["articles"]))
