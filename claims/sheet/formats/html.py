"""Render the HTML sheet with `templates/factsheet.html.j2`: a single self-contained file, or one with an annex.

A page opened from a folder may not read other files, by whatever means of a script. It may show them: so each part of
the annex of a large sheet is a page of its own, which is whole when opened alone, and is read in a frame beside the
sheet.
"""

from __future__ import annotations

import os
from enum import Enum, auto
from functools import cache, partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from claims.errors import ClaimsError
from claims.resources import resource
from claims.sheet import html_markup
from claims.sheet.annex_parts import annex_folder, is_large, parts_of, paths_of
from claims.sheet.drawing import NARROW, draw_map, draw_timeline
from claims.sheet.localization import Speaker
from claims.sheet.template_environment import LONGEST_TEMPLATE, Format, make_environment
from claims.sheet.template_filling import fill, read_template
from claims.store.kept_files import content, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from claims.sheet.formats import Material
    from claims.sheet.labels import Labels
    from claims.sheet.sheet_view import Sheet
    from claims.sheet.template_environment import SheetEnvironment, UserTemplate

__all__ = ["page", "write"]

_TEMPLATE = "factsheet.html.j2"
_ANNEX = "annex.html.j2"
_STYLE = "factsheet.css"
_SCRIPT = "factsheet.js"
_EMPTY: Mapping[str, object] = {
    "annex": True, "paths": {}, "texts": {}, "tables": {}, "table": None, "folder": "", "sheet_file": "",
    "map_drawing": None, "narrow_map_drawing": None, "timeline_drawing": None,
}  # fmt: skip
"""The values of a page that only some pages have."""


class Role(Enum):
    """What a page is: the whole sheet, the sheet without its annex, or a part of the annex."""

    WHOLE = auto()
    SHEET = auto()
    PART = auto()


def write(material: Material) -> dict[str, bytes]:
    """Return the sheet as one HTML file; a large one with the pages of its annex.

    Raises:
        ClaimsError: if a template fails; with its file and line.
    """
    if material.template or material.alone or not is_large(material.sheet):
        pages = {f"{material.name}.html": page(material)}
    else:
        pages = dict(_divided(material))
    return {name: text.encode("utf-8") for name, text in pages.items()}


def _divided(material: Material) -> Iterator[tuple[str, str]]:
    """Yield the files of a large sheet: its brief with a line for each claim, then the parts of its annex."""
    sheet, folder = material.sheet, f"{annex_folder(material.name)}/"
    tables = {name: f"{folder}{name}.html" for name in _tables(sheet)}
    own = {"paths": paths_of(sheet, folder, ".html"), "tables": tables, "folder": folder}
    yield f"{material.name}.html", _filled(_packaged(material.speech, Role.SHEET), _TEMPLATE, sheet, own)
    environment, file = _packaged(material.speech, Role.PART), f"../{material.name}.html"
    paths = paths_of(sheet, "", ".html")
    for part in parts_of(sheet):
        back = {"sheet_file": file, "texts": {} if part.sheet.documents else paths}
        yield f"{folder}{part.name}.html", _filled(environment, _ANNEX, part.sheet, back)
    beside = {"sheet_file": file, "paths": paths}
    drawings = _drawings(material, _as_drawn)
    for name, path in tables.items():
        yield path, _filled(environment, _ANNEX, sheet, {**beside, **drawings, "table": name})


def _tables(sheet: Sheet) -> Iterator[str]:
    """Yield the names of the tables over all articles that a sheet has."""
    rows = {
        "agreement": sheet.matrices or sheet.repeated or sheet.origins,
        "figures": sheet.figures,
        "timeline": sheet.timeline or sheet.undated,
        "places": sheet.locations,
        "parties": sheet.actors,
        "sources": sheet.sources,
    }
    yield from (name for name, some in rows.items() if some)


def _as_drawn(svg: str) -> Markup:
    """Return a drawing as part of a page; its text was already escaped when it was drawn."""
    return Markup(svg)  # noqa: S704  # as it says


def page(material: Material, *, shown: Callable[[str], Markup] = _as_drawn, annex: bool = True) -> str:
    """Return the sheet as the text of an HTML file; `shown` converts a drawing (SVG) to a part of it.

    Without the `annex`, it is the brief alone.

    Raises:
        ClaimsError: if a template fails; with its file and line.
    """
    own = read_template(material.template) if material.template else None
    environment = make_environment(_format(material.speech, own.folder), own) if own else _packaged(material.speech)
    return _filled(environment, _TEMPLATE, material.sheet, {"annex": annex, **_drawings(material, shown)}, own)


def _drawings(material: Material, shown: Callable[[str], Markup]) -> dict[str, Markup | None]:
    """Return the drawings by the name of their variable; None for one that would be empty."""
    drawings = {
        "map_drawing": draw_map(material.sheet.locations, material.speech),
        "narrow_map_drawing": draw_map(material.sheet.locations, material.speech, across=NARROW, name="narrow-map"),
        "timeline_drawing": draw_timeline(material.sheet.timeline, material.speech),
    }
    return {name: shown(svg) if svg else None for name, svg in drawings.items()}


def _filled(
    environment: SheetEnvironment,
    template: str,
    sheet: Sheet,
    values: Mapping[str, object],
    own: UserTemplate | None = None,
) -> str:
    """Return a page with some of the values of a sheet or a part of its annex; the others are empty."""
    return html_markup.tidy(fill(environment, template, sheet, own, **{**_EMPTY, **values}))


@cache
def _packaged(speech: Labels, role: Role = Role.WHOLE) -> SheetEnvironment:
    """Return the environment of the built-in templates in one language; it caches compiled templates."""
    return make_environment(_format(speech, None, role))


def _format(speech: Labels, folder: Path | None, role: Role = Role.WHOLE) -> Format:
    """Return the HTML format, with styles from the package and from the `folder` of the user's template."""
    speaker = Speaker(speech, html_markup.escape, html_markup.isolated)
    # A part of the annex is read in a frame, where no other page may be shown.
    target = "_blank" if role is Role.PART else None
    return Format(
        escape=html_markup.escape,
        isolated=html_markup.isolated,
        filters={
            "code": html_markup.code,
            "code_block": html_markup.code_block,
            "link": partial(html_markup.link, target=target),
            "marked": html_markup.marked,
            "words": html_markup.as_words,
            **speaker.filters(),
        },
        functions={
            "inline": lambda *styles: _inline(styles, folder, frames=role is Role.SHEET),
            "language_of": html_markup.language_of,
            "path": html_markup.path,
            "quoted": html_markup.quoted,
            **speaker.functions(),
        },
    )


def _inline(further: tuple[str, ...], folder: Path | None, *, frames: bool) -> Markup:
    """Return the built-in style and script, and the named styles next to the template."""
    templates = resource("templates")
    own = [_style(name, folder) for name in further]
    packaged, script = (templates.joinpath(name).read_text(encoding="utf-8") for name in (_STYLE, _SCRIPT))
    return html_markup.inline([packaged, *own], script, frames=frames)


def _style(name: str, folder: Path | None) -> str:
    path = folder / name if folder and "/" not in name and "\\" not in name else None
    try:
        if path is None or folder is None or not os.path.realpath(path).endswith(".css") or leaves(path, folder):
            raise FileNotFoundError
        return content(path, LONGEST_TEMPLATE).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimsError(
            "the style sheet cannot be read",
            name,
            "Put it next to the template, as NAME.css in UTF-8, and pass its name without a path",
        ) from error
