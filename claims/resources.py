"""Locate the schemas, templates and rule pages, in the installed package or in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["resource"]

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = {"schema": "schema", "templates": "templates", "rules": "docs/rules"}


def resource(kind: Literal["schema", "templates", "rules"]) -> Traversable:
    """Return the folder with the package's files of one kind.

    Raises:
        ClaimsError: if they are missing from the installation.
    """
    for folder in (_PACKAGE / kind, _PACKAGE.parent / _IN_CHECKOUT[kind]):
        if folder.is_dir():
            return folder
    return _zipped(kind)


def _zipped(kind: str) -> Traversable:
    """Return the folder inside a zipped package; tried last, because the import slows down the start."""
    from importlib import resources

    folder = resources.files("claims").joinpath(kind)
    if folder.is_dir():
        return folder
    raise ClaimsError(
        f"the {kind} files of this installation are missing",
        where=str(_PACKAGE),
        remedy="Install the package again: pip install --force-reinstall claims-factsheet",
    )
