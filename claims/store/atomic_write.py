"""Files that are written whole or not at all."""

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
    """Put `data` into the file `path`: a reader sees the old file or the new one, never a part.

    A symbolic link stays one and its target is replaced; a device (`/dev/stdout`) is written to as it is.

    Raises:
        ClaimsError: where the file cannot be written; what was there before is then untouched.
    """
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write to that becomes `path` when all is written, and goes away when something fails before that.

    Raises:
        ClaimsError: where the file cannot be written; what was there before is then untouched.
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
    """The permissions that the file has, or that a new one would get (a temporary file is closed to all others)."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
