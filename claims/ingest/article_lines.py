"""Articles as JSON Lines: one object per line, with `text` and metadata."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from claims.errors import ClaimsError
from claims.ingest import file_formats, packed_streams, sidecar
from claims.ingest.readings import Article, Known, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Hints

__all__ = ["articles", "is_article"]

# The limit of a plain-text article. JSON can escape a letter in twelve bytes, but that is rare.
_LONGEST_LINE = 10_000_000
_REMEDY = 'Write one object per line: {"text": "…"}, with any of id, ' + ", ".join(sidecar.FIELDS)


def is_article(file: BinaryIO) -> bool:
    """Whether the first line of a JSON Lines file is meant as an article; a broken line counts as one."""
    try:
        value = json.loads(packed_streams.unpacked(file, "").readline(_LONGEST_LINE) or b"{}")
    except (OSError, EOFError, ValueError, RecursionError, ClaimsError):
        return True
    # Translations have a `text` too, but also an `original`.
    return isinstance(value, dict) and "text" in value and "original" not in value


def articles(file: BinaryIO, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the article of each line, or what is wrong with the line.

    Raises:
        ClaimsError: if a line is endless or the file is packed and broken, after which nothing can be read.
    """
    found = False
    for number, line in packed_streams.lines(file, _LONGEST_LINE, hints.where, hints.lines):
        where = f"{hints.where}:{number}"
        if not line.strip():
            continue
        found = True
        try:
            value = sidecar.parsed(line.rstrip(), hints.where, _REMEDY, line=number)
            yield replace(_article(value, where, _line_name(hints.where, number)), number=number)
        except ClaimsError as error:
            yield Unreadable(where, error)
    if not found and not hints.is_part:
        raise ClaimsError("the file is empty", hints.where, _REMEDY)


def _article(value: dict[str, Any], where: str, name: str) -> Article:
    text, id = _string(value, "text", where), _string(value, "id", where)
    if text is None:
        raise ClaimsError("the article has no text", where, _REMEDY)
    known = {name: Known(said, "archive") for name, said in sidecar.checked(value, where).items()}
    address = known["url"].value if "url" in known else ""
    return Article(where, _lines(text), known, id=id, name=address or name)


def _line_name(where: str, number: int) -> str:
    """Name for an article without an address: file and line."""
    return "/" + quote(f"{file_formats.stem(PurePath(where))}-{number}")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _string(value: dict[str, Any], name: str, where: str) -> str | None:
    """Remove and return the member `name`; lone surrogates, which UTF-8 cannot encode, are refused."""
    said = value.pop(name, None)
    if said is not None and not isinstance(said, str):
        raise ClaimsError(f"{name} is not a string", where, "Write it in quotation marks")
    if said is not None and any("\ud800" <= letter <= "\udfff" for letter in said):
        raise ClaimsError(f"{name} contains a lone surrogate", where, "Write the line in UTF-8")
    return said
