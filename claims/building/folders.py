"""A folder of files that is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

__all__ = ["put"]


def put(folder: Path, files: Mapping[str, bytes], *, old: Set[str] | None = None) -> None:
    """Make `folder` hold `files`, or leave it as it was.

    Args:
        folder: A new or empty folder, or one to replace.
        files: Path within the folder to content.
        old: The files of the folder that make way; whatever else lies there is kept. None where the folder is new.

    Raises:
        ClaimsError: where the disk refuses.
    """
    target = Path(os.path.realpath(folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent) as place:
            fresh = Path(place) / "new"
            _write(fresh, files)
            if old is None:
                _place(fresh, target)
            else:
                _keep_others(target, fresh, old)
                _swap(fresh, target, Path(place) / "old")
    except OSError as error:
        raise ClaimsError(
            f"the dossier cannot be written: {error.strerror or error}",
            str(folder),
            "Check that you may write there and that the disk has room",
        ) from error


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


def _keep_others(source: Path, target: Path, old: Set[str]) -> None:
    """Copy what a person put beside the folder's own files."""
    for place, folders, files in os.walk(source):
        inner = Path(place).relative_to(source)
        links = [name for name in folders if (source / inner / name).is_symlink()]
        for name in [*files, *links]:
            path = inner / name
            if path.as_posix() not in old and not os.path.lexists(target / path):
                (target / inner).mkdir(parents=True, exist_ok=True)
                shutil.copy2(source / path, target / path, follow_symlinks=False)


def _place(fresh: Path, target: Path) -> None:
    """Put a folder where nothing is; what somebody else put there meanwhile stays."""
    if target.is_dir():
        target.rmdir()
    fresh.rename(target)


def _swap(fresh: Path, target: Path, aside: Path) -> None:
    """Put one folder in another's place; when that fails, the other stays."""
    try:
        target.rename(aside)
        fresh.rename(target)
    except BaseException:
        if aside.exists() and not target.exists():
            aside.rename(target)
        raise
