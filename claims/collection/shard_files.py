"""Writes the files of one shard: under temporary names first, then all of them renamed, then the marker."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import claims
from claims.collection import folder
from claims.collection.libraries import required
from claims.collection.tables import FORMAT, TABLES, row, schema, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from claims.collection.shards import Shard
    from claims.ingest import Unreadable
    from claims.model import Claim, Document

__all__ = ["ShardFiles", "Tally", "reached", "watched"]

_AT_ONCE = 1000
"""Articles whose rows are written together, as one group of the Parquet file."""
_LETTERS = 32_000_000
"""Letters of the articles whose rows are written together."""
_PLACE = 8
"""Bytes in which a place is noted."""
_WRITER = {"compression": "zstd", "compression_level": 3, "version": "2.6", "use_dictionary": True}
"""Fixed, so that the same rows are the same bytes."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles of a shard were read, claims found in them, and articles lost."""

    articles: int = 0
    claims: int = 0
    findings: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.articles + other.articles, self.claims + other.claims, self.findings + other.findings)


class ShardFiles:
    """The files of a shard while they are written; complete when the context ends without an exception.

    Attributes:
        tally: What was written so far.
    """

    def __init__(self, out: Path, shard: Shard, *, lost: bool = False) -> None:
        self.tally = Tally()
        self._out, self._shard, self._lost = out, shard, lost
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        self._letters = 0
        self._stack = ExitStack()
        own = uuid.uuid4().hex[:12]
        self._under_way = {name: folder.under_way(out, f"{shard.key}.{name}.{own}") for name in (*TABLES, folder.DONE)}

    def __enter__(self) -> ShardFiles:
        parquet = required("pyarrow.parquet", "collections")
        with folder.writing(self._out):
            self._writers = {
                name: self._stack.enter_context(parquet.ParquetWriter(self._under_way[name], schema(name), **_WRITER))
                for name in TABLES
            }
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            with folder.writing(self._out):
                if kind is None:
                    self._flush()
                self._stack.close()
                if kind is None:
                    self._publish()
        finally:
            for path in self._under_way.values():
                path.unlink(missing_ok=True)

    def add(self, document: Document, file: str, number: int) -> None:
        """Add an article: its document, and where it was found."""
        record = row(document, text=document.text, file=file, number=number)
        self._rows["documents"].append({**record, "original": None})
        self._letters += len(document.text)
        self.tally += Tally(articles=1)
        if len(self._rows["documents"]) > _AT_ONCE or self._letters > _LETTERS:
            self._flush(keep=1)

    def tell(self, found: Sequence[Claim]) -> None:
        """Add the claims of the article that was added last."""
        self._rows["claims"] += map(row, found)
        self.tally += Tally(claims=len(found))

    def lose(
        self, file: str, lost: Unreadable, stage: Literal["reading", "extraction", "shard"], document: str | None = None
    ) -> None:
        """Add an article that was lost: why, at which stage, and the id of its document, if it was read."""
        what, remedy = lost.error.what, lost.error.remedy
        self._rows["findings"].append(
            {
                "file": file,
                "article": lost.where,
                "document": document,
                "stage": stage,
                "problem": what,
                "remedy": remedy,
            }
        )
        self.tally += Tally(findings=1)

    def _flush(self, keep: int = 0) -> None:
        """Write the rows, but for the last document, whose claims are yet to come."""
        kept = self._rows["documents"][len(self._rows["documents"]) - keep :]
        del self._rows["documents"][len(self._rows["documents"]) - keep :]
        with folder.writing(self._out):
            for name in TABLES:
                if self._rows[name]:
                    self._writers[name].write_table(table(name, self._rows[name]))
                self._rows[name] = []
        self._rows["documents"] = kept
        self._letters = sum(len(record["text"]) for record in kept)

    def _publish(self) -> None:
        """Give the files their names, and last write the marker."""
        key = self._shard.key
        written = {name: _flushed(self._under_way[name]) for name in TABLES}
        for name in TABLES:
            self._under_way[name].replace(folder.parquet(self._out, name, key))
        told = {
            "format": FORMAT,
            "version": claims.__version__,
            "source": self._shard.source,
            **asdict(self.tally),
            **({"lost": True} if self._lost else {}),
            "files": written,
        }
        marker = self._under_way[folder.DONE]
        marker.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        _flushed(marker)
        marker.replace(folder.marker(self._out, key))


def _flushed(path: Path) -> dict[str, Any]:
    """Wait until a file is on disk; return its size and digest."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


@contextmanager
def watched(out: Path, key: str) -> Iterator[Callable[[int], None]]:
    """Note which article of a shard is being read, for whoever finds out that the process was ended; see `reached`."""
    path = folder.under_way(out, f"{key}.at")
    with folder.writing(out):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)

    def note(place: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, place.to_bytes(_PLACE, "big"))

    try:
        yield note
    finally:
        os.close(handle)
        with suppress(OSError):
            path.unlink()


def reached(out: Path, key: str) -> int | None:
    """Return the place of the article that was being read when the last attempt at a shard ended; None if unknown."""
    path = folder.under_way(out, f"{key}.at")
    try:
        noted = path.read_bytes()
        path.unlink()
    except OSError:
        return None
    return int.from_bytes(noted, "big") if len(noted) == _PLACE else None
