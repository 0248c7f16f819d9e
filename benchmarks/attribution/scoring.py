"""Scores found claims against annotated ones.

A found claim is paired with at most one annotated claim of its document, best overlap of their contents first. Four
levels:

- claim: the contents' words overlap with F1 of a half or more.
- who: the same, and the source: its words overlap likewise, or neither names one. Where the annotation names none,
  words that name the one it stands for are right too.
- resolved: the same as claim, and the source's name is of the annotated name: half of the words of the shorter and a
  third of those of the longer are shared.
- strict: the contents overlap with F1 of 0.9 or more, the cues overlap, and the source is right as in who.

An annotation marked optional costs nothing, found or not. Words are compared by where they stand in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEVELS = ("claim", "who", "resolved", "strict")
_WORD = re.compile(r"\w+")

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One claim as a person or the program marks it; `rule`, `act` and `lemma` are "" for a person's."""

    source: Offsets | None
    cue: Offsets | None
    content: tuple[Offsets, ...]
    name: str | None
    optional: bool = False
    rule: str = ""
    act: str = ""
    lemma: str = ""


@dataclass(slots=True)
class Score:
    """What was found of what there is.

    Attributes:
        wanted: How many claims are annotated, the optional ones left out.
        found: Each found claim that counts, with the levels at which it is right.
        missed: Annotated claims that nothing was paired with, and their document.
        spurious: Found claims that nothing was paired with, and their document.
    """

    wanted: int = 0
    found: list[tuple[Annotated, frozenset[str]]] = field(default_factory=list)
    missed: list[tuple[str, Annotated]] = field(default_factory=list)
    spurious: list[tuple[str, Annotated]] = field(default_factory=list)

    def add(self, document: str, text: str, wanted: Sequence[Annotated], found: Sequence[Annotated]) -> None:
        """Score one document more."""
        pairs = _paired(text, wanted, found)
        taken = {i for i, _, _ in pairs}
        self.wanted += sum(not w.optional for w in wanted)
        self.missed += [(document, w) for i, w in enumerate(wanted) if i not in taken and not w.optional]
        levels = {j: (wanted[i], right) for i, j, right in pairs}
        for j, claim in enumerate(found):
            if j not in levels:
                self.found.append((claim, frozenset()))
                self.spurious.append((document, claim))
            elif not levels[j][0].optional:
                self.found.append((claim, levels[j][1]))

    def figures(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 at each level."""
        return {level: self._figure(level) for level in LEVELS}

    def _figure(self, level: str) -> tuple[float, float, float]:
        right = sum(level in levels for _, levels in self.found)
        precision = right / len(self.found) if self.found else 0.0
        recall = right / self.wanted if self.wanted else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def _paired(
    text: str, wanted: Sequence[Annotated], found: Sequence[Annotated]
) -> list[tuple[int, int, frozenset[str]]]:
    """Which annotation goes with which found claim, and the levels at which it is right."""
    words = {part: _words(text, part.content) for part in {*wanted, *found}}
    overlaps = [
        (-overlap, w.optional, i, j)
        for i, w in enumerate(wanted)
        for j, f in enumerate(found)
        if (overlap := _f1(words[w], words[f])) >= 0.5
    ]
    pairs: list[tuple[int, int, frozenset[str]]] = []
    taken_wanted: set[int] = set()
    taken_found: set[int] = set()
    for overlap, _, i, j in sorted(overlaps):
        if i not in taken_wanted and j not in taken_found:
            taken_wanted.add(i)
            taken_found.add(j)
            pairs.append((i, j, _levels(text, wanted[i], found[j], -overlap)))
    return pairs


def _levels(text: str, wanted: Annotated, found: Annotated, overlap: float) -> frozenset[str]:
    who = _same_source(text, wanted, found)
    cue = wanted.cue and found.cue and _words(text, [wanted.cue]) & _words(text, [found.cue])
    right = {
        "claim": True,
        "who": who,
        "resolved": same_name(_named(text, wanted), name_words(found.name)),
        "strict": bool(overlap >= 0.9 and cue and who),
    }
    return frozenset(level for level, holds in right.items() if holds)


def _same_source(text: str, wanted: Annotated, found: Annotated) -> bool:
    if wanted.source is None:
        return found.source is None or same_name(_named(text, wanted), name_words(text[slice(*found.source)]))
    return found.source is not None and _f1(_words(text, [wanted.source]), _words(text, [found.source])) >= 0.5


def _named(text: str, claim: Annotated) -> set[str]:
    return name_words(claim.name or (text[slice(*claim.source)] if claim.source else ""))


def _words(text: str, spans: Iterable[Offsets]) -> set[int]:
    """Where the words begin that the spans cover."""
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def _f1(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a & b else 0.0


def name_words(name: str | None) -> set[str]:
    """The words of a name, folded, the article taken off."""
    folded = [fold_word(word) for word in _WORD.findall(name or "")]
    return {word[2:] if word.startswith("ال") and len(word) > 4 else word for word in folded}


def same_name(a: set[str], b: set[str]) -> bool:
    """Whether half of the words of the shorter name and a third of those of the longer are shared."""
    shared, shorter, longer = len(a & b), min(len(a), len(b)), max(len(a), len(b))
    return shared > 0 and shared >= max(0.5 * shorter, 0.34 * longer)
