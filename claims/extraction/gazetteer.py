"""Look up places of the world by their names in a language.

The coordinates are the same for every language (`gazetteers/`); the names are in the language's folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

__all__ = ["Entry", "Gazetteer", "places", "points"]

LONGEST = 5
"""Maximum number of words in a name."""
Kind = Literal["country", "admin", "city", "region"]
_POINT = rb"\n[0-9]+\t[a-z]+\t(%b)\t[^\t\n]*\t([^\t\n]+)\t([^\t\n]+)\t"
"""The row of a place: its id, kind, country, province, latitude and longitude; later columns are ignored."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A place of the gazetteer.

    Attributes:
        geonames: GeoNames id; None for a region that the extract lacks.
        kind: The kind of place.
        country: ISO 3166-1 alpha-2; None for a region across several countries.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        radius_km: Its extent around its point, in kilometres; 0 for a town.
        population: Number of inhabitants; 0 if GeoNames does not give one.
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

    @property
    def key(self) -> int | str:
        """Its key in a language's list of names: the GeoNames id, or a region's name in Latin letters."""
        return self.name if self.geonames is None else self.geonames


class Gazetteer:
    """An index of places by their names in a language; the cost of a look-up does not depend on its size."""

    def __init__(self, entries: Iterable[tuple[Entry, Iterable[str]]], *, article: str = "") -> None:
        """Build the index.

        Args:
            entries: Each place with its folded names.
            article: The definite article attached to names, with or without which a place is found; "" for none.
        """
        self._article = article
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

    @classmethod
    def of(cls, names: Mapping[int | str, Iterable[str]], *, article: str = "") -> Gazetteer:
        """Build the index of the packaged places from a language's folded names, by `Entry.key`."""
        return cls(((entry, names.get(entry.key, ())) for entry in places()), article=article)

    def __len__(self) -> int:
        return len(self._index)

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def country(self, code: str) -> Entry | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def country_names(self) -> Iterator[tuple[str, str]]:
        """Yield each folded country name with its code."""
        for name, entries in self._index.items():
            for entry in entries:
                if entry.kind == "country" and entry.country:
                    yield name, entry.country

    def _note_first(self, name: str) -> None:
        first, size = name.split(" ", 1)[0], name.count(" ") + 1
        for spelled in {first, self._article + first, first.removeprefix(self._article)}:
            self._reach[spelled] = max(size, self._reach.get(spelled, 0))

    def reach(self, first: str) -> int:
        """Return the length in words of the longest name with this first word (article ignored); 0 if there is none."""
        return self._reach.get(first, 0)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the places with exactly this folded name."""
        return tuple(self._index.get(name, ()))

    def alike(self, name: str) -> tuple[Entry, ...]:
        """Return the places with this folded name, else those that differ only in the article of the first word."""
        article = self._article
        other = name.removeprefix(article) if name.startswith(article) else article + name
        return self.named(name) or self.named(other)


def places() -> Iterator[Entry]:
    """Yield every packaged place: countries, provinces and towns, then regions."""
    for number, kind, country, _, lat, lon, radius, population, name in _rows("places.tsv"):
        yield Entry(int(number), _kind(kind), country, float(lat), float(lon), int(radius), int(population), name)
    for country, lat, lon, radius, name in _rows("regions.tsv"):
        yield Entry(None, "region", country or None, float(lat), float(lon), int(radius), 0, name)


def points(country: str | None = None) -> Iterator[tuple[str, float, float]]:
    """Yield the country, latitude and longitude of each packaged place with an id, in one country or in all.

    Faster than `places`, because only these columns are parsed.
    """
    data = _file("places.tsv").read_bytes()
    wanted = b"[A-Z]{2}" if country is None else re.escape(country.encode())
    for row in re.finditer(_POINT % wanted, data):
        yield row[1].decode(), float(row[2]), float(row[3])


def _kind(word: str) -> Kind:
    return "country" if word == "country" else "admin" if word == "admin" else "city"


def _rows(name: str) -> Iterator[list[str]]:
    for line in _file(name).read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "geonames\t")):
            yield line.split("\t")


def _file(name: str) -> Traversable:
    return resources.files("claims.extraction").joinpath("gazetteers", name)
