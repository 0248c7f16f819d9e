"""The map of the places that claims name, with their precision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.sheet import label_wording
from claims.sheet.drawing.country_outlines import Area, countries
from claims.sheet.drawing.drawing_labels import Speech
from claims.sheet.drawing.label_placement import Room
from claims.sheet.drawing.lettering import BETWEEN, NUMBER_GAP, Box, shortened, width, write
from claims.sheet.drawing.map_frame import around, fitted
from claims.sheet.drawing.map_ground import Ground
from claims.sheet.drawing.map_key import draw_key, entry
from claims.sheet.drawing.map_scale import draw_scale
from claims.sheet.drawing.map_signs import draw_reach, draw_sign, sign_of
from claims.sheet.drawing.map_spots import near_and_far, spots
from claims.sheet.drawing.svg import add, document, isolated, number, written
from claims.sheet.drawing.text_lines import Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from claims.sheet import view
    from claims.sheet.drawing.map_spots import Spot
    from claims.sheet.labels import Labels

__all__ = ["NARROW", "draw_map"]

_WIDTH = 840.0
NARROW = 366.0
"""Width in pixels of a map that a telephone shows without scrolling."""
_EDGE = 12.0
_HEIGHTS = {_WIDTH: (380.0, 600.0), NARROW: (300.0, 460.0)}
_INSET_HEIGHTS = (90.0, 200.0)
_INSET_SHARE = 0.6
"""Width of the map of far places, relative to that of the other."""
_SIZE = 12.0
_HEIGHT = 15.0
"""Of a label, in pixels."""
_LONGEST = 150.0
_DOT = 6.0
_SMALLEST_REACH = 9.0
"""Pixels; a smaller circle would hide behind its point."""


def draw_map(
    locations: Sequence[view.Location], speech: Labels, *, across: float = _WIDTH, name: str = "map"
) -> str | None:
    """Draw the map of the places with coordinates as SVG; None if there are none.

    Places far from the others stand in an inset below. The SVG is self-contained: no external references, scripts or
    links; it names its data sources.

    Args:
        locations: The places, in the order of the sheet.
        speech: The labels.
        across: The width in pixels, that of a page or `NARROW`.
        name: Prefix that keeps ids unique among the drawings of a page.
    """
    found = spots(locations)
    if not found:
        return None
    says = Speech(speech)
    near, far = near_and_far(found)
    frame = fitted(_area(found, near), across - 2 * _EDGE, _HEIGHTS[across])
    ground = Ground(frame, found, says)
    points = [spot for spot in found if not spot.whole and not spot.is_region and frame.shows(spot.lon, spot.lat)]
    far = [spot for spot in far if spot not in points]
    inset = _inset(far, across, found, says)
    shown = [*points, *far, *ground.named, *(inset.named if inset else ())]
    listed = (f"{spot.number} {BETWEEN.join(entry(spot, says, shown=spot in shown))}" for spot in found)
    caption = says.label(label_wording.MAP["caption"])
    root = document(
        name,
        title=says.label(label_wording.MAP["title"]),
        description="\n".join([caption, *listed]),
        language=speech.language,
    )
    page = Page(root, says, _EDGE, across - _EDGE, _EDGE)
    page.text(caption)
    page.y += 8
    _window(page, ground, points)
    if inset is not None:
        page.text(says.label(label_wording.MAP["far"]))
        page.y += 6
        _window(page, inset, far)
    draw_key(page, found, shown)
    return written(root, across, page.y + _EDGE)


def _inset(far: Sequence[Spot], across: float, found: Sequence[Spot], says: Speech) -> Ground | None:
    """The ground of the map of the places far from the others; None if there are none."""
    if not far:
        return None
    return Ground(fitted(_area(far, far), _INSET_SHARE * (across - 2 * _EDGE), _INSET_HEIGHTS), found, says)


def _window(page: Page, ground: Ground, points: Sequence[Spot]) -> None:
    """Draw one map at the end of a page."""
    frame = ground.frame
    left = page.left if page.speech.way == "ltr" else page.right - frame.width
    size: dict[str, Any] = {"x": left, "y": page.y, "width": frame.width, "height": frame.height}
    box = f"0 0 {number(frame.width)} {number(frame.height)}"
    window = add(page.parent, "svg", viewBox=box, overflow="hidden", **size)
    _paint(window, ground, points, page.speech)
    add(page.parent, "rect", fill="none", stroke="#555555", **size)
    page.y += frame.height + 4


def _area(found: Sequence[Spot], points: Sequence[Spot]) -> Area:
    """The area to show: the points or, without any, the countries and regions."""
    if points:
        return around([(spot.lat, spot.lon, spot.reach) for spot in points])
    named = {spot.location.country for spot in found if spot.whole} - {None}
    outlines = [country.main for country in countries() if country.code in named]
    corners = [(y, x, 0.0) for area in outlines for y in (area.south, area.north) for x in (area.west, area.east)]
    others = [(spot.lat, spot.lon, spot.reach) for spot in found if not (spot.whole and outlines)]
    return around([*corners, *others])


def _paint(window: Element, ground: Ground, points: Sequence[Spot], says: Speech) -> None:
    """Paint the map; larger signs are painted first."""
    frame = ground.frame
    ground.paint(window)
    room = Room(Box(2, 2, frame.width - 2, frame.height - 2))
    draw_scale(window, frame, says, room)
    placed = [(spot, frame.at(spot.lon, spot.lat)) for spot in points]
    for spot, point in placed:
        radii = frame.radii(spot.lat, spot.reach)
        if radii[1] >= _SMALLEST_REACH:
            draw_reach(window, spot, point, radii)
        room.take(Box(point[0] - _DOT, point[1] - _DOT, point[0] + _DOT, point[1] + _DOT))
    _label(window, placed, says, room)
    for spot, point in placed:
        draw_sign(window, sign_of(spot), *point)
    ground.name(window, room)


def _label(window: Element, placed: Sequence[tuple[Spot, tuple[float, float]]], says: Speech, room: Room) -> None:
    """Write number and name next to each point or, without room, only the number further away."""
    for spot, point in placed:
        digits = width(str(spot.number) + NUMBER_GAP, _SIZE)
        name = shortened(isolated(spot.named(says.language)), _LONGEST, _SIZE)
        full = digits + width(name, _SIZE)
        stands = room.beside(point, full, _HEIGHT)
        if stands is None:
            name = ""
            stands = room.beside(point, digits, _HEIGHT) or room.led(point, digits, _HEIGHT)
        if stands is None:
            continue
        if stands.lead:
            add(window, "line", x1=point[0], y1=point[1], x2=stands.lead[0], y2=stands.lead[1], stroke="#444444")
        write(
            window, name, x=stands.x, y=stands.box.bottom - 4, way=says.way, side=stands.side, size=_SIZE,
            number=spot.number, fill="#111111", stroke="#ffffff", stroke_width=3, paint_order="stroke",
        )  # fmt: skip
