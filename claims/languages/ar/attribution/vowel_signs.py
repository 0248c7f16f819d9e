"""Tell passives by the vowel signs that a text writes (أُعلن، اتُّهم، يُعلَن): whoever is named after one says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.text.folding import DROPPED

if TYPE_CHECKING:
    from claims.languages.ar.cue_lexicon import Analysis
    from claims.languages.ar.writing import Writing

_ALIFS = frozenset("اأإآٱ")
_TATWEEL = "\u0640"
_ENDINGS = {"3ms": 1, "3fs": 1, "3mp": 3, "3md": 1, "3fd": 1, "3fp": 2}
"""Letters at the end of a past form whose vowel tells nothing; the first and second person are read as active."""
_FEMININE_PLURAL = "3fp"


def shows_passive(written: str, reading: Analysis, writing: Writing) -> bool:
    """Whether the signs on a word make it a passive, if it is read as this form."""
    if reading.kind not in {"past", "present"} or reading.person not in _ENDINGS:
        return False
    letters = _letters(written)
    if reading.prefix and len(letters) > 1:
        letters = letters[1:]
    if reading.pronoun:
        letters = letters[: -len(reading.pronoun)]
    past = reading.kind == "past"
    return _is_passive_past(letters, reading, writing) if past else _is_passive_present(letters, reading, writing)


def _is_passive_past(letters: list[tuple[str, str]], reading: Analysis, writing: Writing) -> bool:
    """أُعلن; of verbs that begin with an alif also اتُّهم and استُبعد."""
    if reading.person == _FEMININE_PLURAL and not reading.cue.damma and letters[0][0] not in _ALIFS:
        return False  # قُلن is active.
    last = len(letters) - _ENDINGS[reading.person]
    shown = letters[: 3 if letters[0][0] in _ALIFS else 1]
    return any(sign in signs for _, signs in shown[:last] for sign in writing.passive)


def _is_passive_present(letters: list[tuple[str, str]], reading: Analysis, writing: Writing) -> bool:
    """يُعتقد; of verbs whose active has this damma, too, يُعلَن."""
    shown = any(sign in letters[0][1] for sign in writing.passive)
    if not reading.cue.damma:
        return shown
    return shown and reading.person != "3mp" and len(letters) > 1 and writing.fatha in letters[-2][1]


def _letters(written: str) -> list[tuple[str, str]]:
    """The letters of a word, each with the signs on it."""
    found: list[tuple[str, str]] = []
    for c in written:
        if c not in DROPPED:
            found.append((c, ""))
        elif found and c != _TATWEEL:
            found[-1] = found[-1][0], found[-1][1] + c
    return found or [("", "")]
