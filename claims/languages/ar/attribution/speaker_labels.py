"""Find claims that consist of a name, a colon and the statement: غوتيريش: المجاعة تتسع."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Head

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import Sentence
    from claims.languages.ar.attribution.tokens import Range

_NAME = 9
"""Words and marks of the longest name before a colon."""
_SAID = 3
"""Words of the shortest saying without quotation marks."""
_AGAIN = 2
"""How often a name without a title must stand in the text, so that it is no heading."""


def speaker(s: Sentence) -> Head | None:
    """A speaker at the beginning of a sentence, a colon, and the words (الوزير: "…"): the colon is the cue."""
    colon = next((k for k in range(s.first + 1, min(s.first + _NAME, s.last)) if s.form(k) == ":"), None)
    if colon is None or not s.is_colon(colon) or not _is_speaker(s, (s.first, colon)):
        return None
    quoted = s.is_open_quote(colon + 1)
    if not quoted and s.last - colon <= _SAID:
        return None
    if not (quoted or _is_known(s, (s.first, colon))):
        return None
    cue = (colon, colon + 1)
    frame = "quote" if quoted else "colon"
    return Head("colon", ":", "state", cue, s.trim(s.first, name_end(s, s.first, colon)), colon + 1, "", frame)


def _is_speaker(s: Sentence, name: Range) -> bool:
    """Whether a phrase can name a speaker: no label of the outlet's, no clause."""
    words = range(*name)
    first, labels = s.form(name[0]), s.grammar.formulas.labels
    if first in labels or s.grammar.writing.without_article(first) in labels or not s.is_nominal(name[0]):
        return False
    writing = s.grammar.writing
    if not s.word(name[0]).source and writing.is_joined(first) and writing.has_article(s.form(name[0] + 1)):
        return False  # a verb and its subject: وتساءلت الصحيفة: …
    if s.is_event(name[0]) or any(s.is_comma(k) or s.is_that(k) or s.form(k).isdecimal() for k in words):
        return False
    return not any(k in s.cue_words or s.word(k).preposition for k in words)


def _is_known(s: Sentence, name: Range) -> bool:
    """Whether a phrase has a title or a body for a noun, or is a name that the text uses elsewhere, too."""
    if s.noun(name[0]).source:
        return True
    surname = s.form(name[1] - 1)
    return s.tokens.written.count(s.tokens.written[name[1] - 1]) >= _AGAIN and len(surname) > _SAID


def name_end(s: Sentence, first: int, colon: int) -> int:
    """Where a name before a colon ends, before to whom or in what it was said (لرويترز، لـ"الصباح"، في تصريح)."""
    return next((k for k in range(first + 1, colon) if s.is_setting(k) or _is_outlet_told(s, k)), colon)


def _is_outlet_told(s: Sentence, k: int) -> bool:
    form, particle = s.form(k), s.grammar.writing.particle_to
    sources = s.lexicon.language.sources
    if form == particle or not form.startswith(particle):
        return form == particle and s.is_open_quote(k + 1)
    noun = form.removeprefix(particle)
    definite = s.grammar.writing.with_article(form)
    return noun in sources.relay.agencies or definite in sources.relay.agencies
