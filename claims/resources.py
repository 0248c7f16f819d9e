"""Where the schemas, templates and rule pages lie: inside the installed package, or beside it in a checkout."""

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
    """The folder that holds the package's files of one kind.

    Raises:
        ClaimsError: when the installation lacks them.
    """
    for folder in (_PACKAGE / kind, _PACKAGE.parent / _IN_CHECKOUT[kind]):
        if folder.is_dir():
            return folder
    return _zipped(kind)


def _zipped(kind: str) -> Traversable:
    """The folder inside a package that is not unpacked; looked for last, since the import alone costs a start-up."""
    from importlib import resources

    folder = resources.files("claims").joinpath(kind)
    if folder.is_dir():
        return folder
    raise ClaimsError(
        f"the {kind} files of this installation are missing",
        where=str(_PACKAGE),
        remedy="Install the package again: pip install --force-reinstall claims-factsheet",
    )
