"""A folder of files that is written whole or not at all."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.store.folder_exchange import clean, exchange, workplace

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

__all__ = ["Stamp", "put", "stamp"]

_log = logging.getLogger(__name__)
Stamp = dict[str, tuple[int, int, int]]
"""Of each file directly in a folder: which it is, its size, and when it was last changed."""


def stamp(folder: Path) -> Stamp:
    """What tells whether somebody changed a dossier's records or sheet in the meantime; empty where nothing is."""
    try:
        with os.scandir(folder) as entries:
            seen = {entry.name: entry.stat(follow_symlinks=False) for entry in entries if not entry.is_dir()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {name: (status.st_ino, status.st_size, status.st_mtime_ns) for name, status in seen.items()}


def put(folder: Path, files: Mapping[str, bytes], *, gone: Set[str], seen: Stamp) -> None:
    """Make `folder` hold `files`, or leave it as it was; only for who holds its lock.

    Args:
        folder: The folder, which need not be there yet.
        files: What is new or changed: path within the folder to content.
        gone: The files that make way. Whatever else lies in the folder stays, and is not copied.
        seen: What `stamp` gave when the folder was read; empty where nothing was there.

    Raises:
        ClaimsError: where the disk refuses, or somebody changed the folder since it was `seen`.
    """
    target = Path(os.path.realpath(folder))
    place = workplace(target)
    try:
        fresh = place / "folder"
        place.mkdir(parents=True)
        _write(fresh, files)
        if seen:
            _keep_others(target, fresh, gone)
            if stamp(target) != seen:
                raise _changed_meanwhile(folder)
            inside = _we_are_in(target)
            exchange(fresh, target)
            if inside:
                _log.info("the current folder was replaced: run `cd .` to see the new files")
        else:
            _place(fresh, target)
    except OSError as error:
        raise ClaimsError(
            f"the dossier cannot be written: {error.strerror or error}",
            str(folder),
            "Check that the folder is writable and has free space",
        ) from error
    finally:
        clean(target)


def _we_are_in(folder: Path) -> bool:
    try:
        return Path.cwd().is_relative_to(folder)
    except OSError:
        return False


def _changed_meanwhile(folder: Path) -> ClaimsError:
    return ClaimsError(
        "the dossier was changed by another program meanwhile; nothing was written", str(folder), "Retry"
    )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _keep_others(source: Path, target: Path, gone: Set[str]) -> None:
    """Let what is neither new nor gone stand in the new folder too."""
    for place, folders, files in os.walk(source):
        inner = os.path.relpath(place, source)
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]  # noqa: PTH114, PTH118
        here = target / inner
        for name in [*files, *links]:
            path = name if inner == os.curdir else f"{Path(inner).as_posix()}/{name}"
            if path not in gone and not os.path.lexists(here / name):
                here.mkdir(parents=True, exist_ok=True)
                _link(Path(place, name), here / name)
        if here.is_dir():
            shutil.copystat(place, here)


def _link(source: Path, target: Path) -> None:
    """One file under two names, which costs nothing; a copy where the file system or the owner does not let us."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _place(fresh: Path, target: Path) -> None:
    """Put a folder where nothing is; what somebody else put there meanwhile stays."""
    if target.is_dir():
        target.rmdir()
    fresh.rename(target)
