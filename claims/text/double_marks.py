"""Quotation marks that writers make of two characters: ((…)), ''…'', <<…>>, ‘‘…’’."""

from __future__ import annotations

import re

__all__ = ["has_double_marks", "plain_marks"]

_DOUBLE = re.compile(r"\(\(|\)\)|''|<<|>>|‘‘|’’|``|´´|‹‹|››|\n")
_OPENS = {"((": "))", "<<": ">>", "‘‘": "’’", "``": "''", "‹‹": "››"}
"""What closes a mark that can only open."""
_EITHER = frozenset({"''", "´´", "’’"})
_MOST_PARAGRAPHS = 6
"""Paragraphs between an opening mark and the closing one."""
_MOST_OPENINGS = 50
_TATWEEL = "\u0640"
_CLOSES = frozenset(_OPENS.values()) | _EITHER


def has_double_marks(text: str) -> bool:
    """Whether a text may have such marks; fast."""
    return any(mark in text for mark in (*_OPENS, *_EITHER))


def plain_marks(text: str) -> str:
    """The text with a blank and “ or ” and a blank for each such mark, so that all offsets stay.

    A mark without its partner is left as it is: brackets can be nested (قرب (الجسر)). The partner of an opening mark
    stands in the same paragraph, or in a later one of a speech, whose paragraphs may each begin with the opening mark.
    """
    if not has_double_marks(text):
        return text
    marks: dict[int, str] = {}
    for openings, closing in _pairs(text):
        marks |= dict.fromkeys(openings, " “") | {closing: "” "}
    pieces, after = [], 0  # not a list of letters: each Arabic one would take eighty bytes
    for at in sorted(marks):
        pieces += [text[after:at], marks[at]]
        after = at + 2
    return "".join([*pieces, text[after:]])


def _pairs(text: str) -> list[tuple[list[int], int]]:
    """The offsets of the marks that belong together: those that open each paragraph, and the closing one."""
    found: list[tuple[list[int], int]] = []
    openings: list[int] = []
    kind, line, paragraphs = "", 0, 0
    for match in _DOUBLE.finditer(text):
        at, mark = match.start(), match[0]
        if mark == "\n":
            paragraphs += bool(text[line:at].strip())
            line = at + 1
        elif openings and _closes(mark, kind) and at > openings[-1] + 2 and paragraphs <= _MOST_PARAGRAPHS:
            found.append((openings, at))
            openings = []
        elif _can_open(text, at, mark):
            goes_on = openings and mark == kind and line > openings[-1] and not text[line:at].strip()
            openings = [*openings, at] if goes_on and len(openings) < _MOST_OPENINGS else [at]
            kind, paragraphs = mark, 0
    return found


def _closes(mark: str, opening: str) -> bool:
    return mark in _CLOSES and (mark == _OPENS.get(opening) or (opening in _EITHER and mark == opening))


def _can_open(text: str, at: int, mark: str) -> bool:
    """Whether a mark stands where a quotation begins: before a word, and not after one, as seconds and inches do."""
    following = text[at + 2 : at + 3]
    if (mark not in _OPENS and mark not in _EITHER) or not following.strip() or following == "(":
        return False
    before = text[max(0, at - 2) : at].rjust(2)
    particle = before[1] == _TATWEEL or (before[1].isalpha() and not before[0].isalpha())
    return mark in _OPENS or not before[1].isalnum() or particle
