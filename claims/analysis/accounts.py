"""What a group of claims comes to: how many independent sources, who agrees, where they differ, who was first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.analysis.claim_dates import first_published
from claims.analysis.statements import FACETS, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.analysis.same_sources import SameSource
    from claims.analysis.statements import Facet, Statement
    from claims.model import Claim, Document, Dossier, Group

__all__ = ["Account", "Difference", "Value", "accounts"]


@dataclass(frozen=True, slots=True)
class Value:
    """What some claims say where others differ; the claims are in the dossier's order."""

    claims: tuple[Claim, ...]
    said: Statement


@dataclass(frozen=True, slots=True)
class Difference:
    """A facet in which not all claims of a group can be right; `what` is what happened, for a figure."""

    facet: Facet
    what: str | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What a group comes to.

    Attributes:
        claims: Of the group, in the dossier's order.
        sources: The numbers of their sources among all.
        independent: How many sources; unnamed ones of documents that are one origin are no more than one of them has.
        unnamed: How many of these are not named.
        agreeing: How many, at the most, say nothing that another one of them rules out.
        differing: How many others.
        earliest: Whose document was published first; None where that is not known.
    """

    group: Group
    claims: tuple[Claim, ...]
    sources: tuple[int, ...]
    independent: int
    unnamed: int
    agreeing: int
    differing: int
    differences: tuple[Difference, ...]
    earliest: Claim | None


def accounts(dossier: Dossier, sources: Sequence[SameSource]) -> list[Account]:
    """An account of each group with two claims or more that are not rejected, in the dossier's order."""
    by_id = {claim.id: claim for claim in dossier.claims if claim.review.status != "rejected"}
    known = _Known(
        {document.id: document for document in dossier.documents},
        {id: origin.id for origin in dossier.origins for id in origin.documents},
        {claim: number for number, source in enumerate(sources) for claim in source.claims},
        frozenset(number for number, source in enumerate(sources) if source.named),
    )
    gathered = ((group, [by_id[id] for id in group.claims if id in by_id]) for group in dossier.groups)
    return [_account(group, claims, known) for group, claims in gathered if len(claims) > 1]


@dataclass(frozen=True, slots=True)
class _Known:
    """What accounts are made from: documents by id, the origin of each, the source of each claim, which are named."""

    documents: Mapping[str, Document]
    origin_of: Mapping[str, str]
    source_of: Mapping[str, int]
    named: frozenset[int]


def _account(group: Group, claims: Sequence[Claim], known: _Known) -> Account:
    spoken = [known.source_of[claim.id] for claim in claims]
    unnamed = _unnamed(claims, known)
    independent = len(known.named.intersection(spoken)) + unnamed
    agreeing = min(independent, _most_that_agree(claims, spoken, independent))
    first = first_published([known.documents[claim.document] for claim in claims if claim.document in known.documents])
    return Account(
        group=group,
        claims=tuple(claims),
        sources=tuple(dict.fromkeys(spoken)),
        independent=independent,
        unnamed=unnamed,
        agreeing=agreeing,
        differing=independent - agreeing,
        differences=tuple(_differences(claims)),
        earliest=next((claim for claim in claims if claim.document == first), None),
    )


def _unnamed(claims: Sequence[Claim], known: _Known) -> int:
    """How many sources without a name there are at least: copies may call one source by several words."""
    said: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        if known.source_of[claim.id] not in known.named:
            origin = known.origin_of.get(claim.document, claim.document)
            said[origin][claim.document].add(known.source_of[claim.id])
    return sum(max(map(len, of_document.values())) for of_document in said.values())


def _most_that_agree(claims: Sequence[Claim], spoken: Sequence[int], independent: int) -> int:
    """The size of the largest set of sources found of which no two rule each other out."""
    said: defaultdict[int, list[Statement]] = defaultdict(list)
    for claim, number in zip(claims, spoken, strict=True):
        said[number] += statements(claim)
    best = 0
    for seed in said:
        together = [seed]
        for other in said:
            if other != seed and not any(_ruled_out(said[other], said[member]) for member in together):
                together.append(other)
        best = max(best, len(together))
    return independent if best == len(said) else best


def _ruled_out(some: Sequence[Statement], others: Sequence[Statement]) -> bool:
    return any(one.rules_out(other) for one in some for other in others)


def _differences(claims: Sequence[Claim]) -> Iterable[Difference]:
    said: defaultdict[tuple[str, str | None], list[tuple[Statement, Claim]]] = defaultdict(list)
    for claim in claims:
        for statement in statements(claim):
            said[statement.facet, statement.what].append((statement, claim))
    for facet in FACETS:
        for (of, what), told in said.items():
            if of == facet and any(one.rules_out(other) for one, _ in told for other, _ in told):
                yield Difference(facet, what, _values(told))


def _values(told: Sequence[tuple[Statement, Claim]]) -> tuple[Value, ...]:
    """What is said, each with those who say it, from the least on."""
    gathered: defaultdict[tuple[float, float], list[tuple[Statement, Claim]]] = defaultdict(list)
    for statement, claim in told:
        gathered[statement.low, statement.high].append((statement, claim))
    ordered = [gathered[key] for key in sorted(gathered)]
    return tuple(Value(tuple(claim for _, claim in members), members[0][0]) for members in ordered)
