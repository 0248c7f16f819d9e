"""The PDF sheet: the HTML sheet as it is printed, with bookmarks, links and tags for screen readers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NoReturn

from claims.errors import ClaimsError
from claims.factsheet.formats.html import page

if TYPE_CHECKING:
    from claims.factsheet.formats import Material

__all__ = ["write"]


def write(material: Material) -> dict[str, bytes]:
    """The sheet as one PDF file.

    Raises:
        ClaimsError: where WeasyPrint is not installed, or a template fails; with its file and line.
    """
    return {f"{material.name}.pdf": _printed(page(material))}


def _printed(html: str) -> bytes:
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError where Pango, which it draws with, is missing
        raise ClaimsError(
            f"PDF needs WeasyPrint, which cannot be loaded: {str(error).splitlines()[0]}",
            remedy="Install it with pip install 'claims-factsheet[print]', and the system's Pango library",
        ) from error
    # What it says of styles that are meant for screens is no news.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    document = HTML(string=html, url_fetcher=_refuse, media_type="print")
    return document.write_pdf(pdf_variant="pdf/ua-1")


def _refuse(url: str) -> NoReturn:
    raise ValueError(f"a sheet fetches nothing: {url}")
