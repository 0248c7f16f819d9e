"""One run at a time changes a dossier. The system releases the lock of a run that is killed."""

from __future__ import annotations

import getpass
import logging
import os
import socket
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from claims.errors import ClaimsError
from claims.model.clock import now
from claims.store.folder_exchange import clean, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PATIENCE", "locked"]

PATIENCE = 20.0
"""How many seconds a run waits for another that changes the same dossier."""
_log = logging.getLogger(__name__)


@contextmanager
def locked(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Meanwhile, no other run changes the dossier in `folder`, and what a killed run left beside it is gone.

    Args:
        folder: The dossier's folder, which need not be there yet.
        patience: How many seconds to wait for another run; else `PATIENCE`.

    Raises:
        ClaimsError: where another run still holds the dossier after that, or nothing may be written beside it.
    """
    target = Path(os.path.realpath(folder))
    path = workplace(target, "lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        _acquire(lock, path, folder, PATIENCE if patience is None else patience)
    except OSError as error:
        raise ClaimsError(
            f"the dossier cannot be locked: {error.strerror or error}",
            str(folder),
            "Check that you may write to the folder that contains it",
        ) from error
    try:
        with suppress(OSError):
            path.write_text(_ourselves(), encoding="utf-8")
        clean(target)
        yield
    finally:
        # Who waits for a file that is gone sees that and makes a new one, so none needs to lie about.
        with suppress(OSError):
            path.unlink()
        lock.release()


def _acquire(lock: FileLock, path: Path, folder: Path, patience: float) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        _log.info("%s: waiting for %s", folder, _holder(path))
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise ClaimsError(
                f"{_holder(path)} is changing the dossier", str(folder), "Retry when it finishes"
            ) from None


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
