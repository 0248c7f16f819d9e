"""Group claims that say the same about the same event, across documents and languages.

An index proposes pairs, the similarity of words or embeddings scores them, and facets decide. Claims then join groups
in
order of similarity, most similar pair first, and only if they are compatible with the whole group, so that groups do
not grow along chains.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claims import __version__
from claims.analysis.candidate_pairs import neighbours, under_one_key
from claims.analysis.claim_profiles import profiles
from claims.analysis.clusters import Clusters
from claims.analysis.document_topics import Topics
from claims.analysis.pair_signals import PairSignals, Vectors, word_weights
from claims.analysis.similarity import Likeness
from claims.model import Group

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from claims.analysis.claim_profiles import Profile
    from claims.analysis.embeddings import Encoder
    from claims.analysis.sources import Register
    from claims.model import Claim, Document

__all__ = ["groups", "vectors_of", "word_for_word"]

_AROUND = 200
"""Maximum number of claims of the same setting to compare by embedding, in addition to claims that share words."""
_ENOUGH = 6
"""Minimum number of sentences of a language needed to compute the mean that is subtracted from its vectors."""


def groups(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    register: Register,
    *,
    kept: Sequence[Group] = (),
    fresh: Container[str] | None = None,
    encoder: Encoder | None = None,
) -> tuple[Group, ...]:
    """Return the groups of the claims that are not rejected, in the order of their first claims.

    Args:
        documents: The documents of the claims.
        claims: The claims, in the dossier's order.
        register: The register of their sources.
        kept: Existing groups. Groups made by a person are kept, and their claims join no other group.
        fresh: The ids of the new claims: only these are compared, each with all claims, and other existing groups may
            grow. None compares all claims anew.
        encoder: A sentence-embedding model; without one, claims are compared by their words, within one language only.
    """
    made_by_hand = tuple(group for group in kept if group.method == "hand")
    taken = {claim for group in made_by_hand for claim in group.claims}
    free = [claim for claim in claims if claim.id not in taken and claim.review.status != "rejected"]
    source_of = {claim.id: register.number_of(claim) for claim in free}
    compared = profiles(documents, free, source_of)
    grown = [group for group in kept if group.method != "hand"] if fresh is not None else []
    new = range(len(compared)) if fresh is None else [n for n, p in enumerate(compared) if p.claim.id in fresh]
    gathered = _gathered(compared, new, grown, Topics(documents), encoder)
    order = {claim.id: number for number, claim in enumerate(claims)}
    return tuple(sorted((*made_by_hand, *gathered), key=lambda group: order.get(group.claims[0], -1)))


def _gathered(
    compared: Sequence[Profile],
    new: Sequence[int],
    grown: Iterable[Group],
    topics: Topics,
    encoder: Encoder | None,
) -> Iterator[Group]:
    """Return the groups, starting from the existing ones; only pairs that include a new claim are compared."""
    repeated = word_for_word(compared)
    told = [compared[numbers[0]] for numbers in repeated]
    place = {compared[number].claim.id: at for at, numbers in enumerate(repeated) for number in numbers}
    fresh = {place[compared[number].claim.id] for number in new}
    clusters = Clusters(len(told))
    for group in grown:
        clusters.begin([place[claim] for claim in group.claims if claim in place], group.likeness)
    weights = word_weights(told)
    pairs = {pair for pair in under_one_key(told, weights) if not fresh.isdisjoint(pair)}
    vectors = None
    if encoder and fresh:
        vectors, near = _embedded(told, _near(told, fresh, pairs, clusters), encoder)
        pairs |= {pair for pair in near if not fresh.isdisjoint(pair)}
    likeness = Likeness(told, PairSignals(told, weights, topics, vectors))
    for members, least in clusters.joined(pairs, likeness):
        everywhere = sorted(number for member in members for number in repeated[member])
        if len(everywhere) > 1:
            yield _group([compared[number].claim.id for number in everywhere], least, encoder)


def _near(
    told: Sequence[Profile], fresh: AbstractSet[int], pairs: Iterable[tuple[int, int]], clusters: Clusters
) -> list[int]:
    """Return the claims that new ones could join: proposed pairs, their groups, and claims of the same setting."""
    if len(fresh) == len(told):
        return list(range(len(told)))
    settings = {told[number].scene for number in fresh}
    around = [number for number, profile in enumerate(told) if profile.scene in settings]
    proposed = {number for pair in pairs for number in pair}
    grouped = {member for number in proposed for member in clusters.speakers(number)}
    return sorted({*fresh, *proposed, *grouped, *around[-_AROUND:]})


def _embedded(told: Sequence[Profile], near: Sequence[int], encoder: Encoder) -> tuple[Vectors, set[tuple[int, int]]]:
    """Return embeddings with a row for each claim (zeros where it is not near), and the nearest-neighbour pairs."""
    import numpy as np

    found = vectors_of([told[number] for number in near], encoder)
    rows = []
    for some in found:
        rows.append(np.zeros((len(told), some.shape[1]), dtype=np.float32))
        rows[-1][near] = some
    return Vectors(*rows), {(near[one], near[other]) for one, other in neighbours(found.words)}


def vectors_of(told: Sequence[Profile], encoder: Encoder) -> Vectors:
    """Return the embeddings of claims and of their sentences, with a row for each.

    Args:
        told: The claims.
        encoder: A sentence-embedding model.
    """
    words = _encoded([each.text for each in told], encoder)
    sentences = _encoded([each.sentence for each in told], encoder)
    return Vectors(_centred(words, told), _centred(sentences, told))


def _encoded(texts: Sequence[str], encoder: Encoder) -> Any:
    """Return a vector for each text; texts that are the same, as the sentences of several claims, are encoded once."""
    first = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return encoder(list(first))[[first[text] for text in texts]]


def word_for_word(compared: Sequence[Profile]) -> list[list[int]]:
    """Return sets of claims with identical words published within the same weeks; most sets have one member."""
    same: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, profile in enumerate(compared):
        weeks = profile.published // 14 if profile.published is not None else None
        same[profile.language, profile.text, profile.force, profile.scene, weeks].append(number)
    return list(same.values())


def _centred(vectors: Any, told: Sequence[Profile]) -> Any:
    """Return unit vectors centred on the mean of their language, which removes what all its sentences share."""
    import numpy as np

    about = vectors - vectors.mean(axis=0)
    for tag in sorted({profile.language for profile in told}):
        rows = np.array([profile.language == tag for profile in told])
        if rows.sum() >= _ENOUGH:
            about[rows] = vectors[rows] - vectors[rows].mean(axis=0)
    return (about / np.maximum(np.linalg.norm(about, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def _group(ids: Sequence[str], least: float, encoder: Encoder | None) -> Group:
    return Group(
        id="grp-" + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:12],
        claims=tuple(ids),
        method="embeddings" if encoder else "words",
        model=encoder.model if encoder else None,
        likeness=round(least, 3),
        version=__version__,
    )
