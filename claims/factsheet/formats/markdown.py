"""The Markdown sheet: from the view, through `templates/factsheet.md.j2`, to text that any renderer reads the same."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from claims.factsheet import markdown
from claims.factsheet.directions import direction
from claims.factsheet.environment import Format, make_environment
from claims.factsheet.language import Speaker
from claims.factsheet.templating import fill, read_template

if TYPE_CHECKING:
    from claims.factsheet.environment import SheetEnvironment
    from claims.factsheet.formats import Material
    from claims.factsheet.labels import Labels

__all__ = ["write"]

_TEMPLATE = "factsheet.md.j2"


def write(material: Material) -> dict[str, bytes]:
    """The sheet as Markdown.

    Raises:
        ClaimsError: where a template fails; with its file and line.
    """
    own = read_template(material.template) if material.template else None
    speech = material.speech
    environment = make_environment(_format(speech, material.sheet.direction), own) if own else _packaged(speech)
    return {f"{material.name}.md": _tidy(fill(environment, _TEMPLATE, material.sheet, own)).encode("utf-8")}


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
