"""What the extractor is told of each word besides its meaning: marks, quotations, the lexicon, the rules' claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claims.extraction.neural.words import Unit

Offsets = tuple[int, int]

_MARKS = (",،", ";؛", ".", ":", "!?؟…", "\"“”«»„‟‹›'‘’", "([{", ")]}", "-–—/")
_OTHER_MARK = len(_MARKS)
_NEUTRAL = len(_MARKS) + 1 + 4 + 6 + 3
"""Columns of what no language is asked: marks, quotation states, shapes and places, hints."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A claim that rules propose: offsets in the text."""

    cue: Offsets
    source: Offsets | None
    content: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where grammar allows no span of a unit; all by words.

    Attributes:
        whole: Ranges within which no span begins or ends (a name).
        source_ends: Words that no source holds which begins before them.
        content_ends: Words that no content holds which begins before them, of a cue before them.
        content_starts: Cues, each with the word before which its content does not begin.
        unsourced: Words with which no cue begins, since nobody is their source (a passive).
        resuming: Words before which no source of their own ends (a letter in which the minister said …).
        source_starts: Cues, each with the word with which its source begins (a party that the minister accused …).
        no_source_starts: Cues, each with a word with which its source does not begin (asked the deputies for …).
        unfinished: Words with which no source ends (the spokesman for …).
        elided: Cues whose source is no more than a pronoun (the agency quoted him as saying …).
        limit: The word before which a content after its cue must end; None where none is known.
        source_limit: The word before which a source must end; None where none is known.
    """

    whole: tuple[Offsets, ...] = ()
    source_ends: tuple[int, ...] = ()
    content_ends: tuple[int, ...] = ()
    content_starts: tuple[tuple[int, int], ...] = ()
    unsourced: frozenset[int] = frozenset()
    resuming: frozenset[int] = frozenset()
    source_starts: tuple[tuple[int, int], ...] = ()
    no_source_starts: tuple[tuple[int, int], ...] = ()
    unfinished: frozenset[int] = frozenset()
    elided: frozenset[int] = frozenset()
    limit: int | None = None
    source_limit: int | None = None


NO_BOUNDS = Bounds()
"""Of a language that tells none."""


@dataclass(frozen=True, slots=True)
class Constructed:
    """A cue that a construction marks as such.

    Attributes:
        cue: Its words.
        least: How likely the model must find its claim.
        chance: How likely the claim is then at least, since the construction says so.
    """

    cue: Offsets
    least: float
    chance: float = 0.0


class Language(Protocol):
    """What a language tells of a text."""

    @property
    def width(self) -> int:
        """How many columns `flags` has."""

    @property
    def quotation_prefixes(self) -> str | None:
        """Letters that are written onto an opening quotation mark; None where that is not known."""

    def flags(self, words: Sequence[str]) -> NDArray[np.float32]:
        """What the lexicon says of each word: a row a word."""

    def may_report(self, words: Sequence[str]) -> bool:
        """Whether a claim can stand among these words; cheap, and seldom wrong where it says no."""

    def hints(self, text: str) -> list[Hint]:
        """The claims that the rules find in a text."""

    def constructed(self, words: Sequence[str], quoted: Sequence[int]) -> list[Constructed]:
        """The cues that a construction marks as such."""

    def content_limit(self, words: Sequence[str], quoted: Sequence[int], cue: Offsets) -> int | None:
        """The place of the word before which the content of a cue must end, by words; None where grammar tells none."""

    def bounds(self, words: Sequence[str], quoted: Sequence[int]) -> Bounds:
        """Where grammar allows no span among these words."""

    def is_credible(self, words: Sequence[str], cue: Offsets, source: Offsets | None, content: Offsets) -> bool:
        """Whether grammar allows this source, if the cue has this content, all by words."""

    def folded(self, word: str) -> str:
        """A word as it is compared."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A hint within a unit, by words, ends exclusive."""

    cue: Offsets
    source: Offsets | None
    content: tuple[Offsets, ...]


def placed(unit: Unit, hints: Sequence[Hint]) -> list[Placed]:
    """The hints whose cues stand in a unit."""
    start, end = unit.offsets[0][0], unit.offsets[-1][1]
    found = []
    for hint in hints:
        if not start <= hint.cue[0] < end or (cue := covered(unit, hint.cue)) is None:
            continue
        source = covered(unit, hint.source) if hint.source else None
        content = tuple(part for span in hint.content if (part := covered(unit, span)) is not None)
        found.append(Placed(cue, source, content))
    return found


def covered(unit: Unit, span: Offsets) -> Offsets | None:
    """The words that a span of the text touches, as a range; None where it touches none."""
    first = bisect_right(unit.offsets, span[0], key=_end)
    last = bisect_left(unit.offsets, span[1], key=_start)
    return (first, last) if first < last else None


def _start(offsets: Offsets) -> int:
    return offsets[0]


def _end(offsets: Offsets) -> int:
    return offsets[1]


def width(language: Language) -> int:
    """How many columns `signals` has."""
    return _NEUTRAL + language.width


def signals(unit: Unit, hints: Sequence[Placed], language: Language) -> NDArray[np.float32]:
    """What is known of each word of a unit: a row a word, of zeros and ones."""
    neutral = np.zeros((len(unit), _NEUTRAL), np.float32)
    after_end = True
    for k, word in enumerate(unit.words):
        mark = not (word[0].isalnum() or word[0] == "_")
        if mark:
            neutral[k, next((n for n, marks in enumerate(_MARKS) if word in marks), _OTHER_MARK)] = 1
        column = len(_MARKS) + 1
        neutral[k, column + unit.quoted[k]] = 1
        column += 4
        shape = (word[0].isdecimal(), word[0].isascii() and word[0].isalpha(), unit.spaced[k], after_end, k == 0)
        neutral[k, column : column + 5] = shape
        neutral[k, column + 5] = k + 1 == len(unit)
        after_end = word in ".!?؟" if mark else False
    _mark_hints(neutral[:, -3:], hints)
    return np.concatenate([neutral, language.flags(unit.words)], axis=1)


def _mark_hints(columns: NDArray[np.float32], hints: Sequence[Placed]) -> None:
    for hint in hints:
        columns[slice(*hint.cue), 0] = 1
        if hint.source:
            columns[slice(*hint.source), 1] = 1
        for part in hint.content:
            columns[slice(*part), 2] = 1


def hint_columns() -> slice:
    """The columns that tell of the rules' claims."""
    return slice(_NEUTRAL - 3, _NEUTRAL)
