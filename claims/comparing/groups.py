"""Claims that say the same of the same event, gathered across documents and languages.

An index proposes pairs, likeness of words or of embeddings weighs them, facets decide. Claims then join a group from
the most alike pair on, only while they go with those that are in it: groups do not grow along chains.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claims import __version__
from claims.comparing.candidates import neighbours, under_one_key
from claims.comparing.likeness import Likeness
from claims.comparing.profiles import profiles
from claims.records import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.comparing.embedding import Encoder
    from claims.comparing.profiles import Profile
    from claims.comparing.sources import SameSource
    from claims.records import Claim, Document

__all__ = ["groups"]

_TOGETHER = 0.7
"""How alike the members of two groups must be on average for the groups to become one: a share of what a pair needs."""
_ENOUGH = 6
"""How many sentences of a language show what all of them share."""
_ASKED = 6
"""How many members speak for a group that has more."""


def groups(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    sources: Iterable[SameSource],
    *,
    kept: Iterable[Group] = (),
    encoder: Encoder | None = None,
) -> tuple[Group, ...]:
    """The groups of the claims that are not rejected, in the order of their first claims.

    Args:
        documents: Of the claims.
        claims: In the dossier's order.
        sources: Who is the same source across documents.
        kept: Groups that a person made: they stay, and their claims go to no other.
        encoder: A model of sentences; without one only claims of one language are proposed, by their words.
    """
    made_by_hand = tuple(group for group in kept if group.method == "hand")
    taken = {claim for group in made_by_hand for claim in group.claims}
    free = [claim for claim in claims if claim.id not in taken and claim.review.status != "rejected"]
    source_of = {claim: number for number, source in enumerate(sources) for claim in source.claims}
    gathered = _gathered(profiles(documents, free, source_of), encoder)
    order = {claim.id: number for number, claim in enumerate(claims)}
    return tuple(sorted((*made_by_hand, *gathered), key=lambda group: order.get(group.claims[0], -1)))


def _gathered(compared: Sequence[Profile], encoder: Encoder | None) -> Iterator[Group]:
    repeated = _word_for_word(compared)
    first = [numbers[0] for numbers in repeated]
    told = [compared[number] for number in first]
    vectors = _centred(encoder([profile.text for profile in told]), told) if encoder and told else None
    likeness = Likeness(told, vectors)
    pairs = under_one_key(told, likeness.weights)
    if vectors is not None:
        pairs |= neighbours(vectors)
    weighed = ((likeness.between(*pair), pair) for pair in pairs)
    ranked = sorted((-alike, pair) for alike, pair in weighed if alike >= likeness.enough)
    for members, least in _joined(ranked, likeness, len(told)):
        everywhere = sorted(number for member in members for number in repeated[member])
        if len(everywhere) > 1:
            yield _group([compared[number].claim.id for number in everywhere], least, encoder)


def _word_for_word(compared: Sequence[Profile]) -> list[list[int]]:
    """The claims of which each is the very words of another one published in those weeks, gathered; most are alone."""
    same: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, profile in enumerate(compared):
        weeks = profile.published[0] // 14 if profile.published else None
        same[profile.language, profile.text, profile.force, profile.setting, weeks].append(number)
    return list(same.values())


def _centred(vectors: Any, told: Sequence[Profile]) -> Any:
    """Vectors of unit length about the mean of their language's: without what all sentences here share."""
    import numpy as np

    about = vectors - vectors.mean(axis=0)
    for tag in sorted({profile.language for profile in told}):
        rows = np.array([profile.language == tag for profile in told])
        if rows.sum() >= _ENOUGH:
            about[rows] = vectors[rows] - vectors[rows].mean(axis=0)
    return (about / np.maximum(np.linalg.norm(about, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def _joined(
    ranked: Iterable[tuple[float, tuple[int, int]]], likeness: Likeness, size: int
) -> Iterator[tuple[list[int], float]]:
    """Groups of claims, each alone at first, with the likeness of the least alike pair that joined them."""
    members = [[number] for number in range(size)]
    group_of = list(range(size))
    least = [1.0] * size
    for negative, (one, other) in ranked:
        into, away = sorted((group_of[one], group_of[other]))
        if into == away or not _go_together(members[into], members[away], likeness):
            continue
        for number in members[away]:
            group_of[number] = into
        members[into] += members[away]
        members[away] = []
        least[into] = min(least[into], least[away], -negative)
    return ((sorted(each), least[number]) for number, each in enumerate(members) if each)


def _go_together(some: Sequence[int], others: Sequence[int], likeness: Likeness) -> bool:
    """Whether two groups are alike on the whole, by those who speak for them."""
    between = [likeness.between(min(one, other), max(one, other)) for one in some[:_ASKED] for other in others[:_ASKED]]
    return sum(between) / len(between) >= likeness.enough * _TOGETHER


def _group(ids: Sequence[str], least: float, encoder: Encoder | None) -> Group:
    return Group(
        id="grp-" + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:12],
        claims=tuple(ids),
        method="embeddings" if encoder else "words",
        model=encoder.model if encoder else None,
        likeness=round(least, 3),
        version=__version__,
    )
