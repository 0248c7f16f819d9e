"""Finds who said what: spaCy components that are usable alone, and `extract`, which makes records of what they find."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.extraction.claims import extract as extract
    from claims.extraction.claims import pipeline as pipeline

__all__ = ["extract", "pipeline"]


def __getattr__(name: str) -> Any:  # the type checkers read the imports above
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from claims.extraction import claims

    return getattr(claims, name)
