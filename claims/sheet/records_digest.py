"""One number that stands for all records of a sheet: whoever has the records can compute it again.

It is the SHA-256 of the records as canonical JSON (RFC 8785), so that neither the order of names nor spaces nor how a
number is written changes it, and tools in other languages come to the same.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Any

from claims.model import digest, dossier_header, to_record
from claims.store import in_order

if TYPE_CHECKING:
    from claims.model import Document, Dossier

__all__ = ["records_digest"]

_SAFE = 2**53 - 1
"""The greatest number up to which every whole number has a form of its own in JSON as RFC 8785 reads it."""

_WITHOUT_EXPONENT = (1e-4, 1e15)
"""Between these, every way of writing the shortest decimal form of a number does without an exponent."""


def records_digest(dossier: Dossier) -> str:
    """The SHA-256 of a dossier's records, as 64 lower-case hexadecimal digits.

    The records are one JSON object: `title`, `languages` and `made` as in dossier.json; `documents`, each with its
    `text` as the SHA-256 of the text that it has; `claims`, in the order of the documents and of the text;
    `origins`, `groups` and `changes`. Which checks a dossier asks for,
    and how its sheet is rendered, is no part of it.
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
    return hashlib.sha256(_canonical(records)).hexdigest()


def _canonical(records: dict[str, Any]) -> bytes:
    """The records as canonical JSON.

    orjson writes the same bytes as RFC 8785 wants, many times faster than the reference implementation, as long as
    names are ASCII and numbers are such as `_plain` leaves; the reference implementation writes everything else.
    """
    import orjson

    try:
        return orjson.dumps(_plain(records), option=orjson.OPT_SORT_KEYS)
    except (_UnusualNumberError, orjson.JSONEncodeError):  # which includes half surrogate pairs
        import rfc8785

        return rfc8785.dumps(_sayable(records))


class _UnusualNumberError(Exception):
    """A number that orjson may write otherwise than RFC 8785 wants."""


def _plain(value: Any) -> Any:
    """The value with its numbers as both ways write them."""
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
    if not _WITHOUT_EXPONENT[0] <= abs(number) < _WITHOUT_EXPONENT[1]:  # or not a number
        raise _UnusualNumberError
    return number


def _document(document: Document) -> dict[str, Any]:
    return {**to_record(document), "text": digest(_paired(document.text))}


def _sayable(value: Any) -> Any:
    """The value with what JSON has no form for as a string: a sheet is made of broken records too."""
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
    """The text with half surrogate pairs, which UTF-8 has no form for, written out."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
