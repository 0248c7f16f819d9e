"""Make invisible characters visible, so that a sheet never reads differently from its bytes.

An article can contain overrides that reverse its letters, and characters without a glyph that can hide anything. A
sheet
shows each of them as ⟨U+202E⟩. Characters needed for correct Arabic, Persian or Indic spelling are kept, and line
breaks
become spaces, because a quotation is on one line.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["visible"]

_BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")

# Joiners are part of spelling; direction marks cannot reverse letters; Arabic and Kaithi number signs are visible.
_KEPT = frozenset(
    "\u200c\u200d\u200e\u200f\u061c"
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Characters without a glyph that Unicode does not class as format characters: joiner, fillers, variation selectors.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\U000e0100-\U000e01ef]")


def visible(text: str) -> str:
    """Return the text on one line with every control and invisible character written out as ⟨U+XXXX⟩."""
    if text.isprintable() and not _BLANK.search(text):
        return text
    return "".join(map(_shown, text.translate(_BREAKS)))


def _shown(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in _KEPT
    return f"⟨U+{ord(character):04X}⟩" if hidden or _BLANK.match(character) else character
