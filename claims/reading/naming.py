"""What a document is called: its id, which is also the name of its text file."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from claims.errors import ClaimsError
from claims.records import is_document_id

__all__ = ["checked", "document_id", "spelled"]

LONGEST = 120
_UNSAFE = re.compile(r'[/\\:*?"<>|]')
# Names that Windows keeps for devices, whatever extension follows them.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


def spelled(path: str | Path) -> str:
    """A file's name as people wrote it: UTF-8, even where the locale makes Python take it for something else."""
    try:
        return os.fsencode(path).decode("utf-8", "replace")
    except UnicodeError:
        return str(path)


def document_id(path: str | Path) -> str:
    """The id of the article in the file `path`: its stem, without what a file's name cannot safely hold.

    Raises:
        ClaimsError: where nothing is left.
    """
    if str(path) == "-":
        return "stdin"
    stem = unicodedata.normalize("NFC", Path(spelled(path)).stem)
    visible = "".join(letter if letter.isprintable() else "_" for letter in stem)
    safe = _UNSAFE.sub("_", visible).lstrip(".").strip()[:LONGEST].rstrip(". ")
    if safe.split(".")[0].casefold() in _DEVICES:
        safe = f"_{safe}"[:LONGEST]
    return checked(safe)


def checked(id: str) -> str:
    """`id`, where it can be one.

    Raises:
        ClaimsError: where it cannot.
    """
    if not is_document_id(id):
        raise ClaimsError(
            f"{id!r} cannot be a document's id",
            remedy=f"An id names a file: up to {LONGEST} letters, digits, - and _",
        )
    return id
