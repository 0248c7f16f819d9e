"""Write a dossier's folder atomically: create a new folder, or change an existing one in place."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.store.atomic_write import flush_folder, written
from claims.store.journal import change_files
from claims.store.lock import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

__all__ = ["Stamp", "put", "stamp"]

Stamp = dict[str, tuple[int, int, int]]
"""Identity, size and time of last change of some files."""


def stamp(folder: Path, names: Iterable[str]) -> Stamp:
    """Return a stamp that shows later whether one of these files has changed."""
    seen = {}
    for name in names:
        with suppress(OSError):
            status = (folder / name).stat()
            seen[name] = status.st_ino, status.st_size, status.st_mtime_ns
    return seen


def put(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    tails: Mapping[str, bytes] = MappingProxyType({}),
    gone: Set[str] = frozenset(),
    seen: Stamp | None = None,
) -> None:
    """Write `files` to `folder` completely or not at all; the caller must hold its lock.

    In an existing folder, all other files are kept, and files that already have this content are not touched.

    Args:
        folder: The folder; created if needed.
        files: Path within the folder to content.
        tails: Path within the folder to what is appended to the file there.
        gone: The files to remove.
        seen: The `stamp` of files that must not have changed since; None if there were none.

    Raises:
        ClaimsError: if a file cannot be written, or one of those files has changed since.
    """
    target = Path(os.path.realpath(folder))
    try:
        if not target.is_dir():
            _create(target, {**files, **tails})
        elif not change_files(target, files, tails=tails, gone=gone, unless=lambda: _changed(target, seen)):
            raise ClaimsError(
                "the dossier was changed by another program meanwhile; nothing was written",
                str(folder),
                "Run the command again",
            )
    except OSError as error:
        raise ClaimsError(
            f"the dossier cannot be written: {error.strerror or error}",
            str(folder),
            "Check that the folder is writable and has free space",
        ) from error


def _changed(folder: Path, seen: Stamp | None) -> bool:
    return seen is not None and stamp(folder, seen) != seen


def _create(target: Path, files: Mapping[str, bytes]) -> None:
    """Create a new folder with all its files, or nothing."""
    fresh = beside(target, "new")
    shutil.rmtree(fresh, ignore_errors=True)  # Left by a run that was killed.
    try:
        fresh.mkdir(parents=True)
        before = written.get()
        change_files(fresh, files)
        written.set(before)  # Until it has its name, it is removed again.
        fresh.rename(target)
        written.set(True)
        flush_folder(target.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
