"""What a claim says, as it is compared with others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.analysis.claim_dates import Days, days
from claims.analysis.comparison_words import content_words
from claims.analysis.document_settings import settings
from claims.languages.ar.facets.event_types import TYPES
from claims.model.facets import Facets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model import Claim, Document, Span
    from claims.model.facets import Place

__all__ = ["Profile", "profiles"]

_FEWEST_WORDS = 2
"""What a claim that counts nothing must say beside the claims within it."""
_VAGUE_EVENTS = frozenset({"other", "attack", "statement_of_intent"})
_COUNTED = frozenset(
    {"killed", "injured", "missing", "lost", "captured", "released", "displaced", "evacuated", "rescued"}
)
"""What happens to people; other counts say too little of which event they are of."""
_FORCE = {"demand": "demand", "expect": "expect", "warn": "expect", "praise": "praise"}
"""Speech acts that do not say that something is so."""
_KINDRED = {"Explosions/Remote violence": "fighting", "Battles": "fighting", "Riots": "protest", "Protests": "protest"}


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim's own words and facets: what stands in a claim within it is that one's.

    Attributes:
        claim: The record.
        source: The number of its source among all; claims of one source have the same.
        text: Its words, as an embedding model reads them.
        language: BCP 47.
        words: Their stems, and the ids of parties that are known; distinct, sorted.
        force: What is done with the proposition: it is stated, demanded, expected.
        happened: What is counted: `killed`, `injured`, ….
        event: The family of event types that it is of; None where its words leave that open.
        times: The days that it names.
        published: The days on which its document can have been published.
        places: Those with a point that it names; else the one in which its document is set.
        setting: The GeoNames id, or name, of the place in which its document is set.
        persons: The names of those that it names.
    """

    claim: Claim
    source: int
    text: str
    language: str
    words: tuple[str, ...]
    force: str
    happened: frozenset[str]
    event: str | None
    times: tuple[Days, ...]
    published: Days | None
    places: tuple[Place, ...]
    setting: str
    persons: frozenset[str]


def profiles(documents: Sequence[Document], claims: Sequence[Claim], source_of: dict[str, int]) -> list[Profile]:
    """The claims that can be compared, in the order given: one that only passes on another is not."""
    by_id = {document.id: document for document in documents}
    inner: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.within:
            inner[claim.within].append(claim)
    where = settings(documents, claims)
    made = (
        _profile(
            claim,
            by_id.get(claim.document),
            inner[claim.id],
            source=source_of.get(claim.id, -1),
            where=where.get(claim.document),
        )
        for claim in claims
    )
    return [profile for profile in made if profile]


def _profile(
    claim: Claim, document: Document | None, inner: Sequence[Claim], *, source: int, where: Place | None
) -> Profile | None:
    tag = document.language if document else ""
    own = list(_without(claim, inner))
    facets = claim.facets.within(*((start, end) for start, end, _ in own)) if claim.facets else Facets()
    if claim.facets and claim.facets.event and not facets.event and not inner:
        facets = replace(facets, event=claim.facets.event)
    text = " ".join(words for _, _, words in own)
    stems = content_words(text, tag)
    happened = frozenset(figure.what for figure in facets.figures if figure.what in _COUNTED)
    if len(stems) < _FEWEST_WORDS and not (stems and happened):
        return None
    places = tuple(place for place in facets.places if place.lat is not None)
    parties = {f"&{party.known}" for party in facets.parties if party.known}
    return Profile(
        claim=claim,
        source=source,
        text=text,
        language=tag.partition("-")[0].lower(),
        words=tuple(sorted({*stems, *parties})),
        force=_FORCE.get(claim.act or "", "state"),
        happened=happened,
        event=_family(facets),
        times=tuple(filter(None, (days(time.edtf) for time in facets.times if time.kind == "date"))),
        published=days(document.published) if document else None,
        places=places or ((where,) if where else ()),
        setting=str(where.geonames or where.name) if where else "",
        persons=frozenset(party.name for party in facets.parties if party.kind == "person"),
    )


def _without(claim: Claim, inner: Sequence[Claim]) -> Iterator[tuple[int, int, str]]:
    """The pieces of a claim's content outside the claims within it, their cues and those whom they name."""
    holes = sorted((span.start, span.end) for each in inner for span in _spans(each))
    for part in claim.content:
        at = part.start
        for start, end in [*holes, (part.end, part.end)]:
            if at < min(start, part.end):
                stop = min(start, part.end)
                yield at, stop, part.exact[at - part.start : stop - part.start]
            at = max(at, end)


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.cue
    yield from claim.content
    if claim.source.mention:
        yield claim.source.mention


def _family(facets: Facets) -> str | None:
    event = facets.event
    if event is None or event.type in _VAGUE_EVENTS:
        return None
    coded = TYPES.get(event.type)
    if coded is None:
        return None
    # Battles and bombardments are told of the same fighting; arrests and agreements, both strategic, never are.
    return event.type if coded[0] == "Strategic developments" else _KINDRED.get(coded[0], coded[0])
