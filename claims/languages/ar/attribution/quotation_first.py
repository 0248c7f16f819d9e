"""Find claims in which the words precede the speaker ("…"، يقول زيد), and closing asides (…، يضيف المصدر نفسه)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.claim_head import Head, head_of
from claims.languages.ar.attribution.complements import NAME_QUOTE
from claims.languages.ar.attribution.cue_words import cue_end
from claims.languages.ar.attribution.subjects import phrase_end

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import CueWord, Sentence
    from claims.languages.ar.attribution.tokens import Range

_SECOND_QUOTE, _COMPLEMENT, _ASIDE = 12, 25, 10
"""Words within which a quotation is taken up again, a verb's own complement comes, and an aside ends."""


def quotation_first(s: Sentence, word: CueWord) -> Head | None:
    """A verb after its quotation ("…"، يقول زيد) or between commas (…، يقول زيد، …)."""
    i, reading = word.at, word.reading
    if s.form(i - 1) in s.grammar.clause.likening or reading.prefix == s.grammar.writing.joining:
        return None
    if "quote" not in reading.cue.frames:
        return None
    quote = _quotation_before(s, i)
    if quote is not None and not _complement_follows(s, i):
        return _said_before(s, word, quote)
    if reading.kind == "present" and s.is_comma(i - 1) and reading.prefix == "":
        return _aside(s, word)
    return None


def _quotation_before(s: Sentence, i: int) -> Range | None:
    """The closed quotation that ends right before the verb, a comma or two dots apart."""
    last = i - 2 if s.form(i - 1) in s.grammar.clause.thus else i - 1
    if s.is_comma(last):
        last -= 1
    if s.form(last) == s.form(last - 1) == ".":
        last -= 2
    opening = (q.open for q in s.quotes if q.close == last and q.quotation.closed and q.open >= s.first)
    first = next(opening, None)
    return None if first is None else (first, last + 1)


def _complement_follows(s: Sentence, i: int) -> bool:
    """Whether the verb has a clause of its own, so that the quotation belongs to what stands before ("…"، وأكد أن)."""
    for k in range(i + 1, min(i + _COMPLEMENT, s.last)):
        if s.is_that(k) or s.form(k) == ":":
            return True
        if s.is_comma(k):
            return False
    return False


def _said_before(s: Sentence, word: CueWord, quote: Range) -> Head | None:
    """The quotation before the verb, and the one that takes it up again: "…"، يقول زيد، "…"."""
    i = word.at
    if not _is_speech(s, quote):
        return None
    end = phrase_end(s, i + 1)
    source = s.trim(i + 1, end) if end > i + 1 and s.is_nominal(i + 1) else None
    parts = [quote]
    after = next((k for k in range(end, min(end + _SECOND_QUOTE, s.last)) if s.is_open_quote(k)), None)
    if after is not None and (s.is_comma(after - 1) or s.form(after - 1) == ":"):
        parts.append((after, s.close_of(after) + 1))
    return head_of(word.reading, "quote-verb", (i, cue_end(s, i)), source, frame="around", back=tuple(parts))


def _is_speech(s: Sentence, quote: Range) -> bool:
    """Whether a quotation is no name within the clause: it stands alone, or is long and no relative precedes it."""
    if quote[0] == s.first or s.is_mark(quote[0] - 1):
        return True
    words = quote[1] - quote[0] - 2
    return words > NAME_QUOTE and s.form(quote[0] - 1) not in s.grammar.clause.relatives


def _aside(s: Sentence, word: CueWord) -> Head | None:
    """…، يضيف المصدر نفسه، … and …، يقول النقيب فلان at the end."""
    i = word.at
    end = phrase_end(s, i + 1)
    if end == i + 1 or end - i > _ASIDE or not s.is_nominal(i + 1):
        return None
    back: tuple[Range, ...] = (s.trim(s.first, i - 1),)
    if end < s.last and not s.only_marks(end, s.last):
        if not s.is_comma(end) or _own_clause(s, end):
            return None
        back = (*back, (end + 1, -1))
    return head_of(word.reading, "aside", (i, i + 1), s.trim(i + 1, end), frame="before", back=back)


def _own_clause(s: Sentence, end: int) -> bool:
    """Whether a reported clause follows the comma, so that this is no aside; فإن answers what came before."""
    return s.that_within(end, end + 2) and not s.form(end + 1).startswith(s.grammar.clause.answering_that)
