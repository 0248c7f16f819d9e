"""A dossier's folder written whole or not at all: made new beside its place, or changed where it lies."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.store.journal import change_files
from claims.store.lock import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

__all__ = ["Stamp", "put", "stamp"]

Stamp = dict[str, tuple[int, int, int]]
"""Of each of some files: which it is, its size, and when it was last changed."""


def stamp(folder: Path, names: Iterable[str]) -> Stamp:
    """What tells whether somebody changed one of these files of a folder in the meantime."""
    seen = {}
    for name in names:
        with suppress(OSError):
            status = (folder / name).stat()
            seen[name] = status.st_ino, status.st_size, status.st_mtime_ns
    return seen


def put(folder: Path, files: Mapping[str, bytes], *, gone: Set[str] = frozenset(), seen: Stamp | None = None) -> None:
    """Make `folder` hold `files`, or leave it as it was; only for who holds its lock.

    A folder that is there keeps everything else that lies in it, and files that hold the bytes already stay untouched.

    Args:
        folder: The folder, which need not be there yet.
        files: Path within the folder to content.
        gone: The files that make way.
        seen: What `stamp` gave of files that nobody else may have changed since; None where none were there.

    Raises:
        ClaimsError: where the disk refuses, or somebody changed one of those files since.
    """
    target = Path(os.path.realpath(folder))
    try:
        if not target.is_dir():
            _create(target, files)
        elif not change_files(target, files, gone=gone, unless=lambda: _changed(target, seen)):
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
    """Make a folder where none is; it is there with all its files, or not at all."""
    fresh = beside(target, "new")
    shutil.rmtree(fresh, ignore_errors=True)  # of a run that was killed
    try:
        fresh.mkdir(parents=True)
        change_files(fresh, files)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
