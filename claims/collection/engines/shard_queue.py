"""The shards that an engine has yet to work on, and what becomes of one whose worker was killed.

It is tried again, in the end without the article that its workers always die of.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, TypeAlias

from claims.collection.shard_files import reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from claims.collection.shard_files import Tally
    from claims.collection.shards import Shard

    Work: TypeAlias = Callable[[Shard, frozenset[int]], Tally]

__all__ = ["ShardQueue"]

_DEATHS_OF_ARTICLE = 3
_MOST = 10
"""How often a shard is tried at most."""


class ShardQueue:
    """The shards to come; each is found out when it is needed, or a little before.

    Args:
        shards: Yields the shards.
        out: The folder of the collection.
    """

    def __init__(self, shards: Iterable[Shard], out: Path) -> None:
        self._rest = iter(shards)
        self._ready: deque[Shard] = deque()
        self._out = out
        self._deaths: Counter[str] = Counter()
        self._articles: dict[str, Counter[int]] = {}

    def next(self) -> Shard | None:
        """The next shard; None if there is none now. One that is tried again comes before the others."""
        return self._ready.popleft() if self._ready else next(self._rest, None)

    def prepare(self, most: int) -> bool:
        """Find out one more shard, unless `most` are ready; return whether there was one."""
        if len(self._ready) >= most or (shard := next(self._rest, None)) is None:
            return False
        self._ready.append(shard)
        return True

    def holds_more(self) -> bool:
        """Whether there are shards to come."""
        return bool(self._ready) or self.prepare(1)

    def died(self, shard: Shard) -> bool:
        """Take in that a worker was killed over a shard; return whether it is tried again."""
        self._deaths[shard.key] += 1
        place = reached(self._out, shard.key)
        if place is not None:
            self._articles.setdefault(shard.key, Counter())[place] += 1
        if self._deaths[shard.key] >= _MOST:
            return False
        self._ready.appendleft(shard)
        return True

    def deadly(self, shard: Shard) -> frozenset[int]:
        """The places of the articles over which workers were killed too often; they are left out."""
        deaths = self._articles.get(shard.key, Counter())
        return frozenset(place for place, times in deaths.items() if times >= _DEATHS_OF_ARTICLE)
