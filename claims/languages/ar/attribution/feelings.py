"""Find claims that express hopes and fears: أعرب عن أمله في أن …."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Head
from claims.languages.ar.attribution.complements import complement
from claims.languages.ar.attribution.subjects import Borrowed, main_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.sentence_words import CueWord, Sentence

_FEELING, _CLAUSE = 12, 5
"""Words within which the feeling follows its verb, and the clause the feeling."""


def feeling(s: Sentence, word: CueWord, before: Sequence[Head]) -> Head | None:
    """معربا عن أمله في أن …: the feeling is part of the cue, the content an أن clause."""
    i, frames = word.at, s.grammar.frames
    named = next((k for k in range(i + 1, min(i + _FEELING, s.last)) if s.form(k) in frames.feelings), None)
    if named is None:
        return _without_noun(s, word)
    near = range(named + 1, min(named + _CLAUSE, s.last))
    that = next((m for m in near if s.is_that(m) or s.form(m) in frames.feeling_that), None)
    if that is None:
        return None
    source, borrowed = _who(s, word, named, before)
    lemma, person = word.reading.cue.lemma, word.reading.person
    cue = (i, named + 1 if source is None or source[1] <= i else i + 1)  # the source may stand between
    return Head("feeling", lemma, "expect", cue, source, s.skip_that(that), person, "that", borrowed=borrowed)


def _without_noun(s: Sentence, word: CueWord) -> Head | None:
    """أبدى الوزير أن …: no feeling is named, and only a clause can be the content."""
    i, reading = word.at, word.reading
    zone = complement(s, i, i + 1, reading)
    if zone is None or not (s.is_that(zone.start - 1) or s.is_that(zone.start)):
        return None
    rule, verb = f"feeling-{reading.kind}", reading.cue
    return Head(rule, verb.lemma, verb.act, (i, i + 1), zone.subject, zone.start, reading.person, "that")


def _who(s: Sentence, word: CueWord, named: int, before: Sequence[Head]) -> Borrowed:
    """Who feels it: after a verb its subject, after a participle the sentence's, unless it carries a speaker on."""
    i = word.at
    if word.reading.kind == "participle":
        return (None, False) if any(h.cue[0] < i for h in before) else main_subject(s, i)
    about = (n for n in range(i + 1, named) if s.form(n) in s.grammar.frames.feeling_about)
    end = next(about, named)
    return (s.trim(i + 1, end) if end > i + 1 and s.is_nominal(i + 1) else None), False
