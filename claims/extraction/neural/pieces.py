"""Subword pieces of words by a unigram language model (Kudo 2018), as SentencePiece and XLM-R cut them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = "▁"
_TATWEEL = chr(0x640)
_REMEMBERED = 100_000
_LONGEST_WORD = 64
"""Characters of a word that are read; what follows them is no word of any language."""


class Pieces:
    """Cuts words into pieces. Remembers the words that it saw, up to a limit."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        self._ids = {piece: k for k, piece in enumerate(pieces)}
        self._scores = [float(score) for score in scores]
        self._longest = max(map(len, pieces))
        self._unknown = unknown
        self._penalty = min(self._scores) - 10.0
        self._remembered: dict[tuple[str, bool], tuple[int, ...]] = {}

    def of(self, word: str, *, spaced: bool) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one; `spaced` where white space stands before it."""
        key = word, spaced
        known = self._remembered.get(key)
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            known = self._remembered[key] = self._cut((_SPACE if spaced else "") + plain(word)[:_LONGEST_WORD])
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        """The most likely cutting (Viterbi)."""
        size = len(word)
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in range(1, size + 1):
            score, start, piece = best[end - 1][0] + self._penalty, end - 1, self._unknown
            for begin in range(max(0, end - self._longest), end):
                known = self._ids.get(word[begin:end])
                if known is not None and best[begin][0] + self._scores[known] > score:
                    score, start, piece = best[begin][0] + self._scores[known], begin, known
            best.append((score, start, piece))
        cut: list[int] = []
        end = size
        while end > 0:
            _, start, piece = best[end]
            cut.append(piece)
            end = start
        return tuple(reversed(cut)) or (self._unknown,)


def plain(word: str) -> str:
    """A word without diacritics, tatweel, controls and presentation forms."""
    if word.isascii():
        return word
    normal = unicodedata.normalize("NFKC", word)
    return "".join(c for c in normal if c != _TATWEEL and unicodedata.category(c) not in {"Mn", "Cf"})
