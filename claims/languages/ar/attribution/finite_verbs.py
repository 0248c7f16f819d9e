"""Find claims with finite reporting verbs: قال الوزير إن …، الوزير أكد أن …، فضائح كشف عنها الموقع."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution import cue_words
from claims.languages.ar.attribution.claim_head import Head, Stretch, Zone, head_of
from claims.languages.ar.attribution.complements import complement
from claims.languages.ar.attribution.feelings import feeling
from claims.languages.ar.attribution.object_phrases import bare_object, demanded
from claims.languages.ar.attribution.quotation_first import quotation_first
from claims.languages.ar.attribution.subjects import Borrowed, main_subject, phrase_end, subject_before, without_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.sentence_words import CueWord, Sentence
    from claims.languages.ar.attribution.tokens import Range
    from claims.languages.ar.cue_lexicon import Analysis

_ANTECEDENT = 6
_COPULA = 25


def verb(s: Sentence, word: CueWord, before: Sequence[Head]) -> Head | None:
    """A finite reporting verb: its clause, quotation, colon or noun phrase, its subject after or before it."""
    if not _can_be_cue(s, word):
        return None
    if "hope" in word.reading.cue.frames:
        return feeling(s, word, before)
    return quotation_first(s, word) or _with_complement(s, word, before)


def _can_be_cue(s: Sentence, word: CueWord) -> bool:
    """Whether nothing in its place speaks against it: no other word spelled alike, no denial, no formula."""
    i, reading = word.at, word.reading
    at_once = cue_words.reports_at_once(s, i)
    if cue_words.is_homograph(s, i) and not (at_once or s.begins_clause(i) or cue_words.colon_follows(s, i)):
        return False
    if not reading.third or cue_words.is_negated(s, i, reading) or cue_words.is_formula(s, i):
        return False
    if s.word(i - 1).preposition and reading.prefix == "":
        return False
    if cue_words.refers_back(reading):
        return False
    return at_once or not s.word(i).preposition


def _with_complement(s: Sentence, word: CueWord, before: Sequence[Head]) -> Head | None:
    """قال الوزير إن …: what it reports follows the verb."""
    i, reading = word.at, word.reading
    end = cue_words.cue_end(s, i)
    zone = complement(s, i, end, reading)
    if zone is None:
        return None
    zone = _rather_object(s, zone, Stretch(i, reading, end, zone.start))
    if zone.frame == "np" and not _can_take_noun_phrase(s, word):
        return None
    source, borrowed = _subject(s, word, zone, before)
    if not _can_claim(s, reading, source):
        return None
    preposed = zone.subject is None and source is not None and not borrowed
    rule = f"subject-verb-{zone.frame}" if preposed else f"verb-{zone.frame}"
    cue = (cue_words.cue_start(s, i), end)
    return head_of(reading, rule, cue, source, start=zone.start, frame=zone.frame, borrowed=borrowed)


def _can_take_noun_phrase(s: Sentence, word: CueWord) -> bool:
    """Whether the place allows a bare noun phrase for a content (not ليؤكد …، وهو يعلن …، ما أكده، أنها وثقت …)."""
    i, clause = word.at, s.grammar.clause
    if word.reading.prefix in s.grammar.writing.before_present:
        return False
    if cue_words.is_homograph(s, i) and not s.begins_clause(i):
        return False
    before = s.word(i - 1)
    return not (before.that_with_pronoun or before.form in clause.presentatives or before.form in clause.what)


def _rather_object(s: Sentence, zone: Zone, x: Stretch) -> Zone:
    """A bare object or a demand before a later quotation is what the verb reports, not the quotation."""
    frames = x.reading.cue.frames
    if zone.frame not in {"quote", "colon"}:
        return zone
    if "ask" in frames:
        asked = demanded(s, x)
        return asked if asked and asked.start < zone.start and not s.is_colon(zone.start - 1) else zone
    other = bare_object(s, x) if "obj" in frames else None
    if other is None or other.start >= zone.start:
        return zone
    return other if any(s.is_comma(k) for k in range(other.start, zone.start)) else zone


def _subject(s: Sentence, word: CueWord, zone: Zone, before: Sequence[Head]) -> Borrowed:
    """The subject after the verb, else the one before it, else that of the sentence's first verb."""
    i = word.at
    source, borrowed = zone.subject, False
    if _after_copula(s, i) and (preposed := subject_before(s, i))[0] is not None:
        return preposed
    if source is not None and "told" in word.reading.cue.frames:
        source = without_told(s, source)
    if source is None and word.reading.prefix != s.grammar.writing.joining:
        source, borrowed = subject_before(s, i)
    if source is None and i > s.first + 1 and not before and not s.enclosing(i):
        return main_subject(s, i)
    return source, borrowed


def _after_copula(s: Sentence, i: int) -> bool:
    """Whether the subject stands before the verb, after كان (كان الوزير قد أعلن)."""
    clause = s.grammar.clause
    if s.form(i - 1) not in clause.already:
        return False
    return any(s.bare(k) in clause.copula for k in range(max(s.first, i - _COPULA), i - 1))


def _can_claim(s: Sentence, reading: Analysis, source: Range | None) -> bool:
    """Facts and events show, but do not claim: what evidence verbs take as a source must be a document or someone."""
    writing = s.grammar.writing
    if "evidence" not in reading.cue.frames:
        return source is None or "obj" not in reading.cue.frames or not s.noun(source[0]).event
    if source is None:
        return reading.prefix == writing.joining and reading.kind == "past"
    return any(s.noun(k).source for k in range(source[0], min(source[1], source[0] + 2)))


def antecedent_claim(s: Sentence, word: CueWord) -> Head | None:
    """What is claimed stands before the verb, which refers to it (فضائح فساد كشف عنها موقع …)."""
    i, reading = word.at, word.reading
    (preposition,) = s.grammar.nominal.resumptive.get(s.form(i + 1), ("",))
    if preposition not in reading.cue.governs or reading.prefix or not s.is_nominal(i + 2):
        return None
    start, end = _antecedent(s, i)
    stop = phrase_end(s, i + 2)
    if start == end or any(s.introduces(k) for k in range(i, min(stop + 1, s.last))):
        return None
    return head_of(reading, "antecedent", (i, i + 1), s.trim(i + 2, stop), frame="around", back=((start, end),))


def _antecedent(s: Sentence, i: int) -> Range:
    """The noun phrase before a verb and its relative; an empty range where there is none."""
    clause, end = s.grammar.clause, i
    while end > s.first and (s.form(end - 1) in clause.relatives or s.form(end - 1) in clause.auxiliaries):
        end -= 1
    if s.bare(end - 1) in clause.result:
        return end, end
    start, reach = end, max(s.first, end - _ANTECEDENT)
    while start > reach and not s.is_mark(start - 1) and not s.word(start - 1).preposition:
        start -= 1
    return start, end
