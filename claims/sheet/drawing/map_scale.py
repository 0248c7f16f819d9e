"""The scale bar of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.drawing.lettering import Box, width, write
from claims.sheet.drawing.map_frame import KM_IN_DEGREE
from claims.sheet.drawing.svg import add, number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from claims.sheet.drawing.drawing_labels import Speech
    from claims.sheet.drawing.label_placement import Room
    from claims.sheet.drawing.map_frame import Frame

__all__ = ["draw_scale"]

_ROUND = tuple(digit * 10**power for power in range(5) for digit in (1, 2, 5))
"""Lengths that a bar may have, in kilometres."""
_LONGEST = 160.0
_EDGE = 12.0
_SIZE = 11.0


def draw_scale(window: Element, frame: Frame, speech: Speech, room: Room) -> None:
    """Draw a scale bar at the lower left; it is valid north-south, and in the middle also east-west."""
    pixels = frame.scale / KM_IN_DEGREE
    kilometres = max((length for length in _ROUND if length * pixels <= _LONGEST), default=_ROUND[0])
    left, right, y = _EDGE, _EDGE + kilometres * pixels, frame.height - _EDGE
    said = speech.kilometres(kilometres)
    ends = f"M{number(left)},{number(y - 5)}V{number(y)}H{number(right)}V{number(y - 5)}"
    look = {"fill": "none", "stroke_linejoin": "miter"}
    add(window, "path", d=ends, stroke="#ffffff", stroke_width=5, stroke_opacity="0.8", **look)
    add(window, "path", d=ends, stroke="#222222", stroke_width=1.8, **look)
    write(
        window, said, x=left, y=y - 9, size=_SIZE, way=speech.way, fill="#222222", stroke="#ffffff", stroke_width=3,
        stroke_opacity="0.8", paint_order="stroke",
    )  # fmt: skip
    room.take(Box(left - 6, y - 24, max(right, left + width(said, _SIZE)) + 6, y + 4))
