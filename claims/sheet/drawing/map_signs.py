"""The signs of a map; they differ in shape, so that they can be told apart without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from claims.sheet import label_wording
from claims.sheet.drawing.svg import add

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from claims.sheet.drawing.map_spots import Spot

__all__ = ["DRAWN", "INK", "NAMED_WHOLE", "Sign", "draw_sign", "sign_of"]

Sign = Literal["place", "area", "estimated", "whole"]

INK = "#7a1712"
NAMED_WHOLE = "#e3d8c3"
"""The ground of a country that is named as a whole."""
DRAWN = {
    "place": label_wording.PRECISIONS["place"],
    "area": label_wording.MAP["area"],
    "estimated": label_wording.MAP["estimated"],
    "whole": label_wording.MAP["whole"],
}
"""What each sign means, in the order of the key."""
_SIZE = 4.5


def sign_of(spot: Spot) -> Sign:
    """The sign for a place."""
    return "whole" if spot.whole else "estimated" if spot.estimated else "area" if spot.area else "place"


def draw_sign(parent: Element, sign: Sign, x: float, y: float) -> None:
    """Draw a sign at a point."""
    if sign == "place":
        add(parent, "circle", cx=x, cy=y, r=_SIZE, fill=INK, stroke="#ffffff", stroke_width=1.2)
    elif sign == "estimated":
        add(parent, "circle", cx=x, cy=y, r=_SIZE - 0.5, fill="#ffffff", stroke=INK, stroke_width=1.8)
    elif sign == "area":
        side = 2 * _SIZE - 1
        add(
            parent, "rect", x=x - side / 2, y=y - side / 2, width=side, height=side, fill="#ffffff", stroke=INK,
            stroke_width=1.8,
        )  # fmt: skip
    else:
        add(parent, "rect", x=x - 8, y=y - 5, width=16, height=10, fill=NAMED_WHOLE, stroke="#777777", stroke_width=0.8)


def draw_reach(parent: Element, spot: Spot, centre: tuple[float, float], radii: tuple[float, float]) -> None:
    """Draw the radius around a point: dashed for an estimate, dotted for an area."""
    dashes = "6 4" if spot.estimated else "1.5 4"
    add(
        parent, "ellipse", cx=centre[0], cy=centre[1], rx=radii[0], ry=radii[1], fill=INK, fill_opacity="0.06",
        stroke=INK, stroke_width=1.3, stroke_dasharray=dashes, stroke_linecap="round",
    )  # fmt: skip
