"""An engine that runs shards in this process, for tests of what becomes of them and not of processes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from claims.collection.collecting import collect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.collection.engines.shard_queue import Work
    from claims.collection.shard_files import Tally
    from claims.collection.shards import Shard

__all__ = ["collect_here", "run"]


def run(shards: Iterable[Shard], work: Work, out: Path, *, workers: int | None = None) -> Iterator[tuple[Shard, Tally]]:
    """Yield each shard with what `work` returns."""
    for shard in shards:
        yield shard, work(shard, frozenset())


collect_here = partial(collect, engine=run)
