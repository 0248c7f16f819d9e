"""Builds SVG as a tree of elements, so that text can never become markup.

Styles are presentation attributes; there are no style sheets, scripts, links or references. So a drawing works alone,
as an image, or inside a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # only builds, never parses

from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NAMESPACE", "add", "document", "isolated", "number", "path", "plain", "written"]

NAMESPACE = "http://www.w3.org/2000/svg"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, however it is escaped."""
_FIRST, _LAST = "\u2068", "\u2069"
"""Unicode's marks of words with a direction of their own: in attributes not every viewer honours one."""
_FONTS = "'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', 'DejaVu Sans', Arial, sans-serif"


def document(name: str, *, title: str, description: str, language: str) -> ET.Element:
    """An empty drawing on white, with title and description for screen readers.

    Args:
        name: Prefix that keeps ids unique among the drawings of a page.
        title: Title for screen readers.
        description: Description for screen readers.
        language: BCP 47 tag of title and description.
    """
    labels = f"{name}-title {name}-description"
    root = ET.Element("svg", {"xmlns": NAMESPACE, "role": "img", "aria-labelledby": labels})
    root.attrib |= {"lang": language, "font-family": _FONTS}
    add(root, "title", title, id=f"{name}-title")
    add(root, "desc", description, id=f"{name}-description")
    add(root, "rect", width="100%", height="100%", fill="#ffffff")
    return root


def add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str | float) -> ET.Element:
    """Add an element to another; underscores in attribute names become hyphens."""
    given = {name.replace("_", "-"): value for name, value in attributes.items()}
    element = ET.SubElement(parent, tag, {name: _value(value) for name, value in given.items()})
    if text is not None:
        element.text = plain(text)
    return element


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)


def plain(text: str) -> str:
    """The text on one line, with invisible characters written out and invalid XML characters replaced.

    The marks of `isolated` are kept: they separate directions and reverse nothing.
    """
    pieces = re.split(f"([{_FIRST}{_LAST}])", text)
    return _NO_XML.sub("\ufffd", "".join(piece if piece in {_FIRST, _LAST} else visible(piece) for piece in pieces))


def isolated(text: str) -> str:
    """Words in a bidirectional isolate."""
    return f"{_FIRST}{_NO_XML.sub(chr(0xFFFD), visible(text))}{_LAST}"


def number(value: float) -> str:
    """A length rounded to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def path(rings: Iterable[Iterable[tuple[float, float]]]) -> str:
    """The attribute `d` for closed rings."""
    joined = (" ".join(f"{number(x)},{number(y)}" for x, y in ring) for ring in rings)
    return "".join(f"M{points}Z" for points in joined)


def written(root: ET.Element, width: float, height: float) -> str:
    """Serialise the drawing as an XML document with width and height in pixels."""
    root.attrib |= {
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "width": number(width),
        "height": number(height),
    }
    _one_a_line(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _one_a_line(element: ET.Element) -> None:
    """Insert line breaks between elements, but not inside text, where they would add blanks."""
    if element.tag == "text" or not len(element):
        return
    element.text = "\n"
    for child in element:
        child.tail = "\n"
        _one_a_line(child)
