"""The Markdown fact sheet of a dossier as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.formats import write

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Dossier

__all__ = ["render"]


def render(dossier: Dossier, *, lang: str = "en", template: Path | None = None) -> str:
    """The Markdown fact sheet of a dossier, without the map that `factsheet render --out` writes beside it.

    Args:
        dossier: What was found; it need not be valid, and a broken reference in it is shown as broken.
        lang: The language of the labels, one of `claims.sheet.languages()`.
        template: A Jinja2 template of one's own, in place of the package's `factsheet.md.j2`, which it may extend.

    Raises:
        ClaimsError: for a language without labels, or a template that fails; with its file and line.
    """
    sheet, *_ = write(dossier, lang=lang, template=template, alone=True).values()
    return sheet.decode("utf-8")
