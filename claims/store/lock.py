"""Lock a dossier, so that only one process changes it. The system releases the lock of a killed process."""

from __future__ import annotations

import getpass
import hashlib
import logging
import os
import socket
import time
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model.clock import now
from claims.store.journal import interrupted, recover, under_way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import BaseFileLock

__all__ = ["beside", "locked", "patience", "settle"]

patience = ContextVar("patience", default=120.0)
"""How long to wait for another process that changes the same dossier, in seconds."""
_LONGEST_NAME = 200
_MOMENT = 0.02
_log = logging.getLogger(__name__)


class _BusyError(ClaimsError):
    """Another process holds the lock of the dossier."""


def beside(folder: Path, purpose: str) -> Path:
    """Return the hidden path next to a folder for temporary data while the folder is created or changed."""
    name = folder.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return folder.with_name(f".{name}.factsheet-{purpose}")


@contextmanager
def locked(folder: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold the lock of the dossier in `folder`, after completing any change that was interrupted.

    Args:
        folder: The dossier's folder; it need not exist yet.
        seconds: Maximum time to wait for another process; None means `patience`.

    Raises:
        ClaimsError: if another process still holds the lock after that time, or its parent folder is not writable.
    """
    target = Path(os.path.realpath(folder))
    path = beside(target, "lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = _acquired(path, folder, patience.get() if seconds is None else seconds)
    except OSError as error:
        raise ClaimsError(
            f"the dossier cannot be locked: {error.strerror or error}",
            str(folder),
            "Check that you may write to the folder that contains it",
        ) from error
    try:
        with suppress(OSError):
            path.write_text(_ourselves(), encoding="utf-8")
        _recover(target, folder)
        yield
    finally:
        _release(lock, path)


def settle(folder: Path) -> None:
    """Complete or roll back a change of the dossier in `folder` that is in progress or was interrupted.

    Raises:
        ClaimsError: if it was interrupted, and we have no permission to complete it.
    """
    target = Path(os.path.realpath(folder))
    until = time.monotonic() + patience.get()
    while interrupted(target):
        try:
            with locked(target, 0):
                return
        except ClaimsError as error:
            if not under_way(target):
                return  # The files are consistent; another process is preparing its change.
            if not isinstance(error, _BusyError) or time.monotonic() > until:
                raise
        time.sleep(_MOMENT)


def _recover(target: Path, folder: Path) -> None:
    try:
        recover(target)
    except OSError as error:
        raise ClaimsError(
            f"an interrupted change cannot be completed: {error.strerror or error}",
            str(folder),
            "Run a command on the dossier as a user with write permission",
        ) from error


def _acquired(path: Path, folder: Path, seconds: float) -> BaseFileLock:
    from filelock import FileLock, Timeout  # The lock is not needed to read a dossier.

    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if seconds > 0:
            _log.info("%s: waiting up to %g seconds for %s", folder, seconds, _holder(path))
        try:
            lock.acquire(timeout=seconds)
        except Timeout:
            raise _BusyError(
                f"{_holder(path)} is changing the dossier",
                str(folder),
                "Retry when it finishes, or wait longer with --wait",
            ) from None
    return lock


def _release(lock: BaseFileLock, path: Path) -> None:
    # A waiting process notices that the lock file was removed and creates a new one, so none is left behind.
    with suppress(OSError):
        path.unlink()
    lock.release()


def _ourselves() -> str:
    """Describe this process, for other processes that wait for it."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # The user has no name.
        name = "somebody"
    return f"{name} (process {os.getpid()} on {socket.gethostname()}, since {now()})"


def _holder(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        if (said := path.read_text(encoding="utf-8").strip()) and said.isprintable():
            return said
    return "another run"
