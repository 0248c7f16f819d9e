"""The folder of a collection: which files are there, and which shards are complete.

    DIR/
      collection.json          what was collected, and with which version
      claims/KEY.parquet       one file a shard and table, all of the schemas in `claims.collection.tables`
      documents/KEY.parquet
      findings/KEY.parquet
      done/KEY.json            the marker of a complete shard, written last

A shard without a marker is not part of the collection: it is under way, or its run was killed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.collection.tables import TABLES
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["DONE", "HEADER", "complete", "files", "marker", "parquet"]

HEADER = "collection.json"
DONE = "done"


def marker(out: Path, key: str) -> Path:
    """Return the path of the marker of a shard."""
    return out / DONE / f"{key}.json"


def parquet(out: Path, table: str, key: str) -> Path:
    """Return the path of a shard's file of a table."""
    return out / table / f"{key}.parquet"


def complete(out: Path) -> list[str]:
    """Return the keys of the complete shards, sorted.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    if not (out / HEADER).is_file():
        raise ClaimsError(
            "the folder is no collection", str(out), f"Make one with: factsheet collect SOURCE… --out {out}"
        )
    return sorted(path.stem for path in (out / DONE).glob("*.json") if not path.name.startswith("."))


def files(out: Path, table: str) -> Sequence[Path]:
    """Return the files of a table that belong to complete shards, sorted by key.

    Raises:
        ClaimsError: if the folder is no collection.
    """
    if table not in TABLES:
        raise ValueError(f"{table!r} is none of {TABLES}")
    return [parquet(out, table, key) for key in complete(out)]
