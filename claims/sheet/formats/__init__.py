"""The formats of a sheet. Each is one module with a function `write`, loaded when it is asked for."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
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
}
"""Each format's name, with the module that writes it."""

SUFFIXES: Mapping[str, str] = {
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".jsonld": "json-ld",
    ".csv": "csv",
    ".geojson": "geojson",
}
"""The format that a file's suffix asks for."""


@dataclass(frozen=True, slots=True)
class Material:
    """What every format is made of.

    Attributes:
        dossier: The records.
        sheet: The view of them, which is all that most formats need.
        speech: The labels of the sheet's language.
        template: A person's own template, for the formats that have one.
        name: What the sheet's file is called, without its suffix: files beside it are called after it.
        alone: Whether no file will lie beside the sheet, so that it may refer to none.
    """

    dossier: Dossier
    sheet: Sheet
    speech: Labels
    template: Path | None = None
    name: str = "factsheet"
    alone: bool = False


def write(
    dossier: Dossier,
    form: str = "markdown",
    *,
    lang: str = "en",
    template: Path | None = None,
    name: str = "factsheet",
    alone: bool = False,
) -> dict[str, bytes]:
    """The files of a dossier's sheet in one format, by their names: the sheet first, then what lies beside it.

    Args:
        dossier: What was found; it need not be valid, and a broken reference in it is shown as broken.
        form: One of `FORMATS`.
        lang: The language of the labels, one of `claims.sheet.languages()`.
        template: A Jinja2 template of one's own, in place of the package's, which it may extend.
        name: What the sheet's file is called, without its suffix.
        alone: Whether the sheet is all that is wanted: it then refers to no file beside it.

    Raises:
        ClaimsError: for an unknown format, a language without labels, or a template that fails; with its file and line.
    """
    if form not in FORMATS:
        raise ClaimsError(f"unknown format {form!r}", remedy=f"Choose one of: {', '.join(FORMATS)}")
    with _without_garbage_collection():
        return _written(dossier, form, lang, template, name, alone=alone)


def _written(
    dossier: Dossier, form: str, lang: str, template: Path | None, name: str, *, alone: bool
) -> dict[str, bytes]:
    material = Material(dossier, assemble(dossier, lang), labels(lang), template, name, alone)
    return import_module(FORMATS[form]).write(material)  # type: ignore[no-any-return]  # each format's function


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Meanwhile, Python does not look for cycles among the values of a sheet: there are none, and it takes a third.

    What was made meanwhile has to be let go of before this ends, or it is all looked through then.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
