"""The optional libraries of a collection, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from claims.errors import ClaimsError

__all__ = ["required"]


def required(module: str, extra: str) -> Any:
    """Import an optional library.

    Args:
        module: Its name, such as `pyarrow.parquet`.
        extra: The extra of this package that installs it.

    Raises:
        ClaimsError: if it is not installed; names the extra.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ClaimsError(
            f"this needs the library {name}, which is not installed",
            remedy=f"Install it with: pip install 'claims-factsheet[{extra}]'",
        ) from error
