"""Reduce texts to comparable words: folded, without affixes, synonyms mapped to one concept."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from claims.analysis.comparison_data import folded, language
from claims.extraction.comparison_vocabulary import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.comparison_vocabulary import ComparisonWords
    from claims.model import Claim, Span
    from claims.model.facets import Place

__all__ = [
    "concept", "concept_words", "content_words", "has_negation", "is_negated", "is_on_the_way", "negated_words",
    "plain_words", "points_back", "stem", "without_prefix",
]  # fmt: skip

_SHORTEST = 3
_LONGEST_WAY = 3
"""Number of words before a place's name that can put something on the way to it."""
_NEAR_BEGINNING = 5
"""Number of words of a claim among which a negation denies the whole of it."""


def plain_words(text: str) -> list[str]:
    """Return the folded words of a text."""
    return WORD.findall(folded(text))


def content_words(text: str, tag: str) -> tuple[str, ...]:
    """Return the concepts or stems of a text's words in order, without common words and numbers."""
    data = language(tag)
    return tuple(
        _meaning(word, data) for word in plain_words(text) if word not in data.stop and not word[0].isdecimal()
    )


def concept_words(text: str, tag: str) -> tuple[str, ...]:
    """Return the words of a name in order, without common ones: the concept of an office or body, else the stem."""
    data = language(tag)
    return tuple(concept(word, data) or stem(word, tag) for word in plain_words(text) if word not in data.stop)


def is_negated(claim: Claim, tag: str) -> bool:
    """Return whether the main sentence of a claim is negated: a negation stands near its beginning."""
    data = language(tag)
    words = plain_words(claim.content[0].exact) if claim.content else []
    return _holds_negation(words, data, until=_NEAR_BEGINNING)


def has_negation(claim: Claim, tag: str) -> bool:
    """Return whether there is a negation anywhere in a claim."""
    return any(_holds_negation(plain_words(part.exact), language(tag)) for part in claim.content)


def points_back(claim: Claim, tag: str) -> bool:
    """Return whether a claim consists of words for what was said before it: he denied the report."""
    return " ".join(word for part in claim.content for word in plain_words(part.exact)) in language(tag).pointing


def negated_words(claim: Claim, tag: str) -> frozenset[str]:
    """Return the first content word after each negation in a claim: what it says was not done."""
    data = language(tag)
    found: set[str] = set()
    for part in claim.content:
        words = plain_words(part.exact)
        for at, word in enumerate(words):
            if word in data.negations:
                found.update(content_words(" ".join(words[at + 1 : at + 3]), tag)[:1])
    return frozenset(found)


def is_on_the_way(place: Place, content: Sequence[Span], tag: str) -> bool:
    """Return whether a claim tells of something on the way to a place or from it (on the road between two towns)."""
    start = place.span.start
    before = next((part.exact[: start - part.start] for part in content if part.start <= start < part.end), "")
    words = tuple(plain_words(before)[-_LONGEST_WAY:])
    return any(words[-len(way) :] == way for way in language(tag).ways)


def _holds_negation(words: list[str], data: ComparisonWords, until: int | None = None) -> bool:
    near = zip(words[:until], [*words[1:], ""], strict=False)
    return any(word in data.negations and after not in data.not_negated for word, after in near)


@lru_cache(maxsize=1 << 14)
def concept(word: str, data: ComparisonWords) -> str | None:
    """Return the concept of a folded word for an office or body, with or without particles; None for other words."""
    known, cut = _concepts(data), without_prefix(word, data)
    return known.get(_without_suffix(word, data)) or known.get(_without_suffix(cut, data))


@lru_cache(maxsize=64)
def _concepts(data: ComparisonWords) -> dict[str, str]:
    # A word's first letter can look like a particle (وزارة), so the word is looked up both with it and without.
    cut = {_bare(word, data): name for word, name in data.concepts.items()}
    return cut | {_without_suffix(word, data): name for word, name in data.concepts.items()}


@lru_cache(maxsize=1 << 16)
def _meaning(word: str, data: ComparisonWords) -> str:
    """Return the concept of a word if the language data has one, else its stem."""
    cut = _bare(word, data)
    return _meanings(data).get(cut) or _root(cut, data.weak, data.augments)


@lru_cache(maxsize=64)
def _meanings(data: ComparisonWords) -> dict[str, str]:
    # Look up the word without particles and endings, not its root: a city is not a civilian (مدينة، مدني).
    return {_bare(word, data): f"={name}" for word, name in data.meanings.items()}


def stem(word: str, tag: str) -> str:
    """Return a folded word without particles, endings, and letters that vary between the forms of a root."""
    data = language(tag)
    return _root(_bare(word, data), data.weak, data.augments)


def _bare(word: str, data: ComparisonWords) -> str:
    return _without_suffix(without_prefix(word, data), data)


def without_prefix(word: str, data: ComparisonWords) -> str:
    """Return a folded word without the particles written onto it."""
    for prefix in data.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            return word[len(prefix) :]
    return word


def _without_suffix(word: str, data: ComparisonWords) -> str:
    for suffix in data.suffixes:
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
