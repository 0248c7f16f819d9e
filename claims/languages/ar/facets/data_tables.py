"""Load the data files of Arabic facets."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from claims.errors import ClaimsError

__all__ = ["primary", "table"]


@cache
def primary(language: str) -> str:
    """The folder of a BCP 47 tag's language.

    Raises:
        ClaimsError: where it is not Arabic.
    """
    code = language.split("-", 1)[0].lower()
    if code != "ar":
        raise ClaimsError(f"facets cannot be found in the language '{language}'", remedy="Supported: ar")
    return code


@cache
def table(code: str, name: str) -> dict[str, Any]:
    """A TOML file of a language, as it stands."""
    return tomllib.loads(files("claims.languages").joinpath(code, name).read_text(encoding="utf-8"))
