"""Verbal nouns of reporting: قول علماء إن …، إعلانه أن …."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Head, head_of

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import CueWord, Sentence
    from claims.languages.ar.attribution.tokens import Range

_CLAUSE, _SHORT = 9, 4
"""Words within which the clause follows, and within which anybody can be the speaker."""


def verbal_noun(s: Sentence, word: CueWord) -> Head | None:
    """قول علماء إن …، إعلانه أن …: a verbal noun with its speaker and a clause."""
    i = word.at
    if word.reading.pronoun:
        return _head(s, word, None, i + 1) if s.is_that(i + 1) else None
    if not s.is_nominal(i + 1) or s.is_mark(i + 1):
        return None
    for k in range(i + 2, min(i + _CLAUSE, s.last)):
        if s.is_that(k):
            source = s.trim(i + 1, k)
            speaks = s.noun(source[0]).source or k - source[0] <= _SHORT
            return _head(s, word, source, k) if speaks else None
        if s.is_mark(k) or s.cue_words.get(k) is not None:
            return None
    return None


def _head(s: Sentence, word: CueWord, source: Range | None, that: int) -> Head:
    cue = (word.at, word.at + 1)
    return head_of(word.reading, "verbal-noun", cue, source, start=s.skip_that(that), frame="that")
