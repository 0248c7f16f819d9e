"""Finds what the offsets of annotations count, by the words that stand beside them.

Offsets in brat count code points. Other tools and converters count UTF-16 units (an emoji is two), bytes, or line ends
of two characters; then the words show where the annotation belongs.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claims.review.brat_standoff import Fragment

__all__ = ["Counted", "counting", "occurrences"]

Counted = tuple[str, dict[int, int]]
"""What offsets count, and the code point at each offset."""

_UNITS: dict[str, Callable[[str], int]] = {
    "UTF-16 units": lambda c: 2 if ord(c) > 0xFFFF else 1,
    "line ends of two characters": lambda c: 2 if c == "\n" else 1,
    "UTF-16 units and line ends of two characters": lambda c: 2 if ord(c) > 0xFFFF or c == "\n" else 1,
    "bytes of UTF-8": lambda c: len(c.encode("utf-8", "replace")),
    "bytes of UTF-8 and line ends of two characters": lambda c: 2 if c == "\n" else len(c.encode("utf-8", "replace")),
}


def counting(text: str, drawn: Sequence[tuple[Sequence[Fragment], str]]) -> Counted | None:
    """Return what the offsets of annotations count, if it explains the words of all; None if nothing does.

    Args:
        text: The text.
        drawn: The fragments of each annotation, and its words.
    """
    for name, places in _ways(text):
        if all(_words(text, fragments, places) == words for fragments, words in drawn):
            return name, places
    return None


def _ways(text: str) -> Iterator[Counted]:
    for name, size in _UNITS.items():
        ends = [0, *accumulate(map(size, text))]
        yield name, {offset: place for place, offset in enumerate(ends)}
    yield "a byte order mark", {place + 1: place for place in range(len(text) + 1)}


def _words(text: str, fragments: Sequence[Fragment], places: dict[int, int]) -> str | None:
    """Return the words at some offsets; None where one lies inside a character or outside the text."""
    ends = [(places.get(each.start), places.get(each.end)) for each in fragments]
    if any(start is None or end is None for start, end in ends):
        return None
    return " ".join(text[start:end] for start, end in ends)


def occurrences(text: str, words: str) -> list[int]:
    """Return where words stand in a text: the first hundred places."""
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < 100:
        found.append(at)
        at = text.find(words, at + 1)
    return found
