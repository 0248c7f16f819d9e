"""Find the places of claims whose readings name none: in their sentences (In Basra, the governor said …)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from claims.analysis.comparison_data import language
from claims.analysis.document_scenes import known_places
from claims.extraction.comparison_vocabulary import WORD, folded
from claims.model.geography import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.analysis.claim_sentences import ClaimSentences
    from claims.model import Claim, Document
    from claims.model.facets import Place
    from claims.model.geography import Spot

__all__ = ["places_of_sentences"]

_DATELINE = re.compile(r"\s*[^\n]{2,70}?\s[-–—]\s")


class _Name(NamedTuple):
    """A place's name in a text: its offset, and whether a word for “in” stands before it."""

    at: int
    place: Place
    within: bool


def places_of_sentences(
    documents: Sequence[Document], claims: Sequence[Claim], sentences: ClaimSentences
) -> Mapping[str, tuple[Spot, ...]]:
    """Return the places of claims without places, by their ids: those that their words or else their sentences name.

    Only names that some claim of the dossier reads as a place are found. In a sentence, those before a claim come
    first: who speaks, or where it is set. Where a speaker is does not count: a spokeswoman in Damascus.

    Args:
        documents: The documents of the claims.
        claims: The claims.
        sentences: Their sentences.
    """
    known = known_places(claims)
    without: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if known and (claim.facets is None or not claim.facets.places):
            without[claim.document].append(claim)
    found: dict[str, tuple[Spot, ...]] = {}
    for document in documents:
        named = list(_named(document, known)) if document.id in without else []
        for claim in without[document.id] if named else ():
            places = _around(claim, named, sentences.bounds(claim))
            found[claim.id] = tuple(dict.fromkeys(filter(None, map(spot, places))))
    return {id: spots for id, spots in found.items() if spots}


def _around(claim: Claim, named: Sequence[_Name], bounds: tuple[int, int]) -> list[Place]:
    """Return the places in a claim; else those before it in its sentence; else those after it there."""
    start, end = bounds
    here = [each for each in named if start <= each.at < end]
    own = [each.place for each in here if any(part.start <= each.at < part.end for part in claim.content)]
    told = [each for each in here if not _is_of_speaker(each, claim)]
    before = [each.place for each in told if each.at < claim.content[0].start]
    return own or before or [each.place for each in told if each.at >= claim.content[-1].end]


def _is_of_speaker(name: _Name, claim: Claim) -> bool:
    """Return whether a name says where the claim's source is, rather than of what place it is: the police of Basra."""
    mention = claim.source.mention
    return mention is not None and mention.start <= name.at < mention.end and name.within


def _named(document: Document, known: Mapping[str, Place]) -> Iterator[_Name]:
    """Yield the known places that a text names behind its dateline."""
    dateline = _DATELINE.match(document.text)
    words = [(m.start(), folded(m[0])) for m in WORD.finditer(document.text, dateline.end() if dateline else 0)]
    before = language(document.language).before_names
    spellings = {prefix + name: name for prefix in (*reversed(before), "") for name in known}
    longest = max(name.count(" ") + 1 for name in known)
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            run = " ".join(word for _, word in words[at : at + size])
            if run in spellings:
                within = run != spellings[run] or (at > 0 and words[at - 1][1] in before)
                yield _Name(words[at][0], known[spellings[run]], within)
                at += size - 1
                break
        at += 1
