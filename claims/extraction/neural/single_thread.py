"""Run matrix products in one thread: the same sums in the same order, and no threads waiting for a busy core."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import numpy as np  # noqa: F401 - loads the library that is limited
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["single_thread"]


@contextmanager
def single_thread() -> Iterator[None]:
    """Limit NumPy's BLAS library to one thread inside the context."""
    with _blas().limit(limits=1):
        yield


@cache
def _blas() -> ThreadpoolController:
    """The loaded BLAS libraries, found once, since looking through the process's libraries takes time."""
    return ThreadpoolController().select(user_api="blas")
