"""Words and marks of a text, and the units that are read at once: paragraphs, and pieces of very long ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.text import paragraphs, plain_marks, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.text import Quotation

LONGEST = 200
"""Words of a unit, marks counted."""

_JOINED = "".join(
    f"{chr(first)}-{chr(last)}"
    for first, last in (
        (0x300, 0x36F),
        (0x610, 0x61A),
        (0x64B, 0x65F),
        (0x670, 0x670),
        (0x6D6, 0x6DC),
        (0x200C, 0x200D),
    )
)
"""Diacritics and joiners, which are no letters to `re`."""
_TOKEN = re.compile(rf"[\w{_JOINED}]+|[^\w\s{_JOINED}]")
_ENDS = frozenset(".!?؟…।。")

Offsets = tuple[int, int]
_OPENING_MARK = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that are read together.

    Attributes:
        offsets: Where each word stands in the text.
        words: The words as they are written, but for quotation marks of two characters.
        spaced: Whether white space stands before each word.
        quoted: For each word: 0 outside quotations, 1 inside, 2 an opening mark, 3 a closing mark.
    """

    offsets: tuple[Offsets, ...]
    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    quoted: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def units(text: str, longest: int = LONGEST, prefixes: str | None = None) -> list[Unit]:
    """The units of a text in their order: every word stands in exactly one.

    Quotation marks of two characters, ((…)) and the like, are read as “…”.

    Args:
        text: The text.
        longest: Words of a unit, at most.
        prefixes: Letters that the language writes onto an opening quotation mark; None where that is not known.
    """
    found: list[Unit] = []
    text = plain_marks(text)
    for start, end in paragraphs(text):
        tokens = list(_tokens(text, start, end))
        if not tokens:
            continue
        quoted = _quoted(tokens, quotations(text, start, end, prefixes=prefixes))
        cut = [_unit(text, tokens[a:b], quoted[a:b]) for a, b in _cuts(text, tokens, quoted, longest)]
        if found and _introduces(found[-1], cut[0]) and len(found[-1]) + len(cut[0]) <= longest:
            cut[0] = _together(found.pop(), cut[0])
        found += cut
    return found


def _introduces(unit: Unit, quotation: Unit) -> bool:
    """Whether a paragraph ends with a colon and the next one begins with a quotation."""
    return unit.words[-1] == ":" and quotation.quoted[0] == _OPENING_MARK


def _together(one: Unit, other: Unit) -> Unit:
    """Two units as one."""
    spaced = (*one.spaced, True, *other.spaced[1:])
    return Unit(one.offsets + other.offsets, one.words + other.words, spaced, one.quoted + other.quoted)


def _tokens(text: str, start: int, end: int) -> Iterator[Offsets]:
    for match in _TOKEN.finditer(text, start, end):
        if len(match.group()) > 1 or unicodedata.category(match.group()) not in {"Cf", "Cc", "Mn"}:
            yield match.span()


def _unit(text: str, tokens: Sequence[Offsets], quoted: Sequence[int]) -> Unit:
    words = tuple(text[start:end] for start, end in tokens)
    ends = [start for start, _ in tokens[:1]] + [end for _, end in tokens]
    spaced = tuple(k == 0 or _has_space(text[ends[k] : start]) for k, (start, _) in enumerate(tokens))
    return Unit(tuple(tokens), words, spaced, tuple(quoted))


def _has_space(between: str) -> bool:
    """Whether white space stands between two words, also beside marks of direction."""
    return any(map(str.isspace, between))


def _quoted(tokens: Sequence[Offsets], found: Iterable[Quotation]) -> list[int]:
    """What each word is to the quotations of its paragraph."""
    state = [0] * len(tokens)
    at = {offsets[0]: k for k, offsets in enumerate(tokens)}
    for quotation in found:
        opening = at.get(quotation.start)
        if opening is None:
            continue
        closing = at.get(quotation.end - 1, len(tokens)) if quotation.closed else len(tokens)
        for k in range(opening + 1, closing):
            state[k] = state[k] or 1
        state[opening] = 2
        if closing < len(tokens):
            state[closing] = 3
    return state


def _cuts(text: str, tokens: Sequence[Offsets], quoted: Sequence[int], longest: int) -> Iterator[Offsets]:
    """Ranges of at most `longest` words, cut after a sentence outside quotations where there is one."""
    first = 0
    while len(tokens) - first > longest:
        window = range(first + longest // 3, first + longest)
        ends = [k + 1 for k in window if text[tokens[k][0]] in _ENDS]
        outside = [k for k in ends if quoted[k - 1] != 1]
        last = max(outside or ends or [first + longest])
        yield first, last
        first = last
    yield first, len(tokens)
