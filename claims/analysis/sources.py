"""Identify the same source across the documents of a dossier.

Named sources are matched by name, however it is spelled. An unnamed source matches nobody in another document, unless
the two documents have the same origin.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from claims.analysis.comparison_data import latin_sounds
from claims.analysis.comparison_words import plain_words
from claims.analysis.document_scenes import Scenes
from claims.analysis.name_matching import Name, name_of, same_name
from claims.extraction.language_registry import language
from claims.model import Ties
from claims.model.partitions import Joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.name_matching import Sort
    from claims.model import Claim, Document, Origin, SourceSeen
    from claims.model.facets import Facets

__all__ = ["KnownSource", "Register", "register_sources", "states_of"]

_COMMA = re.compile("[,،]")
_NOBODY_ELSE = frozenset({"unnamed", "group"})
"""Kinds of source that are different people in each document."""
_BODIES = frozenset({"organization", "media"})
_OF_STATES = frozenset({"army", "authority", "committee", "council", "government", "ministry", "police", "service"})
"""Bodies whose full name includes the country, which the short name leaves out."""
_NATIONS = {
    "afghan": "AF", "algerian": "DZ", "american": "US", "bahraini": "BH", "british": "GB", "chadian": "TD",
    "egyptian": "EG", "emirati": "AE", "ethiopian": "ET", "french": "FR", "german": "DE", "indian": "IN",
    "iranian": "IR", "iraqi": "IQ", "israeli": "IL", "italian": "IT", "jordanian": "JO", "kuwaiti": "KW",
    "lebanese": "LB", "libyan": "LY", "mauritanian": "MR", "moroccan": "MA", "nigerian": "NG", "omani": "OM",
    "pakistani": "PK", "palestinian": "PS", "qatari": "QA", "russian": "RU", "saudi": "SA", "somali": "SO",
    "spanish": "ES", "sudanese": "SD", "syrian": "SY", "tunisian": "TN", "turkish": "TR", "ukrainian": "UA",
    "yemeni": "YE",
}  # fmt: skip
"""The words for states in the names of bodies, with their ISO 3166-1 codes."""
_STATE_OF = {code: nation for nation, code in _NATIONS.items()}
_IN_ONE_STATE = 0.75
"""Minimum share of a document's places in one state for its army and police to be those of this state."""

_NO_TIES = Ties()

_Credit = tuple[str, str, "str | None"]
"""The key of a source before matching: document, sort, name as written."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source and all its claims.

    Attributes:
        claims: The ids of its claims, in the order given.
        names: Its names in the documents, in order of appearance; empty if it is never named.
        roles: The titles and offices at the beginning or end of its names.
        documents: The ids of the documents that credit it, in the order given.
        shared: Whether it is credited in several documents that all have the same origin.
        named: Whether it has a proper name, rather than words for a kind of source (مصدر طبي, وسائل إعلام محلية).
        sort: A person, a body (including media), a document, or an unnamed source.
        everywhere: Whether its name refers to the same source in every document.
    """

    claims: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    documents: tuple[str, ...]
    shared: bool
    named: bool
    sort: str
    everywhere: bool


@dataclass(frozen=True)
class Register:
    """The sources of a dossier, in the order of their first claims."""

    sources: tuple[KnownSource, ...]
    _numbers: Mapping[_Credit, int]
    _apart: frozenset[tuple[int, int]] = frozenset()

    def number_of(self, claim: Claim) -> int:
        """Return the index in `sources` of a claim's source.

        Raises:
            KeyError: if no claim in the register has this source.
        """
        return self._numbers[_credit_of(claim)]

    def are_apart(self, one: int, other: int) -> bool:
        """Return whether a reviewer said of two sources, by their indexes, that they are not the same."""
        return (one, other) in self._apart


@dataclass(frozen=True, slots=True)
class _Credited:
    """A source as one document names it; `name` is None if the document does not name it."""

    credit: _Credit
    place: str
    name: Name | None
    named: bool
    claims: tuple[Claim, ...]


