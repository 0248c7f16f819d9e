"""Reads a received sheet: undoes and reports what mail programs and editors do to files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from claims.errors import ClaimsError

__all__ = ["Arrived", "arrived"]

_SIGNATURES = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OLD_ENCODING = "windows-1256"
"""What programs in Arabic save as where they do not save UTF-8; letters that it lacks are lost, and show."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The text of a sheet with normalised line ends and no trailing blanks.

    Attributes:
        tolerated: What was normalised, in words.
    """

    text: str
    form: Literal["markdown", "html"]
    tolerated: tuple[str, ...]


def arrived(data: bytes, where: str) -> Arrived:
    """Read a sheet.

    Raises:
        ClaimsError: if it is no text.
    """
    if data.startswith((b"%PDF", b"PK\x03\x04")) or (b"\0" in data[:1000] and not data.startswith(tuple(_SIGNATURES))):
        raise ClaimsError("the file is not text", where, "Ask for the sheet as Markdown or HTML")
    text, tolerated = _decoded(data, where)
    if "\r" in text:
        tolerated.append("other line ends")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    trimmed = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    if trimmed != text:
        tolerated.append("blanks at the ends of lines")
    start = trimmed.lstrip()[:200].lower()
    return Arrived(trimmed, "html" if start.startswith(("<!doctype html", "<html")) else "markdown", tuple(tolerated))


def _decoded(data: bytes, where: str) -> tuple[str, list[str]]:
    encoding = next((name for mark, name in _SIGNATURES.items() if data.startswith(mark)), "utf-8")
    tolerated = {"utf-8": [], "utf-8-sig": ["a byte order mark"], "utf-16": ["UTF-16 in place of UTF-8"]}[encoding]
    try:
        return data.decode(encoding), tolerated
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise ClaimsError("the file is cut off or damaged", where, "Ask for the sheet again") from error
        return data.decode(_OLD_ENCODING), [f"{_OLD_ENCODING} in place of UTF-8"]
