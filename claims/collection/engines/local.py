"""Runs shards in processes of this machine.

Each worker has a pipe of its own: a process that is killed while it holds a lock that others share would stop them too,
as it does in the pools of the standard library.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from claims.collection.engines.answers import answer
from claims.collection.engines.shard_queue import ShardQueue
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from claims.collection.engines.shard_queue import Work
    from claims.collection.shard_files import Tally
    from claims.collection.shards import Shard

__all__ = ["cores", "run"]

_SET_PARENT_DEATH_SIGNAL = 1
_SECONDS_TO_END = 5.0


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    shards: Iterable[Shard], work: Work, out: Path, *, workers: int | None = None
) -> Iterator[tuple[Shard, Tally | None]]:
    """Yield each shard with what `work` returned, in the order in which they end; None for one that is given up.

    Args:
        shards: Taken one by one, as workers become free.
        work: Can be sent to another process.
        out: The folder of the collection.
        workers: How many processes; by default as many as there are cores.

    Raises:
        ClaimsError: if `work` raises an exception.
    """
    queue = ShardQueue(shards, out)
    busy: dict[_Worker, Shard] = {}
    idle = [_Worker(work) for _ in range(workers or cores())]
    try:
        while True:
            while idle and (shard := queue.next()) is not None:
                worker = idle.pop()
                busy[worker] = shard
                worker.ask(shard, queue.deadly(shard))
            if not busy:
                return
            while not _answering(busy, 0) and queue.prepare(len(busy)):
                pass
            for worker in _answering(busy):
                shard = busy.pop(worker)
                said = worker.answer()
                if isinstance(said, ClaimsError):
                    raise said
                idle.append(worker if said is not None else _Worker(work))
                if said is not None or not queue.died(shard):
                    yield shard, said
    finally:
        for worker in [*idle, *busy]:
            worker.end()


def _answering(busy: Iterable[_Worker], seconds: float | None = None) -> list[_Worker]:
    """The workers that have answered or ended, within some time."""
    by_pipe = {worker.pipe: worker for worker in busy}
    return [by_pipe[pipe] for pipe in wait(list(by_pipe), seconds)]  # type: ignore[index]


class _Worker:
    """A process that works on one shard at a time; it ends with this one, however this one ends."""

    def __init__(self, work: Work) -> None:
        # A new interpreter: a fork would copy the threads' locks of the numeric libraries.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work, os.getpid()), daemon=False)
        self._process.start()
        theirs.close()

    def ask(self, shard: Shard, deadly: frozenset[int]) -> None:
        """Have it work on a shard; whether it is still there is told by `answer`."""
        with suppress(OSError):
            self.pipe.send((shard, deadly))

    def answer(self) -> Tally | ClaimsError | None:
        """What its work returned or raised; None if the process was killed."""
        try:
            said: Tally | ClaimsError = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return None
        return said

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self._process.terminate()
        self._process.join(_SECONDS_TO_END)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _serve(pipe: Connection, work: Work, parent: int) -> None:
    """Work on the shards that come through a pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _end_with(parent)
    with suppress(EOFError, OSError):
        while True:
            shard, deadly = pipe.recv()
            pipe.send(answer(work, shard, deadly))


def _end_with(parent: int) -> None:
    """Have Linux end this process when the one that started it ends; elsewhere it ends after its shard."""
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, int(signal.SIGKILL))
    if os.getppid() != parent:
        sys.exit()
