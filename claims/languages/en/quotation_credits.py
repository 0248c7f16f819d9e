"""Verbs that credit a quotation which a comma and its closing mark end: "…," the mayor posted; "…," reads a banner.

Right behind the mark, a verb counts only before "a" or "an", for its subject may stand before the quotation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.en.cue_lexicon import NOUN, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.en.cue_lexicon import Lexicon

_ENDING = frozenset(",!")
"""What stands before the closing mark of a quotation whose sentence goes on."""
_CLOSING = 3
"""The state of a closing mark."""
_INDEFINITE = frozenset({"a", "an"})
_SUBJECT = 6
"""Words of the longest subject between the mark and the verb."""


def crediting_verbs(words: Sequence[str], quoted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The verbs right behind such quotations, or behind a short subject there, as ranges; `words` are folded."""
    known = lexicon()
    for k in range(1, len(words) - 1):
        if quoted[k] == _CLOSING and words[k - 1] in _ENDING and (cue := _verb(known, words, k + 1)) is not None:
            yield cue, cue + 1


def _verb(known: Lexicon, words: Sequence[str], first: int) -> int | None:
    """The first finite verb from a word on, if it can credit a quotation and only a subject stands before it."""
    for k in range(first, min(first + _SUBJECT + 1, len(words))):
        readings = known.readings.get(words[k], ())
        if any(r.form in {"past", "s"} and "quote" in r.cue.frames for r in readings):
            other = any(r.form == NOUN or "ask" in r.cue.frames for r in readings)
            return None if other or (k == first and _INDEFINITE.isdisjoint(words[k + 1 : k + 2])) else k
        closed = (known.classes[name] for name in ("be", "have", "do", "modal", "question", "that", "subordinator"))
        if not words[k][0].isalnum() or (words[k] != "s" and any(words[k] in some for some in closed)):
            return None
    return None
