"""Which words of a Word document its styles, or the words' own properties, hide or strike out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["WORD", "WordStyles"]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"false", "0", "off", "none"}
_DEEPEST = 20
"""Styles that one may be based on, one on the other; Word allows ten or so."""


class WordStyles:
    """The styles of a document.

    Args:
        root: The root of `styles.xml`; None for a document without styles.
    """

    def __init__(self, root: Any | None) -> None:
        styles = [] if root is None else root.findall(f"{WORD}style")
        self._styles: Mapping[str, Any] = {style.get(f"{WORD}styleId"): style for style in styles}
        usual = (style for style in styles if style.get(f"{WORD}type") == "paragraph" and _is_usual(style))
        self._usual = next((style.get(f"{WORD}styleId") for style in usual), None)

    def is_on(self, run: Any, paragraph: Any, mark: str) -> bool:
        """Whether a run has a mark such as `strike`: by its own properties, or else by one of its two styles.

        Word switches a mark off again that both the paragraph's style and the run's switch on.
        """
        own = _said(run, mark)
        if own is not None:
            return own
        return self._by_style(_style(run, "rPr", "rStyle"), mark) != self._by_style(
            _style(paragraph, "pPr", "pStyle") or self._usual, mark
        )

    def _by_style(self, name: str | None, mark: str) -> bool:
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                return False
            said = _said(style, mark)
            if said is not None:
                return said
            base = style.find(f"{WORD}basedOn")
            name = None if base is None else base.get(f"{WORD}val")
        return False


def _is_usual(style: Any) -> bool:
    return str(style.get(f"{WORD}default", "0")) not in _OFF


def _said(element: Any, mark: str) -> bool | None:
    """Whether the properties of a run or a style set a mark on or off; None if they do not say."""
    found = element.find(f"{WORD}rPr/{WORD}{mark}")
    return None if found is None else found.get(f"{WORD}val", "true") not in _OFF


def _style(element: Any, properties: str, kind: str) -> str | None:
    found = element.find(f"{WORD}{properties}/{WORD}{kind}")
    return None if found is None else found.get(f"{WORD}val")
