"""Find names that are spelled letter by letter (سي إن إن): some letters are written like particles (إن)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.grammar import SpelledLetters
    from claims.languages.ar.writing import Writing

Range = tuple[int, int]
_FEWEST = 2
"""Letters that are spelled like no other word, in a name that is not listed."""


class SpelledNames:
    """Knows the letters, and the names whose first or last letter is spelled like a particle."""

    def __init__(self, letters: SpelledLetters, writing: Writing) -> None:
        self._plain = letters.plain
        self._letters = letters.plain | letters.ambiguous
        self._names = letters.names
        self._particles = writing.noun_particles

    def ranges(self, forms: Sequence[str]) -> list[Range]:
        """Where such names stand among folded words, in their order."""
        if self._plain.isdisjoint(forms):
            return []
        found = []
        k = 0
        while k < len(forms):
            end = self._end(forms, k)
            if end:
                found.append((k, end))
            k = end or k + 1
        return found

    def _end(self, forms: Sequence[str], k: int) -> int | None:
        """Where the name ends that begins at a word, with or without a particle written onto it."""
        firsts = (forms[k], forms[k][1:]) if forms[k].startswith(self._particles) else (forms[k],)
        for first in firsts:
            if first not in self._letters:
                continue
            for name in self._names:
                if first == name[0] and tuple(forms[k + 1 : k + len(name)]) == name[1:]:
                    return k + len(name)
            if first in self._plain and (end := self._run(forms, k)):
                return end
        return None

    def _run(self, forms: Sequence[str], k: int) -> int | None:
        """Where letters end that begin at a word: the last of them is spelled like no particle."""
        end = k + 1
        while end < len(forms) and forms[end] in self._letters:
            end += 1
        while end > k + 1 and forms[end - 1] not in self._plain:
            end -= 1
        plain = 1 + sum(form in self._plain for form in forms[k + 1 : end])
        return end if plain >= _FEWEST else None
