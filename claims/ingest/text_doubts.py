"""Reasons not to trust the text of a file: fonts that do not say their letters, words that nobody writes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["FONTS", "WORDS", "of_letters", "of_order", "of_words"]

FONTS = "fonts"
"""Fonts of the file do not say which letters they draw."""
WORDS = "words"
"""Many words cannot be words of the language, as after a poor text recognition or with a wrong font table."""

_UNMAPPED_SHARE = 0.02
_ENOUGH_WORDS = 40
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_ENOUGH_COLUMNS = 3
"""Lines with a gap at one place that are columns."""
_LAST = frozenset("ةى")
_ENOUGH_REVERSED = 3
_ODD_SHARE = 0.04
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_WORD = re.compile(r"[^\s.,،؛;:!?؟()\[\]{}«»“”\"'…/\-–—]+")
_HASHTAG = re.compile(r"#\w+")
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_LONE = frozenset("وفبلكمأاهجدتن")
"""Letters that stand alone in Arabic: particles spelled apart, abbreviations, initials."""
_LONGEST = 13
_OTHER_SCRIPT = "[\u0180-\u02ff\u0370-\u058f\u0900-\u1cff\u1d00-\u1dff\u2c00-\u2dff\u3040-\ud7ff]"
"""Letters that are neither Arabic nor in a language written with the Latin letters of Europe."""
_ODD_ARABIC = re.compile(
    r"[ةى][\u0620-\u064a]"  # these two end a word
    r"|^[ةىئؤ]"
    r"|(.)\1\1"
    r"|[A-Za-z][\u0620-\u064a]|[\u0620-\u064a][A-Za-z]"
    r"|[\u0620-\u064a][|~^*_=<>#$\\]|[|~^*_=<>#$\\][\u0620-\u064a]"
)
_FOREIGN = re.compile(rf"[\u0620-\u064a]{_OTHER_SCRIPT}|{_OTHER_SCRIPT}[\u0620-\u064a]")
"""A letter of a third script in an Arabic word: what programs give for a sign that the font does not name."""
_ODD_LATIN = re.compile(
    r"[a-z][A-Z][a-z]|[a-z]\d[a-z]|[A-Za-z][|~^*_=<>\\][A-Za-z]|([A-Za-z])\1\1|^[^\WaeiouyAEIOUY\d_]{5,}$"
)


def of_letters(unmapped: int, total: int, vague: int = 0) -> tuple[str, ...]:
    """The doubt that follows from letters that a font does not name.

    Args:
        unmapped: Letters without a usable mapping.
        total: All letters.
        vague: Letters named by their vowel sign alone, so that a blank before them may be missing; one is enough.
    """
    return (FONTS,) if vague or (total and unmapped > _UNMAPPED_SHARE * total) else ()


def of_words(text: str) -> tuple[str, ...]:
    """The doubts that a text itself raises, by its share of impossible words; none for a few words."""
    if _unknown_share(text) > _UNMAPPED_SHARE or _FOREIGN.search(_MARKS.sub("", text)):
        return (FONTS,)
    words = _words(text)
    if _are_reversed(words):
        return (WORDS,)
    odd = sum(map(_is_odd, words))
    return (WORDS,) if len(words) >= _ENOUGH_WORDS and odd > _ODD_SHARE * len(words) else ()


def of_order(text: str) -> tuple[str, ...]:
    """The doubt that the order is wrong: letters as old programs stored them, or columns side by side."""
    return (WORDS,) if _are_reversed(_words(text)) or _stands_in_columns(text) else ()


def _stands_in_columns(text: str) -> bool:
    """Whether most lines have a wide gap between words, of which many are at one place."""
    lines = [line for line in text.split("\n") if line.strip()]
    gaps = Counter(gap.end() for line in lines if (gap := _GAP.search(line, len(line) - len(line.lstrip()))))
    most = max(gaps.values(), default=0)
    return most >= _ENOUGH_COLUMNS and most > len(lines) / 2


def _words(text: str) -> list[str]:
    """The words without marks, numbers and hashtags, in ordinary letters."""
    plain = (_MARKS.sub("", word) for word in _WORD.findall(unicodedata.normalize("NFKC", _HASHTAG.sub("", text))))
    return [word for word in plain if word and not word.isdecimal()]


def _are_reversed(words: list[str]) -> bool:
    """Whether the letters stand from left to right, as old programs stored them: what ends words begins them."""
    begin = sum(word[0] in _LAST for word in words if len(word) > 1)
    return begin >= _ENOUGH_REVERSED and begin > sum(word[-1] in _LAST for word in words if len(word) > 1)


def _unknown_share(text: str) -> float:
    return len(_UNKNOWN.findall(text)) / max(1, len(text))


def _is_odd(word: str) -> bool:
    if not _ARABIC.search(word):
        return bool(_ODD_LATIN.search(word)) and not word.isupper()
    return (len(word) == 1 and word not in _LONE) or len(word) > _LONGEST or bool(_ODD_ARABIC.search(word))
