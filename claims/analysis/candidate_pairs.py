"""Select the pairs of claims to compare, from an index of rare words or from nearest neighbours of embeddings."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any
from zlib import crc32

from claims.extraction.neural.runtime import onnxruntime

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.claim_profiles import Profile

__all__ = ["neighbours", "under_one_key"]

_KEY_WORDS = 7
"""Number of the rarest words of a claim to index; each pair of them is a key."""
_CROWD = 24
"""Maximum number of earlier claims under the same key to compare a claim with."""
_WEEK = 7
_NEAREST = 12


def under_one_key(profiles: Sequence[Profile], weights: Sequence[Mapping[str, float]]) -> set[tuple[int, int]]:
    """Return the pairs that share a key; under crowded keys, only pairs published near each other in time."""
    import numpy as np

    keys, numbers = _keyed(profiles, weights)
    when = np.array([profile.published or 0 for profile in profiles], dtype=np.int64)
    order = np.lexsort((numbers, when[numbers], keys)) if len(numbers) else numbers
    keys, numbers = keys[order], numbers[order]
    pairs: set[tuple[int, int]] = set()
    for step in range(1, _CROWD + 1):
        same = keys[step:] == keys[:-step]
        if not same.any():
            break
        left, right = numbers[:-step][same], numbers[step:][same]
        low, high = np.minimum(left, right), np.maximum(left, right)
        pairs.update(zip(low[low < high].tolist(), high[low < high].tolist(), strict=True))
    return pairs


def _keyed(profiles: Sequence[Profile], weights: Sequence[Mapping[str, float]]) -> tuple[Any, Any]:
    """Return two arrays of equal length: the hash of a key, and the number of a claim that has this key."""
    import numpy as np

    keys, numbers = [], []
    for number, profile in enumerate(profiles):
        for key in _keys(profile, weights[number]):
            keys.append(key)
            numbers.append(number)
    return np.array(keys, dtype=np.int64), np.array(numbers, dtype=np.int64)


def _keys(profile: Profile, weights: Mapping[str, float]) -> Iterator[int]:
    rarest = sorted(profile.words, key=lambda word: (-weights[word], word))[:_KEY_WORDS]
    for one, other in combinations(sorted(rarest), 2):
        yield _hashed("words", one, other)
    for what in sorted(profile.happened | ({profile.event} if profile.event else set())):
        for where in profile.countries or ("",):
            for week in _weeks(profile):
                yield _hashed(what, where, str(week))


def _hashed(*parts: str) -> int:
    head, tail = "\t".join(parts[:-1]).encode(), parts[-1].encode()
    return (crc32(head) << 31) ^ crc32(head + b"\t" + tail)


def _weeks(profile: Profile) -> Iterable[int]:
    """Yield the week of publication and the next one, so that documents published on neighbouring days share a week."""
    if profile.published is None:
        return (0,)
    week = profile.published // _WEEK
    return week, week + 1


def neighbours(vectors: Any) -> set[tuple[int, int]]:
    """Return the nearest-neighbour pairs; `vectors` has one row of unit length for each claim."""
    onnxruntime()  # Loaded after usearch, as by a later extraction, it crashes the process.
    from usearch.index import Index

    if len(vectors) < 2:  # the search would answer in another shape
        return set()
    index = Index(ndim=vectors.shape[1], metric="cos", dtype="f32")
    index.add(range(len(vectors)), vectors, threads=1)
    found = index.search(vectors, min(_NEAREST + 1, len(vectors)), threads=1)
    pairs: set[tuple[int, int]] = set()
    for number, nearest in enumerate(found.keys.tolist()):
        pairs.update((min(number, other), max(number, other)) for other in nearest if other != number)
    return pairs
