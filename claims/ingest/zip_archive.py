"""ZIP files whose table of contents is not longer than memory bears."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import BinaryIO

from claims.errors import ClaimsError

__all__ = ["opened"]

# The longest comment that may follow the end record, and the record itself.
_END = 65_535 + 22
# A table this long names a million files; an archive of the web has dozens.
_LONGEST_TABLE = 50_000_000


def opened(file: BinaryIO, where: str) -> zipfile.ZipFile:
    """The archive in `file`, of which nothing but its table is read.

    Raises:
        ClaimsError: where it is no ZIP, or its table is too long.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END))
    if _table_length(file.read()) > _LONGEST_TABLE:
        raise ClaimsError("the ZIP names too many files", where, "It is made to do harm; leave it out")
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, struct.error, OSError, NotImplementedError) as error:
        raise ClaimsError(f"the ZIP cannot be read: {error}", where, "Get the file again") from error


def _table_length(end: bytes) -> int:
    """How long the end of a ZIP says that its table is; in a large ZIP, a second record says it."""
    large = end.rfind(b"PK\x06\x06")
    if large >= 0 and len(end) >= large + 48:
        return int(struct.unpack_from("<Q", end, large + 40)[0])
    small = end.rfind(b"PK\x05\x06")
    return int(struct.unpack_from("<L", end, small + 12)[0]) if 0 <= small <= len(end) - 16 else 0
