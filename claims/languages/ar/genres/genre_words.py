"""Define the sections of genre_words.toml; the file explains each list."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.languages.ar.data_sections import Phrases, Words, read_sections

_FILE = "genre_words.toml"


@dataclass(frozen=True, slots=True)
class TickerWords:
    """Words of live blogs and tickers."""

    urgent: Words
    clock: Words
    speakers: Words
    labels: Words


@dataclass(frozen=True, slots=True)
class InterviewWords:
    """Words of interviews."""

    questions: Words
    answers: Words
    talks: Words
    with_: Words
    closings: Words
    notes: Phrases


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Words around statements that are given in full."""

    nouns: Words
    headings: Words
    full_text: Words
    introductions: Phrases
    following: Words
    issued: Words
    issued_by: Phrases
    adjectives: Words
    skipped: Phrases
    endings: Phrases
    returns: Phrases
    own_voice: Words


@dataclass(frozen=True, slots=True)
class GenreWords:
    """All sections."""

    ticker: TickerWords
    interview: InterviewWords
    statement: StatementWords


@cache
def genre_words() -> GenreWords:
    """Return the words of this package's file, cached."""
    data = tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return read_sections(GenreWords, data, f"genres/{_FILE}")
