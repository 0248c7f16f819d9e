"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = ["PATH", "encoding", "id", "lang", "language", "sources", "template"]

PATH = click.Path(path_type=Path)

sources: Decorator = click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=PATH)
language: Decorator = click.option(
    "--language", metavar="TAG", help="The articles' language, such as ar; detected where nobody says it."
)
encoding: Decorator = click.option(
    "--encoding", metavar="NAME", help="The articles' encoding, such as windows-1256; detected where nobody says it."
)
id: Decorator = click.option("--id", metavar="ID", help="The document's id; else made of the file's name.")
lang: Decorator = click.option(
    "--lang", metavar="LANG", help="Language of the sheet's labels: en or ar; else the sheet's own with --add, or en."
)
template: Decorator = click.option(
    "--template", metavar="FILE", type=PATH, help="A Jinja2 template of your own for the sheet."
)
