"""The name that is recorded with what a person enters."""

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
    "--by", metavar="NAME", help=f"Your name. Default: {_VARIABLE} from the environment, or git's user.name."
)


def name(said: str | None) -> str:
    """The reviewer's name: from the option, the environment or git, in this order.

    Raises:
        ClaimsError: if there is no name, or it is not a single line.
    """
    found = (said if said is not None else os.environ.get(_VARIABLE) or _known_to_git()).strip()
    if not found:
        raise ClaimsError("reviewer name missing", remedy=f"Pass --by NAME, or set {_VARIABLE}")
    if not found.isprintable():
        raise ClaimsError(f"{found!r} is not a valid name", remedy="Use one line without control characters")
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
