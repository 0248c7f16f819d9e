"""Find the news agency that a document credits: in its dateline, its last line, or its author field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.analysis.comparison_data import folded, names
from claims.analysis.comparison_words import plain_words
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.analysis.comparison_data import Names
    from claims.model import Document

__all__ = ["Credit", "carried_agencies", "credit", "credited_agencies"]

_HEAD = 70
"""Maximum distance of the dateline from the start of the text, in characters."""
_UNMISTAKABLE = 6
"""Minimum length of a single word that names an agency within a text."""
_TAIL = 60
"""Maximum length of a last line that only credits an agency, in characters."""
_BYLINE = re.compile(rf"[^-–—:]{{1,{_HEAD}}}[-–—](\s*\S+(?:\s\S+){{0,3}}?)\s*:")
"""A place, a dash, and at most four words before a colon: “الزاوية - رويترز: …”."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A credited agency: its name in the data, and as the document writes it."""

    agency: str
    written: str


def credit(document: Document) -> Credit | None:
    """Return the agency that a document credits, or None."""
    return next((found for place in _places(document) if (found := _named_in(place))), None)


def _named_in(place: str) -> Credit | None:
    text, offsets = fold(place)
    for pattern, agency in _patterns(names()):
        if found := pattern.search(text.lower()):
            return Credit(agency, place[offsets[found.start()] : offsets[found.end() - 1] + 1])
    return None


def carried_agencies(document: Document) -> frozenset[str]:
    """Return the agencies that a document's report can come from.

    These are the agency that it credits, its publisher, and those that it mentions, as in "told Reuters".
    """
    initials, agencies = _initials(names())
    found = {agencies[name] for name in initials.findall(document.text)}
    words, ways = plain_words(document.text), _ways(names())
    for size in {way.count(" ") + 1 for way in ways}:
        runs = {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)}
        found |= {ways[way] for way in ways.keys() & runs}
    return frozenset(found) | credited_agencies(document)


def credited_agencies(document: Document) -> frozenset[str]:
    """Return the agency that a document credits, and the one that published it."""
    known = (credit(document), _named_in(document.publisher) if document.publisher else None)
    return frozenset(one.agency for one in known if one is not None)


@lru_cache(maxsize=8)
def _ways(known: Names) -> dict[str, str]:
    """Map names of agencies to the agencies, without names that can mean something else in a text (وال, Saba)."""
    written = [(" ".join(plain_words(name)), agency) for agency, ways in known.agencies.items() for name in ways]
    return {words: agency for words, agency in written if " " in words or len(words) >= _UNMISTAKABLE}


@lru_cache(maxsize=8)
def _initials(known: Names) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for names in Latin capitals, and the agency of each."""
    every = ((name, agency) for agency, ways in known.agencies.items() for name in ways)
    written = {name: agency for name, agency in every if re.fullmatch("[A-Z]{3,}", name)}
    return re.compile(rf"\b(?:{'|'.join(sorted(written))})\b") if written else re.compile("(?!)"), written


def _places(document: Document) -> Iterator[str]:
    """Yield the text that can contain a credit: the dateline up to dash or colon, a short last line, the author."""
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    for line in lines[:3]:
        head = re.match(rf"(.{{0,{_HEAD}}}?)(?:\s[-–—]|[-–—]\s|:)\s*(\([^()]{{1,{_TAIL}}}\))?", line)
        if head:
            yield head[1]
            yield head[2] or ""
        if byline := _BYLINE.match(line):
            yield byline[1]
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
