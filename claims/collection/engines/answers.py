"""What a worker answers of a shard, in any engine: what its work returned, or what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.ingest.readings import failed

if TYPE_CHECKING:
    from claims.collection.engines.shard_queue import Work
    from claims.collection.shard_files import Tally
    from claims.collection.shards import Shard

__all__ = ["answer"]


def answer(work: Work, shard: Shard, deadly: frozenset[int]) -> Tally | ClaimsError:
    """Return what `work` returns of a shard, or the error that ends the run."""
    try:
        return work(shard, deadly)
    except ClaimsError as error:
        return error
    except Exception as error:  # noqa: BLE001 - said by the process that people see
        return failed(shard.key, error).error
