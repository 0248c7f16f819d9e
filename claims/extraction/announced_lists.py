"""Give a claim the items of the list that it announces (the report recommends the following: 1. … 2. …)."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from claims.extraction.long_speeches import Places, hold, words_within
from claims.text import ITEM_MARK, sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.attributions import Attribution, Offsets

__all__ = ["with_lists"]

_AFTER = re.compile(r"[)\]]?[ \t]*:[ \t]*\n(?:[ \t]*\n)*")
"""What may stand between the words that announce a list and its first line."""
_FEWEST = 2
"""Items of a list; one line alone may be anything."""


def with_lists(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those before a list with its items as further parts of their content.

    A list is at least two lines with marks of one sort (dashes, numbers, letters) after a line that ends with the
    content and a colon, and has no such mark itself: no item announces those beside it. A list in which the layout
    credits somebody with an item, as live reports do, is nobody's.

    Args:
        text: The text in which the offsets count.
        found: Its attributions.
    """
    result = list(found)
    ends = {a.content[-1][1] for a in found if a.mode != "direct"}  # A quotation ends where its marks close.
    announced = {end: after.end() for end in ends if (after := _AFTER.match(text, end))}
    if not announced:
        return result
    places = Places(found)
    for number, a in enumerate(found):
        end = a.content[-1][1]
        items = _items(text, end, announced[end]) if a.mode != "direct" and end in announced else []
        if len(items) < _FEWEST or any(_has_own_source(found, places, item) for item in items):
            continue
        result[number] = dataclasses.replace(result[number], content=(*a.content, *items))
        hold(result, number, items, places)
    return result


def _items(text: str, announced: int, start: int) -> list[Offsets]:
    """The words of the lines from `start` on that have marks of one sort, unless the announcing line has that, too.

    So each line is read for one announcement only, and time stays linear where every item ends with a colon.
    """
    items: list[Offsets] = []
    own = ITEM_MARK.match(text, text.rfind("\n", 0, announced) + 1)
    mark = ITEM_MARK.match(text, start)
    sort = sort_of(mark) if mark else None
    if own and sort_of(own) == sort:
        return items
    while mark and sort_of(mark) == sort:
        end = text.find("\n", mark.end())
        end = len(text) if end < 0 else end
        if any(map(str.isalnum, text[mark.end() : end])):  # A line of dashes parts items and says nothing.
            items.append(words_within(text, mark.end(), end))
        mark = ITEM_MARK.match(text, _next_line(text, end))
    return items


def _next_line(text: str, start: int) -> int:
    """Where the next line begins that is not blank."""
    while start < len(text) and text[start] in " \t\n":
        start += 1
    return text.rfind("\n", 0, start) + 1


def _has_own_source(found: Sequence[Attribution], places: Places, item: Offsets) -> bool:
    """Whether the layout credits somebody with an item (- The army: …)."""
    return any(found[place].rule is not None for place in places.with_cue(*item))
