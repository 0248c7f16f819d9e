"""Find the news agency that a document credits: in its dateline, its last line, or its author field."""

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
"""Maximum distance of the dateline from the start of the text, in characters."""
_TAIL = 60
"""Maximum length of a last line that only credits an agency, in characters."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A credited agency: its name in the data, and as the document writes it."""

    agency: str
    written: str


def credit(document: Document) -> Credit | None:
    """Return the agency that a document credits, or None."""
    for place in _places(document):
        text, offsets = fold(place)
        for pattern, agency in _patterns(names()):
            if found := pattern.search(text.lower()):
                return Credit(agency, place[offsets[found.start()] : offsets[found.end() - 1] + 1])
    return None


def _places(document: Document) -> Iterator[str]:
    """Yield the text that can contain a credit: the dateline up to its dash or colon, a short last line, the author."""
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
    """Return a pattern for each agency name (whole words), longest name first."""
    written = [(folded(name), agency) for agency, ways in known.agencies.items() for name in ways]
    ordered = sorted(written, key=lambda pair: (-len(pair[0]), pair))
    return [(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), agency) for name, agency in ordered]
