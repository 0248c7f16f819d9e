"""What becomes of a shard whose worker was killed: another attempt, without the article that it always dies of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from claims.collection.shard_files import reached

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claims.collection.shard_files import Tally
    from claims.collection.shards import Shard

__all__ = ["Attempts", "Work"]

Work: TypeAlias = "Callable[[Shard, frozenset[int]], Tally]"
"""Makes the records of a shard, without the articles at some places."""

_DEATHS_OF_ARTICLE = 3
_MOST = 10


class Attempts:
    """Counts how often workers were killed over each shard and article."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._shards: Counter[str] = Counter()
        self._articles: dict[str, Counter[int]] = {}

    def deadly(self, shard: Shard) -> frozenset[int]:
        """The places of the articles that workers were killed over too often."""
        deaths = self._articles.get(shard.key, Counter())
        return frozenset(place for place, times in deaths.items() if times >= _DEATHS_OF_ARTICLE)

    def again(self, shard: Shard) -> bool:
        """Take in that a worker was killed over a shard; return whether to try it again."""
        self._shards[shard.key] += 1
        place = reached(self._out, shard.key)
        if place is not None:
            self._articles.setdefault(shard.key, Counter())[place] += 1
        return self._shards[shard.key] < _MOST
