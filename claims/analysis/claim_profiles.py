"""What a claim says, as it is compared with others."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.analysis.comparison_data import language
from claims.analysis.comparison_words import content_words, plain_words
from claims.analysis.events import setting_of
from claims.model.edtf import extent
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import Facets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.events import Setting
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
_SCENES = frozenset({"place", "area"})
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
        setting: When and where it puts that; a claim that names no place is taken to be of its document's.
        published: The first of the days on which its document can have been published.
        countries: Those of its places, sorted.
        scene: The GeoNames id, or name, of the place in which its document is set.
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
    setting: Setting
    published: int | None
    countries: tuple[str, ...]
    scene: str
    persons: frozenset[str]


def profiles(documents: Sequence[Document], claims: Sequence[Claim], source_of: dict[str, int]) -> list[Profile]:
    """The claims that can be compared, in the order given: one that only passes on another is not."""
    by_id = {document.id: document for document in documents}
    inner: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.within:
            inner[claim.within].append(claim)
    where = _scenes(documents, claims)
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
    dates = tuple(time for time in facets.times if time.kind == "date")
    setting = setting_of(replace(facets, times=dates), document, where)
    published = extent(document.published) if document else None
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
        setting=setting,
        published=published.first if published else None,
        countries=tuple(sorted({each.country for each in setting.spots if each.country})),
        scene=str(where.geonames or where.name) if where else "",
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
    coded = EVENT_TYPES.get(event.type)
    if coded is None:
        return None
    # Battles and bombardments are told of the same fighting; arrests and agreements, both strategic, never are.
    return event.type if coded[0] == "Strategic developments" else _KINDRED.get(coded[0], coded[0])


def _scenes(documents: Sequence[Document], claims: Iterable[Claim]) -> dict[str, Place]:
    """For each document the place that it names most often, of those that claims of the dossier name.

    The claims' readings of a name serve for the whole dossier: what a headline names needs no claim of its own.
    """
    known = _known_places(claims)
    spellings: dict[str, dict[str, str]] = {}
    longest = max((name.count(" ") + 1 for name in known), default=0)
    found = {}
    for document in documents:
        words = plain_words(f"{document.dateline or ''}\n{document.title or ''}\n{document.text}")
        if document.language not in spellings:
            before = ("", *language(document.language).before_names)
            spellings[document.language] = {prefix + name: name for prefix in reversed(before) for name in known}
        written = spellings[document.language]
        runs = (" ".join(words[at : at + size]) for size in range(1, longest + 1) for at in range(len(words)))
        counted = Counter(written[run] for run in runs if run in written)
        if counted:
            found[document.id] = known[max(counted, key=lambda name: counted[name])]
    return found


def _known_places(claims: Iterable[Claim]) -> Mapping[str, Place]:
    """Places by their folded names; the first reading of each."""
    known: dict[str, Place] = {}
    for claim in claims:
        for place in claim.facets.places if claim.facets else ():
            if place.precision in _SCENES and place.lat is not None:
                known.setdefault(" ".join(plain_words(place.span.exact)), place)
    return known
