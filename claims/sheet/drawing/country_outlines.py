"""Outlines of countries, from the file that `outline_generator` makes of Natural Earth data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Area", "Country", "Point", "bounds_of", "clipped", "countries", "inside"]

Point = tuple[float, float]
"""Degrees east, degrees north; or pixels to the right and down."""
_HALF = 180.0


class Area(NamedTuple):
    """An area between two meridians and two parallels, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Area) -> bool:
        """Whether the areas overlap."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def shifted(self, degrees: float) -> Area:
        """The area, moved east by degrees."""
        return Area(self.west + degrees, self.south, self.east + degrees, self.north)


@dataclass(frozen=True)
class Polygon:
    """A part of a country: the outer ring, then the holes."""

    rings: tuple[tuple[Point, ...], ...]

    @cached_property
    def area(self) -> Area:
        """The smallest area that contains the country."""
        return bounds_of(self.rings[0])


@dataclass(frozen=True)
class Country:
    """A country of Natural Earth; `code` is ISO 3166-1 alpha-2 or None."""

    code: str | None
    polygons: tuple[Polygon, ...]

    @cached_property
    def main(self) -> Area:
        """The smallest area that contains the largest polygon."""
        return max((polygon.area for polygon in self.polygons), key=lambda a: (a.east - a.west) * (a.north - a.south))

    def rings(self, area: Area) -> list[list[Point]]:
        """The rings inside an area, which may extend beyond the 180th meridian."""
        return [
            cut
            for polygon in self.polygons
            for shift in (-360.0, 0.0, 360.0)
            if polygon.area.shifted(shift).meets(area)
            for ring in polygon.rings
            if (cut := clipped([(x + shift, y) for x, y in ring], area))
        ]


@cache
def countries() -> tuple[Country, ...]:
    """All countries."""
    packed = orjson.loads(resources.files(__package__).joinpath("outlines.json").read_bytes())
    arcs = [_unpacked(arc, packed["steps"]) for arc in packed["arcs"]]
    return tuple(
        Country(code, tuple(Polygon(tuple(_ring(ring, arcs) for ring in rings)) for rings in polygons))
        for code, polygons in packed["countries"]
    )


def _unpacked(arc: Sequence[int], steps: int) -> list[Point]:
    """The points of a delta-encoded arc."""
    return [(x / steps, y / steps) for x, y in zip(accumulate(arc[::2]), accumulate(arc[1::2]), strict=True)]


def _ring(numbers: Iterable[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """The points of consecutive arcs; the shared end points appear once."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(_unrolled(points))


def _unrolled(points: Sequence[Point]) -> list[Point]:
    """A ring that continues beyond the 180th meridian instead of jumping; one around a pole is closed over it."""
    turned, turns = [points[0]], 0
    for (before, _), (x, y) in pairwise(points):
        turns += (x - before < -_HALF) - (x - before > _HALF)
        turned.append((x + turns * 2 * _HALF, y))
    if turns:
        pole = 90.0 if points[0][1] > 0 else -90.0
        turned += [(turned[-1][0], pole), (turned[0][0], pole)]
    return turned


def bounds_of(points: Sequence[Point]) -> Area:
    """The smallest area that contains the points."""
    easts, norths = [x for x, _ in points], [y for _, y in points]
    return Area(min(easts), min(norths), max(easts), max(norths))


def clipped(ring: Sequence[Point], area: Area) -> list[Point]:
    """Clip a ring to an area (Sutherland-Hodgman); empty if nothing is inside."""
    points, own = list(ring), bounds_of(ring)
    if own.west >= area.west and own.south >= area.south and own.east <= area.east and own.north <= area.north:
        return points
    for axis, limit, sign in ((0, area.west, 1), (0, area.east, -1), (1, area.south, 1), (1, area.north, -1)):
        points = _cut(points, axis, limit, sign)
    return points


def _cut(points: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        was, now = (before[axis] - limit) * sign >= 0, (point[axis] - limit) * sign >= 0
        if was != now:
            kept.append(_crossing(before, point, axis, limit))
        if now:
            kept.append(point)
    return kept


def _crossing(before: Point, point: Point, axis: int, limit: float) -> Point:
    part = (limit - before[axis]) / (point[axis] - before[axis])
    other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def inside(x: float, y: float, rings: Iterable[Sequence[Point]]) -> bool:
    """Whether a point is inside a shape of rings, outside its holes."""
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1
