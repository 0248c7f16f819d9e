"""Find the heads of a sentence's claims by trying every rule at every word that can be part of one.

A rule is a function of a sentence and a position in it, and returns a Head or None. Nothing here uses a spaCy Doc. The
end of each claim's content is determined afterwards, for the sentence as a whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.according_phrases import according
from claims.languages.ar.attribution.cue_words import is_participle, mark_cue_words
from claims.languages.ar.attribution.finite_verbs import antecedent_claim, verb
from claims.languages.ar.attribution.nonfinite_verbs import participle, verbal_noun
from claims.languages.ar.attribution.relays import document_says, learned, relayed
from claims.languages.ar.attribution.speaker_labels import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.claim_head import Head
    from claims.languages.ar.attribution.sentence_words import Sentence


def find_heads(s: Sentence) -> list[Head]:
    """The heads of a sentence, in the order of their cues."""
    candidates = s.opening_words()
    mark_cue_words(s, candidates)
    opening = speaker(s)
    heads: list[Head] = [] if opening is None else [opening]
    taken: set[int] = set()
    for i in candidates:
        if i in taken or not (i in s.cue_words or s.word(i).credits):
            continue
        head = _credit(s, i) or _cue(s, i, heads)
        if head is not None and not _is_taken_up(head, heads):
            heads.append(_with_relayed_content(head, heads))
            taken.update(range(*head.cue), _absorbed(s, head))
    return sorted(heads, key=lambda h: (h.cue, h.start or 0))


def _with_relayed_content(head: Head, before: Sequence[Head]) -> Head:
    """A closing credit of whom an outlet quotes, with the content of the outlet's (…، بحسب صحيفة نقلا عن الوزير)."""
    outlet = before[-1] if before else None
    if outlet is None or outlet.source is None or not (outlet.back and head.back):
        return head
    follows = head.start is None and head.cue[0] - outlet.source[1] in {0, 1}
    return replace(head, back=outlet.back) if follows else head


def _credit(s: Sentence, i: int) -> Head | None:
    if not s.word(i).credits:
        return None
    return according(s, i) or document_says(s, i) or relayed(s, i) or learned(s, i)


def _cue(s: Sentence, i: int, before: Sequence[Head]) -> Head | None:
    word = s.cue_words.get(i)
    if word is None:
        return None
    if word.reading.kind == "participle":
        return participle(s, word, before)
    if word.reading.kind == "masdar":
        return verbal_noun(s, word)
    head = antecedent_claim(s, word) or verb(s, word, before)
    return None if head is None or _is_told(head, before) else head


def _is_told(head: Head, before: Sequence[Head]) -> bool:
    """Whether the quotation that stands before the verb is the content of an earlier cue."""
    if head.rule != "quote-verb":
        return False
    opening = head.back[0][0]
    return any(h.start is not None and opening <= h.start <= opening + 1 for h in before)


def _is_taken_up(head: Head, before: Sequence[Head]) -> bool:
    """Whether an earlier cue already leads to the same clause (قال عامل، طلب عدم نشر اسمه، إن …)."""
    if head.start is None or head.rule.startswith("according"):
        return False
    return any(h.start == head.start and h.cue[1] <= head.cue[0] and not h.rule.startswith("according") for h in before)


def _absorbed(s: Sentence, head: Head) -> list[int]:
    """The words between a cue and its content that only help to say it (… قائلا، … قوله إن)."""
    if head.start is None:
        return []
    between = (k for k in range(head.cue[1], head.start) if k in s.cue_words)
    saying = s.grammar.frames.saying
    return [k for k in between if head.rule == "relayed" or is_participle(s, k) or s.form(k) in saying]
