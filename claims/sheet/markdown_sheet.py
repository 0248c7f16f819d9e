"""Render the Markdown fact sheet of a dossier as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.formats import write

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Dossier

__all__ = ["render"]


def render(
    dossier: Dossier, *, lang: str = "en", template: Path | None = None, check_below: float | None = None
) -> str:
    """Return the Markdown fact sheet of a dossier, without the map that `factsheet render --out` writes.

    Args:
        dossier: The dossier; it need not be valid, and broken references are shown as broken.
        lang: The language of the labels, one of `claims.sheet.languages()`.
        template: The user's own Jinja2 template instead of the built-in `factsheet.md.j2`, which it may extend.
        check_below: The confidence below which a claim is marked "check first", 0 to 1; None for the default,
            `claims.review.CHECK_BELOW`.

    Raises:
        ClaimsError: for a language without labels, a `check_below` that is not from 0 to 1, or a template error (with
            its file and line).
    """
    sheet, *_ = write(dossier, lang=lang, template=template, alone=True, check_below=check_below).values()
    return sheet.decode("utf-8")
