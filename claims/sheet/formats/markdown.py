"""Render the Markdown sheet with `templates/factsheet.md.j2`, portable across Markdown renderers."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from claims.sheet import label_wording, markdown_markup
from claims.sheet.annex_parts import annex_folder, is_large, parts_of, paths_of
from claims.sheet.drawing import draw_map
from claims.sheet.localization import Speaker
from claims.sheet.template_environment import Format, make_environment
from claims.sheet.template_filling import fill, read_template
from claims.sheet.text_direction import direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from claims.sheet.formats import Material
    from claims.sheet.labels import Labels
    from claims.sheet.template_environment import SheetEnvironment

__all__ = ["write"]

_TEMPLATE = "factsheet.md.j2"
_ANNEX = "annex.md.j2"


def write(material: Material) -> dict[str, bytes]:
    """Return the sheet as Markdown, and the map of its places if there is one.

    A sheet of many claims is its brief, with an annex of files by article and by event.

    Raises:
        ClaimsError: if a template fails; with its file and line.
    """
    own = read_template(material.template) if material.template else None
    speech = material.speech
    environment = make_environment(_format(speech, material.sheet.direction), own) if own else _packaged(speech)
    drawn = None if material.alone else draw_map(material.sheet.locations, material.speech)
    map_file = f"{material.name}.map.svg"
    image = _map_image(map_file, material) if drawn else None
    divided = own is None and not material.alone and is_large(material.sheet)
    folder = f"{annex_folder(material.name)}/"
    paths = paths_of(material.sheet, folder, ".md") if divided else {}
    sheet = _tidy(fill(environment, _TEMPLATE, material.sheet, own, map_image=image, annex=not divided, paths=paths))
    beside = {map_file: drawn.encode("utf-8")} if drawn else {}
    annex = dict(_annex(material, environment, folder)) if divided else {}
    return {f"{material.name}.md": sheet.encode("utf-8"), **beside, **annex}


def _annex(material: Material, environment: SheetEnvironment, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the annex of a divided sheet."""
    file = f"{material.name}.md"
    for name, part in parts_of(material.sheet):
        text = fill(environment, _ANNEX, part, None, sheet_file=file, title_of_sheet=file)
        yield f"{folder}{name}.md", _tidy(text).encode("utf-8")


def _map_image(file: str, material: Material) -> Markup:
    """Return the image of the map, the only image in a sheet; its markup contains nothing from the records."""
    places = sum(place.coordinates is not None for place in material.sheet.locations)
    said = Speaker(material.speech, markdown_markup.escape, markdown_markup.isolated).counted(
        *label_wording.MAP_IMAGE, places
    )
    return markdown_markup.image(said, file)


@cache
def _packaged(speech: Labels) -> SheetEnvironment:
    """Return the environment of the built-in templates in one language; it caches compiled templates."""
    return make_environment(_format(speech, direction(speech.language)))


def _format(speech: Labels, way: str) -> Format:
    """Return the Markdown format for a sheet with the text direction `way`."""
    speaker = Speaker(speech, markdown_markup.escape, markdown_markup.isolated)
    return Format(
        escape=markdown_markup.escape,
        isolated=markdown_markup.isolated,
        filters={
            "code": partial(markdown_markup.code, around=way),
            "code_block": partial(markdown_markup.code_block, around=way),
            "link": markdown_markup.link,
            "marked": markdown_markup.marked,
            "words": markdown_markup.as_words,
            **speaker.filters(),
        },
        functions={
            "beside": markdown_markup.beside,
            "footnote": markdown_markup.footnote,
            "quoted": markdown_markup.quoted,
            "start": partial(markdown_markup.start_mark, "", way),
            **speaker.functions(),
        },
    )


def _tidy(text: str) -> str:
    """Normalise white space: single blank lines, no trailing spaces, one newline at the end."""
    lines = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
