"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = ["PATH", "encoding", "language", "sources"]

PATH = click.Path(path_type=Path)

sources: Decorator = click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=PATH)
language: Decorator = click.option(
    "--language", metavar="TAG", help="The articles' language, such as ar; detected where nobody says it."
)
encoding: Decorator = click.option(
    "--encoding", metavar="NAME", help="The articles' encoding, such as windows-1256; detected where nobody says it."
)
