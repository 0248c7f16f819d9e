"""The dateline with which an English article begins: where it was written, and which agency sent it."""

from __future__ import annotations

import re

from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.genre_words import genre_words

OPENING = 3
"""Paragraphs at the beginning of an article in which a dateline needs no dash."""
_PLACE = r"[A-Z][\w.’'-]{0,20}(?:[ /][A-Z][\w.’'-]{0,20}){0,4}"
_AGENCY = r"\([A-Z][\w ./-]{1,40}\)"
_DAY = r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}"
_MARKED = re.compile(
    rf"{_PLACE}(?:, ?{_PLACE})?,?\s?(?:{_DAY}(?: {_AGENCY})?|{_AGENCY})\s?[-–—]{{1,2}}\s"
    rf"|{_AGENCY}\s?[-–—]{{1,2}}\s"
    rf"|(?P<town>[A-Z]{{3,}}|[A-Z]{{2}}(?=[-'’]))(?:[ /'’-][A-Z.]{{2,}}){{0,3}}"
    rf"(?:, ?{_PLACE})?\s?(?:[-–—]{{1,2}}|\|)\s"
)
"""TRIPOLI (Reuters) - ; CAIRO, Nov. 30 (AP) — ; (AFP) - ; BERLIN — ; AL-HASAKAH, Syria — ; ADDIS ABABA | """
_KNOWN = re.compile(rf"({_PLACE})(?:(?:, ?{_PLACE})?\s[-–—]{{1,2}}|:)\s(?=[“\"‘']?[A-Z])")
"""Doha, Qatar - ; NEW DELHI: """
_TOWN = re.compile(r"[A-Z]{2,}(?:[ /-][A-Z]{2,}){0,4}")
_LANDS = (re.compile(r", ([A-Z][\w.]*)"), re.compile(r", ([A-Z][\w.]* [A-Z]\w*)"))
_GOES_ON = re.compile(r" (?=[“\"‘']?[A-Z])")
"""WASHINGTON U.S. President …; BURNS, Ore. Law enforcement …"""
_LEAST = 4
"""Letters of the shortest town that is told by what follows."""
_WORD = re.compile(r"\w+")


def dateline_end(text: str, start: int, end: int, *, opening: bool) -> int | None:
    """Where the dateline at the beginning of a paragraph ends.

    Args:
        text: The article.
        start: The paragraph's offset.
        end: The offset after it.
        opening: Whether it is one of the first, in which a dateline needs no dash.

    Returns:
        The offset after it and its mark; None where the paragraph has none.
    """
    match = _MARKED.match(text, start, end)
    if match and (match["town"] or "").lower() not in genre_words().labels:
        return match.end()
    if not opening:
        return None
    words = naming_words()
    known = _KNOWN.match(text, start, end)
    if known is not None and known[1].lower() in words.places | words.towns and not _is_title(known):
        return known.end()
    return _bare_end(text, start, end)


def _is_title(known: re.Match[str]) -> bool:
    """Whether a place before a colon opens a headline (Syria: Road closed) and no report, which has it in capitals."""
    return ":" in known.group() and not known[1].isupper()


def _bare_end(text: str, start: int, end: int) -> int | None:
    """Where a dateline without a mark ends: a town in capitals, with or without its country, and a new sentence."""
    town = _TOWN.match(text, start, end)
    if town is None:
        return None
    words = naming_words()
    for pattern in _LANDS:
        land = pattern.match(text, town.end(), end)
        known = land is not None and land[1].lower().rstrip(".") in words.places | words.states
        if land is not None and known and (rest := _GOES_ON.match(text, land.end(), end)):
            return rest.end()
    rest = _GOES_ON.match(text, town.end(), end)
    return rest.end() if rest is not None and _is_town(text, town.group(), rest.end()) else None


def _is_town(text: str, town: str, after: int) -> bool:
    """Whether words in capitals are a town: in a list, named later in the article, or before an article."""
    words = naming_words()
    if town.lower() in words.places | words.towns:
        return True
    if len(town) < _LEAST:
        return False
    follows = _WORD.search(text, after)
    if follows is not None and follows.group().lower() in words.function:
        return True
    return re.search(rf"\b{re.escape(town.title())}\b", text[after:]) is not None
