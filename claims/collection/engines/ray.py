"""Runs shards on a cluster of Ray: actors keep the models in memory, and shards are sent to them, not articles.

All nodes must have this package, and see the sources and the collection under the same paths.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from claims.collection.engines.answers import answer
from claims.collection.engines.shard_queue import ShardQueue
from claims.collection.libraries import required
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.collection.engines.shard_queue import Work
    from claims.collection.shard_files import Tally
    from claims.collection.shards import Shard

__all__ = ["run"]

_HERE = {"address": "local", "include_dashboard": False, "object_store_memory": 80_000_000}
"""A cluster of its own on this machine, also where another one runs; shards and tallies need next to no memory."""


def run(
    shards: Iterable[Shard], work: Work, out: Path, *, workers: int | None = None, address: str | None = None
) -> Iterator[tuple[Shard, Tally | None]]:
    """Yield each shard with what `work` returned, in the order in which they end; None for one that is given up.

    Args:
        shards: Taken one by one, as workers become free.
        work: Can be sent to other machines that have this package.
        out: The folder of the collection.
        workers: How many actors; by default as many as the cluster has cores.
        address: That of a running cluster; None starts one on this machine, as large as `workers`.

    Raises:
        ClaimsError: if Ray is not installed, the cluster cannot be reached, or `work` raises an exception.
    """
    ray = required("ray", "ray")
    began = _begin(ray, workers, address)
    crew = _Crew(ray, work, workers or max(1, int(ray.cluster_resources().get("CPU", 1))))
    try:
        yield from _run(ray, crew, ShardQueue(shards, out))
    finally:
        crew.end()
        if began:
            ray.shutdown()


def _begin(ray: Any, workers: int | None, address: str | None) -> bool:
    """Connect to the cluster, unless this process is connected; return whether it was not."""
    if ray.is_initialized():
        return False
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # what Ray warns of otherwise
    known = {"address": address} if address else {"num_cpus": workers, **_HERE}
    try:
        ray.init(**known, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        what = f"Ray cannot be used: {str(error).splitlines()[0]}"
        raise ClaimsError(what, address, "Start a cluster with ray start --head, and pass --address auto") from error
    return True


def _run(ray: Any, crew: _Crew, queue: ShardQueue) -> Iterator[tuple[Shard, Tally | None]]:
    busy: dict[Any, tuple[Any, Shard]] = {}
    while True:
        while crew.idle and (shard := queue.next()) is not None:
            actor = crew.idle.pop()
            busy[actor.work.remote(shard, queue.deadly(shard))] = actor, shard
        if not busy and not (crew.starting and queue.holds_more()):
            return
        waited = [*busy, *crew.starting]
        while not ray.wait(waited, timeout=0)[0] and queue.prepare(len(waited)):
            pass
        for ref in ray.wait(waited)[0]:
            if ref in crew.starting:
                crew.started(ref)
                continue
            actor, shard = busy.pop(ref)
            said = _answer(ray, ref)
            if isinstance(said, ClaimsError):
                raise said
            if said is None:
                crew.replace()
            else:
                crew.idle.append(actor)
            if said is not None or not queue.died(shard):
                yield shard, said


def _answer(ray: Any, ref: Any) -> Tally | ClaimsError | None:
    """What an actor answered; None if it, or its node, is gone."""
    try:
        said: Tally | ClaimsError = ray.get(ref)
    except ray.exceptions.RayTaskError:
        raise
    except ray.exceptions.RayError:
        return None
    return said


class _Crew:
    """The actors of a run.

    Attributes:
        idle: Those that wait for a shard.
        starting: Those that have not started yet, by what is known once they have. One that replaces an actor of a node
            that is gone may wait until there is another node, so no shard is given to it before.
    """

    def __init__(self, ray: Any, work: Work, count: int) -> None:
        self._ray = ray
        self._work = work
        self._actor = ray.remote(num_cpus=1, max_restarts=0)(_Worker)
        self._all: list[Any] = []
        self.idle: list[Any] = []
        self.starting: dict[Any, Any] = {}
        for _ in range(count):
            self.replace()

    def replace(self) -> None:
        """Start an actor."""
        actor = self._actor.remote(self._work)
        self._all.append(actor)
        self.starting[actor.ready.remote()] = actor

    def started(self, ref: Any) -> None:
        """Take in that an actor has started, or is gone before it did."""
        actor = self.starting.pop(ref)
        try:
            self._ray.get(ref)
        except self._ray.exceptions.RayError:
            self.replace()
        else:
            self.idle.append(actor)

    def end(self) -> None:
        """End all actors."""
        for actor in self._all:
            self._ray.kill(actor)


class _Worker:
    """An actor: a process that keeps what it has loaded."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def ready(self) -> None:
        """Answer, which shows that it has started."""

    def work(self, shard: Shard, deadly: frozenset[int]) -> Tally | ClaimsError:
        """Make the records of a shard."""
        return answer(self._work, shard, deadly)
