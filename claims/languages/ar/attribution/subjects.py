"""Delimit the noun phrase of the speaker (the subject), after its verb or before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.tokens import Range

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import Sentence

Borrowed = tuple[Range | None, bool]
"""A subject, and whether it is borrowed from another verb of the sentence."""

_NONE: Borrowed = (None, False)
_REACH = 45
_LONG_SUBJECT = 16
_ANTECEDENT = 8
_TITLE = 3
_APPOSITION = 14


def subject(s: Sentence, start: int | None, end: int | None, stop: int) -> Range | None:
    """The subject at `start`, without what hangs over: it ends at `end`, if that is known, and before `stop`."""
    if start is None:
        return None
    writing = s.grammar.writing
    end = stop if end is None or end < start else min(end, stop)
    while end > start and (s.word(end - 1).preposition or s.form(end - 1) in {writing.particle_with, writing.article}):
        end -= 1
    start, end = s.trim(start, end)
    if end - start == 1 and s.form(start).startswith(writing.article_after_with):
        return None
    return (start, end) if start < end else None


def without_told(s: Sentence, source: Range) -> Range | None:
    """A subject without the one who is told, where an outlet closes it (أبلغ مسؤول رويترز أن)."""
    start, end = source
    addressees = s.grammar.setting.addressees
    while end > start and (s.form(end - 1) in addressees):
        end -= 1
    return s.trim(start, end) if start < end else None


def leaves_subject(s: Sentence, k: int) -> bool:
    """Whether a subject ends before the word: a preposition, an adverb, an object with a pronoun."""
    nominal, form = s.grammar.nominal, s.form(k)
    if form in nominal.ending_subject:
        if s.tokens.written[k] in nominal.given_names and s.tokens.spells_apart:
            return False
        titles = {s.grammar.writing.without_article(s.form(m)) for m in range(max(s.first, k - _TITLE), k)}
        return nominal.with_preposition.isdisjoint(titles)
    if form in s.grammar.setting.adverbs or s.form(k - 1) in nominal.complete:
        return True
    writing = s.grammar.writing
    if writing.definite_plural(s.form(k - 1)) and not (
        s.is_mark(k) or writing.is_definite(form) or s.word(k).preposition
    ):
        return not writing.is_joined(form) and form not in s.grammar.clause.relatives
    return _is_owned(s, k) and not s.word(k - 1).source and not s.word(k).source


def _is_owned(s: Sentence, k: int) -> bool:
    """Whether a noun carries a pronoun (رفضه، مشاركتها)."""
    writing, form = s.grammar.writing, s.form(k)
    if writing.is_definite(form) or len(form) <= 4 or form.endswith(writing.not_owned):
        return False
    return s.tokens.written[k].endswith(writing.owners)


def cut_setting(s: Sentence, source: Range) -> Range:
    """A source without the setting at its end (الوزير في تصريح صحفي)."""
    for k in range(source[0] + 1, source[1]):
        if s.is_setting(k) or (s.is_comma(k) and (s.is_setting(k + 1) or s.form(k + 1) in s.grammar.nominal.anonymity)):
            return s.trim(source[0], k)
    return source


def phrase_end(s: Sentence, start: int) -> int:
    """Where the noun phrase at `start` ends that names the speaker of a verb that closes a clause (…، يقول زيد)."""
    if not s.is_nominal(start):
        return start
    for k in range(start, s.last):
        if s.is_comma(k) and _tells_who(s, k + 1):
            return s.next_comma(k + 2, _APPOSITION) or k
        if s.is_comma(k) or s.is_open_quote(k) or s.form(k) in {":", "."}:
            return k
        if k > start and _ends_speaker(s, k):
            return k
    return s.last


def _tells_who(s: Sentence, k: int) -> bool:
    """Whether what follows a comma tells who the speaker is, rather than what he does (تقول آمنة، وهي أم لطفلين)."""
    return s.form(k) in s.grammar.clause.presentatives and s.is_nominal(k + 1) and not _is_present(s, k + 1)


def _ends_speaker(s: Sentence, k: int) -> bool:
    if s.is_setting(k) or s.form(k) in s.grammar.clause.presentatives | s.grammar.nominal.ending_speaker:
        return True
    word = s.cue_words.get(k)
    return word is not None and word.reading.prefix == s.grammar.writing.joining


def subject_before(s: Sentence, i: int) -> Borrowed:
    """The subject that stands before the verb at `i` (الوزير، الذي زار المدينة، أكد أن …)."""
    clause = s.grammar.clause
    end = i
    while end > s.first and s.form(end - 1) in clause.auxiliaries:
        end -= 1
    if s.form(end - 1) in clause.relatives:
        return _antecedent(s, end - 1), False
    if s.form(end - 1) in clause.presentatives:
        return main_subject(s, end - 1)
    if end > s.first and s.is_open_quote(end - 1):
        end -= 1
    if end > s.first and s.is_comma(end - 1):
        end = _before_anonymity(s, end - 1)
    start = _left_end(s, end)
    return _NONE if s.word(start - 1).that_with_pronoun else _phrase_before(s, _enter(s, start, end), end)


def _before_anonymity(s: Sentence, comma: int) -> int:
    """The comma before an aside on anonymity that ends at this comma (مصدر، رفض ذكر اسمه، قال)."""
    return next((start - 1 for start, end in s.anonymity_asides() if end == comma), comma)


def _phrase_before(s: Sentence, start: int, end: int) -> Borrowed:
    """The subject in what stands before a verb: all of it, or the subject of another verb at its beginning."""
    if start >= end:
        return _NONE
    if _is_main_verb(s, start) or _is_present(s, start):
        return _first_phrase(s, start + 1, end), True
    if not s.is_nominal(start) or s.form(start) in s.grammar.clause.presentatives:
        return _NONE
    start, end = s.trim(start, end)
    related = any(s.form(k) in s.grammar.clause.relatives for k in range(start, end))
    if start >= end or (end - start > _LONG_SUBJECT and not related):
        return _NONE
    return (start, end), False


def _is_present(s: Sentence, k: int) -> bool:
    """Whether a word has the shape of a third person present (يفهم), which no source begins with."""
    writing, form = s.grammar.writing, s.form(k)
    shaped = form.startswith(writing.present) and len(form) > 3 and not form.endswith(writing.feminine_pronoun)
    return shaped and not s.word(k).source


def _left_end(s: Sentence, end: int) -> int:
    """How far back a subject that ends at `end` can reach."""
    start = end
    enclosing = s.enclosing(end)
    edge = enclosing[0] if enclosing else s.first - 1
    while start > s.first and end - start < _REACH and start - 1 > edge and not _is_left_edge(s, start - 1):
        start -= 1
    return start


def _is_left_edge(s: Sentence, k: int) -> bool:
    """Whether a subject cannot reach back over this word: a complementizer, a connector, a comma with no apposition."""
    form, clause = s.form(k), s.grammar.clause
    if s.is_that(k) or form in s.grammar.sentence.stops or (s.is_comma(k) and not _is_apposition(s, k + 1)):
        return True
    return s.bare(k) in clause.openers or form in clause.openers_alone


def _is_apposition(s: Sentence, k: int) -> bool:
    """Whether what follows a comma tells more of who was named before it (الوزير، وهو عضو …)."""
    return (s.is_nominal(k) and s.cue_words.get(k) is None) or s.form(k) in s.grammar.clause.presentatives


def _enter(s: Sentence, start: int, end: int) -> int:
    """Step over what may precede a subject: connectors, settings up to their comma, كان, قد."""
    clause = s.grammar.clause
    while start < end:
        if s.is_comma(start) or s.form(start) in clause.auxiliaries or s.bare(start) in clause.before_subject:
            start += 1
        elif s.word(start).preposition or s.is_setting(start) or s.bare(start) in s.grammar.nominal.prepositions:
            comma = next((k for k in range(start, end) if s.is_comma(k)), None)
            if comma is None:
                return end
            start = comma + 1
        else:
            break
    return start


def _is_main_verb(s: Sentence, k: int) -> bool:
    """Whether the word at `k` looks like the verb of a main clause, its subject following (وأشاد الوزير)."""
    cue = s.cue_words.get(k)
    if cue is not None:
        return cue.reading.finite
    writing, form, events = s.grammar.writing, s.bare(k), s.grammar.morphology.events
    if writing.has_article(form) or s.lexicon[form].source or form in events or s.form(k) in events:
        return False
    if form in s.grammar.clause.demonstratives or form in s.grammar.nominal.quantifiers:
        return False
    return s.is_source(k + 1) or (writing.has_article(s.form(k + 1)) and s.form(k)[:1] in writing.verb_beginnings)


def _first_phrase(s: Sentence, start: int, end: int) -> Range | None:
    """The noun phrase at `start`, where it names a source: the subject of the verb before it."""
    if not s.is_nominal(start):
        return None
    stop = next((k for k in range(start + 1, end) if _ends_first_phrase(s, k)), end)
    start, stop = s.trim(start, stop)
    return (start, stop) if start < stop else None


def _ends_first_phrase(s: Sentence, k: int) -> bool:
    if s.is_comma(k):
        return not _is_apposition(s, k + 1)
    if s.is_setting(k) or s.is_event(k) or leaves_subject(s, k):
        return True
    writing, form = s.grammar.writing, s.form(k)
    if not form.startswith(writing.particle_with):
        return False
    noun = s.lexicon[form[1:]]
    return form.startswith(writing.article_after_with) or noun.source or noun.event


def _antecedent(s: Sentence, relative: int) -> Range | None:
    """The noun phrase that a relative clause belongs to, when it is a source (البيان الذي أكد أن)."""
    end = relative - 1 if s.is_comma(relative - 1) else relative
    k = end
    while k > s.first and end - k < _ANTECEDENT and not s.is_mark(k - 1) and not s.word(k - 1).preposition:
        k -= 1
        if s.noun(k).source or s.is_source(k):
            return s.trim(k, end)
    return None


def main_subject(s: Sentence, i: int) -> Borrowed:
    """The subject of the sentence's first verb, for one at `i` that has none (زار الوزير …، مؤكدا أن)."""
    writing, start = s.grammar.writing, s.first
    while start < i and (_skipped(s, start)):
        start += 1
    start = _enter(s, start, i)
    if start >= i:
        return _NONE
    if s.form(start + 1) in s.grammar.setting.upon and not writing.has_article(s.form(start)):
        return _first_phrase(s, start + 2, i), True
    verbal = writing.has_conjunction(s.form(start)) and not s.is_event(start) and not s.word(start).source
    if _is_main_verb(s, start) or verbal:
        return _first_phrase(s, start + 1, i), True
    return _NONE


def _skipped(s: Sentence, k: int) -> bool:
    clause = s.grammar.clause
    plain = s.is_mark(k) and not s.is_open_quote(k)
    return plain or s.form(k) in clause.auxiliaries or s.bare(k) in clause.before_subject
