"""The files of relations: written row by row, and of which state of the collection they are."""

from __future__ import annotations

import hashlib
import os
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.collection import folder
from claims.collection.libraries import required
from claims.collection.tables import RELATIONS, schema, table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["outdated", "state", "write"]

_STATE = b"claims.state"
_AT_ONCE = 50_000
"""Rows that are written together, as one group of the Parquet file."""


def state(out: Path) -> str:
    """Return a digest of all that is complete in a collection.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    counted = hashlib.sha256()
    for key in folder.complete(out):
        counted.update(key.encode() + folder.marker(out, key).read_bytes())
    return counted.hexdigest()


def write(out: Path, name: str, rows: Iterable[dict[str, Any]], state: str) -> None:
    """Write a table of relations, whole or not at all.

    Args:
        out: The folder of the collection.
        name: One of `RELATIONS`.
        rows: Its rows, in their order.
        state: That of the collection which they are of.

    Raises:
        ClaimsError: if it cannot be written.
    """
    pq = required("pyarrow.parquet", "collections")
    told = schema(name)
    told = told.with_metadata({**told.metadata, _STATE: state.encode()})
    target, under_way = folder.relation(out, name), folder.under_way(out, f"{name}.{os.getpid()}")
    left = iter(rows)
    with folder.writing(out):
        target.parent.mkdir(exist_ok=True)
        with pq.ParquetWriter(under_way, told, compression="zstd") as writer:
            while some := list(islice(left, _AT_ONCE)):
                writer.write_table(table(name, some).cast(told))
        under_way.replace(target)


def outdated(out: Path) -> str | None:
    """Return what to tell of relations that are missing or those of an earlier state of the collection; else None.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    pq = required("pyarrow.parquet", "collections")
    made = [folder.relation(out, name) for name in RELATIONS]
    if not all(path.is_file() for path in made):
        return f"origins and groups are empty: nothing was related yet. Run factsheet relate {out}"
    now = state(out).encode()
    if all((pq.read_schema(path).metadata or {}).get(_STATE) == now for path in made):
        return None
    return f"origins and groups are those of an earlier state of the collection. Run factsheet relate {out} again"
