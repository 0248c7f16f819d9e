"""Sentences, as offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.text.paragraphs import paragraphs
from claims.text.quotations import quotations

if TYPE_CHECKING:
    import re


def stretches(text: str, longest: int) -> list[tuple[int, int]]:
    """Cut a text into (start, end) offsets of at most `longest` characters: after a line, else at a space, else there.

    They cover the whole text.
    """
    found = []
    start = 0
    while len(text) - start > longest:
        cuts = (text.rfind(mark, start + longest // 2, start + longest) + 1 for mark in "\n ")
        end = next(filter(None, cuts), start + longest)
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def sentences(text: str, closing: re.Pattern[str], *, prefixes: str | None = None) -> list[tuple[int, int]]:
    """The (start, end) offsets of each sentence, its closing mark included.

    A sentence ends at the closing marks outside quotations, and always at the end of its paragraph.

    Args:
        text: The text; offsets count its code points.
        closing: Matches the language's closing marks.
        prefixes: Letters that the language writes onto an opening quotation mark; None where that is not known.
    """
    found = []
    for start, end in paragraphs(text):
        inside = quotations(text, start, end, prefixes=prefixes)
        found += _split(text, start, end, closing, [(q.start, q.end) for q in inside])
    return found


def _split(
    text: str, start: int, end: int, ends: re.Pattern[str], kept: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    found = []
    waiting = sorted(kept, reverse=True)
    reach = start
    for match in ends.finditer(text, start, end):
        stop = match.end()
        while waiting and waiting[-1][0] < match.start():
            reach = max(reach, waiting.pop()[1])
        if stop < reach:
            continue
        if text[start:stop].strip():
            found.append((start, stop))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if text[start:end].strip():
        found.append((start, end))
    return found
