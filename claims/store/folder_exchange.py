"""One folder put in the place of another in a single step, and what a run that was killed halfway left behind."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["clean", "exchange", "recover", "workplace"]

_LONGEST_NAME = 200
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_NOT_HERE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}
"""What systems and file systems answer that cannot exchange two folders."""


def workplace(target: Path, purpose: str = "new") -> Path:
    """Where a run prepares what is to become `target`, or notes something of it: beside it, and hidden."""
    name = target.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return target.with_name(f".{name}.factsheet-{purpose}")


def exchange(fresh: Path, target: Path) -> None:
    """Put the folder `fresh` in the place of the folder `target`; whoever looks sees one of them, whole.

    Where the system cannot exchange two folders in one step, there is a moment without any `target`: `recover` then
    brings back what was there, should the run end in it. What was there lies in `fresh`'s place, or beside it.

    Raises:
        OSError: where the file system refuses; `target` is then as it was.
    """
    swap = _swapper()
    try:
        if swap is None:
            raise OSError(errno.ENOSYS, "no exchange of folders")
        swap(os.fsencode(fresh), os.fsencode(target))
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
        _in_two_steps(fresh, target)


def recover(target: Path) -> None:
    """Bring back the folder that a run was about to replace in two steps when it ended between them."""
    aside = _aside(target)
    if aside.is_dir() and not os.path.lexists(target):
        with suppress(OSError):  # another reader may have been faster, or we may not write here
            aside.rename(target)


def clean(target: Path) -> None:
    """Remove what runs that ended too early left beside `target`; only for who holds its lock."""
    recover(target)
    shutil.rmtree(workplace(target), ignore_errors=True)
    if target.is_dir():
        shutil.rmtree(_aside(target), ignore_errors=True)


def _aside(target: Path) -> Path:
    return workplace(target, "old")


def _in_two_steps(fresh: Path, target: Path) -> None:
    aside = _aside(target)
    try:
        target.rename(aside)
        fresh.rename(target)
    except BaseException:
        recover(target)
        raise


@cache
def _swapper() -> Callable[[bytes, bytes], None] | None:
    """The system's call that exchanges two paths; None where it has none."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return _checked(lambda one, other: library.renamex_np(one, other, _RENAME_SWAP))
    if not hasattr(library, "renameat2"):
        return None
    return _checked(lambda one, other: library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))


def _checked(call: Callable[[bytes, bytes], int]) -> Callable[[bytes, bytes], None]:
    """A call of the C library whose failure is an OSError."""

    def checked(one: bytes, other: bytes) -> None:
        if call(one, other):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    return checked
