"""What the records give, in the language in which somebody's sheet is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from claims.records import Dossier

__all__ = ["nearest_rendering"]

_SURELY = 0.9
"""The share of a sheet's lines that no rendering in another language has."""


def nearest_rendering(
    dossier: Dossier, sheet: str, form: str = "markdown", template: Path | None = None
) -> tuple[str, str]:
    """The rendering that has the most lines in common with a sheet, and the language of its labels.

    Raises:
        ClaimsError: where the records, or the template, cannot be rendered.
    """
    from claims.factsheet import languages
    from claims.factsheet.formats import write

    lines = Counter(sheet.splitlines())
    best, nearest = -1, ("", "")
    for language in sorted(languages(), key=lambda tag: tag != "en"):
        data, *_ = write(dossier, form, lang=language, template=template).values()
        rendered = data.decode("utf-8")
        common = (lines & Counter(rendered.splitlines())).total()
        if common >= _SURELY * lines.total():
            return rendered, language
        if common > best:
            best, nearest = common, (rendered, language)
    return nearest
