"""JSON Lines: one record a line, UTF-8, never escaped beyond what JSON demands, every line ended."""

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
    """One record as one line of JSON, without its line end.

    Raises:
        ClaimsError: where the record holds what JSON cannot say (not-a-number, half a surrogate pair, other types).
    """
    try:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        line.encode("utf-8")
    except (TypeError, ValueError) as error:
        name = record.get("id") if isinstance(record, dict) else None
        raise ClaimsError(f"the record cannot be written as JSON: {error}", where=f"record {name}") from error
    return line


def encode(records: Iterable[Mapping[str, Any]]) -> bytes:
    """The bytes of a JSON Lines file of `records`."""
    return "".join(dumps(record) + "\n" for record in records).encode("utf-8")


def write_jsonl(path: str | Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write `records` to a file, whole or not at all.

    Raises:
        ClaimsError: where a record cannot be said in JSON or the file cannot be written.
    """
    write_atomically(path, encode(records))


def read_jsonl(path: str | Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, one after the other; blank lines are skipped.

    Raises:
        ClaimsError: at the first line that is not a JSON object in UTF-8, with its number; or where the file cannot
            be read.
    """
    try:
        with Path(path).open("rb") as file:
            yield from (record for _, record in placed_records(file, str(path)))
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", where=str(path)) from error


def placed_records(file: Iterable[bytes], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records of a JSON Lines stream, each with its place (`name:line`); blank lines are skipped.

    Raises:
        ClaimsError: at the first line that is not a JSON object in UTF-8, with its place.
    """
    for number, line in enumerate(file, start=1):
        if line.strip():
            place = f"{name}:{number}"
            yield place, read_line(line, place)


def read_line(line: bytes, where: str) -> dict[str, Any]:
    """The record of one line of JSON Lines.

    Args:
        line: With or without its line end.
        where: Its place, for messages.

    Raises:
        ClaimsError: where it is not a JSON object in UTF-8.
    """
    remedy = "Mend or remove the line; `factsheet validate` lists everything that is wrong in the file"
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ClaimsError("the line is not UTF-8 text", where, remedy) from error
    except (ValueError, RecursionError) as error:
        raise ClaimsError("the line is not JSON", where, remedy) from error
    if not isinstance(record, dict):
        raise ClaimsError("the line is not a JSON object", where, remedy)
    return record
