"""Renders the records in the language and form of a received sheet."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Dossier

__all__ = ["Rendering", "nearest_rendering"]

_SURELY = 0.1
"""The share of a sheet's lines up to which it differs from no rendering but that in its own language."""


class Rendering(NamedTuple):
    """A sheet rendered from the records.

    Attributes:
        text: The text of the sheet.
        language: Language of the labels.
        beside: Files that belong next to it, by name.
    """

    text: str
    language: str
    beside: dict[str, bytes]


_PICTURE = re.compile(r"\]\(<([^<>\s/]+)\.map\.svg>\)")
"""What a Markdown sheet says to show the map beside it, which is called after the sheet's file."""
_ANNEX = re.compile(r'\]\(<([^<>\s/]+)\.annex/|data-folder="([^"/]+)\.annex/"')
"""What a large sheet says to show its annex, whose folder is called after the sheet's file too."""
_BELOW = re.compile(r"(?<!\\)<code[^<>]*>(?:--|\\-\\-)check-below (\d+(?:\.\d+)?(?:e\\?-\d+)?)</code>")
"""What a sheet of any format and language says about the claims that it marks; no words of articles are in `code`."""


def nearest_rendering(
    dossier: Dossier, sheet: str, form: str = "markdown", template: Path | None = None, name: str | None = None
) -> Rendering:
    """The rendering that differs from a received sheet in the fewest lines.

    Args:
        dossier: The records.
        sheet: The text of the received sheet.
        form: Its format.
        template: The template it was made with, if any.
        name: Name of its file without suffix. Default: from the files that the sheet refers to.

    Raises:
        ClaimsError: if the records, or the template, cannot be rendered.
    """
    from claims.sheet import languages
    from claims.sheet.formats import write

    lines, name, below = _lines(sheet), name or _name(sheet), _check_below(dossier, sheet)
    nearest: tuple[int, Rendering] | None = None
    own = dossier.sheet.language if dossier.sheet else "en"
    for language in sorted(languages(), key=lambda tag: (tag != own, tag != "en")):
        for alone in (False,) if _PICTURE.search(sheet) or _ANNEX.search(sheet) else (False, True):
            files = write(dossier, form, lang=language, template=template, alone=alone, name=name, check_below=below)
            (_, data), *beside = files.items()
            rendering = Rendering(data.decode("utf-8"), language, dict(beside))
            if rendering.text == sheet:
                return rendering
            other = _lines(rendering.text)
            apart = (lines - other).total() + (other - lines).total()
            if nearest is None or apart < nearest[0]:
                nearest = apart, rendering
        if nearest is not None and nearest[0] < _SURELY * lines.total():
            break
    assert nearest is not None  # noqa: S101  # there is always a language
    return nearest[1]


def _check_below(dossier: Dossier, sheet: str) -> float | None:
    """The confidence below which the sheet marks claims; that of the dossier's sheet where it does not say so."""
    stated = _BELOW.search(sheet)
    if stated and (below := float(stated[1].replace("\\", ""))) <= 1:
        return below
    return dossier.sheet.check_below if dossier.sheet else None


def _name(sheet: str) -> str:
    """The original name of the sheet's file, from the files it refers to: mail may have renamed it."""
    match = _PICTURE.search(sheet) or _ANNEX.search(sheet)
    name = unquote(next(filter(None, match.groups()))) if match else ""
    return name if name.isprintable() and name and not set(name) & set("/\\") else "factsheet"


def _lines(text: str) -> Counter[str]:
    """Count the non-blank lines of a text."""
    return Counter(line for line in text.splitlines() if line.strip())
