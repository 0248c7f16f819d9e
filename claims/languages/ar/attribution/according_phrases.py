"""Find phrases that credit a source: بحسب المصدر، وفقا لـ …، على حد قول …، كما قال …، حسبما أفاد …."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Head
from claims.languages.ar.attribution.credited_phrases import carries_on, is_creditable, is_one_who_said, source_end

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import Sentence
    from claims.languages.ar.attribution.tokens import Range

_ACT = "attribute"
_CLAUSE_AFTER_VERB = 8
_ASIDE = 16


@dataclass(frozen=True, slots=True)
class _Credit:
    """A phrase that credits a source.

    Attributes:
        cue: The phrase; `lemma`, the lexicon entry or phrase that it is filed under.
        start: Where the source begins.
        verbal: Whether the phrase has a verb (كما قال).
        own: Whether the phrase says itself whose words they are (على حد قوله).
    """

    cue: Range
    lemma: str
    start: int
    verbal: bool
    own: bool = False

    @property
    def rule(self) -> str:
        return "according-verb" if self.verbal else "according"


def according(s: Sentence, i: int) -> Head | None:
    """بحسب المصدر، …، and …، كما قال شهود: before, inside or after what it credits."""
    word = s.word(i)
    credit = _with_verb(s, i) if word.before_verb else None
    if credit is None and word.according:
        credit = _without_verb(s, i)
    return None if credit is None else _placed(s, credit)


# --- the phrase -------------------------------------------------------------------------------------------------------


def _with_verb(s: Sentence, i: int) -> _Credit | None:
    """A phrase with a verb: كما قال شهود، حسبما كان أفاد المصدر، على ما أوضحت الإدارة، كما جاء في البيان."""
    according = s.grammar.according
    for phrase in s.word(i).before_verb:
        if not s.matches(i, phrase):
            continue
        k = i + len(phrase)
        if s.form(k) in according.before_said:
            k += 1
        word = s.cue_words.get(k)
        if word is not None and word.reading.finite and word.reading.third:
            return None if _is_own_report(s, k) else _after_verb(s, (i, k + 1), word.reading.cue.lemma)
        in_document = s.form(k) in s.grammar.frames.documents_in and s.form(k + 1) == according.said_in
        if in_document and phrase[0] not in according.not_said_in_after:
            return _after_verb(s, (i, k + 2), s.grammar.frames.plain_lemma)
    return None


def _is_own_report(s: Sentence, k: int) -> bool:
    """Whether the verb tells of a thought, a feeling or what the outlet learned (كما علم الموقع): no attribution."""
    verb, frames = s.cue_words[k].reading.cue, s.grammar.frames
    learned = verb.lemma == frames.learned_lemma or s.bare(k) in frames.learned
    return learned or not verb.frames.isdisjoint({"two", "hope"})


def _after_verb(s: Sentence, cue: Range, lemma: str) -> _Credit:
    """The source after the verb, with what may stand between them passed over (كما نقلت عن، كما أشار إليه)."""
    according, start = s.grammar.according, cue[1]
    if lemma == s.grammar.frames.relay_lemma and s.form(start) == according.relayed_from:
        start += 1
    if s.form(start) in according.after_verb:
        start += 1
    return _Credit(cue, lemma, start, verbal=True)


def _without_verb(s: Sentence, i: int) -> _Credit | None:
    """A phrase without a verb: بحسب المصدر، وفقا للوزير، على حد قوله."""
    phrase = next((p for p in s.word(i).according if s.matches(i, p)), None)
    if phrase is None:
        return None
    end = i + len(phrase)
    own = len(phrase) > 1 and phrase[-1].endswith(s.grammar.writing.own_words)
    start = _after_governed(s, phrase[-1], end)
    return None if start is None else _Credit((i, end), phrase[0], start, verbal=False, own=own)


def _after_governed(s: Sentence, word: str, k: int) -> int | None:
    """Where the source begins after the preposition that is governed (وفقا ل); None where that is missing."""
    governed = s.grammar.according.governed.get(word)
    if governed is None:
        return k
    for preposition in governed:
        if s.form(k) == preposition:
            return k + 1
        if len(preposition) == 1 and s.form(k).startswith(preposition):
            return k
    return None


# --- its place --------------------------------------------------------------------------------------------------------


def _placed(s: Sentence, credit: _Credit) -> Head | None:
    """The head of a credit, with its source, before or after what it credits."""
    source: Range | None = None
    end = credit.cue[1]
    if not credit.own:
        end = source_end(s, credit.start, credit.cue[0])
        source = _source(s, credit, end)
        if source is None:
            return None
    clip = _clip(s, credit.cue, source) if source and not credit.verbal else 0
    head = Head(credit.rule, credit.lemma, _ACT, credit.cue, source, None, "", "before", clip=clip)
    if not s.only_marks(s.first, credit.cue[0]):
        return _trailing(s, head, end)
    if credit.verbal and s.form(credit.cue[0]) in s.grammar.clause.likening:
        return None
    return _leading(s, head, end)


def _source(s: Sentence, credit: _Credit, end: int) -> Range | None:
    """Who is credited; None where the words name nobody who can be."""
    start, cue = credit.start, credit.cue[0]
    if s.is_comma(start) or end <= start:
        return None
    likening = s.bare(cue) in s.grammar.clause.likening
    if credit.verbal and likening and not is_one_who_said(s, start, end):
        return None
    source = s.trim(start, end)
    creditable = source[0] < source[1] and is_creditable(s, source[0], cue, verbal=credit.verbal)
    return source if creditable else None


def _clip(s: Sentence, cue: Range, source: Range) -> int:
    """One where the preposition that the cue governs is written onto the source (وفقا لمصدر), else none."""
    governed = s.grammar.according.governed
    word, first = s.form(cue[1] - 1), s.form(source[0])
    prepositions = governed.get(word) or governed.get(word[1:], ())
    return int(any(len(p) == 1 and first.startswith(p) and not first.startswith(p + p) for p in prepositions))


def _leading(s: Sentence, head: Head, end: int) -> Head | None:
    """At the sentence's start: what follows the source is what is claimed (بحسب المصدر، فقد …)."""
    k = end
    while k < s.last and (s.is_comma(k) or s.form(k) in s.grammar.according.before_content or _is_aside(s, k)):
        k = s.next_comma(k, _ASIDE) or s.last if _is_aside(s, k) else k + 1
    if k >= s.last:
        return None
    k = _after_insertion(s, k)
    rule = f"{head.rule}-first"
    if s.is_that(k):
        return replace(head, start=s.skip_that(k), frame="that", rule=rule)
    return replace(head, start=k, frame="clause", rule=rule)


