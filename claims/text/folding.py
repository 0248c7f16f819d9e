"""Folding: one spelling for words that newswire spells in several ways, with a map back to the original offsets.

Follows the usual orthographic normalisation of Arabic information retrieval (Larkey, Ballesteros and Connell 2002,
"light" normalisation), extended to Persian letter forms, digits, invisible controls and the presentation forms of
letters (ﻻ) that old programs and PDFs write.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERS = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ىیېۍ", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةۃەھہ", "ه"),
    "ۀ": "ه",
    "ڤ": "ف",
    "ﷲ": "الله",
}
_DIGITS = {chr(base + d): str(d) for base in (0x0660, 0x06F0) for d in range(10)}
# Vowel signs, Quranic annotation, superscript alef, tatweel; joiners, direction marks, embeddings, isolates, BOM.
_DROPPED = (
    [chr(c) for c in range(0x0610, 0x061B)]
    + [chr(c) for c in range(0x064B, 0x0660)]
    + [chr(c) for c in range(0x06D6, 0x06DD)]
    + [chr(c) for c in (*range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE))]
    + list("\u0640\u0670\u061c\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
    + [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
)
_PLAIN: dict[int, str | None] = {
    **{ord(k): v for k, v in (_LETTERS | _DIGITS).items()},
    **{ord(c): None for c in _DROPPED},
}


def _presentation_forms() -> dict[int, str]:
    """Arabic Presentation Forms A and B (U+FB50 to U+FDFF, U+FE70 to U+FEFC) as the folded letters that they draw.

    Forms of vowel signs alone (U+FE70 to U+FE7F) decompose to a blank and the sign, and carry no letter.
    """
    drawn = {code: normalize("NFKC", chr(code)) for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))}
    return {code: text.translate(_PLAIN).strip() for code, text in drawn.items() if text != chr(code)}


_TABLE: dict[int, str | None] = {**_presentation_forms(), **_PLAIN}
_RESIZED = re.compile("[" + "".join(re.escape(chr(c)) for c, to in _TABLE.items() if len(to or "") != 1) + "]")
_CHANGED = re.compile("[" + "".join(re.escape(chr(c)) for c in _TABLE) + "]")

DROPPED = frozenset(_DROPPED)
"""Characters that folding removes: they carry no letter."""


def fold_word(word: str) -> str:
    """The folded spelling of a word or text, without offsets."""
    return word.translate(_TABLE)


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Fold a text, with the original offset of each character.

    Returns the folded text and, for each of its code points, the offset in `text` of the code point it stands for.
    Alef, ya, ta marbuta and Persian variants become one letter, Arabic-Indic and Persian digits become ASCII, vowel
    signs, tatweel and invisible controls go, presentation forms become their letters; everything else, quotation marks
    included, stays.
    """
    if not _CHANGED.search(text):
        return text, range(len(text))
    offsets = array("I")  # an eighth of what a list takes: articles can be long
    kept = 0
    for match in _RESIZED.finditer(text):
        offset = match.start()
        offsets.extend(range(kept, offset))
        offsets.extend([offset] * len(_TABLE[ord(match[0])] or ""))
        kept = offset + 1
    offsets.extend(range(kept, len(text)))
    return text.translate(_TABLE), offsets
