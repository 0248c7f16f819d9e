"""Quotations: which marks belong together, where writers mix, forget and misplace them.

Marks are matched by what they do (open or close) more than by which glyph they are, since newswire closes “ with “
and « with ". A mark's duty is read from its glyph, or from the white space around it where the glyph says nothing.
A mark without a partner costs at most its own paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = "“«„‟‹"
_CLOSING = "”»›"
_EITHER = "\"＂'‘’‚′"
_SINGLE = frozenset("'‘’‚′‹›")
MARKS = frozenset(_OPENING + _CLOSING + _EITHER)
"""Every character that can open or close a quotation."""

_MARK = re.compile("[" + _OPENING + _CLOSING + _EITHER + "]")
_BEFORE_OPENING = frozenset("([{:،,-–—ـ/")
_PREFIXES = frozenset("بلكوف")
"""Particles that are written onto an opening mark, as in ب"نسيانها"."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `start` is its opening mark's offset, `end` the offset just after its closing mark.

    Where `closed` is false no closing mark was found: `end` is the end of the paragraph.
    """

    start: int
    end: int
    closed: bool = True
    inner: bool = False
    """Whether it stands inside another quotation."""

    @property
    def inside(self) -> tuple[int, int]:
        """The offsets of the quoted words, without the marks."""
        return self.start + 1, self.end - 1 if self.closed else self.end


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The quotations of one paragraph, `text[start:end]`, in the order of their opening marks."""
    end = len(text) if end is None else end
    marks = [m.start() for m in _MARK.finditer(text, start, end)]
    found: list[Quotation] = []
    stack: list[int] = []
    for k, at in enumerate(marks):
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if text[at] in _SINGLE and before.isalnum() and after.isalnum() and before.isascii():
            continue  # an apostrophe, as in Côte d'Ivoire
        if _opens(text, at, start, stack, len(marks) - k - 1, before, after):
            stack.append(at)
        elif (opener := _partner(text, at, stack)) is not None:
            del stack[stack.index(opener) :]
            found.append(Quotation(opener, at + 1, True, bool(stack)))
    unclosed = next((at for at in stack if text[at] not in _SINGLE), None)
    if unclosed is not None:
        found.append(Quotation(unclosed, end, False))
    return sorted(found, key=lambda q: (q.start, -q.end))


def _opens(text: str, at: int, start: int, stack: list[int], later: int, before: str, after: str) -> bool:
    """Whether the mark at `at` opens a quotation; `later` marks follow it in the paragraph."""
    mark = text[at]
    led = before.isspace() or before in _BEFORE_OPENING or _is_prefix(text, at, start)
    looks_opening = led and not after.isspace()
    if not stack:
        if mark in _CLOSING:
            return looks_opening and later > 0
        return led or mark in "«„“" or not (after.isspace() or after in ".،,؛;:!?؟)")
    if mark in "«„":
        return True
    if mark in _CLOSING:
        return False
    return looks_opening and later > 0


def _is_prefix(text: str, at: int, start: int) -> bool:
    return text[at - 1] in _PREFIXES and (at - 2 < start or not text[at - 2].isalpha())


def _partner(text: str, at: int, stack: list[int]) -> int | None:
    """The open mark that the closing mark at `at` closes: double closes double, single closes single."""
    single = text[at] in _SINGLE
    return next((opener for opener in reversed(stack) if (text[opener] in _SINGLE) == single), None)
