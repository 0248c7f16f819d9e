"""Claims that the layout of an article attributes, joined with those found in its sentences; for every language."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, cast

from claims import __version__
from claims.extraction.attributions import Attribution
from claims.extraction.source_mentions import Mention, Resolved
from claims.model import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claims.extraction.attributions import Offsets
    from claims.model import Kind, Mode

_SAME = 0.8
"""Share of both contents that two claims have in common which are one."""


@dataclass(frozen=True, slots=True)
class StructuralClaim:
    """A claim that the layout attributes; all offsets count code points of the text.

    Attributes:
        rule: The genre that it was found in.
        cue: The mark or phrase that attributes it, perhaps in an earlier line.
        content: What is said.
        mode: Whether it is quoted.
        source: The words beside the cue that name the source; None where none do.
        speaker: Words of the article that name the same source, perhaps elsewhere; None where nobody knows who speaks.
        relay: The words beside the cue that name an outlet which passes it on.
    """

    rule: str
    cue: Offsets
    content: Offsets
    mode: Mode
    source: Offsets | None
    speaker: Offsets | None
    relay: Offsets | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an interview, by offsets: its line, and the name or mark that labels it."""

    line: Offsets
    label: Offsets | None


@dataclass(frozen=True, slots=True)
class SentenceClaim:
    """A claim found in a sentence: its cue, its source as the resolver needs it, and whether its cue says I or we."""

    cue: Offsets
    mention: Mention
    first_person: bool = False


@dataclass(frozen=True, slots=True)
class JoinedClaim:
    """A claim of an article: its place in the list of sentence claims, or what the layout says; and its mention."""

    mention: Mention
    place: int | None
    structural: StructuralClaim | None = None


def apart(claims: Iterable[StructuralClaim]) -> list[StructuralClaim]:
    """The claims in the order of their content, no two with common words: of two that have some, the first."""
    kept: list[StructuralClaim] = []
    for claim in sorted(claims, key=lambda claim: claim.content):
        if not kept or kept[-1].content[1] <= claim.content[0]:
            kept.append(claim)
    return kept


class Resolver(Protocol):
    """Tells who the sources of an article's claims are."""

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for; the mentions are in the order of their cues."""


def joined(
    found: Sequence[SentenceClaim], structural: Sequence[StructuralClaim], asked: Sequence[Question]
) -> list[JoinedClaim]:
    """All claims in the order of their cues, each with the claim that it is part of.

    Of two that are one, that of the layout is kept; a speaker's own words about saying so (نؤكد) are no further claim,
    and a question claims nothing of its own.
    """
    if not (structural or asked):
        return [JoinedClaim(claim.mention, place) for place, claim in enumerate(found)]
    around = _Around(structural, asked)
    kept = [place for place, claim in enumerate(found) if not around.has(claim)]
    claims: list[tuple[Offsets, tuple[Offsets, ...], int]]
    claims = [(claim.cue, (claim.content,), -1 - number) for number, claim in enumerate(structural)]
    claims += [(found[place].cue, found[place].mention.content, place) for place in kept]
    claims.sort()
    new = {key: k for k, (_, _, key) in enumerate(claims)}
    return [
        JoinedClaim(_mention(structural[-1 - key]), None, structural[-1 - key])
        if key < 0
        else JoinedClaim(replace(found[key].mention, within=_parent(found, key, around, new)), key)
        for _, _, key in claims
    ]


def _mention(claim: StructuralClaim) -> Mention:
    return Mention(claim.speaker, "", passing=False, position=claim.cue[0], content=(claim.content,))


def _parent(found: Sequence[SentenceClaim], place: int, around: _Around, new: dict[int, int]) -> int | None:
    """The new place of the claim that a claim is part of: one of its own paragraph, else one of the layout."""
    parent = found[place].mention.within
    while parent is not None and parent not in new:
        parent = found[parent].mention.within
    if parent is not None:
        return new[parent]
    outer = around.container(found[place])
    return None if outer is None else new[-1 - outer]


class _Around:
    """Looks structural claims up by offsets: of their content, of their cues, and of questions."""

    def __init__(self, structural: Sequence[StructuralClaim], asked: Sequence[Question]) -> None:
        self._claims = structural
        self._starts = [claim.content[0] for claim in structural]
        labels = {question.label for question in asked if question.label}
        self._cues = sorted({*labels, *(claim.cue for claim in structural)})
        self._questions = [question.line for question in asked]

    def container(self, claim: SentenceClaim) -> int | None:
        """The number of the structural claim whose content holds a claim's cue and content."""
        number = bisect_right(self._starts, claim.cue[0]) - 1
        if number < 0:
            return None
        start, end = self._claims[number].content
        spans = (claim.cue, *claim.mention.content)
        return number if all(start <= a and b <= end for a, b in spans) else None

    def has(self, claim: SentenceClaim) -> bool:
        """Whether a claim is one of the structural ones, is asked, or is a speaker's own words about saying so."""
        if _covers(self._cues, claim.cue) or (claim.mention.span is None and _covers(self._questions, claim.cue)):
            return True
        number = bisect_right(self._starts, claim.mention.content[0][0]) - 1
        if number < 0:
            return False
        if self.container(claim) is not None:
            return claim.first_person and claim.mention.within is None
        return _share(self._claims[number].content, claim.mention.content) >= _SAME


def _covers(spans: Sequence[Offsets], span: Offsets) -> bool:
    """Whether a span has characters in common with one of some sorted ones."""
    k = bisect_right(spans, (span[1], -1)) - 1
    return k >= 0 and spans[k][1] > span[0]


def _share(one: Offsets, other: Sequence[Offsets]) -> float:
    common = sum(max(0, min(one[1], end) - max(one[0], start)) for start, end in other)
    longer = max(one[1] - one[0], sum(end - start for start, end in other))
    return common / longer


def resolved(claims: Iterable[JoinedClaim], resolver: Resolver) -> list[Resolved]:
    """Who the source of each claim is; of an answer of which nobody knows who gave it, nobody, and uncertain."""
    claims = list(claims)
    known = [not (c.structural and c.structural.speaker is None) for c in claims]
    who = iter(resolver.resolve([c.mention for c, k in zip(claims, known, strict=True) if k]))
    return [next(who) if k else Resolved(None, "unnamed", None, uncertain=True) for k in known]


def attributions(
    text: str, claims: Sequence[JoinedClaim], resolver: Resolver, credited: Callable[[int, Resolved], Attribution]
) -> list[Attribution]:
    """The attributions of an article's claims, with who is meant.

    Args:
        text: The article.
        claims: Its claims, as `joined` gives them.
        resolver: Finds who is meant.
        credited: Makes the attribution of a sentence's claim, by its place among these, from who its source is.
    """
    made = []
    for claim, who in zip(claims, resolved(claims, resolver), strict=True):
        if claim.structural is not None:
            made.append(structural_attribution(text, claim.structural, who))
        elif claim.place is not None:
            made.append(replace(credited(claim.place, who), within=claim.mention.within))
    return made


def structural_attribution(text: str, claim: StructuralClaim, who: Resolved) -> Attribution:
    """A claim of the layout with who its source is."""
    relay = ((text[slice(*claim.relay)], claim.relay),) if claim.relay else ()
    return Attribution(
        found=Found(rule=claim.rule, cue=text[slice(*claim.cue)], version=__version__),
        act="state",
        cue=claim.cue,
        source=who.mention if claim.source else None,
        content=(claim.content,),
        name=who.name,
        kind=cast("Kind", who.kind),
        mode=claim.mode,
        uncertain=who.uncertain,
        relayed_by=(*relay, *who.relayed_by),
    )
