"""Give a claim the items of the list that it announces (the report recommends the following: 1. … 2. …)."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from claims.extraction.long_speeches import Places, hold, words_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.attributions import Attribution, Offsets

__all__ = ["with_lists"]

_AFTER = re.compile(r'["”»)\]]?[ \t]*:[ \t]*\n(?:[ \t]*\n)*')
"""What may stand between the words that announce a list and its first line."""
_ITEM = re.compile(
    r"[ \t]*(?P<mark>[-–—•●▪*◾■►]|(?P<number>\(?\d{1,2}[ \t]*[-–.)/ـ])|(?P<letter>\(?[a-zأ-ي][-.)]))[ \t]*(?=\S)"
)
_FEWEST = 2
"""Items of a list; one line alone may be anything."""


def with_lists(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those before a list with its items as further parts of their content.

    A list is at least two lines with marks of one sort (dashes, numbers, letters) after a line that ends with the
    content and a colon. Of an item that somebody else is credited with, and in a list of live reports, nothing is
    taken.

    Args:
        text: The text in which the offsets count.
        found: Its attributions.
    """
    result = list(found)
    announced = {end: after.end() for end in {a.content[-1][1] for a in found} if (after := _AFTER.match(text, end))}
    if not announced:
        return result
    places = Places(found)
    for number, a in enumerate(found):
        start = announced.get(a.content[-1][1])
        items = _items(text, start) if start is not None else []
        if len(items) < _FEWEST or any(_has_own_source(found, places, item) for item in items):
            continue
        result[number] = dataclasses.replace(result[number], content=(*a.content, *items))
        hold(result, number, items, places)
    return result


def _items(text: str, start: int) -> list[Offsets]:
    """The words of the lines from an offset on that have marks of one sort."""
    items: list[Offsets] = []
    sort = None
    while (mark := _ITEM.match(text, start)) and (sort in {None, _sort(mark)}):
        sort = _sort(mark)
        end = text.find("\n", mark.end())
        end = len(text) if end < 0 else end
        items.append(words_within(text, mark.end(), end))
        start = _next_line(text, end)
    return items


def _sort(mark: re.Match[str]) -> str:
    """What marks of one list have in common."""
    return "number" if mark["number"] else "letter" if mark["letter"] else mark["mark"]


def _next_line(text: str, start: int) -> int:
    """Where the next line begins that is not blank."""
    while start < len(text) and text[start] in " \t\n":
        start += 1
    return text.rfind("\n", 0, start) + 1


def _has_own_source(found: Sequence[Attribution], places: Places, item: Offsets) -> bool:
    """Whether the layout credits somebody with an item (- The army: …)."""
    return any(found[place].rule is not None for place in places.with_cue(*item))
