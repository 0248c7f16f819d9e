"""Load the gazetteer with Arabic names, at first use."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from claims.extraction.gazetteer import Gazetteer
from claims.languages.ar.facets.facet_words import ARTICLE
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["gazetteer", "ordinary_words"]


@cache
def gazetteer() -> Gazetteer:
    """The packaged places by their folded Arabic names."""
    return Gazetteer.of(_names(), article=ARTICLE)


@cache
def ordinary_words() -> frozenset[str]:
    """Folded names of places that are ordinary words too (`ordinary_words.txt`)."""
    return frozenset(_lines("ordinary_words.txt"))


def _names() -> dict[int | str, list[str]]:
    """The names of each place: those of GeoNames, which are folded already, then those written for this package."""
    found: defaultdict[int | str, list[str]] = defaultdict(list)
    for number, names in _rows("place_names.tsv"):
        found[int(number)] += names.split("|")
    for number, names in _rows("more_place_names.tsv"):
        found[int(number)] += _folded(names)
    for region, names in _rows("region_names.tsv"):
        found[region] += _folded(names)
    return dict(found)


def _folded(names: str) -> list[str]:
    return [fold_word(name).replace("-", " ") for name in names.split("|")]


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name))


def _lines(name: str) -> Iterator[str]:
    text = resources.files("claims.languages.ar").joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith(("#", "geonames\t")))
