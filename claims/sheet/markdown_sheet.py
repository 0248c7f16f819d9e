"""Render the Markdown fact sheet of a dossier as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.formats import write

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Dossier

__all__ = ["render"]


def render(dossier: Dossier, *, lang: str = "en", template: Path | None = None) -> str:
    """Return the Markdown fact sheet of a dossier, without the map that `factsheet render --out` writes.

    Args:
        dossier: The dossier; it need not be valid, and broken references are shown as broken.
        lang: The language of the labels, one of `claims.sheet.languages()`.
        template: The user's own Jinja2 template instead of the built-in `factsheet.md.j2`, which it may extend.

    Raises:
        ClaimsError: for a language without labels, or a template error (with its file and line).
    """
    sheet, *_ = write(dossier, lang=lang, template=template, alone=True).values()
    return sheet.decode("utf-8")
