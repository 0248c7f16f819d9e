"""Read and write JSON Lines: one record per line, UTF-8, minimal escapes, newline after every line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError
from claims.store.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "LINE_LIMIT",
    "bounded_lines",
    "dumps",
    "encode",
    "placed_records",
    "read_jsonl",
    "read_line",
    "refuse_surrogates",
    "write_jsonl",
]

LINE_LIMIT = 8 * 1024 * 1024
"""Maximum length of a line in bytes; a typical record has a few hundred."""
_REMEDY = "Correct or remove the line; `factsheet validate` lists all errors in the file"


def dumps(record: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON, without line end.

    Raises:
        ClaimsError: if the record contains something that JSON cannot express (NaN, a lone surrogate, other types).
    """
    try:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        line.encode("utf-8")
    except (TypeError, ValueError) as error:
        name = record.get("id") if isinstance(record, dict) else None
        raise ClaimsError(f"the record cannot be written as JSON: {error}", where=f"record {name}") from error
    return line


def encode(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Encode `records` as the bytes of a JSON Lines file."""
    return "".join(dumps(record) + "\n" for record in records).encode("utf-8")


def write_jsonl(path: str | Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write `records` to a file atomically.

    Raises:
        ClaimsError: if a record cannot be written as JSON, or the file cannot be written.
    """
    write_atomically(path, encode(records))


def read_jsonl(path: str | Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON Lines file; blank lines are skipped.

    Raises:
        ClaimsError: at the first line that is not a JSON object in UTF-8, with its number; or if the file cannot be
            read.
    """
    try:
        with Path(path).open("rb") as file:
            yield from (record for _, record in placed_records(bounded_lines(file, str(path)), str(path)))
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", where=str(path)) from error


def bounded_lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield the lines of a file with their ends, in memory for one line of legal length.

    Raises:
        ClaimsError: at a line of more than `LINE_LIMIT` bytes.
    """
    number = 0
    while line := file.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT:
            raise ClaimsError(f"the line is longer than {LINE_LIMIT // 1024 // 1024} MB", f"{name}:{number}", _REMEDY)
        yield line


def placed_records(file: Iterable[bytes], name: str, *, before: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each record of a JSON Lines stream with its place (`name:line`); blank lines are skipped.

    Args:
        file: The lines.
        name: The name of the file.
        before: The number of lines before them in the file.

    Raises:
        ClaimsError: at the first line that is not a JSON object in UTF-8, with its place.
    """
    for number, line in enumerate(file, start=before + 1):
        if line.strip():
            place = f"{name}:{number}"
            yield place, read_line(line, place)


def read_line(line: bytes, where: str) -> dict[str, Any]:
    """Parse one line of JSON Lines.

    Args:
        line: With or without its line end.
        where: Its place, for messages.

    Raises:
        ClaimsError: if it is not a JSON object in UTF-8.
    """
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ClaimsError("the line is not UTF-8 text", where, _REMEDY) from error
    except (ValueError, RecursionError) as error:
        raise ClaimsError("the line is not JSON", where, _REMEDY) from error
    if not isinstance(record, dict):
        raise ClaimsError("the line is not a JSON object", where, _REMEDY)
    refuse_surrogates(line, record, where, _REMEDY)
    return record


def refuse_surrogates(data: bytes, value: object, where: str, remedy: str) -> None:
    r"""Refuse half of a surrogate pair (`\ud800`), which the parser lets pass and no file or message can hold.

    Args:
        data: The JSON; most has no such escape, and is not looked at further.
        value: The parsed JSON.
        where: Its place, for messages.
        remedy: What to do.

    Raises:
        ClaimsError: if the value holds one.
    """
    if b"\\ud" not in data and b"\\uD" not in data:
        return
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise ClaimsError("a string holds half of a surrogate pair, not a character", where, remedy) from None
