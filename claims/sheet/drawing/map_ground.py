"""The background of a map: water, land, borders and names of countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claims.sheet.drawing.country_outlines import Area, Country, bounds_of, clipped, countries, inside
from claims.sheet.drawing.lettering import NUMBER_GAP, Box, width, write
from claims.sheet.drawing.map_signs import NAMED_WHOLE
from claims.sheet.drawing.svg import add, path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from claims.sheet.drawing.country_outlines import Point
    from claims.sheet.drawing.drawing_labels import Speech
    from claims.sheet.drawing.label_placement import Room
    from claims.sheet.drawing.map_frame import Frame
    from claims.sheet.drawing.map_spots import Spot

__all__ = ["Ground"]

_WATER, _LAND, _CONCERNED, _BORDER = "#e9eff3", "#fbfaf6", "#f3eee2", "#8c8c8c"
_OVERLAP = 0.02
"""Of the map's size: how far beyond its edges outlines go, so that no edge is drawn as a border."""
_NEAR, _SMALLEST = 0.9, 3.0
"""Pixels: of points that are nearer to each other one is enough. Square pixels: a smaller island is left out."""
_GRID = 9


@dataclass(frozen=True)
class _Shape:
    """The visible part of a country, in pixels."""

    country: Country
    rings: list[list[Point]]


@dataclass(frozen=True)
class Ground:
    """The countries in a frame, and which of them contain places of the sheet."""

    frame: Frame
    spots: Sequence[Spot]
    speech: Speech

    @cached_property
    def _whole(self) -> dict[str, Spot]:
        """Countries that claims name as a whole."""
        return {spot.location.country: spot for spot in self.spots if spot.whole and spot.location.country}

    @cached_property
    def _concerned(self) -> set[str | None]:
        return {spot.location.country for spot in self.spots} - {None}

    @cached_property
    def _shapes(self) -> list[_Shape]:
        area = _wider(self.frame.area)
        shapes = (_Shape(country, self._drawn(country.rings(area))) for country in countries())
        return [shape for shape in shapes if shape.rings]

    def _drawn(self, rings: list[list[Point]]) -> list[list[Point]]:
        thinned = (_thinned([self.frame.exact(*point) for point in ring]) for ring in rings)
        return [ring for ring in thinned if len(ring) > 2 and _extent(ring) >= _SMALLEST]

    @property
    def named(self) -> list[Spot]:
        """Places that are countries and visible on the map."""
        return [self._whole[shape.country.code] for shape in self._shapes if shape.country.code in self._whole]

    def paint(self, window: Element) -> None:
        """Paint water, land and borders."""
        add(window, "rect", width=self.frame.width, height=self.frame.height, fill=_WATER)
        for shape in self._shapes:
            add(
                window, "path", d=path(shape.rings), fill=self._fill(shape.country.code), fill_rule="evenodd",
                stroke=_BORDER, stroke_width=0.8, stroke_linejoin="round",
            )  # fmt: skip

    def _fill(self, code: str | None) -> str:
        if code in self._whole:
            return NAMED_WHOLE
        return _CONCERNED if code in self._concerned else _LAND

    def name(self, window: Element, room: Room) -> None:
        """Write the names of countries where there is room; countries with places of the sheet first."""
        for shape in sorted(self._shapes, key=lambda shape: shape.country.code not in self._concerned):
            code = shape.country.code
            if code is None:
                continue
            concerned = code in self._concerned
            spot, name, size = self._whole.get(code), self.speech.country(code), 13.0 if concerned else 11.0
            number = f"{spot.number}{NUMBER_GAP}" if spot else ""
            box = self._room_for(shape, width(number + name, size), size + 2, room, strict=not concerned)
            if box is not None:
                room.take(box)
                write(
                    window, name, x=(box.left + box.right) / 2, y=box.bottom - 4, side="middle", size=size,
                    way=self.speech.way, number=spot.number if spot else None,
                    fill="#4a4a4a" if concerned else "#6b6b6b", stroke="#ffffff", stroke_width=2.5,
                    stroke_opacity="0.7", paint_order="stroke",
                )  # fmt: skip

    def _room_for(self, shape: _Shape, wide: float, high: float, room: Room, *, strict: bool) -> Box | None:
        """Room inside the largest part of a country; unless `strict`, a name may extend beyond its borders."""
        window = Area(0, 0, self.frame.width, self.frame.height)
        ring = max((clipped(ring, window) for ring in shape.rings), key=_extent, default=[])
        bounds = bounds_of(ring) if ring else Area(0, 0, 0, 0)
        if not ring or (strict and (bounds.east - bounds.west < wide or bounds.north - bounds.south < high)):
            return None
        loose = None
        for x, y in _grid(bounds):
            box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            if not room.free(box) or not inside(x, y, [ring]):
                continue
            if all(inside(*corner, [ring]) for corner in _ends(box)):
                return box
            loose = loose or box
        return None if strict else loose


def _grid(area: Area) -> Iterator[Point]:
    """A grid of points over an area, the middle first."""
    steps = [(at + 1) / (_GRID + 1) for at in range(_GRID)]
    places = [(across, down) for across in steps for down in steps]
    for across, down in sorted(places, key=lambda at: (at[0] - 0.5) ** 2 + (at[1] - 0.5) ** 2):
        yield area.west + across * (area.east - area.west), area.south + down * (area.north - area.south)


def _wider(area: Area) -> Area:
    across, up = (area.east - area.west) * _OVERLAP, (area.north - area.south) * _OVERLAP
    return Area(area.west - across, area.south - up, area.east + across, area.north + up)


def _thinned(points: Sequence[Point]) -> list[Point]:
    kept = list(points[:1])
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) >= _NEAR or abs(y - kept[-1][1]) >= _NEAR:
            kept.append((x, y))
    return kept


def _extent(ring: Sequence[Point]) -> float:
    """The bounding box of a ring."""
    following = [*ring[1:], *ring[:1]]
    return 0.5 * abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True)))


def _ends(box: Box) -> tuple[Point, ...]:
    return (box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom)
