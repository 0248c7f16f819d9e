"""Find relayed claims: reported by documents, quoted from others, or learned by an outlet from its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Head
from claims.languages.ar.attribution.complements import NAME_QUOTE
from claims.languages.ar.attribution.subjects import cut_setting, subject

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import Sentence

_DOCUMENT, _FROM, _CONTENT = 70, 18, 40
_LEARNED_FROM, _LEARNED = 8, 20
"""Words within which the parts of each frame follow."""


def document_says(s: Sentence, i: int) -> Head | None:
    """وجاء في بيان … أن …: the document is the source."""
    frames = s.grammar.frames
    if s.bare(i) not in frames.documents_in and s.form(i) not in frames.documents_in:
        return None
    if s.form(i + 1) not in frames.coming_in:
        return None
    k = next((k for k in range(i + 2, min(i + _DOCUMENT, s.last)) if _introduces(s, k)), None)
    if k is None:
        return None
    source = cut_setting(s, s.trim(i + 2, k))
    if not s.noun(source[0]).source and not s.grammar.writing.has_article(s.form(source[0])):
        return None
    start = k if s.is_open_quote(k) else s.skip_that(k)
    frame = "that" if s.is_that(k) else "quote"
    return Head("document-says", frames.document_lemma, "state", (i, i + 2), source, start, "", frame)


def _introduces(s: Sentence, k: int) -> bool:
    """Whether a content begins here: a clause, a colon, or a quotation that is more than a name."""
    return s.is_that(k) or s.form(k) == ":" or (s.is_open_quote(k) and s.close_of(k) - k > NAME_QUOTE + 1)


def relayed(s: Sentence, i: int) -> Head | None:
    """نقلت الصحيفة عن زيد قوله إن …: Zaid is the source, the relaying verb the cue."""
    frames = s.grammar.frames
    if s.bare(i) not in frames.relay and s.form(i) not in frames.relay:
        return None
    about = next((k for k in range(i + 1, min(i + _FROM, s.last)) if s.form(k) in frames.relay_from), None)
    if about is None or s.that_within(i, about):
        return None
    for k in range(about + 1, min(about + _CONTENT, s.last)):
        said = s.form(k) in frames.relay_said
        if said or _introduces(s, k):
            start = _relayed_start(s, k + 1 if said else k)
            source = s.trim(about + 1, k)
            named = cut_setting(s, source) if source[0] < source[1] else None
            if start is None:
                return None
            return Head("relayed", frames.relay_lemma, "report", (i, i + 1), named, start, "", "that")
    return None


def _relayed_start(s: Sentence, k: int) -> int | None:
    """Where the content begins after قوله, settings and adverbs passed over; None where nothing comes."""
    while k < s.last:
        if s.is_that(k):
            return s.skip_that(k)
        if s.form(k) == ":":
            return k + 1
        if s.is_open_quote(k):
            return k
        if not (s.is_comma(k) or s.is_setting(k) or s.form(k) in s.grammar.setting.adverbs):
            return None if s.is_mark(k) else k
        k += 1
    return None


def learned(s: Sentence, i: int) -> Head | None:
    """وعلم الموقع من مصادر مطلعة أن …: those the outlet learned it from are the source."""
    frames = s.grammar.frames
    if s.bare(i) not in frames.learned and s.form(i) not in frames.learned:
        return None
    k = next((k for k in range(i + 1, min(i + _LEARNED_FROM, s.last)) if s.form(k) in frames.learned_from), None)
    that = None if k is None else next((m for m in range(k + 1, min(k + _LEARNED, s.last)) if s.is_that(m)), None)
    if k is None or that is None:
        return None
    source = subject(s, k + 1, None, that)
    if source is None:
        return None
    cue = (i, i + 1)
    return Head("learned", frames.learned_lemma, "report", cue, cut_setting(s, source), s.skip_that(that), "", "that")
