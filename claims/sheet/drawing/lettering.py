"""Text in drawings: how much room it takes, which way it runs, and where it is free to stand."""

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
    """A part of a drawing, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether it lies in another one."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def width(text: str, size: float) -> float:
    """How wide a text is, in pixels: in most fonts a little less."""
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
    """The text in a room so wide, cut with … where it would not fit."""
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
    """The lines of a text in a column so wide, divided at blanks."""
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
    """A line of text whose left end, right end or middle stands at `x`, on the base line `y`.

    `way` is the direction of the line, which decides what `text-anchor` means. A `number` stands in bold before it.
    """
    starts = "left" if way == "ltr" else "right"
    anchor = "middle" if side == "middle" else "start" if side == starts else "end"
    line = add(
        parent, "text", text if number is None else None, x=x, y=y, font_size=size, direction=way,
        unicode_bidi="isolate", text_anchor=anchor, **attributes,
    )  # fmt: skip
    if number is not None:
        add(line, "tspan", str(number), font_weight="bold").tail = NUMBER_GAP + plain(text) if text else None
