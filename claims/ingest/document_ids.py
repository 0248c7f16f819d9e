"""Document ids, which are also the names of text files."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from claims.errors import ClaimsError
from claims.ingest import file_formats
from claims.model import digest, id_fault, is_document_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.model import Document

__all__ = ["address_id", "article_key", "checked", "document_id", "qualified", "spelled"]

LONGEST = 120
_MOST_BYTES = 230
_UNSAFE = re.compile(r'[/\\:*?"<>|]')

# Last parts of paths that many addresses share.
_TELLS_NOTHING = {"amp", "article", "index", "print", "story"}


def spelled(path: str | Path) -> str:
    """A file name as UTF-8, also if the locale made Python decode it differently."""
    try:
        return os.fsencode(path).decode("utf-8", "replace")
    except UnicodeError:
        return str(path)


def document_id(path: str | Path) -> str:
    """The id for the file `path`: its stem without characters that are unsafe in file names.

    Raises:
        ClaimsError: if nothing is left.
    """
    if str(path) == "-":
        return "stdin"
    return _safe(file_formats.stem(PurePath(spelled(path))))


def address_id(address: str, fallback: str) -> str:
    """The id for a web address: the last part of its path, or `fallback`."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        path = ""
    words = [re.sub(r"\.(html?|xhtml|php|aspx?|pdf|amp)$", "", part) for part in path.split("/") if part]
    telling = [word for word in words if word.casefold() not in _TELLS_NOTHING]
    if not telling:
        return _safe(fallback)
    return _safe(telling[-1] if re.search(r"[^\W\d_]{3}", telling[-1]) else "-".join(telling[-2:]))


def article_key(document: Document) -> str:
    """A digest of what tells an article from others of its name: where it was published, and its text."""
    return digest(f"{document.url or document.publisher or ''}\n{document.sha256}")


def qualified(id: str, key: str) -> Iterator[str]:
    """Ids for an article that shares its name with another: `id` and the beginning of a digest, from short to whole.

    Args:
        id: The id that the name results in.
        key: The article's `article_key`.
    """
    for digits in (12, 24, len(key)):
        end = f"-{key[:digits]}"
        yield _shortened(id[: LONGEST - len(end)], _MOST_BYTES - len(end)) + end


def _safe(name: str) -> str:
    normal = unicodedata.normalize("NFC", name)
    visible = "".join(letter if letter.isprintable() else "_" for letter in normal)
    safe = _shortened(_UNSAFE.sub("_", visible).lstrip(".").strip()).rstrip(". ")
    if is_document_id(safe) and id_fault(safe):
        safe = f"_{safe}"[:LONGEST]
    return checked(safe)


def _shortened(name: str, most: int = _MOST_BYTES) -> str:
    """The beginning of a name that fits, with what is appended to ids, into the 255 bytes of a file's name."""
    return name[:LONGEST].encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def checked(id: str) -> str:
    """`id`, if it is valid.

    Raises:
        ClaimsError: if it is none, a name that Windows reserves, or one that holds what changes how text is shown.
    """
    fault = id_fault(id) if is_document_id(id) else ""
    if fault is not None:
        raise ClaimsError(
            f"{id!r} cannot be an article's id" + (f": {fault}" if fault else ""),
            remedy=f"Ids are file names: use up to {LONGEST} letters, digits, - and _",
        )
    return id
