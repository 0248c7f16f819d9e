"""Write files atomically: completely or not at all."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["flush_folder", "replacing", "write_atomically", "written"]

written = ContextVar("written", default=False)
"""Whether anything was written already, which an interrupt does not take back."""


def write_atomically(path: str | Path, data: bytes) -> None:
    """Write `data` to the file `path`; a reader sees either the old content or the new, never a part.

    A symbolic link is kept and its target replaced; a device (`/dev/stdout`) is written to directly.

    Raises:
        ClaimsError: if the file cannot be written; the old content is kept.
    """
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """Open a temporary file that replaces `path` on success, and is removed on failure.

    Raises:
        ClaimsError: if the file cannot be written; the old content is kept.
    """
    target = Path(path)
    device = target.exists() and not target.is_file() and not target.is_dir()
    try:
        if device:
            with target.open("wb") as file:
                yield file
        else:
            with _beside(Path(os.path.realpath(target))) as file:
                yield file
    except OSError as error:
        raise ClaimsError(
            f"cannot write the file: {error.strerror or error}",
            where=str(path),
            remedy="Check that the folder exists, is writable and has free space",
        ) from error


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    mode = _mode(target)
    _remove_abandoned(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _lock(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(target)
        written.set(True)
        flush_folder(target.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _lock(file: BinaryIO) -> bool:
    """Lock a file as long as it is open; return whether that is so. Where files cannot be locked, none ever is."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _remove_abandoned(target: Path) -> None:
    """Remove temporary files that killed processes left beside a file: those that nobody holds locked."""
    pattern = re.compile(re.escape(f".{target.name[:40]}.") + r"\w{8}\.tmp")
    with suppress(OSError):
        for entry in list(os.scandir(target.parent)):
            if pattern.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError), Path(entry.path).open("rb") as file:
                    if _lock(file):
                        Path(entry.path).unlink()


def flush_folder(folder: Path) -> None:
    """Flush the entries of a folder (created, renamed, removed) to disk, if the system supports it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(target: Path) -> int:
    """Return the mode of the file, or the default for new files (a temporary file is readable by its owner only)."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
