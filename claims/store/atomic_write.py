"""Write files atomically: completely or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["replacing", "write_atomically"]


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
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """Return the mode of the file, or the default for new files (a temporary file is readable by its owner only)."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
