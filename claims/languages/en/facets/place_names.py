"""Load the gazetteer with English names, at first use."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from claims.extraction.gazetteer import Gazetteer, places
from claims.languages.en.facets.english_words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.gazetteer import Entry

__all__ = ["by_sound", "gazetteer", "sound"]

ARTICLES = frozenset(("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "ed", "es", "er", "et", "ez", "en"))
"""The Arabic article, as it is written in Latin letters."""
_ARABIC = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TD",
        "TN",
        "YE",
    ]
)
_SHORT_SOUND = 5
"""Minimum number of letters of a name that is found by its sound."""
_SPACES = re.compile(r"[\s\-–]+")
_SOUNDS = (
    (re.compile(r"ou|oo|w(?=[^aeiou]|$)"), "u"), (re.compile(r"ee|ei|ey|ay|ai|y(?=[^aeiou]|$)"), "i"),
    (re.compile(r"e"), "i"), (re.compile(r"o"), "u"), (re.compile(r"q"), "k"), (re.compile(r"ah$"), "a"),
    (re.compile(r"([a-z])\1"), r"\1"), (re.compile(r"(?<=[aiu])h$"), ""),
)  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    """Return the packaged places by their folded English names."""
    more = _more_names()
    return Gazetteer((entry, _names(entry, more)) for entry in places())


@cache
def by_sound() -> dict[str, tuple[Entry, ...]]:
    """Return the towns and provinces of Arabic-speaking countries by how their names sound, without the article."""
    found: dict[str, list[Entry]] = {}
    for entry in places():
        if entry.country in _ARABIC and entry.kind != "country":
            key = sound(_folded(entry.name))
            if len(key) >= _SHORT_SOUND:
                found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def sound(name: str) -> str:
    """Return how a folded name sounds, alike for the ways in which Arabic names are written in Latin letters."""
    words = name.split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    key = " ".join(word for word in words if word not in ARTICLES)
    for pattern, to in _SOUNDS:
        key = pattern.sub(to, key)
    return key


def _names(entry: Entry, more: dict[str, list[str]]) -> list[str]:
    """Return the folded names of a place: its own, the same without the Arabic article, and those of this package."""
    own = _folded(entry.name)
    names = [own, *more.get(str(entry.key), ())]
    if entry.country in _ARABIC and entry.kind != "country":
        first, _, rest = own.partition(" ")
        if first in ARTICLES and len(rest) > 3:
            names += [rest, f"al {rest}"]
        if own.endswith("ah"):
            names += [name.removesuffix("h") for name in tuple(names) if name.endswith("ah")]
    if entry.country == "IL" and own.startswith("bet "):
        names.append("beit " + own[4:])
    return names


def _folded(name: str) -> str:
    return _SPACES.sub(" ", " ".join(fold(word) for word in _SPACES.split(name) if word)).strip()


def _more_names() -> dict[str, list[str]]:
    return {place: [_folded(name) for name in names.split("|")] for place, names in _rows("place_names.tsv")}


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files("claims.languages.en").joinpath(name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith(("#", "place\t")))
