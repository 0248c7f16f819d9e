"""Paragraphs, as offsets, and the marks of those that are items of a list."""

from __future__ import annotations

import re

__all__ = ["ITEM_MARK", "paragraphs", "sort_of"]

ITEM_MARK = re.compile(
    r"[ \t]*(?P<mark>[-–—•●▪*◾■►]|(?P<number>\(?\d{1,2}[ \t]*[-–.)/ـ](?!\d))|(?P<letter>\(?[a-zأ-ي][-.)]))[ \t]*(?=\S)"
)
"""The mark of an item; no part of a number or date (3.5 million, 10-12 people, 12/5/2024)."""


def sort_of(mark: re.Match[str]) -> str:
    """What the marks of one list have in common."""
    return "number" if mark["number"] else "letter" if mark["letter"] else mark["mark"]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The (start, end) offsets of each non-blank line, without surrounding white space."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.end() - (len(line) - len(line.rstrip()))
        if start < end:
            found.append((start, end))
    return found
