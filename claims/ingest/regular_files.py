"""Opens the files that articles are read from: regular ones only, and no others."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["is_regular", "opened"]

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
    stat.S_IFDIR: "a folder",
}
_MADE_UP = ("/proc/", "/sys/")
"""Where Linux shows itself as files: their size says nothing, and some never end."""
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def is_regular(path: Path) -> bool:
    """Whether a file can be opened as an article; a link is what it leads to.

    Raises:
        OSError: if that cannot be told.
    """
    return stat.S_ISREG(path.stat().st_mode) and not os.path.realpath(path).startswith(_MADE_UP)


def opened(path: Path, where: str) -> BinaryIO:
    """Open a regular file for reading bytes, without waiting for one that is none.

    Args:
        path: The file.
        where: What messages call it.

    Raises:
        ClaimsError: if it is a pipe, a device or another file that may never end, or its name cannot be one.
        OSError: if it cannot be opened.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _NO_WAITING)
    except ValueError as error:
        raise ClaimsError("this is not a valid file name", where, "Check the name") from error
    file = os.fdopen(handle, "rb")
    kind = stat.S_IFMT(os.fstat(handle).st_mode)
    if kind == stat.S_IFREG and not os.path.realpath(path).startswith(_MADE_UP):
        return file
    file.close()
    what = _KINDS.get(kind, "a file of the operating system's")
    raise ClaimsError(f"this is {what}, not a file with an article", where, "To read from a program, pipe it to -")
