"""Constructions that mark a noun as a cue: allegations by guards that …, the minister's claim that …."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.en.cue_lexicon import NOUN, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.en.cue_lexicon import Lexicon

_SPEAKER = 11
"""Words of the longest speaker between a noun and its "that"."""
_BETWEEN = 3
"""Words between a noun and its "that" (his statement on Monday that …), or its owner (their latest joint appeal)."""
_BY = frozenset({"by", "from", "among"})
_MADE = frozenset({"made", "issued", "raised", "released", "published", "voiced", "levelled", "leveled"})
_TIME = frozenset({"on", "in", "last", "this", "earlier", "week", "month", "year", "today", "yesterday", "late"})
_OF = frozenset(
    {"announcement", "warning", "denial", "confirmation", "rejection", "admission", "acknowledgment", "acknowledgement"}
)
"""Nouns of which "of" and what is said follow."""
_FOR = frozenset({"plea", "pleas", "call", "calls", "appeal", "appeals", "demand", "demands"})
_TO = frozenset({"promise", "promises", "pledge", "pledges", "vow", "vows", "threat", "threats"})
_CONTRACTED = frozenset({"there", "here", "that", "what"})
_OWN = frozenset({"my", "our"})
_WITHIN_NAMES = frozenset("'-.’&")


def constructed_cues(words: Sequence[str]) -> list[tuple[int, int]]:
    """The nouns of saying that stand with their speaker and a clause, as ranges of one word; `words` are folded."""
    known = lexicon()
    return [(k, k + 1) for k in range(len(words)) if _is_noun(known, words[k]) and _is_constructed(known, words, k)]


def _is_noun(known: Lexicon, word: str) -> bool:
    return any(reading.form == NOUN for reading in known.readings.get(word, ()))


def _is_constructed(known: Lexicon, words: Sequence[str], k: int) -> bool:
    after = k + 1
    while after < min(k + _BETWEEN, len(words)) and words[after] in _MADE:
        after += 1
    if after < len(words) and words[after] in _BY:
        return any(_opens_clause(known, words, that) for that in _that_after_speaker(known, words, after + 1))
    if not _has_owner(known, words, k):
        return False
    while after < min(k + 1 + _BETWEEN, len(words)) and (words[after] in _TIME or words[after].endswith("day")):
        after += 1
    follows = words[k + 1] if k + 1 < len(words) else ""
    governed = {"of": _OF, "for": _FOR, "to": _TO}.get(follows, frozenset())
    return _opens_clause(known, words, after) or words[k] in governed


def _that_after_speaker(known: Lexicon, words: Sequence[str], first: int) -> Iterator[int]:
    """The "that" that follows words which can be a speaker, if one does."""
    closed = known.classes["be"] | known.classes["have"] | known.classes["do"] | known.classes["modal"]
    if first < len(words) and words[first].endswith("ing"):
        return  # by arguing that …
    for k in range(first, min(first + _SPEAKER, len(words))):
        word = words[k]
        if word == "that":
            if k > first and not _is_verb(known, words[k - 1]):
                yield k
            return
        mark = not word[0].isalnum()
        if (mark and word not in _WITHIN_NAMES) or word in closed or word in known.classes["question"]:
            return


def _is_verb(known: Lexicon, word: str) -> bool:
    some = known.readings.get(word, ())
    return any(reading.form in {"past", "s"} for reading in some) and not _is_noun(known, word)


def _opens_clause(known: Lexicon, words: Sequence[str], that: int) -> bool:
    """Whether a "that" stands here and a clause with a subject of its own follows, so that it is no relative."""
    if that + 1 >= len(words) or words[that] != "that":
        return False
    word = words[that + 1]
    verb = any(word in known.classes[name] for name in ("be", "have", "do", "modal", "preposition"))
    finite = any(reading.form in {"past", "s"} for reading in known.readings.get(word, ()))
    return word[0].isalnum() and not verb and not finite and not word.endswith("ed")


def _has_owner(known: Lexicon, words: Sequence[str], k: int) -> bool:
    """Whether a possessive stands before a noun, with a few words between."""
    for place in range(k - 1, max(k - 2 - _BETWEEN, -1), -1):
        word = words[place]
        if word in _OWN:
            return False  # It is my hope that …: the speaker's own claim.
        if (word in known.classes["possessive"] and word != "s") or word == "'":
            return True
        if word == "s" and place > 1 and words[place - 1] == "'":
            return not (words[place - 2] in known.classes["pronoun"] or words[place - 2] in _CONTRACTED)
        if not word.isalpha() or word in known.classes["preposition"] or word in known.classes["be"]:
            return False
    return False
