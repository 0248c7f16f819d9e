"""Render the pages of the desk from `templates/desk`, with the escaping and the labels of the sheet."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from claims.resources import resource
from claims.sheet import html_markup
from claims.sheet.label_wording import CREDIBILITIES, RELIABILITIES
from claims.sheet.labels import labels
from claims.sheet.localization import Speaker
from claims.sheet.template_environment import Format, make_environment
from claims.sheet.text_direction import direction

if TYPE_CHECKING:
    from claims.sheet.template_environment import SheetEnvironment

__all__ = ["FILES", "file", "render"]

FILES = {
    "factsheet.css": "text/css",
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "desk.svg": "image/svg+xml",
    "htmx.min.js": "text/javascript",
}
"""The files that the pages load, with their media types."""


def render(language: str, template: str, **values: object) -> str:
    """Render a template of the desk.

    Args:
        language: The language of the labels.
        template: Its name in `templates/desk`, without the suffix.
        values: What it shows, by name.
    """
    page = _environment(language).get_template(f"desk/{template}.html.j2")
    return page.render(language=language, direction=direction(language), **values)


@cache
def file(name: str) -> bytes:
    """Return one of `FILES`."""
    if name == "factsheet.css":
        return resource("templates").joinpath(name).read_bytes()
    return resources.files(__package__).joinpath("static", name).read_bytes()


@cache
def _environment(language: str) -> SheetEnvironment:
    speaker = Speaker(labels(language), html_markup.escape, html_markup.isolated)
    grades = {
        "reliability": lambda letter: speaker.label(RELIABILITIES[letter]),
        "credibility": lambda number: speaker.label(CREDIBILITIES[number]),
    }
    return make_environment(
        Format(
            escape=html_markup.escape,
            isolated=html_markup.isolated,
            filters={"code": html_markup.code, "marked": html_markup.marked, **speaker.filters(), **grades},
            functions={
                "direction_of": lambda words: direction(words.language or language),
                "language_of": html_markup.language_of,
                "quoted": html_markup.quoted,
                **speaker.functions(),
            },
        )
    )
