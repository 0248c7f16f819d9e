"""The words of `genre_words.toml`, as sets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class GenreWords:
    """Words and phrases in lower case; see the comments in `genre_words.toml`."""

    labels: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    talks: frozenset[str]
    introductions: tuple[str, ...]
    statement_nouns: frozenset[str]
    issued: frozenset[str]
    returns: tuple[str, ...]
    own_voice: frozenset[str]
    clauses: frozenset[str]


_PHRASES: dict[str, Any] = {"introductions": tuple, "returns": tuple}
"""Lists whose order counts."""


@cache
def genre_words() -> GenreWords:
    """The words, read once."""
    read = tomllib.loads(files(__package__).joinpath("genre_words.toml").read_text("utf-8"))
    return GenreWords(**{name: _PHRASES.get(name, frozenset)(some) for name, some in read.items()})
