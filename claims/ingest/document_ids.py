"""What a document is called: its id, which is also the name of its text file."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from claims.errors import ClaimsError
from claims.ingest import file_formats
from claims.model import digest, is_document_id

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["address_id", "checked", "distinct", "document_id", "spelled"]

LONGEST = 120
_UNSAFE = re.compile(r'[/\\:*?"<>|]')
# Names that Windows keeps for devices, whatever extension follows them.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}

# Last words of a path that every article's address may have.
_TELLS_NOTHING = {"amp", "article", "index", "print", "story"}


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
    return _safe(file_formats.stem(PurePath(spelled(path))))


def address_id(address: str, fallback: str) -> str:
    """The id of the article at a web address: the last words of its path, or `fallback` where there are none."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        path = ""
    words = [re.sub(r"\.(html?|xhtml|php|aspx?|pdf|amp)$", "", part) for part in path.split("/") if part]
    telling = [word for word in words if word.casefold() not in _TELLS_NOTHING]
    if not telling:
        return _safe(fallback)
    return _safe(telling[-1] if re.search(r"[^\W\d_]{3}", telling[-1]) else "-".join(telling[-2:]))


def distinct(id: str, *told: str) -> str:
    """`id` with an end that is made of what tells the article from others of that id."""
    end = "-" + digest("\n".join(told))[:6]
    return id[: LONGEST - len(end)] + end


def _safe(name: str) -> str:
    normal = unicodedata.normalize("NFC", name)
    visible = "".join(letter if letter.isprintable() else "_" for letter in normal)
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
