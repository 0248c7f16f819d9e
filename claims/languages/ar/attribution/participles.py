"""Participles of reporting: …، مضيفا أن …."""

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
