"""Where the schemas, templates and rule pages lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["resource"]

_CHECKOUT = Path(__file__).resolve().parent.parent
_IN_CHECKOUT = {"schema": "schema", "templates": "templates", "rules": "docs/rules"}


def resource(kind: Literal["schema", "templates", "rules"]) -> Traversable:
    """The folder that holds the package's files of one kind.

    Raises:
        ClaimsError: when the installation lacks them.
    """
    installed = resources.files("claims").joinpath(kind)
    if installed.is_dir():
        return installed
    beside = _CHECKOUT / _IN_CHECKOUT[kind]
    if beside.is_dir():
        return beside
    raise ClaimsError(
        f"the {kind} files of this installation are missing",
        where=str(installed),
        remedy="Install the package again: pip install --force-reinstall claims-factsheet",
    )
