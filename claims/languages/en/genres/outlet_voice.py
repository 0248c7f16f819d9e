"""Where an English article speaks of itself: datelines, bylines and credits name nobody's source."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from claims.languages.en.attribution.datelines import OPENING, dateline_end
from claims.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.attributions import Offsets

_BYLINE = re.compile(
    r"(?:By|BY) [A-Z][\w.’'-]+"
    r"(?:(?:,? and |, | of the |, for |, in | \| | )(?:the |al-|el-|bin |van |de )?[A-Z][\w.’'-]+)*\.?"
)
"""By Jane Doe and John Roe, Staff Writers"""
_CREDIT = re.compile(
    r"\(?(?:(?:additional |writing |further )*reporting by\b|editing by\b|edited by\b|writing by\b|compiled by\b"
    r"|(?:the )?associated press (?:writers?|contributed)|copyright\b|©|photo(?:graph)?(?: by|:)|source:"
    r"|with (?:reporting|files|input) (?:by|from)\b|this (?:story|article|report) (?:was|has been)\b)",
    re.IGNORECASE,
)
_SHORT_LINE = 160
"""Characters of the longest line that is a credit as a whole."""


def outlet_spans(text: str) -> list[Offsets]:
    """Where the outlet names itself, its writers and its place, by offsets, in order."""
    found = []
    for number, (start, end) in enumerate(paragraphs(text)):
        if until := dateline_end(text, start, end, opening=number < OPENING):
            found.append((start, until))
        elif end - start <= _SHORT_LINE and (_CREDIT.match(text, start, end) or _BYLINE.fullmatch(text, start, end)):
            found.append((start, end))
    return found


def is_outlets(spans: Sequence[Offsets], *parts: Offsets | None) -> bool:
    """Whether one of some parts of a claim stands in one of the spans, which are in order."""
    for part in parts:
        if part is None:
            continue
        k = bisect_right(spans, (part[0], 1 << 40)) - 1
        if k >= 0 and spans[k][1] > part[0]:
            return True
    return False
