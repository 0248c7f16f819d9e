"""Reads what comparing knows of languages and names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Language", "folded", "language", "names"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language's data, folded; all empty for a language without any.

    Attributes:
        prefixes: Taken off words, the longest first; `suffixes` likewise.
        weak: Letters that come and go between the forms of a root; `augments`: what stands before a root.
        stop: Words that say nothing of what a sentence is about.
        titles: Words of a person's name that are none.
        concepts: Words of offices and bodies, to what they mean; `meanings`: other words, likewise.
    """

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    weak: str = ""
    augments: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    concepts: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)


def folded(text: str) -> str:
    """A text as it is compared: folded, in lower case."""
    return fold_word(text).lower()


@cache
def language(tag: str) -> Language:
    """The data of a BCP 47 tag's language."""
    code = tag.split("-", 1)[0].lower()
    if not code.isalpha():
        return Language()
    file = files("claims.languages").joinpath(code, "comparison.toml")
    if not file.is_file():
        return Language()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Language(
        prefixes=_longest_first(data["prefixes"]),
        suffixes=_longest_first(data["suffixes"]),
        weak=data["weak"],
        augments=_longest_first(data["augments"]),
        stop=frozenset(map(folded, data["stop"])),
        titles=frozenset(map(folded, data["titles"])),
        concepts=_reversed(data["concepts"]),
        meanings=_reversed(data["meanings"]),
    )


def _reversed(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Each word, folded, to the name that its list has."""
    return {folded(word): name for name, words in table.items() for word in words}


def _longest_first(affixes: list[str]) -> tuple[str, ...]:
    return tuple(sorted({folded(affix) for affix in affixes}, key=lambda affix: (-len(affix), affix)))


@cache
def names() -> dict[str, Any]:
    """The tables of `names.toml`."""
    return tomllib.loads(files("claims.analysis").joinpath("names.toml").read_text(encoding="utf-8"))
