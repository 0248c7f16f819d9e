"""Text in drawings: width, wrapping and direction."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from claims.sheet.drawing.svg import add, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

__all__ = ["BETWEEN", "NUMBER_GAP", "Box", "Side", "Way", "shortened", "width", "wrapped", "write"]

Side = Literal["left", "right", "middle"]
Way = Literal["ltr", "rtl"]

BETWEEN, NUMBER_GAP = " · ", "\u00a0"
"""Between the pieces of a line, and behind its number."""
_ELLIPSIS = "…"
_WIDE, _CAPITAL, _SMALL, _NARROW = 1.0, 0.72, 0.6, 0.36
"""Of the font size, on the generous side: which font a reader has is not known."""
_NARROW_CHARACTERS = frozenset("iljtfrI.,:;'|!()[]·- ")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in a drawing, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the boxes overlap by more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether the box is inside another one."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def width(text: str, size: float) -> float:
    """An upper estimate of the width of a text, in pixels."""
    return size * sum(map(_advance, text))


def _advance(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _WIDE
    if character in _NARROW_CHARACTERS:
        return _NARROW
    if character.isascii():
        return _CAPITAL if character.isupper() or character in "mwMW@%" else _SMALL
    return _CAPITAL


def shortened(text: str, room: float, size: float) -> str:
    """The text shortened with … to a width."""
    clean = plain(text)
    if width(clean, size) <= room:
        return clean
    taken, kept = width(_ELLIPSIS, size), []
    for character in clean:
        taken += size * _advance(character)
        if taken > room:
            break
        kept.append(character)
    return "".join(kept).rstrip() + _ELLIPSIS


def wrapped(text: str, room: float, size: float) -> Iterator[str]:
    """The text wrapped at blanks to a width."""
    line = ""
    for word in plain(text).split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            yield shortened(line, room, size)
            longer = word
        line = longer
    if line:
        yield shortened(line, room, size)


def write(
    parent: Element,
    text: str,
    *,
    x: float,
    y: float,
    way: Way,
    side: Side = "left",
    size: float = 12,
    number: int | None = None,
    **attributes: str | float,
) -> None:
    """Write a line of text with its left end, right end or middle at `x`, on the base line `y`.

    `way` is the direction of the line, on which the meaning of `text-anchor` depends. A `number` is written before it
    in bold.
    """
    starts = "left" if way == "ltr" else "right"
    anchor = "middle" if side == "middle" else "start" if side == starts else "end"
    line = add(
        parent, "text", text if number is None else None, x=x, y=y, font_size=size, direction=way,
        unicode_bidi="isolate", text_anchor=anchor, **attributes,
    )  # fmt: skip
    if number is not None:
        add(line, "tspan", str(number), font_weight="bold").tail = NUMBER_GAP + plain(text) if text else None
