"""Where the packaged places lie, read without what it takes to find them by name."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["points"]

_ROW = rb"\n[0-9]+\t[a-z]+\t(%b)\t[^\t\n]*\t([^\t\n]+)\t([^\t\n]+)\t[^\t\n]*\t[^\t\n]*\t[^\t\n]*\t[^\t\n]"
"""The row of a place that has names: its id, kind, country, region, latitude and longitude, then what is not read."""


def points(country: str | None = None) -> Iterator[tuple[str, float, float]]:
    """The country, latitude and longitude of each place of the gazetteer that has names: in one country, or in all."""
    data = resources.files("claims.extraction").joinpath("gazetteers", "places.tsv").read_bytes()
    wanted = b"[A-Z]{2}" if country is None else re.escape(country.encode())
    for row in re.finditer(_ROW % wanted, data):
        yield row[1].decode(), float(row[2]), float(row[3])
