"""One thread for matrix products: the same sums in the same order, and no threads that wait for a busy core."""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PREFIXES, _SUFFIXES = ("scipy_openblas_", "openblas_"), ("64_", "")


@contextmanager
def single_thread() -> Iterator[None]:
    """Meanwhile, NumPy's OpenBLAS uses one thread; nothing changes where another library does the products."""
    if (found := _openblas()) is None:
        yield
        return
    read, change = found
    before = read()
    change(1)
    try:
        yield
    finally:
        change(before)


@cache
def _openblas() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """What tells and what changes the number of threads of the OpenBLAS that NumPy's wheel brings."""
    folder = Path(np.__file__).parents[1] / "numpy.libs"
    for path in sorted(folder.glob("*openblas*")):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for prefix, suffix in product(_PREFIXES, _SUFFIXES):
            read = getattr(library, f"{prefix}get_num_threads{suffix}", None)
            change = getattr(library, f"{prefix}set_num_threads{suffix}", None)
            if read is not None and change is not None:
                return read, change
    return None
