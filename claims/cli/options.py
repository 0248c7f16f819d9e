"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = ["PATH", "DossierCommand", "encoding", "id", "lang", "language", "sources", "template"]

PATH = click.Path(path_type=Path)


class DossierCommand(click.Command):
    """A command whose first argument is a dossier, which may be left out by who is in that folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with the folder one is in where none of them names a dossier."""
        from claims.store import HEADER_FILE

        if Path(HEADER_FILE).is_file() and not any(Path(word, HEADER_FILE).is_file() for word in args):
            args = [".", *args]
        return super().parse_args(ctx, args)


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
