"""Generates the outlines for maps from Natural Earth's countries, as packed by `world-atlas`.

    python -m claims.sheet.drawing.outline_generator countries-50m.json

writes `outlines.json` beside this file; the README in this folder gives the source.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

__all__ = ["outlines"]

_Point = tuple[float, float]

STEPS = 100
"""Steps of the grid in a degree: 0.01° is about 1.1 km, finer than the source's scale of 1 : 50 million."""
_TOLERANCE = 0.015
"""How far a line may move, in degrees."""
_WITHOUT_CODE = {"Kosovo": "XK"}
"""What CLDR calls a territory that the source gives no number."""


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries of a TopoJSON topology: `arcs` in integer steps, and `countries` as polygons of rings of arcs.

    Each arc is a flat list: where it begins, then the steps from point to point, longitude before latitude. A ring is
    a list of arcs as TopoJSON numbers them: -1 is arc 0 backwards. A country is its ISO 3166-1 alpha-2 code, or null,
    and its polygons.
    """
    return {
        "steps": STEPS,
        "arcs": [_steps(_simplified(arc)) for arc in _absolute(topology)],
        "countries": [
            [_code(country), [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]]
            for country in topology["objects"]["countries"]["geometries"]
        ],
    }


def _absolute(topology: dict[str, Any]) -> list[list[_Point]]:
    (x_scale, y_scale), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_scale + west, y * y_scale + south))
        arcs.append(points)
    return arcs


def _simplified(points: list[_Point]) -> list[_Point]:
    """Simplify a line within a tolerance (Douglas-Peucker)."""
    kept, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        worst = max(inner, key=lambda at: _distance(points[at], points[first], points[last]), default=None)
        if worst is not None and _distance(points[worst], points[first], points[last]) > _TOLERANCE:
            kept.add(worst)
            spans += [(first, worst), (worst, last)]
    return [points[at] for at in sorted(kept)]


def _distance(point: _Point, first: _Point, last: _Point) -> float:
    """Distance from a point to the segment between two others."""
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    nearest = x1 + along * (x2 - x1), y1 + along * (y2 - y1)
    return float(((x - nearest[0]) ** 2 + (y - nearest[1]) ** 2) ** 0.5)


def _steps(points: list[_Point]) -> list[int]:
    grid = [(round(x * STEPS), round(y * STEPS)) for x, y in points]
    moves = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(grid)]
    return [number for pair in (grid[0], *(move for move in moves if move != (0, 0))) for number in pair]


def _code(country: dict[str, Any]) -> str | None:
    codes: list[str] = get_global("territory_aliases").get(country.get("id", ""), [])
    return codes[0] if len(codes) == 1 else _WITHOUT_CODE.get(country["properties"]["name"])


def _main(source: str) -> None:
    topology = json.loads(Path(source).read_bytes())
    written = json.dumps(outlines(topology), separators=(",", ":"))
    # One arc per line, so that a diff shows what moved.
    lines = written.replace("],[", "],\n[") + "\n"
    Path(__file__).with_name("outlines.json").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1])
