"""Find claims with participles (…، مضيفا أن …) and verbal nouns (قول علماء إن …، إعلانه أن …) of reporting verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Head, head_of
from claims.languages.ar.attribution.complements import complement
from claims.languages.ar.attribution.cue_words import is_homograph, reports_at_once
from claims.languages.ar.attribution.feelings import feeling
from claims.languages.ar.attribution.subjects import main_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.sentence_words import CueWord, Sentence
    from claims.languages.ar.attribution.tokens import Range

_CLAUSE, _SHORT = 9, 4
"""Words within which the clause follows, and within which anybody can be the speaker."""


def participle(s: Sentence, word: CueWord, before: Sequence[Head]) -> Head | None:
    """…، مضيفا أن …: it carries on the speaker before it, or borrows the subject of the sentence's verb."""
    i, reading = word.at, word.reading
    if not _is_adverbial(s, word) or is_homograph(s, i):
        return None
    if "hope" in reading.cue.frames:
        return feeling(s, word, before)
    zone = complement(s, i, i + 1, reading)
    if zone is None:
        return None
    carries_on = any(h.cue[0] < i for h in before)
    source = None if carries_on else main_subject(s, i)[0]
    rule = f"participle-{zone.frame}"
    borrowed = source is not None
    return head_of(reading, rule, (i, i + 1), source, start=zone.start, frame=zone.frame, borrowed=borrowed)


def _is_adverbial(s: Sentence, word: CueWord) -> bool:
    """Whether an accusative participle stands as an adverb: after a comma, a mark or و, or before its own clause."""
    i = word.at
    if s.is_mark(i - 1) or word.reading.prefix:
        return True
    if word.reading.person == "ms":
        return not s.tokens.written[i - 1].endswith(s.grammar.writing.accusative)
    return reports_at_once(s, i)


def verbal_noun(s: Sentence, word: CueWord) -> Head | None:
    """قول علماء إن …، إعلانه أن …: a verbal noun with its speaker and a clause."""
    i = word.at
    if word.reading.pronoun:
        return _noun_head(s, word, None, i + 1) if s.is_that(i + 1) else None
    if not s.is_nominal(i + 1) or s.is_mark(i + 1):
        return None
    for k in range(i + 2, min(i + _CLAUSE, s.last)):
        if s.is_that(k):
            source = s.trim(i + 1, k)
            speaks = s.noun(source[0]).source or k - source[0] <= _SHORT
            return _noun_head(s, word, source, k) if speaks else None
        if s.is_mark(k) or s.cue_words.get(k) is not None:
            return None
    return None


def _noun_head(s: Sentence, word: CueWord, source: Range | None, that: int) -> Head:
    cue = (word.at, word.at + 1)
    return head_of(word.reading, "verbal-noun", cue, source, start=s.skip_that(that), frame="that")
