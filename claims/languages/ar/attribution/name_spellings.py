"""Whether two words are two spellings of one name (بوريطة، بوريطا; ميتشل، ميتشيل; عبد العاطي، عبدالعاطي)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.languages.ar.source_words import Spelling

_CONSONANTS, _LONG = 4, 5
"""Consonants that two spellings share at least, one fewer in long words; names of fewer are often two (سالم، سليم)."""
_SHORTEST = 3


class Spellings:
    """Compares folded words, the article taken off."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling

    def alike(self, one: str, other: str) -> bool:
        """Whether two words can be one name."""
        return not self.keys(one).isdisjoint(self.keys(other))

    def is_part(self, word: str) -> bool:
        """Whether a word is part of a name that some texts write as one word with the next (عبد العاطي)."""
        return word in self._spelling.parts

    def keys(self, word: str) -> frozenset[str]:
        """What the spellings of a word share: two words are alike that share one."""
        word = self._without_part(word)
        keys = {word}
        if len(word) > _SHORTEST and word.endswith(self._spelling.endings):
            keys.add(word[:-1] + self._spelling.endings[0])
        skeleton = word[:1] + "".join(c for c in word[1:] if c not in self._spelling.vowels)
        if len(skeleton) >= _CONSONANTS - (len(word) >= _LONG):
            keys.add(f"{skeleton}…")
        return frozenset(keys)

    def _without_part(self, word: str) -> str:
        part = next((p for p in self._spelling.together if word.startswith(p)), "")
        return word[len(part) :] if len(word) > len(part) + 1 else word