def register_sources(
    documents: Sequence[Document], claims: Iterable[Claim], origins: Iterable[Origin] = (), ties: Ties = _NO_TIES
) -> Register:
    """Register the sources of claims, each with all its claims from all documents.

    What reviewers say comes first: neither a name nor anything else joins two sources that they keep apart.

    Only this function decides whether two claims have the same source; every count and list of sources relies on it.

    Args:
        documents: The documents of the claims.
        claims: The claims, in the order in which their sources are to be numbered.
        origins: Documents of one origin: within one, identical words refer to the same unnamed source.
        ties: What reviewers say of sources.
    """
    origin_of = {document: origin.id for origin in origins for document in origin.documents}
    claims = list(claims)
    credited = list(_credited(documents, claims, origin_of, _States(documents, claims)))
    joined, apart = _tied(credited, ties)
    first: dict[tuple[Name, str], int] = {}
    for number, each in enumerate(credited):
        if each.name is not None:
            of = "" if each.name.proper else f"{each.credit[1]} {each.place}"
            joined.join(first.setdefault((_key(each.name), of), number), number)
    named = {_key(each.name): each.name for each in credited if each.name is not None}
    proper = [named[name] for name, of in first if not of]
    for one, other in (*_short_persons(proper), *_persons_by_ends(proper), *_short_bodies(proper)):
        joined.join(first[_key(one), ""], first[_key(other), ""])
    for short, full in _surnames(credited):
        joined.join(short, full)
    gathered: defaultdict[int, list[_Credited]] = defaultdict(list)
    for number, each in enumerate(credited):
        gathered[joined.root(number)].append(each)
    numbers = {each.credit: number for number, members in enumerate(gathered.values()) for each in members}
    kept = [(numbers[credited[one].credit], numbers[credited[other].credit]) for one, other in apart]
    sources = tuple(_source(members, origin_of) for members in gathered.values())
    return Register(sources, numbers, frozenset((*kept, *((other, one) for one, other in kept))))


def _tied(credited: Sequence[_Credited], ties: Ties) -> tuple[Joined, list[tuple[int, int]]]:
    """Return the sources as reviewers joined them, and the pairs that they keep apart."""
    numbers: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, each in enumerate(credited):
        numbers[each.credit[1:]].append(number)

    def meant(source: SourceSeen) -> list[int]:
        everywhere = numbers.get((_sort_of(source.kind), source.name), [])
        return [each for each in everywhere if source.document in (None, credited[each].credit[0])]

    pairs = [(meant(one), meant(other)) for one, other in ties.two_sources]
    apart = [(some[0], others[0]) for some, others in pairs if some and others and some[0] != others[0]]
    joined = Joined(len(credited), apart)
    for one, other in (*ties.two_sources, *ties.one_source):
        for same in (meant(one), meant(other)):  # What reviewers say of a name holds wherever they mean it.
            for number in same:
                joined.join(same[0], number)
    for one, other in ties.one_source:
        for number in meant(other):
            joined.join(next(iter(meant(one)), number), number)
    return joined, apart


def _key(name: Name) -> Name:
    """Return what names of one source have in common for certain."""
    return replace(name, role="", ends=frozenset())


def _credit_of(claim: Claim) -> _Credit:
    return claim.document, _sort_of(claim.source.kind), claim.source.name


def _sort_of(kind: str) -> str:
    return "body" if kind in _BODIES else kind


def states_of(facets: Iterable[tuple[str, Facets]]) -> dict[str, str]:
    """Return the state in which nearly all places of a document lie, as the word in names of bodies, by document.

    Args:
        facets: The facets of claims, each with the id of the claim's document.
    """
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document, found in facets:
        counted[document].update(place.country for place in found.places if place.country)
    states = {}
    for document, countries in counted.items():
        code, times = countries.most_common(1)[0] if countries else ("", 0)
        if code in _STATE_OF and times >= _IN_ONE_STATE * countries.total():
            states[document] = _STATE_OF[code]
    return states


