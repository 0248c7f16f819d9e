"""Metadata given by a person in `NAME.meta.json` beside `NAME.txt`."""

from __future__ import annotations

import json
import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claims.errors import ClaimsError
from claims.ingest import file_formats, language_detection, regular_files, table_columns
from claims.ingest.file_formats import METADATA_SUFFIX
from claims.ingest.page_dates import is_moment

if TYPE_CHECKING:
    from collections.abc import Callable

_LARGEST = 1_000_000
"""Bytes of a file of metadata."""

__all__ = ["FIELDS", "beside", "checked", "parsed", "path_of"]


def beside(path: str | Path) -> dict[str, str]:
    """Metadata of the article at `path` from its sidecar file; empty if there is none.

    Raises:
        ClaimsError: if the file beside it is not what it should be.
    """
    if str(path) == "-":
        return {}
    sidecar = path_of(Path(path))
    if not os.path.lexists(sidecar):  # False also where its name would be too long
        return {}
    try:
        with regular_files.opened(sidecar, str(sidecar)) as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ClaimsError(f"cannot be read: {error.strerror or error}", str(sidecar)) from error
    if len(data) > _LARGEST:
        raise ClaimsError("the file is too large for an article's metadata", str(sidecar), _EXAMPLE)
    return checked(parsed(data, str(sidecar), _EXAMPLE), str(sidecar))


def path_of(article: Path) -> Path:
    """The path of the metadata beside an article's file, whether or not there is any."""
    return article.with_name(file_formats.stem(article) + METADATA_SUFFIX)


def parsed(data: bytes, where: str, example: str, *, line: int | None = None) -> dict[str, Any]:
    """Parse `data` as a JSON object.

    Args:
        data: The object in UTF-8.
        where: The file.
        example: A correct object, for the error message.
        line: Line number, if the file has one object per line.

    Raises:
        ClaimsError: if it is none, or a name stands twice in it.
    """
    place = where if line is None else f"{where}:{line}"
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_twins)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", None) or error
        if isinstance(error, json.JSONDecodeError):
            place = f"{where}:{line or error.lineno}:{error.colno}"
        raise ClaimsError(f"not a JSON object in UTF-8: {reason}", place, "Correct the file") from error
    if not isinstance(value, dict):
        raise ClaimsError("not a JSON object", place, example)
    return value


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def checked(value: dict[str, Any], where: str) -> dict[str, str]:
    """Metadata by field, without empty values.

    Raises:
        ClaimsError: if something in it is no field, or not what the field can hold.
    """
    for name in value:
        if name not in FIELDS:
            raise ClaimsError(f"{name!r} is not a metadata field", where, _instead(name))
    said = {name: content for name, content in value.items() if content is not None}
    for name, content in said.items():
        if not isinstance(content, str) or not content.strip():
            raise ClaimsError(f"{name} is not a string", where, "Write it in quotation marks, or null")
        if not FIELDS[name](content):
            raise ClaimsError(f"{name} is {content!r}", where, f"Write {_EXPECTED[name]}")
    return said


def _instead(name: str) -> str:
    """Return what to do about an unknown field; a column's name or a like spelling tells the one that is meant."""
    meant = next(iter(table_columns.of_names([name])), None)
    near = [meant] if meant in FIELDS else get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.7)
    start = f"Rename it to {near[0]}, or remove it" if near else "Remove it"
    return f"{start}; the known fields are {_ALLOWED}"


def _words(value: str) -> bool:
    return value.isprintable()


def _address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    return whole and value.isprintable() and not re.search(r'[\s<>"{}|\\^`]', value)


def _language(value: str) -> bool:
    try:
        return bool(language_detection.checked(value))
    except ClaimsError:
        return False


FIELDS: dict[str, Callable[[str], bool]] = {
    "title": _words,
    "author": _words,
    "publisher": _words,
    "url": _address,
    "published": is_moment,
    "retrieved": is_moment,
    "dateline": _words,
    "language": _language,
}
_DATE = "YYYY, YYYY-MM, YYYY-MM-DD or a time such as 2021-01-05T18:30:00+02:00"
_LINE = "one line without control characters"
_EXPECTED = {
    "title": _LINE,
    "author": _LINE,
    "publisher": _LINE,
    "url": "a whole address that begins with http:// or https://",
    "published": _DATE,
    "retrieved": _DATE,
    "dateline": _LINE,
    "language": "a BCP 47 tag, such as ar or ar-LY",
}
_ALLOWED = ", ".join(FIELDS)
_EXAMPLE = f'Write {{"publisher": "…"}}, with any of {_ALLOWED}'
