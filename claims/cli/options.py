"""Arguments and options shared by several commands."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = [
    "PATH",
    "SHARE",
    "DossierCommand",
    "encoding",
    "id",
    "lang",
    "language",
    "min_confidence",
    "sources",
    "template",
    "wait",
]

PATH = click.Path(path_type=Path)


class _Share(click.FloatRange):
    """A number from 0 to 1."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or an error of usage; click itself takes "not a number" for one in any range."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a number from 0 to 1.", param, ctx)
        return number


SHARE = _Share(0, 1)


class DossierCommand(click.Command):
    """A command whose first argument is a dossier; it may be left out inside a dossier's folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; where none names a dossier, use the working directory if it is one."""
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
    "--language", metavar="TAG", help="Language of the articles, such as ar. Default: detected."
)
encoding: Decorator = click.option(
    "--encoding", metavar="NAME", help="Encoding of the articles, such as windows-1256. Default: detected."
)
id: Decorator = click.option("--id", metavar="ID", help="Id for a single article. Default: made from the file name.")
lang: Decorator = click.option(
    "--lang",
    metavar="LANG",
    help="Language of the sheet's labels: en or ar. Default: as the dossier's sheet has them, else en.",
)
template: Decorator = click.option(
    "--template",
    metavar="FILE",
    type=PATH,
    help="Jinja2 template for the sheet; none for the built-in one. Default: as the dossier's sheet has it.",
)
min_confidence: Decorator = click.option(
    "--min-confidence",
    metavar="P",
    type=SHARE,
    help="Leave out claims with a confidence below P (0 to 1). Claims found by rules have none and stay.",
)
wait: Decorator = click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    expose_value=False,
    callback=_wait,
    help="How long to wait while another run changes the dossier. Default: 120.",
)
