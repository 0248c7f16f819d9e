"""The gazetteer: which places a name may mean. Read once, when first asked for; a look-up costs the same however many.

Places are found by their folded names, with the definite article or without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from claims.languages.ar.facets.facet_words import ARTICLE
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Entry", "Gazetteer", "gazetteer"]

LONGEST = 5
"""How many words a name has at most."""
Kind = Literal["country", "admin", "city", "region"]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A place of the gazetteer.

    Attributes:
        geonames: GeoNames id; None for a region that the extract lacks.
        kind: What it is.
        country: ISO 3166-1 alpha-2; None for what lies in several.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        radius_km: How far it reaches from its point; 0 for a town.
        population: How many live there; 0 where GeoNames does not say.
        name: Its name in Latin letters.
    """

    geonames: int | None
    kind: Kind
    country: str | None
    lat: float
    lon: float
    radius_km: int
    population: int
    name: str


class Gazetteer:
    """All places, found by name."""

    def __init__(self, entries: Iterable[tuple[Entry, Iterable[str]]]) -> None:
        self._index: dict[str, list[Entry]] = {}
        self._countries: dict[str, Entry] = {}
        self._reach: dict[str, int] = {}
        for entry, names in entries:
            if entry.kind == "country" and entry.country:
                self._countries[entry.country] = entry
            for name in names:
                held = self._index.setdefault(name, [])
                if entry not in held:
                    held.append(entry)
        for name in self._index:
            self._note_first(name)

    def __len__(self) -> int:
        return len(self._index)

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def country(self, code: str) -> Entry | None:
        """The country with an ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def country_names(self) -> Iterator[tuple[str, str]]:
        """Each folded name of a country with its code."""
        for name, entries in self._index.items():
            for entry in entries:
                if entry.kind == "country" and entry.country:
                    yield name, entry.country

    def _note_first(self, name: str) -> None:
        first, size = name.split(" ", 1)[0], name.count(" ") + 1
        for spelled in {first, ARTICLE + first, first.removeprefix(ARTICLE)}:
            self._reach[spelled] = max(size, self._reach.get(spelled, 0))

    def reach(self, first: str) -> int:
        """How many words the longest name has that begins so, the article aside; 0 where none does."""
        return self._reach.get(first, 0)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The places of exactly this folded name."""
        return tuple(self._index.get(name, ()))

    def alike(self, name: str) -> tuple[Entry, ...]:
        """The places of this folded name, else those whose name differs in the article before its first word alone."""
        other = name.removeprefix(ARTICLE) if name.startswith(ARTICLE) else ARTICLE + name
        return self.named(name) or self.named(other)


@cache
def gazetteer() -> Gazetteer:
    """The packaged gazetteer."""
    return Gazetteer(_entries())


def _entries() -> Iterator[tuple[Entry, list[str]]]:
    more = {int(number): _folded(names) for number, names in _rows("more_names.tsv")}
    for number, kind, country, _, lat, lon, radius, population, name, names in _rows("places.tsv"):
        entry = Entry(
            int(number), _kind(kind), country, float(lat), float(lon), int(radius), int(population), name
        )  # fmt: skip
        yield entry, [*filter(None, names.split("|")), *more.get(int(number), ())]
    for country, lat, lon, radius, name, names in _rows("regions.tsv"):
        yield Entry(None, "region", country or None, float(lat), float(lon), int(radius), 0, name), _folded(names)


def _kind(word: str) -> Kind:
    return "country" if word == "country" else "admin" if word == "admin" else "city"


def _folded(names: str) -> list[str]:
    return [fold_word(name).replace("-", " ") for name in names.split("|")]


def _rows(file: str) -> Iterator[list[str]]:
    text = resources.files("claims.extraction").joinpath("gazetteers", file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith(("#", "geonames\t")):
            yield line.split("\t")
