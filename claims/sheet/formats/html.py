"""Render the HTML sheet with `templates/factsheet.html.j2`: a single self-contained file."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from claims.errors import ClaimsError
from claims.resources import resource
from claims.sheet import html_markup
from claims.sheet.drawing import NARROW, draw_map, draw_timeline
from claims.sheet.localization import Speaker
from claims.sheet.template_environment import LONGEST_TEMPLATE, Format, make_environment
from claims.sheet.template_filling import fill, read_template
from claims.store.kept_files import content, leaves

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claims.sheet.formats import Material
    from claims.sheet.labels import Labels
    from claims.sheet.template_environment import SheetEnvironment

__all__ = ["page", "write"]

_TEMPLATE = "factsheet.html.j2"
_STYLE = "factsheet.css"
_SCRIPT = "factsheet.js"


def write(material: Material) -> dict[str, bytes]:
    """Return the sheet as one HTML file.

    Raises:
        ClaimsError: if a template fails; with its file and line.
    """
    return {f"{material.name}.html": page(material).encode("utf-8")}


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
    drawings = {
        "map_drawing": draw_map(material.sheet.locations, material.speech),
        "narrow_map_drawing": draw_map(material.sheet.locations, material.speech, across=NARROW, name="narrow-map"),
        "timeline_drawing": draw_timeline(material.sheet.timeline, material.speech),
    }
    parts = {name: shown(svg) if svg else None for name, svg in drawings.items()}
    return html_markup.tidy(fill(environment, _TEMPLATE, material.sheet, own, annex=annex, **parts))


@cache
def _packaged(speech: Labels) -> SheetEnvironment:
    """Return the environment of the built-in templates in one language; it caches compiled templates."""
    return make_environment(_format(speech, None))


def _format(speech: Labels, folder: Path | None) -> Format:
    """Return the HTML format, with styles from the package and from the `folder` of the user's template."""
    speaker = Speaker(speech, html_markup.escape, html_markup.isolated)
    return Format(
        escape=html_markup.escape,
        isolated=html_markup.isolated,
        filters={
            "code": html_markup.code,
            "code_block": html_markup.code_block,
            "link": html_markup.link,
            "marked": html_markup.marked,
            "words": html_markup.as_words,
            **speaker.filters(),
        },
        functions={
            "inline": lambda *styles: _inline(styles, folder),
            "language_of": html_markup.language_of,
            "quoted": html_markup.quoted,
            **speaker.functions(),
        },
    )


def _inline(further: tuple[str, ...], folder: Path | None) -> Markup:
    """Return the built-in style and script, and the named styles next to the template."""
    templates = resource("templates")
    own = [_style(name, folder) for name in further]
    packaged, script = (templates.joinpath(name).read_text(encoding="utf-8") for name in (_STYLE, _SCRIPT))
    return html_markup.inline([packaged, *own], script)


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
