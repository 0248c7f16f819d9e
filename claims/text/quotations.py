"""Quotations: pairs quotation marks, also where writers mix, forget or misplace them.

Marks are matched by whether they open or close rather than by their glyph, since newswire closes “ with “ and « with ".
Whether a mark opens or closes follows from its glyph or, if that is ambiguous, from the white space around it. An
unmatched mark affects at most its own paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.text.double_marks import has_double_marks, plain_marks
from claims.text.guillemets import faced

_OPENING = "“«„‟‹"
_CLOSING = "”»›"
_EITHER = "\"＂'‘’‚′"
_SINGLE = frozenset("'‘’‚′‹›")
_NESTING = frozenset("«„")
"""Marks that open inside a quotation, too."""
_LEADING = _NESTING | {"“"}
"""Marks that open wherever no quotation is open."""
_AFTER_CLOSING = frozenset(".،,؛;:!?؟)")
MARKS = frozenset(_OPENING + _CLOSING + _EITHER)
"""Every character that can open or close a quotation."""

_DEEPEST = 8
"""Quotations within one another; marks that would open a further one are passed over, so that time stays linear."""

_MARK = re.compile("[" + _OPENING + _CLOSING + _EITHER + "]")
_BEFORE_OPENING = frozenset("([{:،,-–—ـ/")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `start` is its opening mark's offset, `end` the offset just after its closing mark.

    If `closed` is false, there is no closing mark and `end` is the end of the paragraph.
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


def quotations(text: str, start: int = 0, end: int | None = None, *, prefixes: str | None = None) -> list[Quotation]:
    """The quotations of one paragraph, `text[start:end]`, in the order of their opening marks.

    Marks of two characters, ((…)) and the like, are quotation marks too; the inner one of the two counts as the mark.

    Args:
        text: The text; offsets count its code points.
        start: Where the paragraph begins.
        end: Where it ends; None for the end of the text.
        prefixes: Letters that the language writes onto an opening mark, as Arabic does: ب"نسيانها"; "" for none, None
            where the language is not known: then any letter that stands alone may be one.
    """
    end = len(text) if end is None else end
    words = text[start:end]
    plain = faced(plain_marks(words) if has_double_marks(words) else words, prefixes)
    if plain != words:
        found = _in_paragraph(plain, 0, end - start, prefixes)
        return [Quotation(q.start + start, q.end + start, q.closed, q.inner) for q in found]
    return _in_paragraph(text, start, end, prefixes)


def _in_paragraph(text: str, start: int, end: int, prefixes: str | None) -> list[Quotation]:
    marks = [m.start() for m in _MARK.finditer(text, start, end)]
    found: list[Quotation] = []
    stack: list[int] = []
    for k, at in enumerate(marks):
        mark = _Mark(text[at], *_around(text, at, start, end), prefixes)
        if mark.is_apostrophe:
            continue
        if mark.opens(nested=bool(stack), last=k + 1 == len(marks)):
            if len(stack) < _DEEPEST:
                stack.append(at)
        elif (opener := _partner(text, at, stack)) is not None:
            del stack[stack.index(opener) :]
            found.append(Quotation(opener, at + 1, True, bool(stack)))
    unclosed = next((at for at in stack if text[at] not in _SINGLE or _begins_speech(text, at)), None)
    if unclosed is not None:
        found.append(Quotation(unclosed, end, False))
    return sorted(found, key=lambda q: (q.start, -q.end))


def _begins_speech(text: str, at: int) -> bool:
    """Whether a single mark can be nothing else, as an apostrophe can: ‹ before a word."""
    return text[at] == "‹" and not text[at + 1 : at + 2].isspace()


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark with its two preceding characters and the one after it; blanks at the paragraph's ends."""

    glyph: str
    second_before: str
    before: str
    after: str
    prefixes: str | None

    @property
    def is_apostrophe(self) -> bool:
        """Whether the mark is inside a word of Latin letters, as in Côte d'Ivoire."""
        within = self.before.isalnum() and self.before.isascii() and self.after.isalnum()
        return self.glyph in _SINGLE and within

    @property
    def _led(self) -> bool:
        """Whether white space, a quotation mark or a single particle precedes it."""
        can_be_one = self.before.isalpha() if self.prefixes is None else self.before in self.prefixes
        particle = can_be_one and not self.second_before.isalpha()
        return self.before.isspace() or self.before in _BEFORE_OPENING or particle

    def opens(self, *, nested: bool, last: bool) -> bool:
        """Whether the mark opens a quotation; the last mark of a paragraph has no next one."""
        looks_opening = self._led and not self.after.isspace()
        if nested and self.glyph in _NESTING:
            return True
        if self.glyph in _CLOSING:
            return not nested and looks_opening and not last
        if nested:
            return looks_opening and not last
        return self._led or self.glyph in _LEADING or not (self.after.isspace() or self.after in _AFTER_CLOSING)


def _around(text: str, at: int, start: int, end: int) -> tuple[str, str, str]:
    """The two characters before an offset and the one after it; blanks beyond the paragraph's ends."""
    padded = text[max(start, at - 2) : at].rjust(2)
    return padded[0], padded[1], text[at + 1] if at + 1 < end else " "


def _partner(text: str, at: int, stack: list[int]) -> int | None:
    """The opening mark closed by the mark at `at`: double closes double, single closes single."""
    single = text[at] in _SINGLE
    return next((opener for opener in reversed(stack) if (text[opener] in _SINGLE) == single), None)
