"""What kinds of file hold an article, and how each becomes plain text."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.reading import encodings

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["SUFFIXES_IN_WORDS", "metadata", "readable", "text"]

METADATA_SUFFIX = ".meta.json"
_LINE_ENDS = re.compile(r"\r\n?")
_HTML = re.compile(r"\s*(<!doctype html|<html|<\?xml)", re.IGNORECASE)
# What people try, and what to do about it.
_NOT_READ = {
    ".htm": "HTML",
    ".html": "HTML",
    ".mhtml": "a web archive",
    ".warc": "a web archive",
    ".wacz": "a web archive",
    ".json": "JSON",
    ".jsonl": "JSON Lines",
    ".pdf": "PDF",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "rich text",
}


def readable(path: PurePath) -> bool:
    """Whether a file in a folder is taken for an article."""
    return path.suffix.lower() in _READERS


def metadata(path: PurePath) -> bool:
    """Whether a file says something of an article beside it."""
    return path.name.endswith(METADATA_SUFFIX)


def text(data: bytes, where: str, encoding: str | None = None) -> str:
    r"""The plain text of a file's bytes, its line ends made `\n`; empty where nothing is in it.

    Args:
        data: The file, whole.
        where: The file's name: its extension says the format, plain text where that is not known.
        encoding: How its characters are encoded; None detects that.

    Raises:
        ClaimsError: where the file is of a format that is not read, or its encoding is wrong or unknown.
    """
    suffix = PurePath(where).suffix.lower()
    if suffix in _NOT_READ:
        raise _not_read(_NOT_READ[suffix], where)
    decoded = _LINE_ENDS.sub("\n", encodings.decode(data, where, encoding))
    if _HTML.match(decoded):
        raise _not_read("HTML", where)
    return _READERS.get(suffix, _plain)(decoded)


def _not_read(kind: str, where: str) -> ClaimsError:
    return ClaimsError(
        f"the file is {kind}, which is not read", where, "Save the article's text as a .txt file in UTF-8"
    )


def _plain(decoded: str) -> str:
    return decoded


def _markdown(decoded: str) -> str:
    from claims.reading.markdown import plain_text

    return plain_text(decoded)


_READERS: dict[str, Callable[[str], str]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
}
SUFFIXES_IN_WORDS = ", ".join(list(_READERS)[:-1]) + f" or {list(_READERS)[-1]}"
