"""From news articles to attributed claims and a sourced fact sheet.

The library says what the command line says: `read`, `extract`, `validate`, `render`, `build`. Each name is loaded when
it is first used, so that `import claims` costs nothing and checking records does not load what finds them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.ingest import read as read
    from claims.sheet import render as render
    from claims.validation import validate as validate
    from claims.workflow import build as build
    from claims.workflow import extract as extract

__version__ = "0.1.0"
__all__ = ["__version__", "build", "extract", "read", "render", "validate"]

_HOMES = {
    "build": "claims.workflow",
    "extract": "claims.workflow",
    "read": "claims.ingest",
    "render": "claims.sheet",
    "validate": "claims.validation",
}


def __getattr__(name: str) -> Any:  # the type checkers read the imports above
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