class _States:
    """Answers of which state a document's army and ministries are: of its claims' places, else of where it is set."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self._known = states_of((claim.document, claim.facets) for claim in claims if claim.facets)
        self._scenes = Scenes(documents, claims)
        self.of = cache(self._of)

    def _of(self, document: str) -> str | None:
        if document in self._known:
            return self._known[document]
        place = self._scenes.place(document)
        return _STATE_OF.get(place.country or "") if place else None


def _credited(
    documents: Sequence[Document], claims: Iterable[Claim], origin_of: Mapping[str, str], states: _States
) -> Iterator[_Credited]:
    languages = {document.id: document.language for document in documents}
    gathered: defaultdict[_Credit, list[Claim]] = defaultdict(list)
    for claim in claims:
        gathered[_credit_of(claim)].append(claim)
    for credit, members in gathered.items():
        document, sort, written = credit
        tag = languages.get(document, "")
        named = any(_is_named(claim, tag) for claim in members)
        name = name_of(written, _matched_as(sort, named), tag) if written else None
        if name is not None and name.state_body:
            # Two articles' ministries of health can be those of two states.
            state = states.of(document)
            name = replace(name, parts=name.parts | ({state} if state else set()), proper=state is not None)
            name = replace(name, state_body=state is None)
        yield _Credited(credit, origin_of.get(document, document), name, named, tuple(members))


def _is_named(claim: Claim, tag: str) -> bool:
    name, kind = claim.source.name, claim.source.kind
    if name is None or kind in _NOBODY_ELSE:
        return False
    return not language(tag).is_generic(name, indefinite=kind != "document")


def _matched_as(sort: str, named: bool) -> Sort:
    """Return how to match a name. A document counts as unnamed: a body publishes many documents."""
    if not named or sort == "document":
        return "unnamed"
    return "person" if sort == "person" else "body"


def _short_persons(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield short personal names with their full forms; a form that fits two persons matches neither."""
    persons = [name for name in names if name.sort == "person"]
    holding: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in persons:
        for two in combinations(sorted(name.parts), 2):
            holding[two].append(name)
    for short in persons:
        two, *_ = combinations(sorted(short.parts), 2)
        longer = [name for name in holding[two] if name.parts > short.parts and same_name(short, name)]
        if all(same_name(one, other) for one, other in pairwise(sorted(longer, key=lambda name: len(name.parts)))):
            yield from ((short, name) for name in longer)


def _surnames(credited: Sequence[_Credited]) -> Iterator[tuple[int, int]]:
    """Yield persons named by a surname alone, with the only person of their document whose name ends with it."""
    ends: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    alone: list[tuple[int, tuple[str, str]]] = []
    for number, each in enumerate(credited):
        document, sort, written = each.credit
        if sort != "person" or written is None:
            continue
        parts = [_without_article(part) for part in _COMMA.split(written)]
        if len(parts) == 1 and len(parts[0]) == 1:
            alone.append((number, (document, parts[0][0])))
        else:
            for end in {part[-1] for part in parts if len(part) > 1}:
                ends[document, end].append(number)
    yield from ((number, ends[key][0]) for number, key in alone if len(ends[key]) == 1)


def _without_article(name: str) -> list[str]:
    articles = latin_sounds().articles
    return [word for word in plain_words(name) if word not in articles]


def _persons_by_ends(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield persons whose names begin or end alike, unless the word beside tells two of them apart."""
    holding: defaultdict[tuple[str, str], list[tuple[str, Name]]] = defaultdict(list)
    for name in names:
        for *end, beside in sorted(name.ends):
            holding[end[0], end[1]].append((beside, name))
    for alike in holding.values():
        if len({beside for beside, _ in alike if beside}) < 2:
            yield from ((alike[0][1], name) for _, name in alike[1:])


def _short_bodies(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield bodies named without their country, with the full name in this dossier; ambiguous ones are skipped."""
    known = {name.parts: name for name in names if name.sort == "body" and name.parts & _OF_STATES}
    longer: defaultdict[frozenset[str], list[Name]] = defaultdict(list)
    for parts, name in known.items():
        short = parts.difference(_NATIONS)
        if short != parts and len(short) > 1:
            longer[short].append(name)
    yield from ((known[short], full[0]) for short, full in longer.items() if short in known and len(full) == 1)


def _source(members: Sequence[_Credited], origin_of: dict[str, str]) -> KnownSource:
    documents = tuple(dict.fromkeys(each.credit[0] for each in members))
    return KnownSource(
        claims=tuple(claim.id for each in members for claim in each.claims),
        names=tuple(dict.fromkeys(each.credit[2] for each in members if each.credit[2])),
        roles=tuple(dict.fromkeys(each.name.role for each in members if each.name and each.name.role)),
        documents=documents,
        shared=len(documents) > 1 and len({origin_of.get(document, document) for document in documents}) == 1,
        named=any(each.named for each in members),
        sort=members[0].credit[1],
        everywhere=any(each.name is not None and each.name.proper for each in members),
    )
