"""The HTML sheet: one file that needs nothing else, from the view, through `templates/factsheet.html.j2`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from claims.errors import ClaimsError
from claims.factsheet import html
from claims.factsheet.drawing import draw_map, draw_timeline
from claims.factsheet.environment import Format, make_environment
from claims.factsheet.language import Speaker
from claims.factsheet.templating import fill, read_template
from claims.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claims.factsheet.environment import SheetEnvironment
    from claims.factsheet.formats import Material
    from claims.factsheet.labels import Labels

__all__ = ["page", "write"]

_TEMPLATE = "factsheet.html.j2"
_STYLE = "factsheet.css"
_SCRIPT = "factsheet.js"


def write(material: Material) -> dict[str, bytes]:
    """The sheet as one HTML file.

    Raises:
        ClaimsError: where a template fails; with its file and line.
    """
    return {f"{material.name}.html": page(material).encode("utf-8")}


def _as_drawn(svg: str) -> Markup:
    """A drawing as part of a page; what is in it was escaped when it was drawn."""
    return Markup(svg)  # noqa: S704  # as it says


def page(material: Material, *, shown: Callable[[str], Markup] = _as_drawn) -> str:
    """The sheet as the text of an HTML file; `shown` makes a drawing, which is SVG, a part of it.

    Raises:
        ClaimsError: where a template fails; with its file and line.
    """
    own = read_template(material.template) if material.template else None
    environment = make_environment(_format(material.speech, own.folder), own) if own else _packaged(material.speech)
    drawings = {
        "map_drawing": draw_map(material.sheet.locations, material.speech),
        "timeline_drawing": draw_timeline(material.sheet.timeline, material.speech),
    }
    parts = {name: shown(svg) if svg else None for name, svg in drawings.items()}
    return html.tidy(fill(environment, _TEMPLATE, material.sheet, own, **parts))


@cache
def _packaged(speech: Labels) -> SheetEnvironment:
    """The environment of the package's own templates in one language; it keeps them compiled."""
    return make_environment(_format(speech, None))


def _format(speech: Labels, folder: Path | None) -> Format:
    """HTML, with styles from the package and from the `folder` of a person's own template."""
    speaker = Speaker(speech, html.escape, html.isolated)
    return Format(
        escape=html.escape,
        isolated=html.isolated,
        filters={
            "code": html.code,
            "code_block": html.code_block,
            "link": html.link,
            "words": html.as_words,
            **speaker.filters(),
        },
        functions={
            "inline": lambda *styles: _inline(styles, folder),
            "language_of": html.language_of,
            "quoted": html.quoted,
            **speaker.functions(),
        },
    )


def _inline(further: tuple[str, ...], folder: Path | None) -> Markup:
    """The package's style and script, and the styles of these names that lie beside the template."""
    templates = resource("templates")
    own = [_style(name, folder) for name in further]
    packaged, script = (templates.joinpath(name).read_text(encoding="utf-8") for name in (_STYLE, _SCRIPT))
    return html.inline([packaged, *own], script)


def _style(name: str, folder: Path | None) -> str:
    path = folder / name if folder and "/" not in name and "\\" not in name else None
    try:
        if path is None:
            raise FileNotFoundError
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimsError(
            "the style sheet cannot be read", name, "Put it beside the template, as UTF-8, and give its name alone"
        ) from error