def _is_aside(s: Sentence, k: int) -> bool:
    """Whether an aside on the source follows its comma, and ends at the next (…، فضل عدم ذكر اسمه، فإن)."""
    form = s.form(k)
    if not s.is_comma(k - 1) or not (form in s.grammar.nominal.anonymity or form in s.grammar.clause.presentatives):
        return False
    return s.next_comma(k, _ASIDE) is not None


def _after_insertion(s: Sentence, k: int) -> int:
    """Where the clause begins when a verb of the same phrase comes first (بحسب المصدر، يقول زيد، فإن …)."""
    word = s.cue_words.get(k)
    if word is None or word.reading.kind != "present":
        return k
    comma = next((m for m in range(k, min(k + _CLAUSE_AFTER_VERB, s.last)) if s.is_comma(m)), None)
    answered = comma is not None and s.form(comma + 1).startswith(s.grammar.clause.answering_that)
    return comma + 1 if comma is not None and answered else k


def _trailing(s: Sentence, head: Head, end: int) -> Head | None:
    """Inside or at the end: what stands before, and after it what carries the same clause on (…، بحسب المصدر، …)."""
    enclosed = s.is_break(head.cue[0] - 1)
    stop = head.cue[0] - 1 if enclosed else head.cue[0]
    back = s.trim(_after_formula(s), stop)
    if back[0] >= back[1] or all(s.is_mark(k) or s.word(k).that for k in range(*back)):
        return None
    after = end + 1 if s.is_break(end) else end
    if s.is_that(after) and s.form(after) != s.grammar.clause.answering_that:
        return replace(head, start=s.skip_that(after), frame="that", rule=f"{head.rule}-within")
    if not s.only_marks(end, s.last) and carries_on(s, end, enclosed=enclosed):
        back = s.trim(max(back[0], _clause_start(s, stop)), stop)
        return replace(head, back=(back, (after, -1)), rule=f"{head.rule}-inside") if back[0] < back[1] else None
    return replace(head, back=(back,), rule=f"{head.rule}-last")


def _after_formula(s: Sentence) -> int:
    """Where a sentence begins after a formula of the outlet's (يشار إلى أن …)."""
    formula = next((p for p in s.word(s.first).formulas if s.matches(s.first, p)), None)
    if formula is None:
        return s.first
    near = range(s.first + 1, min(s.first + len(formula) + 2, s.last))
    that = next((k for k in near if s.is_that(k)), None)
    return s.first if that is None else s.skip_that(that)


def _clause_start(s: Sentence, stop: int) -> int:
    """Where the clause begins that an attribution at `stop` interrupts: after the comma before it and its relative."""
    enclosing = s.enclosing(stop)
    edge = max(s.first, enclosing[0] + 1 if enclosing else s.first)
    k = stop
    while k > edge and not s.is_comma(k - 1):
        k -= 1
    return k + 1 if s.form(k) in s.grammar.clause.relatives else k
