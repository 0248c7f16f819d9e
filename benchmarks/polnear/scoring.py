"""How attributions are scored on PolNeAR: by the words that contents have in common.

Words are what white space separates; a word belongs to a span that shares a character with it. A content found matches
one that is wanted where their words' F1 is at least 0.5, one to one, the best pairs first. It is right with its source
where both sources share a word. Attributions that are wanted without a source count for the content alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.polnear.standoff import Attribution

Offsets = tuple[int, int]
Words = frozenset[int]
Counts = Counter[str]
_WORD = re.compile(r"\S+")
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def counted(text: str, wanted: Sequence[Attribution], found: Sequence[Attribution]) -> Counts:
    """How many contents of an article are wanted, found and right, alone and with their sources."""
    words = _Words(text)
    gold = [(words.of(a.content), words.of(a.source)) for a in wanted]
    ours = [(words.of(a.content), words.of(a.source)) for a in found]
    counts: Counts = Counter(wanted=len(gold), found=len(ours), wanted_sources=sum(bool(a.source) for a in wanted))
    counts["found_sources"] = len(ours)
    for i, j in _pairs(gold, ours):
        counts["right"] += 1
        if not wanted[i].source:
            counts["found_sources"] -= 1
        elif gold[i][1] & ours[j][1]:
            counts["right_sources"] += 1
    return counts


def figures(counts: Iterable[Counts]) -> dict[str, Figure]:
    """The figures over all articles: of contents, and of contents with their sources."""
    total: Counts = Counter()
    for each in counts:
        total.update(each)
    return {
        "content": _figure(total["right"], total["found"], total["wanted"]),
        "content with source": _figure(total["right_sources"], total["found_sources"], total["wanted_sources"]),
    }


def _figure(right: int, found: int, wanted: int) -> Figure:
    return Figure(right / found if found else 0.0, right / wanted if wanted else 0.0)


def _pairs(gold: Sequence[tuple[Words, Words]], ours: Sequence[tuple[Words, Words]]) -> list[tuple[int, int]]:
    """Which content found stands for which that is wanted; of equals, one with a source in common."""
    near = [
        (-shared, not gold_source & source, i, j)
        for i, (gold_content, gold_source) in enumerate(gold)
        for j, (content, source) in enumerate(ours)
        if (shared := _f1(gold_content, content)) >= _ENOUGH
    ]
    pairs: list[tuple[int, int]] = []
    used_gold, used = set(), set()
    for _, _, i, j in sorted(near):
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            pairs.append((i, j))
    return pairs


def _f1(one: Words, other: Words) -> float:
    common = len(one & other)
    return 2 * common / (len(one) + len(other)) if common else 0.0


class _Words:
    """The words of a text by the characters that they cover."""

    def __init__(self, text: str) -> None:
        self._at: list[int | None] = [None] * len(text)
        for number, match in enumerate(_WORD.finditer(text)):
            self._at[match.start() : match.end()] = [number] * (match.end() - match.start())

    def of(self, spans: Iterable[Offsets]) -> Words:
        return frozenset(word for start, end in spans for word in self._at[start:end] if word is not None)
