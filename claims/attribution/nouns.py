"""Verbal nouns of reporting: قول علماء إن …، إعلانه أن …."""

from __future__ import annotations

from claims.attribution.head import Head, head_of
from claims.attribution.sentence import CueWord, Sentence

_CLAUSE, _SHORT = 9, 4
"""Words within which the clause follows, and within which anybody can be the speaker."""


def verbal_noun(s: Sentence, word: CueWord) -> Head | None:
    """قول علماء إن …، إعلانه أن …: a verbal noun with its speaker and a clause."""
    i, reading = word.at, word.reading
    if reading.pronoun:
        start = s.skip_that(i + 1)
        return head_of(reading, "verbal-noun", (i, i + 1), None, start, "that") if s.is_that(i + 1) else None
    if not s.is_nominal(i + 1) or s.is_mark(i + 1):
        return None
    for k in range(i + 2, min(i + _CLAUSE, s.last)):
        if s.is_that(k):
            source = s.trim(i + 1, k)
            speaks = s.noun(source[0]).source or k - source[0] <= _SHORT
            return head_of(reading, "verbal-noun", (i, i + 1), source, s.skip_that(k), "that") if speaks else None
        if s.is_mark(k) or s.cue_words.get(k) is not None:
            return None
    return None
