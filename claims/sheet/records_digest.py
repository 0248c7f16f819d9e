"""Compute a digest of all records of a sheet that anyone with the records can verify.

It is the SHA-256 of the records as canonical JSON (RFC 8785), so it does not depend on the order of names, on spaces or
on
the notation of numbers, and tools in other languages get the same result.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Any

from claims.model import Ties, digest, dossier_header, in_order, to_record

if TYPE_CHECKING:
    from claims.model import Document, Dossier

__all__ = ["records_digest"]

_SAFE = 2**53 - 1
"""The largest integer up to which every integer is distinct in JSON according to RFC 8785."""

_WITHOUT_EXPONENT = (1e-4, 1e15)
"""Between these limits, the shortest decimal form of a number never has an exponent."""


def records_digest(dossier: Dossier) -> str:
    """Return the SHA-256 of a dossier's records, as 64 lower-case hexadecimal digits.

    The records are one JSON object: `title`, `languages` and `made` as in dossier.json; `documents`, each with its
    `text` as the SHA-256 of its actual text; `claims`, in the order of the documents and of the text; `origins`,
    `groups` and `changes`; and `ties`, if reviewers say anything of sources or events. The dossier's settings for
    extraction, checks and the sheet are not included.
    """
    header = dossier_header(dossier)
    records = {
        **{name: header[name] for name in ("title", "languages", "made")},
        "documents": [_document(document) for document in dossier.documents],
        "claims": [to_record(claim) for claim in in_order(dossier.documents, dossier.claims)],
        "origins": [to_record(origin) for origin in dossier.origins],
        "groups": [to_record(group) for group in dossier.groups],
        "changes": [to_record(change) for change in dossier.changes],
    }
    if dossier.ties != Ties():
        records["ties"] = to_record(dossier.ties)
    return hashlib.sha256(_canonical(records)).hexdigest()


def _canonical(records: dict[str, Any]) -> bytes:
    """Return the records as canonical JSON.

    orjson writes the bytes that RFC 8785 requires, many times faster than the reference implementation, if names are
    ASCII
    and numbers are limited as in `_plain`; everything else is written by the reference implementation.
    """
    import orjson

    try:
        return orjson.dumps(_plain(records), option=orjson.OPT_SORT_KEYS)
    except (_UnusualNumberError, orjson.JSONEncodeError):  # This includes lone surrogates.
        import rfc8785

        return rfc8785.dumps(_sayable(records))


class _UnusualNumberError(Exception):
    """A number that orjson may write differently than RFC 8785 requires."""


def _plain(value: Any) -> Any:
    """Return the value with numbers that both implementations write alike."""
    kind = type(value)
    if kind is dict:
        return {name: each if type(each) is str else _plain(each) for name, each in value.items()}
    if kind is list:
        return [_plain(each) for each in value]
    if kind is float:
        return _plain_number(value)
    if kind is int and not -_SAFE <= value <= _SAFE:
        raise _UnusualNumberError
    return value


def _plain_number(number: float) -> float:
    if number.is_integer() and -_SAFE <= number <= _SAFE:
        return int(number)
    if not _WITHOUT_EXPONENT[0] <= abs(number) < _WITHOUT_EXPONENT[1]:  # Or not a number (NaN).
        raise _UnusualNumberError
    return number


def _document(document: Document) -> dict[str, Any]:
    return {**to_record(document), "text": digest(_paired(document.text))}


def _sayable(value: Any) -> Any:
    """Return the value with everything that JSON cannot express as a string, since records can be invalid."""
    if isinstance(value, dict):
        return {name: _sayable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_sayable(each) for each in value]
    if isinstance(value, str):
        return _paired(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) > _SAFE:
        return str(value)
    return value


def _paired(text: str) -> str:
    """Return the text with lone surrogates, which UTF-8 cannot express, written out."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
