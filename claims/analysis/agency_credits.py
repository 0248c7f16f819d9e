"""Which news agency a document credits its text to: in its dateline, its last line, or as its author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.analysis.comparison_data import folded, names
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.analysis.comparison_data import Names
    from claims.model import Document

__all__ = ["Credit", "credit"]

_HEAD = 70
"""In how many characters from its beginning a text has its dateline."""
_TAIL = 60
"""How long a last line is that does no more than credit."""


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency by its name in the data, and as the document writes it."""

    agency: str
    written: str


def credit(document: Document) -> Credit | None:
    """The agency that a document credits; None where it credits none."""
    for place in _places(document):
        text, offsets = fold(place)
        for pattern, agency in _patterns(names()):
            if found := pattern.search(text.lower()):
                return Credit(agency, place[offsets[found.start()] : offsets[found.end() - 1] + 1])
    return None


def _places(document: Document) -> Iterator[str]:
    """Where a credit can stand: the dateline up to its dash or colon, a short last line, the author."""
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    for line in lines[:3]:
        head = re.match(rf"(.{{0,{_HEAD}}}?)(?:\s[-–—]|[-–—]\s|:)", line)
        if head:
            yield head[1]
    if lines and len(lines[-1]) <= _TAIL:
        yield lines[-1]
    if document.author:
        yield document.author


@lru_cache(maxsize=8)
def _patterns(known: Names) -> list[tuple[re.Pattern[str], str]]:
    """Whole names, the longest first."""
    written = [(folded(name), agency) for agency, ways in known.agencies.items() for name in ways]
    ordered = sorted(written, key=lambda pair: (-len(pair[0]), pair))
    return [(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), agency) for name, agency in ordered]
