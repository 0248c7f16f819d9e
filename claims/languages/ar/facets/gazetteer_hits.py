"""Find words that match a name in the gazetteer, whether or not they name a place here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.gazetteer import LONGEST
from claims.languages.ar.facets.place_names import gazetteer

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from claims.extraction.gazetteer import Entry
    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.place_words import Wording

__all__ = ["TOWN", "Hit", "hits", "settings"]

TOWN = 10_000
"""Minimum population of a town that a text may name without further evidence."""
_SEVERAL = 3
"""Minimum number of names in one country to conclude that a text is set there."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that match a gazetteer name, from `index` to `last`, with `cut` letters of particles before the name."""

    index: int
    last: int
    cut: int
    name: str
    entries: tuple[Entry, ...]

    @property
    def single(self) -> bool:
        """Whether the name is one word."""
        return " " not in self.name

    @property
    def country(self) -> bool:
        """Whether it is a country's."""
        return any(entry.kind == "country" for entry in self.entries)


def hits(text: Text, words: Wording) -> list[tuple[Hit, ...]]:
    """Return for each word the names that may begin there, longest first, then fewest particles first."""
    begun = words.begun
    return [_at(text, index, first) if (first := begun(form)) else () for index, form in enumerate(text.forms)]


def settings(listed: Sequence[tuple[Hit, ...]], words: Wording, elsewhere: Container[int]) -> set[str]:
    """Return the countries of the setting: at least three names of the text, more than twice as many as in any other.

    Only unambiguous names count: names that are no other words, of towns in a single country, outside `elsewhere`
    (words in other kinds of names).
    """
    found: dict[str, set[str]] = {}
    for index, at in enumerate(listed):
        hit = next(iter(at), None)
        if hit is None or index in elsewhere or hit.name in words.ordinary or hit.name in words.never:
            continue
        countries = {entry.country for entry in hit.entries}
        large = max(entry.population for entry in hit.entries) >= TOWN
        if len(countries) == 1 and large and len(hit.name) > 3 and gazetteer().named(hit.name):
            found.setdefault(next(iter(countries)) or "", set()).add(hit.name)
    counts = sorted(((len(held), code) for code, held in found.items()), reverse=True)
    most = counts[0] if counts else (0, "")
    second = counts[1][0] if len(counts) > 1 else 0
    return {most[1]} if most[0] >= _SEVERAL and most[0] > 2 * second else set()


def _at(text: Text, index: int, begun: Sequence[tuple[int, str, int]]) -> tuple[Hit, ...]:
    if text.words[index].is_mark or text.words[index].is_number:
        return ()
    known = gazetteer()
    found: list[Hit] = []
    longest = max(size for _, _, size in begun)
    for last in range(_reach(text, index), index, -1):
        if text.words[last - 1].is_mark:
            continue
        rest = [form for form in text.forms[index + 1 : last] if form != "-"]
        if len(rest) >= longest:
            continue
        for cut, stem, size in begun:
            name = " ".join([stem, *rest])
            if len(rest) < size and (entries := known.alike(name)):
                found.append(Hit(index, last, cut, name, entries))
    return tuple(found)


def _reach(text: Text, index: int) -> int:
    """Return the index after the last word that a name beginning at `index` may have."""
    last = index + 1
    while last < len(text) and last - index < LONGEST:
        word = text.words[last]
        if word.is_number or (word.is_mark and not (word.form == "-" and word.glued)):
            break
        last += 1
    return last
