"""Read the files that a dossier keeps: regular files of bounded size, and texts as they were written.

Programs that carry a dossier around change its texts: git with `core.autocrlf` the line ends, editors the encoding or
the line ends. The hash in the document's record tells what a text was, so such changes are undone when it is read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST_FILE", "Kept", "content", "digest_of", "leaves", "original_bytes", "read_text", "unix_lines"]

LONGEST_FILE = 64 * 1024 * 1024
"""Maximum size of a dossier's text or header in bytes; an article has at most 10 million characters."""

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)  # Not waiting, since the other end of a pipe may never open.
_PIECE = 1024 * 1024
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LINE_ENDS = "line ends"
ENCODING = "encoding"


class Kept(NamedTuple):
    """A text as it was written, and what has been changed in its file since: line ends, encoding, or nothing."""

    text: str
    changed: str | None = None


def content(path: str | os.PathLike[str], longest: int = LONGEST_FILE) -> bytes:
    """Return the content of a regular file.

    Raises:
        ClaimsError: if it is a pipe, a device or another file that may never end, or it is too long.
        OSError: if it cannot be read.
    """
    where = os.fspath(path)
    with _regular(where) as (handle, size):
        data = b"" if size > longest else _whole(handle, longest)
    if max(size, len(data)) > longest:
        raise ClaimsError(f"the file is larger than {longest // 1024 // 1024} MB", where, "Restore it from a backup")
    return data


def digest_of(path: str | os.PathLike[str]) -> str:
    """Return the SHA-256 of a regular file of any size, in hexadecimal digits.

    Raises:
        ClaimsError: if it is a pipe, a device or another file that may never end.
        OSError: if it cannot be read.
    """
    found = hashlib.sha256()
    with _regular(os.fspath(path)) as (handle, _):
        while piece := os.read(handle, _PIECE):
            found.update(piece)
    return found.hexdigest()


@contextmanager
def _regular(where: str) -> Iterator[tuple[int, int]]:
    """Open a regular file; gives its handle and its size."""
    try:
        handle = os.open(where, _FLAGS)
    except ValueError as error:
        raise ClaimsError("this is not a valid file name", where) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ClaimsError("this is not a regular file", where, "Replace it by the file itself")
        yield handle, status.st_size
    finally:
        os.close(handle)


def _whole(handle: int, longest: int) -> bytes:
    data = bytearray()
    while len(data) <= longest and (piece := os.read(handle, _PIECE)):
        data += piece
    return bytes(data)


def leaves(path: str | os.PathLike[str], folder: str | os.PathLike[str]) -> bool:
    """Return whether a file of a dossier in `folder` is a link, or in a linked folder, that leads out of it."""
    inside = os.path.realpath(folder)
    return os.path.commonpath([os.path.realpath(path), inside]) != inside


def read_text(path: str | os.PathLike[str], sha256: str | None, folder: str | os.PathLike[str] | None) -> Kept:
    """Return the text of a document, without changes that other programs made to its file.

    Args:
        path: The file.
        sha256: The hash of the text in the document's record; None if it is not known.
        folder: The dossier's folder. A link out of it is followed only to a text with this hash, since a stranger's
            dossier may link to any file of this machine. None for a folder of texts alone.

    Raises:
        ClaimsError: if it is no text, or a link out of the dossier.
        OSError: if it cannot be read.
    """
    data = content(path)
    kept = _as_written(data, sha256)
    if kept is None and folder is not None and leaves(path, folder):
        raise ClaimsError(
            "the file is a link out of the dossier, to something else than the article's text",
            os.fspath(path),
            "Put the text itself there",
        )
    if kept is not None:
        return kept
    try:
        return Kept(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ClaimsError(
            "the file is not UTF-8 text", os.fspath(path), "Restore it from a backup, or rebuild the dossier"
        ) from error


def original_bytes(data: bytes, sha256: str) -> tuple[bytes, str | None] | None:
    """Return the bytes that had this hash before another program changed line ends or encoding, and which it changed.

    None if they cannot be told.
    """
    return next(((form, change) for form, change in _forms(data) if hashlib.sha256(form).hexdigest() == sha256), None)


def unix_lines(data: bytes) -> bytes:
    """Return a file of ours, such as a sheet, with its own line ends, which git may have changed."""
    return data.replace(b"\r\n", b"\n")


def _as_written(data: bytes, sha256: str | None) -> Kept | None:
    found = None if sha256 is None else original_bytes(data, sha256)
    try:
        return None if found is None else Kept(found[0].decode("utf-8"), found[1])
    except UnicodeDecodeError:
        return None


def _forms(data: bytes) -> Iterator[tuple[bytes, str | None]]:
    """Yield what a file may have held before it was changed, the file as it is first."""
    yield data, None
    if b"\r" in data:
        lines = data.replace(b"\r\n", b"\n")
        yield lines, LINE_ENDS
        yield lines.replace(b"\r", b"\n"), LINE_ENDS
    elif b"\n" in data:
        yield data.replace(b"\n", b"\r\n"), LINE_ENDS
    if data.startswith((_UTF8_MARK, *_UTF16_MARKS)):
        try:
            text = data.decode("utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig")
        except UnicodeDecodeError:
            return
        yield text.encode("utf-8", "replace"), ENCODING
        yield text.replace("\r\n", "\n").encode("utf-8", "replace"), ENCODING
