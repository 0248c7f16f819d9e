"""Register the output formats of a sheet. Each is a module with a function `write`, imported when needed."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.review.doubts import CHECK_BELOW, refuse_no_share
from claims.sheet.assembly import assemble
from claims.sheet.labels import labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from claims.model import Dossier
    from claims.sheet.labels import Labels
    from claims.sheet.sheet_view import Sheet

__all__ = ["FORMATS", "SUFFIXES", "Material", "write"]

FORMATS: Mapping[str, str] = {
    "markdown": "claims.sheet.formats.markdown",
    "html": "claims.sheet.formats.html",
    "pdf": "claims.sheet.formats.pdf",
    "json-ld": "claims.sheet.formats.jsonld",
    "csl": "claims.sheet.formats.csl",
    "csv": "claims.sheet.formats.claims_csv",
    "figures-csv": "claims.sheet.formats.figures_csv",
    "geojson": "claims.sheet.formats.geojson",
    "brat": "claims.sheet.formats.brat",
    "events": "claims.sheet.formats.events_jsonl",
    "events-csv": "claims.sheet.formats.events_csv",
    "events-geojson": "claims.sheet.formats.events_geojson",
    "ucdp-csv": "claims.sheet.formats.ucdp_csv",
    "acled-csv": "claims.sheet.formats.acled_csv",
    "uwazi-csv": "claims.sheet.formats.uwazi_csv",
    "followthemoney": "claims.sheet.formats.followthemoney",
}
"""The formats, with the modules that write them."""

SUFFIXES: Mapping[str, str] = {
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".jsonld": "json-ld",
    ".csv": "csv",
    ".geojson": "geojson",
    ".jsonl": "events",
}
"""The default format for each file extension."""


@dataclass(frozen=True, slots=True)
class Material:
    """The input of every format.

    Attributes:
        dossier: The records.
        sheet: The view of the records, which is all that most formats need.
        speech: The labels of the sheet's language.
        template: The user's own template, for formats that support templates.
        name: The name of the sheet's file without extension; files next to it are named after it.
        alone: Whether the sheet is the only file, so that it must not refer to others.
        annex: Whether a format to print includes the annex after the brief.
    """

    dossier: Dossier
    sheet: Sheet
    speech: Labels
    template: Path | None = None
    name: str = "factsheet"
    alone: bool = False
    annex: bool = False


def write(
    dossier: Dossier,
    form: str = "markdown",
    *,
    lang: str = "en",
    template: Path | None = None,
    name: str = "factsheet",
    alone: bool = False,
    check_below: float | None = None,
    annex: bool = False,
) -> dict[str, bytes]:
    """Return the files of a dossier's sheet in one format by name: the sheet first, then the files next to it.

    Args:
        dossier: The dossier; it need not be valid, and broken references are shown as broken.
        form: One of `FORMATS`.
        lang: The language of the labels, one of `claims.sheet.languages()`.
        template: The user's own Jinja2 template instead of the built-in one, which it may extend.
        name: The name of the sheet's file without extension.
        alone: Whether the sheet must not refer to files next to it.
        check_below: The confidence below which a claim is marked "check first", 0 to 1; None for `CHECK_BELOW`.
        annex: Whether a PDF includes the annex; the other formats always do.

    Raises:
        ClaimsError: for an unknown format, a language without labels, a `check_below` that is not from 0 to 1, or a
            template error (with its file and line).
    """
    below = CHECK_BELOW if check_below is None else check_below
    refuse_no_share("check_below", below)
    if form not in FORMATS:
        raise ClaimsError(f"unknown format {form!r}", remedy=f"Choose one of: {', '.join(FORMATS)}")
    with _without_garbage_collection():
        return _written(
            Material(dossier, assemble(dossier, lang, below), labels(lang), template, name, alone, annex), form
        )


def _written(material: Material, form: str) -> dict[str, bytes]:
    return import_module(FORMATS[form]).write(material)  # type: ignore[no-any-return]  # each format's function


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Disable the garbage collector while a sheet is built; its values have no cycles, and collection is slow.

    Delete the values before the context ends; otherwise the collector then scans them all.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
