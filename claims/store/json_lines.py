"""Read and write JSON Lines: one record per line, UTF-8, minimal escapes, newline after every line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.store.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["dumps", "encode", "placed_records", "read_jsonl", "read_line", "write_jsonl"]


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
            yield from (record for _, record in placed_records(file, str(path)))
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", where=str(path)) from error


def placed_records(file: Iterable[bytes], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each record of a JSON Lines stream with its place (`name:line`); blank lines are skipped.

    Raises:
        ClaimsError: at the first line that is not a JSON object in UTF-8, with its place.
    """
    for number, line in enumerate(file, start=1):
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
    remedy = "Correct or remove the line; `factsheet validate` lists all errors in the file"
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ClaimsError("the line is not UTF-8 text", where, remedy) from error
    except (ValueError, RecursionError) as error:
        raise ClaimsError("the line is not JSON", where, remedy) from error
    if not isinstance(record, dict):
        raise ClaimsError("the line is not a JSON object", where, remedy)
    return record
