"""The Markdown sheet: from the view, through `templates/factsheet.md.j2`, to text that any renderer reads the same."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from claims.factsheet import markdown, wording
from claims.factsheet.directions import direction
from claims.factsheet.drawing import draw_map
from claims.factsheet.environment import Format, make_environment
from claims.factsheet.language import Speaker
from claims.factsheet.templating import fill, read_template

if TYPE_CHECKING:
    from markupsafe import Markup

    from claims.factsheet.environment import SheetEnvironment
    from claims.factsheet.formats import Material
    from claims.factsheet.labels import Labels

__all__ = ["write"]

_TEMPLATE = "factsheet.md.j2"


def write(material: Material) -> dict[str, bytes]:
    """The sheet as Markdown, and the map of its places beside it where there is one.

    Raises:
        ClaimsError: where a template fails; with its file and line.
    """
    own = read_template(material.template) if material.template else None
    speech = material.speech
    environment = make_environment(_format(speech, material.sheet.direction), own) if own else _packaged(speech)
    drawn = None if material.alone else draw_map(material.sheet.locations, material.speech)
    map_file = f"{material.name}.map.svg"
    image = _map_image(map_file, material) if drawn else None
    sheet = _tidy(fill(environment, _TEMPLATE, material.sheet, own, map_image=image))
    beside = {map_file: drawn.encode("utf-8")} if drawn else {}
    return {f"{material.name}.md": sheet.encode("utf-8"), **beside}


def _map_image(file: str, material: Material) -> Markup:
    """The image that shows the map: the only one that a sheet can hold, made of nothing that a record says."""
    places = sum(place.coordinates is not None for place in material.sheet.locations)
    said = Speaker(material.speech, markdown.escape, markdown.isolated).counted(*wording.MAP_IMAGE, places)
    return markdown.image(said, file)


@cache
def _packaged(speech: Labels) -> SheetEnvironment:
    """The environment of the package's own templates in one language; it keeps them compiled."""
    return make_environment(_format(speech, direction(speech.language)))


def _format(speech: Labels, way: str) -> Format:
    """Markdown for a sheet whose labels run `way`."""
    speaker = Speaker(speech, markdown.escape, markdown.isolated)
    return Format(
        escape=markdown.escape,
        isolated=markdown.isolated,
        filters={
            "code": partial(markdown.code, around=way),
            "code_block": partial(markdown.code_block, around=way),
            "link": markdown.link,
            "words": markdown.as_words,
            **speaker.filters(),
        },
        functions={
            "footnote": markdown.footnote,
            "quoted": markdown.quoted,
            "start": partial(markdown.start_mark, "", way),
            **speaker.functions(),
        },
    )


def _tidy(text: str) -> str:
    """One blank line where templates left several, no blanks at the ends of lines, one newline at the end."""
    lines = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
