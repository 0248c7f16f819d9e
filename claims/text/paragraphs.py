"""Paragraphs, as offsets."""

from __future__ import annotations

import re

__all__ = ["paragraphs"]


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
