"""Places labels on a map so that they cover neither each other nor a point."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, pi, sin
from typing import TYPE_CHECKING

from claims.sheet.drawing.lettering import Box, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.sheet.drawing.country_outlines import Point

__all__ = ["Placed", "Room"]

_GAP = 8.0
"""From a point's middle to its label, in pixels."""
_BESIDE = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""The sides at which a label can stand: right and left first, which reads best."""
_AWAY = (22, 34, 48, 64, 84, 110, 140, 180)
"""How far off a label may be that a line leads to, in pixels."""
_DIRECTIONS = 16
_STEP = 6.0
"""Between the places of a leading line that are tried for what it would cross, in pixels."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The position of a label.

    Attributes:
        side: The end of the label nearest to its point.
        lead: End of the line from the point to the label; None if the label is next to the point.
    """

    box: Box
    side: Side
    lead: Point | None = None

    @property
    def x(self) -> float:
        """The x coordinate of that end."""
        return {"left": self.box.left, "right": self.box.right}.get(self.side, (self.box.left + self.box.right) / 2)


@dataclass
class Room:
    """The free room of a map."""

    whole: Box
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Whether a box is free and inside the map."""
        return box.within(self.whole) and not any(box.meets(other) for other in self.taken)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self.taken.append(box)

    def beside(self, point: Point, width: float, height: float) -> Placed | None:
        """Take room for a label next to a point; None if there is none."""
        return self._first(
            Placed(_moved(point, (across, down), (width, height), _GAP), _side(across)) for across, down in _BESIDE
        )

    def led(self, point: Point, width: float, height: float) -> Placed | None:
        """Take room for a label further away, where a line can lead without crossing anything."""
        tried = (placed for placed in _around(point, width, height) if self.free(placed.box))
        return self._first(placed for placed in tried if self._clear(point, placed.lead))

    def _first(self, tried: Iterator[Placed]) -> Placed | None:
        found = next((placed for placed in tried if self.free(placed.box)), None)
        if found:
            self.take(found.box)
        return found

    def _clear(self, point: Point, end: Point | None) -> bool:
        (x1, y1), (x2, y2) = point, end or point
        steps = int(max(abs(x2 - x1), abs(y2 - y1)) / _STEP) + 1
        between = [(x1 + (x2 - x1) * at / steps, y1 + (y2 - y1) * at / steps) for at in range(1, steps)]
        own = [box for box in self.taken if box.holds(*point)]
        return not any(box.holds(x, y) for x, y in between for box in self.taken if box not in own)


def _moved(point: Point, side: Point, size: tuple[float, float], gap: float) -> Box:
    """A box next to a point, `gap` away from it."""
    (across, down), (width, height) = side, size
    x, y = point[0] + across * gap, point[1] + down * gap
    left = x - width * (1 - across) / 2
    top = y - height * (1 - down) / 2
    return Box(left, top, left + width, top + height)


def _around(point: Point, width: float, height: float) -> Iterator[Placed]:
    for distance in _AWAY:
        for turn in range(_DIRECTIONS):
            angle = 2 * pi * turn / _DIRECTIONS
            across, down = cos(angle), sin(angle)
            box = _moved(point, (across, down), (width, height), distance)
            end = point[0] + across * (distance - 2), point[1] + down * (distance - 2)
            yield Placed(box, _side(across), end)


def _side(across: float) -> Side:
    return "left" if across > 0.5 else "right" if across < -0.5 else "middle"
