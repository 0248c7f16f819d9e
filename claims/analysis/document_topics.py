"""Measure how much two documents have in common, by their rarer words, numbers and names, in one language or two."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from claims.analysis.comparison_words import content_words, plain_words
from claims.analysis.name_matching import consonants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Document

__all__ = ["Topics"]

_LEAD = 4000
"""Number of characters of a text to compare: what an article is about stands in its beginning."""
_COMMONEST = 1.0
"""Minimum rarity of a word: a dossier on one event has its words in every document."""
_SAMPLE = 1000
"""Maximum number of documents, evenly spaced, from which the rarity of words is learned."""
_NUMBER = re.compile(r"(?<![\w.,:])\d{1,3}(?:[.,]\d{3})+(?![\w])|(?<![\w.,:])\d+(?![\w])")
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-z'\u2019-]{2,}")
_SOUNDS = 3
"""Minimum number of consonants of a name: fewer match by chance."""


class Topics:
    """Answers how alike the topics of two documents are.

    Args:
        documents: All documents of a dossier.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._texts = {document.id: _Text(document) for document in documents}
        self.likeness = lru_cache(maxsize=1 << 18)(self._likeness)
        self._weights = lru_cache(maxsize=1 << 12)(self._weighed)

    def _likeness(self, one: str, other: str) -> float:
        """Return the likeness of two documents, given by their ids: 0 (nothing in common) to 1."""
        if one == other:
            return 1.0
        here, there = self._texts.get(one), self._texts.get(other)
        if here is None or there is None:
            return 0.0
        if here.language != there.language:
            return _across_languages(here, there)
        mine, others = self._weights(one), self._weights(other)
        shared = sum(weight * others[word] for word, weight in mine.items() if word in others)
        return min(1.0, shared)

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        every = list(self._texts.values())
        return _rarity([text.counted for text in every[:: math.ceil(len(every) / _SAMPLE)]])

    def _weighed(self, id: str) -> Mapping[str, float]:
        counted, unseen = self._texts[id].counted, math.log(1 + min(len(self._texts), _SAMPLE))
        weights = {word: (1 + math.log(n)) * self._rarity.get(word, unseen) for word, n in counted.items()}
        norm = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {word: weight / norm for word, weight in weights.items()}


class _Text:
    """The comparable content of a document's beginning."""

    def __init__(self, document: Document) -> None:
        self.language = document.language.partition("-")[0].lower()
        self._tag = document.language
        self._text = f"{document.title or ''}\n{document.text[:_LEAD]}"

    @cached_property
    def counted(self) -> Counter[str]:
        return Counter([*content_words(self._text, self._tag), *(f"#{number}" for number in self.numbers)])

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(re.sub(r"\D", "", found[0]) for found in _NUMBER.finditer(self._text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The consonants of its capitalised words; of all its words in a script without capitals."""
        words = _CAPITALISED.findall(self._text) or plain_words(self._text)
        sounds = {consonants(word) for word in " ".join(plain_words(" ".join(words))).split()}
        return frozenset(sound for sound in sounds if len(sound) >= _SOUNDS)

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset(word for word in content_words(self._text, self._tag) if word.startswith("="))


def _across_languages(one: _Text, other: _Text) -> float:
    """Return the mean share of names, numbers and concepts of the document with fewer of them found in the other."""
    shares = [
        (weight, len(here & there) / min(len(here), len(there)))
        for weight, here, there in (
            (2.0, one.names, other.names),
            (1.0, one.numbers, other.numbers),
            (1.0, one.concepts, other.concepts),
        )
        if here and there
    ]
    return sum(weight * share for weight, share in shares) / sum(weight for weight, _ in shares) if shares else 0.0


def _rarity(texts: Iterable[Counter[str]]) -> dict[str, float]:
    every = list(texts)
    held = Counter(word for counted in every for word in counted)
    return {word: max(_COMMONEST, math.log((1 + len(every)) / n)) for word, n in held.items()}
