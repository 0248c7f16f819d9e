"""Change several files of a folder together: all or none, even if the process is killed in between.

New content is first written next to the files it replaces, under names listed in a draft of the journal. Renaming the
draft to the journal commits the change. An interrupted change is rolled back before that point and completed after it,
by the next process that holds the folder's lock. No other file in the folder is touched, and nothing is written outside
the folder.

What is appended to a file stands in the journal itself, so that a long file is neither read nor written again.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from claims.errors import ClaimsError
from claims.store.atomic_write import flush_folder, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

__all__ = ["change_files", "interrupted", "recover", "under_way"]

_JOURNAL = ".factsheet-journal"
_DRAFT = ".factsheet-journal.new"
_TEMPORARY = re.compile(r"\.factsheet-[0-9a-f]{8}-[0-9]+\.new")
_log = logging.getLogger(__name__)


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The change of one file.

    Attributes:
        path: Within the folder.
        temporary: The name of the file next to it that holds the new content; None if the file is removed.
        before: The SHA-256 of the old content; None if there is no such file.
        after: The SHA-256 of the new content; None if the file is removed.
    """

    path: str
    temporary: str | None
    before: str | None
    after: str | None


class _Append(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines appended to a file.

    Attributes:
        path: Within the folder.
        size: The size of the file before, in bytes.
        tail: What is appended.
    """

    path: str
    size: int
    tail: bytes


class _Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change: the affected files, the folders created for them, and what is appended to other files."""

    files: tuple[_Entry, ...]
    folders: tuple[str, ...] = ()
    appends: tuple[_Append, ...] = ()


def interrupted(folder: Path) -> bool:
    """Return whether a change of the folder is in progress or was interrupted."""
    return os.path.lexists(folder / _JOURNAL) or os.path.lexists(folder / _DRAFT)


def under_way(folder: Path) -> bool:
    """Return whether the folder may be in between: some files already changed, others not yet."""
    return os.path.lexists(folder / _JOURNAL)


def change_files(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    tails: Mapping[str, bytes] = MappingProxyType({}),
    gone: Set[str] = frozenset(),
    unless: Callable[[], bool] | None = None,
) -> bool:
    """Write `files` to the folder, all or none; the caller must hold its lock.

    Files that already have this content are not touched. A replaced file keeps its mode, and its owner if permitted;
    symbolic links to files and folders are kept.

    Args:
        folder: An existing folder.
        files: Path within the folder to content.
        tails: Path within the folder to what is appended to the file there, which is created if needed.
        gone: The paths of files to remove.
        unless: Called just before the commit; if it returns True, nothing is written.

    Returns:
        False if nothing was written because of `unless`.

    Raises:
        OSError: if a file cannot be written. Before the commit, everything is then unchanged; after it, the next run
            completes the change.
    """
    appends, whole = _appends(folder, tails)
    files = {**files, **whole}
    journal = msgspec.structs.replace(_planned(folder, files, gone), appends=appends)
    if not (journal.files or journal.appends):
        return unless is None or not unless()
    try:
        _prepare(folder, journal, files)
        if unless is not None and unless():
            _take_back(folder)
            return False
        (folder / _DRAFT).rename(folder / _JOURNAL)
        written.set(True)
    except BaseException:
        _take_back(folder)
        raise
    if journal.files:  # Appended lines, once they are flushed, need no journal; until then it is older than they are.
        flush_folder(folder)
    _complete(folder, journal)
    return True


def recover(folder: Path) -> None:
    """Complete or roll back the change of a killed process; the caller must hold the folder's lock.

    If one of its files has been changed since, the change is abandoned.

    Raises:
        ClaimsError: if the journal cannot be read.
        OSError: if a file cannot be written.
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
    as_expected = all(_as_expected(folder, entry) for entry in journal.files)
    if as_expected and all(_is_appendable(folder, each) for each in journal.appends):
        _complete(folder, journal)
    else:
        _discard(folder, journal)
        (folder / _JOURNAL).unlink(missing_ok=True)
        _log.info("%s: abandoned an interrupted change, because its files have changed since", folder)


def _planned(folder: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> _Journal:
    """Return the changes to make, without those already done."""
    token = secrets.token_hex(4)
    entries: list[_Entry] = []
    folders: list[str] = []
    for path, data in files.items():
        before, after = _digest_of(folder / path), hashlib.sha256(data).hexdigest()
        if before != after:
            temporary = f".factsheet-{token}-{len(entries)}.new"
            entries.append(_Entry(path, temporary, before, after))
            parent = os.path.dirname(path)  # noqa: PTH120  # a path within the folder, as the journal writes it
            if parent and parent not in folders and not (folder / parent).is_dir():
                folders.append(parent)
    there = ((path, _digest_of(folder / path)) for path in sorted(gone))
    entries += (_Entry(path, None, digest, None) for path, digest in there if digest is not None)
    return _Journal(tuple(entries), tuple(folders))


def _appends(folder: Path, tails: Mapping[str, bytes]) -> tuple[tuple[_Append, ...], dict[str, bytes]]:
    """Return what is appended in place, and the whole content of files that are new or have another name elsewhere."""
    appends: list[_Append] = []
    whole: dict[str, bytes] = {}
    for path, tail in tails.items():
        target = Path(os.path.realpath(folder / path))
        try:
            status = target.stat()
        except FileNotFoundError:
            whole[path] = tail
            continue
        if status.st_nlink > 1:  # A copy made of links, such as a backup, stays as it is.
            whole[path] = target.read_bytes() + tail
        elif tail:
            if not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
            appends.append(_Append(path, status.st_size, tail))
    return tuple(appends), whole


def _prepare(folder: Path, journal: _Journal, files: Mapping[str, bytes]) -> None:
    """Write the draft, and the new content next to the files it replaces."""
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
    """Move everything into place; files already moved by a killed process are skipped."""
    for entry in journal.files:
        target = _target(folder, entry)
        if entry.temporary is None:
            target.unlink(missing_ok=True)
        else:
            with suppress(FileNotFoundError):
                target.with_name(entry.temporary).replace(target)
    for each in journal.appends:
        _append(folder, each)
    _flush_folders(folder, journal)
    (folder / _JOURNAL).unlink(missing_ok=True)
    if journal.files:  # Lines that were appended are recognised, should the journal come back after a power failure.
        flush_folder(folder)


def _take_back(folder: Path) -> None:
    """Remove the files left by an uncommitted change."""
    draft = folder / _DRAFT
    if not os.path.lexists(draft):
        return
    journal = _read(draft)
    if journal is not None:  # Otherwise the process was killed while writing the draft, before any other file.
        _discard(folder, journal)
        for name in reversed(journal.folders):
            with suppress(OSError):  # Another program created something there meanwhile.
                (folder / name).rmdir()
    draft.unlink(missing_ok=True)


def _discard(folder: Path, journal: _Journal) -> None:
    for entry in journal.files:
        if entry.temporary is not None:
            with suppress(NotADirectoryError):
                _target(folder, entry).with_name(entry.temporary).unlink(missing_ok=True)


def _read(path: Path) -> _Journal | None:
    """Read a journal; None if the file does not hold one written by this program."""
    try:
        journal = msgspec.json.decode(path.read_bytes(), type=_Journal)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None
    changed = (*(entry.path for entry in journal.files), *(each.path for each in journal.appends))
    inside = all(_inside(path) for path in (*changed, *journal.folders))
    ours = all(entry.temporary is None or _TEMPORARY.fullmatch(entry.temporary) for entry in journal.files)
    return journal if inside and ours else None


def _inside(path: str) -> bool:
    return not os.path.isabs(path) and not {"", ".", ".."}.intersection(path.replace("\\", "/").split("/"))  # noqa: PTH117


def _as_expected(folder: Path, entry: _Entry) -> bool:
    """Return whether a file is either unchanged, with its new content next to it, or already replaced."""
    there = _digest_of(folder / entry.path)
    if there == entry.after:
        return True
    prepared = entry.temporary and _digest_of(_target(folder, entry).with_name(entry.temporary))
    return there == entry.before and (entry.temporary is None or prepared == entry.after)


def _is_appendable(folder: Path, append: _Append) -> bool:
    """Return whether a file is as it was, or has a part of what is appended or all of it."""
    try:
        with _target(folder, append).open("rb") as file:
            there = file.seek(0, os.SEEK_END) - append.size
            if there < 0:
                return False
            file.seek(append.size)
            return append.tail.startswith(file.read(len(append.tail) + 1))
    except FileNotFoundError:
        return False


def _append(folder: Path, append: _Append) -> None:
    with _target(folder, append).open("r+b") as file:
        file.seek(append.size)
        file.write(append.tail)
        file.flush()
        os.fsync(file.fileno())


def _target(folder: Path, entry: _Entry | _Append) -> Path:
    """Return the file itself, with symbolic links resolved."""
    return Path(os.path.realpath(folder / entry.path))


def _digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file, in constant memory; None if there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes, *, like: Path | None = None) -> None:
    """Write a new file and flush it to disk, with the mode and owner of `like` if that file exists."""
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
            with suppress(OSError):  # Only root can give files away, and only group members can change a file's group.
                os.chown(path, *owner)
                break
    path.chmod(stat.S_IMODE(wanted.st_mode))


def _refuse_if_kept_by_others(path: Path) -> None:
    """Check before the commit that files of other users in a sticky folder such as /tmp can be replaced.

    Raises:
        PermissionError: if one cannot be replaced.
    """
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return
    with suppress(FileNotFoundError):
        parent, file = path.parent.stat(), path.stat()
        if parent.st_mode & stat.S_ISVTX and os.geteuid() not in {parent.st_uid, file.st_uid}:
            raise PermissionError(1, "only its owner may replace the file", str(path))


def _flush_folders(folder: Path, journal: _Journal) -> None:
    for parent in sorted({_target(folder, entry).parent for entry in journal.files}):
        flush_folder(parent)
