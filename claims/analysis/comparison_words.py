"""Texts as words that can be compared: folded, without what is written onto them, those of one meaning as one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.analysis.comparison_data import folded, language

__all__ = ["concept_words", "content_words", "plain_words", "stem"]

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3


def plain_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def content_words(text: str, tag: str) -> tuple[str, ...]:
    """What a text is about: its words without the common ones and the numbers, by their meaning or stem, in order."""
    common = language(tag).stop
    return tuple(_meaning(word, tag) for word in plain_words(text) if word not in common and not word[0].isdigit())


def concept_words(text: str, tag: str) -> tuple[str, ...]:
    """The words of a name without the common ones, in order: what those of offices and bodies mean, else the stem."""
    common = language(tag).stop
    return tuple(_concept(word, tag) or stem(word, tag) for word in plain_words(text) if word not in common)


@lru_cache(maxsize=1 << 14)
def _concept(word: str, tag: str) -> str | None:
    known, cut = _concepts(tag), _without_prefix(word, tag)
    return known.get(_without_suffix(word, tag)) or known.get(_without_suffix(cut, tag))


@cache
def _concepts(tag: str) -> dict[str, str]:
    # A word's first letter can look like a particle (وزارة): it is known as it stands, and without.
    cut = {_bare(word, tag): name for word, name in language(tag).concepts.items()}
    return cut | {_without_suffix(word, tag): name for word, name in language(tag).concepts.items()}


@lru_cache(maxsize=1 << 16)
def _meaning(word: str, tag: str) -> str:
    """The name of what a word means where the language's data says it, else its stem."""
    cut = _bare(word, tag)
    return _meanings(tag).get(cut) or _root(cut, language(tag).weak, language(tag).augments)


@cache
def _meanings(tag: str) -> dict[str, str]:
    # By the word without its particles and endings, not by its root: the city is no civilian (مدينة، مدني).
    return {_bare(word, tag): f"={name}" for word, name in language(tag).meanings.items()}


def stem(word: str, tag: str) -> str:
    """A folded word without particles, endings, and the letters that come and go between the forms of a root."""
    return _root(_bare(word, tag), language(tag).weak, language(tag).augments)


def _bare(word: str, tag: str) -> str:
    return _without_suffix(_without_prefix(word, tag), tag)


def _without_prefix(word: str, tag: str) -> str:
    for prefix in language(tag).prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            return word[len(prefix) :]
    return word


def _without_suffix(word: str, tag: str) -> str:
    for suffix in language(tag).suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word


def _root(word: str, weak: str, augments: tuple[str, ...]) -> str:
    for augment in augments:
        if word.startswith(augment) and _strong(word[len(augment) :], weak) >= _SHORTEST:
            word = word[len(augment) :]
            break
    if _strong(word, weak) >= _SHORTEST:
        word = "".join(letter for letter in word if letter not in weak)
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


def _strong(word: str, weak: str) -> int:
    return sum(letter not in weak for letter in word)
