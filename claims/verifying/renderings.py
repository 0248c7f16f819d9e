"""What the records give, in the language in which somebody's sheet is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from claims.records import Dossier

__all__ = ["Rendering", "nearest_rendering"]


class Rendering(NamedTuple):
    """A sheet as the records give it.

    Attributes:
        text: The sheet.
        language: Of its labels.
        beside: The files that lie beside it, by name.
    """

    text: str
    language: str
    beside: dict[str, bytes]


def nearest_rendering(dossier: Dossier, sheet: str, form: str = "markdown", template: Path | None = None) -> Rendering:
    """The rendering that has the most lines in common with a sheet, whether files lie beside it or not.

    Raises:
        ClaimsError: where the records, or the template, cannot be rendered.
    """
    from claims.factsheet import languages
    from claims.factsheet.formats import write

    lines = Counter(sheet.splitlines())
    best, nearest = -1, Rendering("", "", {})
    for language in sorted(languages(), key=lambda tag: tag != "en"):
        for alone in (False, True):
            files = write(dossier, form, lang=language, template=template, alone=alone)
            (_, data), *beside = files.items()
            rendering = Rendering(data.decode("utf-8"), language, dict(beside))
            if rendering.text == sheet:
                return rendering
            common = (lines & Counter(rendering.text.splitlines())).total()
            if common > best:
                best, nearest = common, rendering
    return nearest
