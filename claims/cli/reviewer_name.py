"""Who decides: the name that is recorded with what a person enters."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import click

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = ["by", "name"]

_VARIABLE = "FACTSHEET_REVIEWER"

by: Decorator = click.option(
    "--by", metavar="NAME", help=f"Your name; else what {_VARIABLE} says, else git's user.name."
)


def name(said: str | None) -> str:
    """The person's name: what they say, what the environment says, or the name that git knows them by.

    Raises:
        ClaimsError: where nobody says it, or it is not one line.
    """
    found = (said if said is not None else os.environ.get(_VARIABLE) or _known_to_git()).strip()
    if not found:
        raise ClaimsError("nobody says who you are", remedy=f"Say --by NAME, or set {_VARIABLE}")
    if not found.isprintable():
        raise ClaimsError(f"{found!r} is no name", remedy="Write it on one line, without control characters")
    return found


def _known_to_git() -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607  # the person's own git
            capture_output=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.decode("utf-8", "replace")
