"""Which claims are worth comparing: those under one key of an index, and neighbours among embeddings, not all."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.claim_profiles import Profile

__all__ = ["neighbours", "under_one_key"]

_KEY_WORDS = 7
"""Each two of the rarest words of a claim are a key."""
_CROWD = 24
"""With how many of those before it under one key a claim is compared."""
_WEEK = 7
_NEAREST = 12


def under_one_key(profiles: Sequence[Profile], weights: Sequence[Mapping[str, float]]) -> set[tuple[int, int]]:
    """The pairs that share a key; where many share one, those whose documents were published near each other."""
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
    """Two arrays of the same length: the hash of a key, and the number of a claim that has it."""
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
    """The week in which the document was published and the one after it, so that those of two days meet in one."""
    if profile.published is None:
        return (0,)
    week = profile.published // _WEEK
    return week, week + 1


def neighbours(vectors: Any) -> set[tuple[int, int]]:
    """The pairs of which one is among the nearest of the other; `vectors` has a row of unit length for each claim."""
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
