"""Render the PDF by printing the HTML sheet, or its brief, with bookmarks, links and tags for screen readers."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.sheet.formats.html import page
from claims.sheet.pdf_overlay import overlaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.sheet.formats import Material

__all__ = ["write"]

_FAMILIES = ("Noto Sans", "Amiri")
"""Fonts from packages, so that a sheet looks the same on every machine; all others are the system's.

Amiri has a glyph for each letter. In fonts that combine dots and letters, the text could not be searched or copied.
"""
_WEIGHTS = (400, 700)
_SCHEME = "package-font:"


def write(material: Material) -> dict[str, bytes]:
    """Return the sheet as one PDF file.

    Raises:
        ClaimsError: if WeasyPrint is not installed, or if a template fails; with its file and line.
    """
    return {f"{material.name}.pdf": _printed(page(material, shown=overlaid, annex=material.annex))}


def _printed(html: str) -> bytes:
    try:
        import fontpkg
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:  # OSError if Pango, its drawing library, is missing.
        raise ClaimsError(
            f"PDF needs WeasyPrint, which cannot be loaded: {str(error).splitlines()[0]}",
            remedy="Install it with pip install 'claims-factsheet[print]', and the system's Pango library",
        ) from error

    class Fonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Provides the packaged fonts and refuses all other addresses, of files and of the network."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  # as its class has it
            name = url.removeprefix(_SCHEME)
            if name == url or name not in fonts:
                raise ValueError(f"a sheet must not load external resources: {url}")
            return URLFetcherResponse(url, fonts[name])

    # Its warnings about styles for screens are irrelevant.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = {
        f"{family.replace(' ', '-')}-{weight}": fontpkg.path(family, weight).read_bytes()
        for family in _FAMILIES
        for weight in _WEIGHTS
    }
    configuration, fetcher = FontConfiguration(), Fonts()
    faces = CSS(string=_faces(), font_config=configuration, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher, media_type="print")
    with _clock_of_fonts():
        printed: bytes = document.write_pdf(stylesheets=[faces], font_config=configuration, pdf_variant="pdf/ua-1")
    return printed


@contextmanager
def _clock_of_fonts() -> Iterator[None]:
    """Use a fixed time stamp in subset fonts, so that the same sheet gives the same bytes."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = before or "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


def _faces() -> str:
    face = '@font-face {{ font-family: "{}"; font-weight: {}; src: url({}{}-{}) }}'
    return "".join(
        face.format(family, weight, _SCHEME, family.replace(" ", "-"), weight)
        for family in _FAMILIES
        for weight in _WEIGHTS
    )
