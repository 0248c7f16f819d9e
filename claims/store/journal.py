"""Files of a folder changed together: all of them or none, also where the run is killed in between.

What is new is written beside what it replaces, under names that a draft of the journal lists first. Renaming the draft
to the journal decides: before that, a change that was interrupted is taken back, afterwards it is completed, by
whoever holds the folder's lock next. Nothing else in the folder is touched, and nothing is written outside it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

__all__ = ["change_files", "interrupted", "recover", "under_way"]

_JOURNAL = ".factsheet-journal"
_DRAFT = ".factsheet-journal.new"
_TEMPORARY = re.compile(r"\.factsheet-[0-9a-f]{8}-[0-9]+\.new")
_log = logging.getLogger(__name__)


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens to one file.

    Attributes:
        path: Within the folder.
        temporary: The name of the file beside it that holds what is to become of it; None where it goes away.
        before: The SHA-256 of what it holds before; None where there is no such file.
        after: The SHA-256 of what it is to hold; None where it goes away.
    """

    path: str
    temporary: str | None
    before: str | None
    after: str | None


class _Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change: what happens to files, and which folders are new for them."""

    files: tuple[_Entry, ...]
    folders: tuple[str, ...] = ()


def interrupted(folder: Path) -> bool:
    """Whether a change of the folder is under way, or a run that made one was killed."""
    return os.path.lexists(folder / _JOURNAL) or os.path.lexists(folder / _DRAFT)


def under_way(folder: Path) -> bool:
    """Whether some files of the folder may be as they were, and others as they are to become."""
    return os.path.lexists(folder / _JOURNAL)


def change_files(
    folder: Path, files: Mapping[str, bytes], *, gone: Set[str] = frozenset(), unless: Callable[[], bool] | None = None
) -> bool:
    """Make the folder's files what `files` says, all or none; only for who holds its lock.

    A file that holds the bytes already is not touched. One that is replaced keeps its mode, and its owner where we may
    say so; where it or its folder is a symbolic link, that stays one.

    Args:
        folder: The folder, which is there.
        files: Path within the folder to content.
        gone: The paths of files that go away.
        unless: Asked at the last moment; nothing is written where it says True.

    Returns:
        False where nothing was written because of `unless`.

    Raises:
        OSError: where the disk refuses. Before the change is decided on, all is then as it was; afterwards, the next
            run completes it.
    """
    journal = _planned(folder, files, gone)
    if not journal.files:
        return unless is None or not unless()
    try:
        _prepare(folder, journal, files)
        if unless is not None and unless():
            _take_back(folder)
            return False
        (folder / _DRAFT).rename(folder / _JOURNAL)
    except BaseException:
        _take_back(folder)
        raise
    _flush_folder(folder)
    _complete(folder, journal)
    return True


def recover(folder: Path) -> None:
    """Complete or take back the change that a killed run left; only for who holds the folder's lock.

    Where somebody changed one of its files since, the change is given up.

    Raises:
        ClaimsError: where the journal cannot be read.
        OSError: where the disk refuses.
    """
    if not under_way(folder):
        _take_back(folder)
        return
    journal = _read(folder / _JOURNAL)
    if journal is None:
        raise ClaimsError(
            "the journal of an interrupted change cannot be read",
            str(folder / _JOURNAL),
            f"Remove that file, then run factsheet validate {folder}",
        )
    if all(_as_expected(folder, entry) for entry in journal.files):
        _complete(folder, journal)
    else:
        _discard(folder, journal)
        (folder / _JOURNAL).unlink(missing_ok=True)
        _log.info("%s: an interrupted change was given up, because the files were changed since", folder)


def _planned(folder: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> _Journal:
    """What has to be done, and nothing that is so already."""
    token = secrets.token_hex(4)
    entries: list[_Entry] = []
    folders: list[str] = []
    for path, data in files.items():
        before = _content(folder / path)
        if before != data:
            temporary = f".factsheet-{token}-{len(entries)}.new"
            entries.append(_Entry(path, temporary, _digest(before), _digest(data)))
            parent = os.path.dirname(path)  # noqa: PTH120  # a path within the folder, as the journal writes it
            if parent and parent not in folders and not (folder / parent).is_dir():
                folders.append(parent)
    there = ((path, _content(folder / path)) for path in sorted(gone))
    entries += (_Entry(path, None, _digest(data), None) for path, data in there if data is not None)
    return _Journal(tuple(entries), tuple(folders))


def _prepare(folder: Path, journal: _Journal, files: Mapping[str, bytes]) -> None:
    """Write the draft, and all that is new beside what it replaces."""
    _write(folder / _DRAFT, msgspec.json.encode(journal))
    for name in journal.folders:
        (folder / name).mkdir()
    for entry in journal.files:
        target = _target(folder, entry)
        _refuse_if_kept_by_others(target)
        if entry.temporary is not None:
            _write(target.with_name(entry.temporary), files[entry.path], like=target)
    _flush_folders(folder, journal)


def _complete(folder: Path, journal: _Journal) -> None:
    """Put everything in its place; what is there already, from a run that was killed at it, stays."""
    for entry in journal.files:
        target = _target(folder, entry)
        if entry.temporary is None:
            target.unlink(missing_ok=True)
        else:
            with suppress(FileNotFoundError):
                target.with_name(entry.temporary).replace(target)
    _flush_folders(folder, journal)
    (folder / _JOURNAL).unlink(missing_ok=True)
    _flush_folder(folder)


def _take_back(folder: Path) -> None:
    """Remove what a change that was not decided on left."""
    draft = folder / _DRAFT
    if not os.path.lexists(draft):
        return
    journal = _read(draft)
    if journal is not None:  # else the run was killed while it wrote the draft, before anything else
        _discard(folder, journal)
        for name in reversed(journal.folders):
            with suppress(OSError):  # somebody put something there meanwhile
                (folder / name).rmdir()
    draft.unlink(missing_ok=True)


def _discard(folder: Path, journal: _Journal) -> None:
    for entry in journal.files:
        if entry.temporary is not None:
            with suppress(NotADirectoryError):
                _target(folder, entry).with_name(entry.temporary).unlink(missing_ok=True)


def _read(path: Path) -> _Journal | None:
    """The journal that a file holds; None where it holds none that this program can have written."""
    try:
        journal = msgspec.json.decode(path.read_bytes(), type=_Journal)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None
    inside = all(_inside(path) for path in (*(entry.path for entry in journal.files), *journal.folders))
    ours = all(entry.temporary is None or _TEMPORARY.fullmatch(entry.temporary) for entry in journal.files)
    return journal if inside and ours else None


def _inside(path: str) -> bool:
    return not os.path.isabs(path) and not {"", ".", ".."}.intersection(path.replace("\\", "/").split("/"))  # noqa: PTH117


def _as_expected(folder: Path, entry: _Entry) -> bool:
    """Whether a file is as it was, with what it is to become beside it, or is that already."""
    there = _digest(_content(folder / entry.path))
    if there == entry.after:
        return True
    prepared = entry.temporary and _digest(_content(_target(folder, entry).with_name(entry.temporary)))
    return there == entry.before and (entry.temporary is None or prepared == entry.after)


def _target(folder: Path, entry: _Entry) -> Path:
    """The file itself, at the end of symbolic links."""
    return Path(os.path.realpath(folder / entry.path))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes, *, like: Path | None = None) -> None:
    """Write a new file down to the disk, with mode and owner of another one where that is there."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        if like is not None:
            _make_alike(path, like)
        os.fsync(file.fileno())


