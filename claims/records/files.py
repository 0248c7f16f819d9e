"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from claims.errors import ClaimsError

__all__ = ["write_atomically"]


def write_atomically(path: str | Path, data: bytes) -> None:
    """Put `data` into the file `path`: a reader sees the old file or the new one, never a part.

    A symbolic link stays one and its target is replaced; a device (`/dev/stdout`) is written to as it is.

    Raises:
        ClaimsError: where the file cannot be written; what was there before is then untouched.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
            return
        _replace(Path(os.path.realpath(target)), data)
    except OSError as error:
        raise ClaimsError(
            f"cannot write the file: {error.strerror or error}",
            where=str(path),
            remedy="Check that the folder exists, that you may write there and that the disk has room",
        ) from error


def _replace(target: Path, data: bytes) -> None:
    mode = _mode(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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
