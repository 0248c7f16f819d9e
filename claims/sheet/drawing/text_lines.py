"""Lines of text below each other, aligned to the side on which a language begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.sheet.drawing.lettering import BETWEEN, NUMBER_GAP, shortened, width, wrapped, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from claims.sheet.drawing.drawing_labels import Speech

__all__ = ["Page"]

_LEADING = 1.4


@dataclass
class Page:
    """A column of a drawing that is filled from the top.

    Attributes:
        left: In pixels; `right` likewise.
        y: Bottom of the filled part.
    """

    parent: Element
    speech: Speech
    left: float
    right: float
    y: float

    def at(self, offset: float) -> float:
        """The x coordinate at a distance from the beginning of lines."""
        return self.right - offset if self.speech.way == "rtl" else self.left + offset

    def text(self, text: str, size: float = 12, fill: str = "#222222") -> None:
        """Write a paragraph."""
        for line in wrapped(text, self.right - self.left, size):
            self.y += size * _LEADING
            self.write(line, offset=0, y=self.y, size=size, fill=fill)

    def write(
        self, text: str, *, offset: float, y: float, size: float = 12, number: int | None = None, **look: str | float
    ) -> None:
        """Write a line at a distance from the side, at a given height."""
        write(
            self.parent, text, x=self.at(offset), y=y, way=self.speech.way, side=self.speech.side, size=size,
            number=number, **look,
        )  # fmt: skip

    def fitted(self, pieces: Sequence[str], room: float, size: float = 12, number: int | None = None) -> str:
        """Shorten the longest pieces to the same length, so that all fit on a line."""
        marks = width(f"{number}{NUMBER_GAP}" if number is not None else "", size)
        room -= marks + (len(pieces) - 1) * width(BETWEEN, size)
        longest = 0.0
        for left, wide in zip(range(len(pieces), 0, -1), sorted(width(piece, size) for piece in pieces), strict=True):
            longest = max(wide if wide * left <= room else room / left, longest)
            room -= min(wide, longest)
        return BETWEEN.join(shortened(piece, longest, size) for piece in pieces)