def _make_alike(path: Path, other: Path) -> None:
    try:
        wanted, there = other.stat(), path.stat()
    except FileNotFoundError:
        return
    if (wanted.st_uid, wanted.st_gid) != (there.st_uid, there.st_gid) and hasattr(os, "chown"):
        for owner in ((wanted.st_uid, wanted.st_gid), (-1, wanted.st_gid)):
            with suppress(OSError):  # only root gives files away, and a group only its members
                os.chown(path, *owner)
                break
    path.chmod(stat.S_IMODE(wanted.st_mode))


def _refuse_if_kept_by_others(path: Path) -> None:
    """Say before anything is decided on that a file of somebody else in a folder like /tmp cannot be replaced.

    Raises:
        PermissionError: where it is so.
    """
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return
    with suppress(FileNotFoundError):
        parent, file = path.parent.stat(), path.stat()
        if parent.st_mode & stat.S_ISVTX and os.geteuid() not in {parent.st_uid, file.st_uid}:
            raise PermissionError(1, "only its owner may replace the file", str(path))


def _flush_folders(folder: Path, journal: _Journal) -> None:
    for parent in sorted({_target(folder, entry).parent for entry in journal.files}):
        _flush_folder(parent)


def _flush_folder(folder: Path) -> None:
    """Have what was created, renamed and removed in a folder written to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
