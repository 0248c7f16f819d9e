"""Texts as words that can be compared: folded, without what is written onto them."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.comparing.data import folded, language

__all__ = ["content_words", "plain_words", "stem"]

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3


def plain_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def content_words(text: str, tag: str) -> tuple[str, ...]:
    """What a text is about: its words without the common ones and the numbers, each cut to its stem, in order."""
    common = language(tag).stop
    return tuple(stem(word, tag) for word in plain_words(text) if word not in common and not word[0].isdigit())


@lru_cache(maxsize=1 << 16)
def stem(word: str, tag: str) -> str:
    """A folded word without the particles and endings that its language's data list, three letters at least."""
    data = language(tag)
    for prefix in data.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            word = word[len(prefix) :]
            break
    for suffix in data.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word
