"""ZIP files, with a limit on their table of contents."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import BinaryIO

from claims.errors import ClaimsError

__all__ = ["opened"]

# The longest comment that may follow the end record, and the record itself.
_END = 65_535 + 22
# A table of this length lists a million files; web archives have dozens.
_LONGEST_TABLE = 50_000_000


def opened(file: BinaryIO, where: str) -> zipfile.ZipFile:
    """Open the archive in `file`; reads only its table of contents.

    Raises:
        ClaimsError: if it is no ZIP, or its table is too long.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END))
    if _table_length(file.read()) > _LONGEST_TABLE:
        raise ClaimsError("the ZIP lists too many files", where, "It is malicious; do not use it")
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, struct.error, OSError, NotImplementedError) as error:
        raise ClaimsError(f"the ZIP cannot be read: {error}", where, "Download the file again") from error


def _table_length(end: bytes) -> int:
    """The declared length of the table, from the end record or, in large files, the ZIP64 record."""
    large = end.rfind(b"PK\x06\x06")
    if large >= 0 and len(end) >= large + 48:
        return int(struct.unpack_from("<Q", end, large + 40)[0])
    small = end.rfind(b"PK\x05\x06")
    return int(struct.unpack_from("<L", end, small + 12)[0]) if 0 <= small <= len(end) - 16 else 0
