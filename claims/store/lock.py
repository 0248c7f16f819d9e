"""One run at a time changes a dossier. The system releases the lock of a run that is killed."""

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
"""How many seconds a run waits for another that changes the same dossier."""
_LONGEST_NAME = 200
_MOMENT = 0.02
_log = logging.getLogger(__name__)


class _BusyError(ClaimsError):
    """Another run holds the dossier."""


def beside(folder: Path, purpose: str) -> Path:
    """The path of what is kept for a folder while it is changed or made: beside it, and hidden."""
    name = folder.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return folder.with_name(f".{name}.factsheet-{purpose}")


@contextmanager
def locked(folder: Path, seconds: float | None = None) -> Iterator[None]:
    """Meanwhile, no other run changes the dossier in `folder`, and a change that a killed run left is completed.

    Args:
        folder: The dossier's folder, which need not be there yet.
        seconds: How long to wait for another run; else as `patience` says.

    Raises:
        ClaimsError: where another run still holds the dossier after that time, or nothing may be written beside it.
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
    """Have a change of the dossier in `folder` completed or taken back, where one is under way or was interrupted.

    Raises:
        ClaimsError: where it was interrupted, and we may not complete it.
    """
    target = Path(os.path.realpath(folder))
    until = time.monotonic() + patience.get()
    while interrupted(target):
        try:
            with locked(target, 0):
                return
        except ClaimsError as error:
            if not under_way(target):
                return  # what is there is whole; somebody else prepares what it is to become
            if not isinstance(error, _BusyError) or time.monotonic() > until:
                raise
        time.sleep(_MOMENT)


def _recover(target: Path, folder: Path) -> None:
    try:
        recover(target)
    except OSError as error:
        raise ClaimsError(
            f"a change that was interrupted cannot be completed: {error.strerror or error}",
            str(folder),
            "Run a command on the dossier as somebody who may write there",
        ) from error


def _acquired(path: Path, folder: Path, seconds: float) -> BaseFileLock:
    from filelock import FileLock, Timeout  # not needed to read a dossier

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
    # Who waits for a file that is gone sees that and makes a new one, so none needs to lie about.
    with suppress(OSError):
        path.unlink()
    lock.release()


def _ourselves() -> str:
    """Who we are, for whoever waits for us."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        name = "somebody"
    return f"{name} (process {os.getpid()} on {socket.gethostname()}, since {now()})"


def _holder(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        if (said := path.read_text(encoding="utf-8").strip()) and said.isprintable():
            return said
    return "another run"
