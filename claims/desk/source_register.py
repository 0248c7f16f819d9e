"""List the sources of a dossier with every mention, so that names of one source are merged and others kept apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.analysis.sources import register_sources
from claims.errors import ClaimsError
from claims.model import Correction
from claims.review import source_meant
from claims.review_log import source_ties
from claims.sheet.view import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Claim, Document, Dossier, SourceSeen
    from claims.review_log import Acts

__all__ = ["Mention", "NamedSource", "SourceGroup", "Tie", "chosen", "groups", "separated", "ties"]

_DIGITS = 24


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim of a source: its id, its document's id, the words that name the source in it, and what is claimed."""

    claim: str
    document: str
    words: Words | None
    content: Words


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source under one name.

    Attributes:
        value: The source as a form has it.
        name: Its name.
        kind: Its kind.
        document: The only document in which the name means it; None for all.
        mentions: Its claims.
    """

    value: str
    name: Words
    kind: str
    document: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Names that count as one source in the sheet."""

    sources: tuple[NamedSource, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a reviewer said of names.

    Attributes:
        act: The id of the act.
        is_same: Whether they are one source.
        names: The names.
        by: Who said it.
        is_disputed: Whether another reviewer says the opposite, so that neither counts.
    """

    act: str
    is_same: bool
    names: tuple[str, ...]
    by: str
    is_disputed: bool


def groups(dossier: Dossier) -> tuple[SourceGroup, ...]:
    """Return the named sources of a dossier, those that count as one together, those with most claims first."""
    documents = {document.id: document for document in dossier.documents}
    register = register_sources(dossier.documents, dossier.claims, dossier.origins, dossier.ties)
    gathered: dict[int, dict[SourceSeen, list[Claim]]] = {}
    for claim in dossier.claims:
        source = source_meant(claim)
        if source is not None:
            gathered.setdefault(register.number_of(claim), {}).setdefault(source, []).append(claim)
    found = (
        SourceGroup(tuple(_named(source, claims, documents) for source, claims in own.items()))
        for own in gathered.values()
    )
    return tuple(sorted(found, key=lambda each: -sum(len(one.mentions) for one in each.sources)))


def ties(acts: Acts) -> tuple[Tie, ...]:
    """Return what reviewers said of names, the latest first."""
    own = [act for act in acts.on_sources if act.act in ("merge_sources", "keep_apart")]
    disputed = {act.id for act in source_ties(acts).disputed}
    return tuple(
        Tie(act.id, act.act == "merge_sources", tuple(each.name for each in act.sources), act.by, act.id in disputed)
        for act in reversed(own)
    )


def chosen(dossier: Dossier, values: Sequence[str], first: str) -> list[SourceSeen]:
    """Return the sources that a form names, the one whose name is kept first.

    Args:
        dossier: The dossier.
        values: The sources as the form has them.
        first: The source whose name is kept; empty for the first.

    Raises:
        ClaimsError: if fewer than two are named, or one is not in the dossier.
    """
    there = {_value(each): each for claim in dossier.claims if (each := source_meant(claim)) is not None}
    wanted = list(dict.fromkeys([*([first] if first in values else []), *values]))
    if len(wanted) < 2:
        raise ClaimsError("fewer than two sources are chosen", remedy="Choose the names that belong together or apart")
    if any(value not in there for value in wanted):
        raise ClaimsError("the dossier no longer has one of these sources", remedy="Look at the list again")
    return [there[value] for value in wanted]


def separated(
    dossier: Dossier, ids: Sequence[str], name: str
) -> tuple[tuple[SourceSeen, SourceSeen], dict[str, Correction]]:
    """Return how some claims of a source get another source: the two sources, and the correction of each claim.

    Args:
        dossier: The dossier.
        ids: The ids of the claims.
        name: The name of their source.

    Raises:
        ClaimsError: if they are not some of one source's claims, or the name is not another one.
    """
    name = name.strip()
    mentions: dict[SourceSeen, list[Claim]] = {}
    for claim in dossier.claims:
        if (source := source_meant(claim)) is not None:
            mentions.setdefault(source, []).append(claim)
    wanted = set(ids)
    chosen = [source for source, claims in mentions.items() if not wanted.isdisjoint(claim.id for claim in claims)]
    if len(chosen) != 1:
        raise ClaimsError("no mentions of one source are chosen", remedy="Choose mentions of a single name")
    source = chosen[0]
    own = [claim for claim in mentions[source] if claim.id in wanted]
    if len(own) == len(mentions[source]):
        raise ClaimsError("all mentions of the source are chosen", remedy="Choose those that are of the other source")
    if not name or name == source.name:
        raise ClaimsError("the other source needs a name of its own", remedy="Write the name that tells the two apart")
    other = replace(source, name=name)
    corrected = {each.id: Correction(source=replace(each.source, name=name, uncertain=False)) for each in own}
    return (other, source), corrected


def _named(source: SourceSeen, claims: Iterable[Claim], documents: Mapping[str, Document]) -> NamedSource:
    mentions = tuple(_mention(claim, documents.get(claim.document)) for claim in claims)
    language = next((each.content.language for each in mentions), None)
    return NamedSource(_value(source), Words(source.name, language), source.kind, source.document, mentions)


def _mention(claim: Claim, document: Document | None) -> Mention:
    language = document.language if document is not None else None
    words = Words(claim.source.mention.exact, language) if claim.source.mention is not None else None
    return Mention(claim.id, claim.document, words, Words(claim.content[0].exact, language))


def _value(source: SourceSeen) -> str:
    # A digest, since a page shows invisible characters of names in another way.
    parts = "\x1f".join((source.kind, source.document or "", source.name))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
