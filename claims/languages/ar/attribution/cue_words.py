"""Decide whether a word in its context is a cue, and with which analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.sentence_words import CueWord, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.languages.ar.cue_lexicon import Analysis

_WITH_PERSON = frozenset({"two", "acc", "told", "blame"})
_NEAR = 6
"""Words between a verb and what it reports at once."""


def mark_cue_words(s: Sentence, candidates: Iterable[int]) -> None:
    """Note which of the words that can be cues are ones in this sentence."""
    asides = s.anonymity_asides()
    for i in candidates:
        readings = s.word(i).readings
        if any(start <= i < end for start, end in asides):
            continue
        if readings and (reading := _best(readings, s, i)) is not None:
            s.cue_words[i] = CueWord(i, reading)


def _best(readings: tuple[Analysis, ...], s: Sentence, i: int) -> Analysis | None:
    """The reading that fits the place: a finite verb of the third person first, a verbal noun after a preposition."""
    verbs = [r for r in readings if r.finite and r.third]
    others = [r for r in readings if not r.finite]
    if s.is_mark(i - 1):
        others.sort(key=lambda r: r.kind != "participle")
    fitting = others if s.word(i - 1).preposition else verbs or others
    return fitting[0] if fitting else None


def is_participle(s: Sentence, i: int) -> bool:
    """Whether the word may be a participle of reporting (مضيفا)."""
    word = s.cue_words.get(i)
    return word is not None and word.reading.kind == "participle"


def is_homograph(s: Sentence, i: int) -> bool:
    """Whether the word is more often another one (بين، عبر)."""
    homographs = s.grammar.homographs.homographs
    return s.form(i) in homographs or s.bare(i) in homographs


def is_negated(s: Sentence, i: int, reading: Analysis) -> bool:
    """Whether the verb is denied (لم يقل، لا يقول); to deny or expect something is a claim even so."""
    if reading.cue.act in {"deny", "expect"} and "obj" in reading.cue.frames:
        return False
    clause, before = s.grammar.clause, s.form(i - 1)
    return before in clause.negations or (before in clause.present_negations and reading.kind == "present")


def is_formula(s: Sentence, i: int) -> bool:
    """Whether a formula of the outlet's own begins here (يذكر أن)."""
    return any(s.matches(i, phrase) for phrase in s.word(i).formulas)


def reports_at_once(s: Sentence, i: int) -> bool:
    """Whether what is reported follows at once, an adverb or the governed preposition apart (بين أن، ذكر أيضا أن)."""
    if s.introduces(i + 1) or s.that_within(i + 2, i + _NEAR):
        return True
    return s.introduces(i + 2) and (s.form(i + 1) in s.grammar.setting.adverbs or s.word(i + 1).preposition)


def colon_follows(s: Sentence, i: int) -> bool:
    """Whether a colon and a quotation come soon (كتب على صفحته: "…")."""
    return any(s.is_colon(k) and s.is_open_quote(k + 1) for k in range(i + 1, min(i + _NEAR, s.last)))


def refers_back(reading: Analysis) -> bool:
    """Whether a verb's pronoun is what it reports (بيان نشرته), not a person or what it describes (أبلغه أن)."""
    return bool(reading.pronoun) and not (reading.cue.demands or reading.cue.frames & _WITH_PERSON)


def is_other_verb(s: Sentence, k: int) -> bool:
    """Whether another verb of reporting stands here, with a content of its own (قال إن … وأكد أن …)."""
    word = s.cue_words.get(k)
    if word is None or not (word.reading.finite and word.reading.third) or refers_back(word.reading):
        return False
    clause, before = s.grammar.clause, s.form(k - 1)
    if before in clause.relatives or before in clause.presentatives:
        return s.that_within(k + 1, k + 3)
    if before in clause.before_nominalised or (before,) in s.grammar.according.before_verb:
        return False
    return any(s.introduces(m) for m in range(k + 1, min(k + _NEAR + 1, s.last)))


def cue_end(s: Sentence, i: int) -> int:
    """The end of the cue, a participle or verb of saying right after it taken in (وتابع قائلا)."""
    return i + 2 if s.form(i + 1) in s.grammar.frames.follow_up else i + 1


def cue_start(s: Sentence, i: int) -> int:
    """The start of the cue, a verb of going on before it taken in (ومضت تقول، عاد ليقول)."""
    going_on = s.grammar.frames.go_on
    return i - 1 if s.bare(i - 1) in going_on or s.form(i - 1) in going_on else i
