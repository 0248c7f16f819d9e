"""Who is the same source across documents.

Named sources are matched by their names, however they are spelled; a source that a document does not name is nobody
of another document, unless the two documents are one origin.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

from claims.analysis.name_matching import Name, name_of, same_name
from claims.analysis.union_find import Joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Claim, Document, Origin

__all__ = ["SameSource", "sources"]

_UNNAMED = frozenset({"unnamed", "group"})
_BODIES = frozenset({"organization", "media"})


@dataclass(frozen=True, slots=True)
class SameSource:
    """A source and all its claims.

    Attributes:
        claims: Their ids, in the dossier's order.
        names: The ways in which the documents name it, the first one first; empty where they never do.
        roles: The titles and offices that its names begin or end with.
        documents: The ids of those that credit it, in the dossier's order.
        shared: Whether it is credited in several documents that are all one origin.
        named: Whether it has a name.
    """

    claims: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    documents: tuple[str, ...]
    shared: bool
    named: bool


@dataclass(frozen=True, slots=True)
class _Credited:
    """A source as one document names it."""

    document: str
    place: str
    name: Name | None
    written: str | None
    claims: tuple[Claim, ...]


def sources(
    documents: Sequence[Document], claims: Iterable[Claim], origins: Iterable[Origin]
) -> tuple[SameSource, ...]:
    """The sources of the claims, each with all that it says in any document, in the order of their first claims."""
    origin_of = {document: origin.id for origin in origins for document in origin.documents}
    credited = list(_credited(documents, claims, origin_of))
    joined = Joined(len(credited))
    first: dict[tuple[Name, str], int] = {}
    for number, each in enumerate(credited):
        if each.name is not None:
            of = "" if each.name.proper else each.place
            joined.join(first.setdefault((replace(each.name, role=""), of), number), number)
    for one, other in _short_forms([name for name, _ in first if name.proper and name.sort == "person"]):
        joined.join(first[one, ""], first[other, ""])
    gathered: defaultdict[int, list[_Credited]] = defaultdict(list)
    for number, each in enumerate(credited):
        gathered[joined.root(number)].append(each)
    return tuple(_source(members, origin_of) for members in gathered.values())


def _credited(documents: Sequence[Document], claims: Iterable[Claim], origin_of: dict[str, str]) -> Iterator[_Credited]:
    languages = {document.id: document.language for document in documents}
    gathered: defaultdict[tuple[str, str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        sort = "body" if claim.source.kind in _BODIES else claim.source.kind
        gathered[claim.document, sort, claim.source.name].append(claim)
    for (document, kind, written), members in gathered.items():
        name = name_of(written, _sort(kind), languages.get(document, "")) if written else None
        yield _Credited(document, origin_of.get(document, document), name, written, tuple(members))


def _sort(kind: str) -> Literal["person", "body", "unnamed"]:
    if kind in _UNNAMED:
        return "unnamed"
    return "person" if kind == "person" else "body"


def _short_forms(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Each name with those that it is short for; one that is short for two persons is taken for neither."""
    holding: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        for two in combinations(sorted(name.parts), 2):
            holding[two].append(name)
    for short in names:
        two, *_ = combinations(sorted(short.parts), 2)
        longer = [name for name in holding[two] if name.parts > short.parts and same_name(short, name)]
        if all(same_name(one, other) for one, other in pairwise(sorted(longer, key=lambda name: len(name.parts)))):
            yield from ((short, name) for name in longer)


def _source(members: Sequence[_Credited], origin_of: dict[str, str]) -> SameSource:
    documents = tuple(dict.fromkeys(each.document for each in members))
    return SameSource(
        claims=tuple(claim.id for each in members for claim in each.claims),
        names=tuple(dict.fromkeys(each.written for each in members if each.written)),
        roles=tuple(dict.fromkeys(each.name.role for each in members if each.name and each.name.role)),
        documents=documents,
        shared=len(documents) > 1 and len({origin_of.get(document, document) for document in documents}) == 1,
        named=any(each.name is not None and each.name.proper for each in members),
    )
