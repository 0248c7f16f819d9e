"""Runs shards on a cluster of Spark, where an institution has one: each task is a shard, by `mapInArrow`.

All machines must have this package, and see the sources and the collection under the same paths. Spark keeps its Python
processes, so that models are loaded once each.
"""

from __future__ import annotations

import os
import pickle
import sys
import warnings
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.collection.engines.answers import answer
from claims.collection.engines.shard_queue import ShardQueue
from claims.collection.libraries import required
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

    from claims.collection.engines.shard_queue import Work
    from claims.collection.shard_files import Tally
    from claims.collection.shards import Shard

__all__ = ["run"]

_AT_ONCE = 50
"""Shards for each core in a job, so that cores seldom wait for the last one."""
_KILLED = "Python worker exited unexpectedly"


def run(
    shards: Iterable[Shard], work: Work, out: Path, *, workers: int | None = None, address: str | None = None
) -> Iterator[tuple[Shard, Tally | None]]:
    """Yield each shard with what `work` returned, job by job; None for one that is given up.

    Args:
        shards: Taken as jobs begin.
        work: Can be sent to other machines that have this package.
        out: The folder of the collection.
        workers: How many cores of this machine, where Spark is started here.
        address: That of a running master; None starts Spark on this machine.

    Raises:
        ClaimsError: if Spark is not installed or cannot be started, or `work` raises an exception.
    """
    sql = required("pyspark.sql", "spark")
    began = sql.SparkSession.getActiveSession() is None
    with _without_pandas():
        session = _session(sql, address or f"local[{workers or '*'}]")
    queue = ShardQueue(shards, out)
    try:
        at_once = session.sparkContext.defaultParallelism * _AT_ONCE
        while job := list(islice(iter(queue.next, None), at_once)):
            yield from _done(session, job, work, queue)
    finally:
        if began:
            session.stop()


def _session(sql: Any, master: str) -> Any:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the first python3 of the path
    try:
        builder = sql.SparkSession.builder.master(master).appName("factsheet collect")
        session = (
            builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").getOrCreate()
        )
        session.sparkContext.setLogLevel("OFF")
    except Exception as error:
        what = f"Spark cannot be used: {_told(error)}"
        raise ClaimsError(what, master, "It needs Java 17 or later; check the address of the master") from error
    return session


def _done(session: Any, job: list[Shard], work: Work, queue: ShardQueue) -> Iterator[tuple[Shard, Tally | None]]:
    """Yield the shards of a job that were made or are given up; the others come back to the queue."""
    asked = [(number, pickle.dumps((shard, queue.deadly(shard)))) for number, shard in enumerate(job)]
    try:
        with _without_pandas():
            rows = session.sparkContext.parallelize(asked, len(asked)).toDF("number long, asked binary")
            answers = rows.mapInArrow(_mapped(work), "number long, said binary").collect()
    except Exception as error:
        if _KILLED not in str(error):
            raise ClaimsError(f"Spark cannot do the work: {_told(error)}") from error
        for shard in job:  # a job fails as a whole
            if not queue.died(shard):
                yield shard, None
        return
    for row in answers:
        said = pickle.loads(row["said"])  # noqa: S301 - from our own workers
        if isinstance(said, ClaimsError):
            raise said
        yield job[row["number"]], said


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Keep Spark from warning of versions of pandas, which it wants installed and which is not used here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def _told(error: Exception) -> str:
    """What Spark says, without the traces of two languages."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return next((line for line in reversed(lines) if "Error: " in line), lines[0] if lines else type(error).__name__)


def _mapped(work: Work) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function that Spark calls with the rows of a task."""

    def made(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            for row in batch.to_pylist():
                shard, deadly = pickle.loads(row["asked"])  # noqa: S301 - from our own driver
                said = pickle.dumps(answer(work, shard, deadly))
                yield pa.RecordBatch.from_pydict({"number": [row["number"]], "said": [said]})

    return made
