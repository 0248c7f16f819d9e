"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = ["PATH", "DossierCommand", "encoding", "id", "lang", "language", "sources", "template", "wait"]

PATH = click.Path(path_type=Path)


class DossierCommand(click.Command):
    """A command whose first argument is a dossier, which may be left out by who is in that folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with the folder one is in where none of them names a dossier."""
        from claims.store import HEADER_FILE

        if _is_file(Path(HEADER_FILE)) and not any(_is_file(Path(word, HEADER_FILE)) for word in args):
            args = [".", *args]
        return super().parse_args(ctx, args)


def _is_file(path: Path) -> bool:
    """Whether a file lies there; what cannot even be looked up, such as the words of a long note, is no path."""
    try:
        return path.is_file()
    except OSError:
        return False


def _wait(ctx: click.Context, _param: click.Parameter, seconds: float | None) -> None:
    if seconds is not None:
        from claims.store.lock import patience

        token = patience.set(seconds)
        ctx.call_on_close(lambda: patience.reset(token))


sources: Decorator = click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=PATH)
language: Decorator = click.option(
    "--language", metavar="TAG", help="The articles' language, such as ar; detected where nobody says it."
)
encoding: Decorator = click.option(
    "--encoding", metavar="NAME", help="The articles' encoding, such as windows-1256; detected where nobody says it."
)
id: Decorator = click.option("--id", metavar="ID", help="The document's id; else made of the file's name.")
lang: Decorator = click.option(
    "--lang",
    metavar="LANG",
    help="Language of the sheet's labels: en or ar; else that of the sheet that is there, or en.",
)
template: Decorator = click.option(
    "--template", metavar="FILE", type=PATH, help="A Jinja2 template of your own for the sheet; none: the tool's."
)
wait: Decorator = click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    expose_value=False,
    callback=_wait,
    help="How long to wait for another run that changes the dossier; 120 where nobody says it.",
)
