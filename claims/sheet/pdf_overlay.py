"""Prepare drawings for PDF: WeasyPrint places SVG text letter by letter, which breaks Arabic.

The text is removed from the drawing and placed over it as text of the page, at the same points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # Only drawings made by this program are parsed.

from markupsafe import Markup, escape

from claims.sheet.drawing.svg import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["overlaid"]

_WIDTH = 660.0
"""Width of the printed drawing in pixels (96 per inch): an A4 page without its margins."""
_ASCENT = 0.89
"""Position of the base line below the top of a line, as a share of the font size."""
_TEXT = f"{{{NAMESPACE}}}text"


def overlaid(svg: str) -> Markup:
    """Return the drawing without its text and, over it, the text, as wide as a page."""
    root = ET.fromstring(svg)  # noqa: S314  # of our own making
    width, height = float(root.get("width", 1)), float(root.get("height", 1))
    words = "".join(_words(root, 0.0, 0.0, width))
    for parent in list(root.iter()):
        for text in parent.findall(_TEXT):
            parent.remove(text)
    ET.register_namespace("", NAMESPACE)
    scale = _WIDTH / width
    outer = f"position: relative; width: {_WIDTH:.0f}px; height: {height * scale:.0f}px"
    inner = (
        f"position: absolute; top: 0; left: 0; direction: ltr; width: {width:.0f}px; height: {height:.0f}px; "
        f"transform: scale({scale:.4f}); transform-origin: top left"
    )
    drawing = ET.tostring(root, encoding="unicode")
    # The tree escapes its content, and so does `_words`.
    return Markup(f'<div style="{outer}"><div style="{inner}">{drawing}{words}</div></div>')  # noqa: S704


def _words(element: ET.Element, x: float, y: float, width: float) -> Iterator[str]:
    """Yield the texts in an element with its origin at this point, as elements of the page."""
    for child in element:
        if child.tag == _TEXT:
            yield _line(child, x, y, width)
        elif child.tag == f"{{{NAMESPACE}}}svg":
            yield from _words(child, x + float(child.get("x", 0)), y + float(child.get("y", 0)), width)
        else:
            yield from _words(child, x, y, width)


def _line(text: ET.Element, x: float, y: float, width: float) -> str:
    size, way = float(text.get("font-size", 12)), "rtl" if text.get("direction") == "rtl" else "ltr"
    at = x + float(text.get("x", 0))
    anchor = text.get("text-anchor", "start")
    if anchor == "middle":
        place = f"left: {at:.1f}px; transform: translateX(-50%)"
    elif (anchor == "start") == (way == "ltr"):
        place = f"left: {at:.1f}px"
    else:
        place = f"right: {width - at:.1f}px"
    style = (
        f"position: absolute; {place}; top: {y + float(text.get('y', 0)) - _ASCENT * size:.1f}px; line-height: 1; "
        f"font-size: {size:.1f}px; white-space: nowrap; color: {escape(text.get('fill', '#111111'))}"
    )
    return f'<div dir="{way}" style="{style}">{_pieces(text)}</div>'


def _pieces(text: ET.Element) -> str:
    """Return the content of a text with its bold parts; invisible characters were written out when it was drawn."""
    pieces = [escape(text.text or "")]
    for piece in text:
        words = escape(piece.text or "")
        bold = piece.get("font-weight") == "bold"
        pieces += [Markup("<b>{}</b>").format(words) if bold else words, escape(piece.tail or "")]
    return Markup().join(pieces)
