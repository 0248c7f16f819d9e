"""Delimit the phrase that names a credited source, and decide whether it can be a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.cue_words import reports_at_once

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import Sentence

_SHORT_REST = 7
_CLOSING = frozenset(")]")


def source_end(s: Sentence, start: int, cue: int) -> int:
    """Where the source of an attribution ends: at the clause it introduces, a comma, or the sentence's end."""
    k = start
    while k < s.last:
        if s.is_open_quote(k):
            k = s.close_of(k) + 1
        elif s.form(k) == "(":
            k = next((m for m in range(k, s.last) if s.form(m) == ")"), k) + 1
        elif _ends(s, k) or (k > start and _ends_begun(s, k, cue)):
            return k
        else:
            k += 1
    while k > start and s.is_mark(k - 1) and s.form(k - 1) not in _CLOSING and not s.closes_quote(k - 1):
        k -= 1
    return k


def _ends(s: Sentence, k: int) -> bool:
    """Whether a source ends before the word, and none begins with it."""
    form, grammar = s.form(k), s.grammar
    if s.is_break(k) or form in grammar.sentence.stops or form in grammar.according.ending_source:
        return True
    return form in grammar.clause.presentatives or form in grammar.frames.relay_said


def _ends_begun(s: Sentence, k: int, cue: int) -> bool:
    """Whether a source that has begun ends before the word: at a clause, a setting, or what carries the sentence on."""
    form, according = s.form(k), s.grammar.according
    if s.is_that(k) or s.bare(k) in according.contrast:
        return True
    if form in according.carrying_on and cue > s.first and not _rest_is_short(s, k):
        return True
    if s.is_setting(k) and form not in according.in_source and not form.startswith(s.grammar.writing.particle_to):
        return True
    word = s.cue_words.get(k)
    return word is not None and word.reading.finite and reports_at_once(s, k)


def _rest_is_short(s: Sentence, k: int) -> bool:
    """Whether the prepositional phrase at `k` closes the sentence or its clause soon, so belongs to the source."""
    return any(m >= s.last or s.is_comma(m) or s.form(m) == "." for m in range(k, min(k + _SHORT_REST, s.last + 1)))


def is_one_who_said(s: Sentence, start: int, end: int) -> bool:
    """Whether كما means "as": a speaker and nothing else follows, up to the end of the clause (كما قال شهود)."""
    if s.introduces(end) or s.is_event(start) or not s.is_nominal(start):
        return False
    if not (s.is_comma(end) or s.is_setting(end) or s.only_marks(end, s.last)):
        return False
    tanwin, not_source = s.grammar.writing.tanwin, s.grammar.nominal.not_source
    return not any(s.form(k) in not_source or s.tokens.written[k].endswith(tanwin) for k in range(start, end))


def is_creditable(s: Sentence, at: int, cue: int, *, verbal: bool) -> bool:
    """Whether one can be credited: not a standard (وفق معايير), and someone or a document where nothing sets it off."""
    writing, head = s.grammar.writing, s.form(at)
    forms = _without_to(s, head)
    if not forms.isdisjoint(s.grammar.according.standards) or head.isdecimal():
        return False
    if not s.is_nominal(at) and not head.startswith(writing.particle_to):
        return False
    set_off = s.is_break(cue - 1) or s.is_mark(cue - 1)
    if s.bare(cue) in s.grammar.according.set_off and not set_off:
        return False
    if verbal or any(s.lexicon[writing.without_article(f)].source or writing.is_sound_plural(f) for f in forms):
        return True
    return set_off and not s.is_event(at)


def _without_to(s: Sentence, form: str) -> frozenset[str]:
    """A word with and without the particle ل (للوزير: الوزير، وزير)."""
    writing = s.grammar.writing
    if form.startswith(writing.article_after_to):
        noun = form[1:]
        return frozenset({form, noun, writing.article + writing.after_to(form)})
    if form.startswith(writing.particle_to) and len(form) > 3:
        return frozenset({form, form[1:]})
    return frozenset({form})


def carries_on(s: Sentence, end: int, *, enclosed: bool) -> bool:
    """Whether the clause that an attribution interrupts goes on after it rather than a new one beginning."""
    if not enclosed:
        return not s.is_comma(end) and s.form(end) != "."
    if not s.is_break(end):
        return False
    clause, form = s.grammar.clause, s.form(end + 1)
    if s.cue_words.get(end + 1) is not None:
        return False
    if s.grammar.writing.has_conjunction(form):
        return form.startswith(clause.answering_that)
    return form not in clause.connectors
