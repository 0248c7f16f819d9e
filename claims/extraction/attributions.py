"""Convert an extractor's results (offsets in a text) to claim records."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.extraction.announced_lists import with_lists
from claims.extraction.long_speeches import continued
from claims.model import Claim, Found, Relay, Source, Span, derived_ids
from claims.text import stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.model import Act, Document, Kind, Mode

__all__ = [
    "LONGEST",
    "Attribution",
    "Offsets",
    "attributions_of",
    "claims_of",
    "in_stretches",
    "with_one_kind_each",
]

LONGEST = 200_000
"""Characters that are read as one article, so that memory stays bounded; the longest of news have a tenth."""

Offsets = tuple[int, int]
"""Start and end of a slice of text: code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attributed claim as offsets in a text, before it becomes a record.

    Attributes:
        found: How it was found: a rule with its lexicon entry, or a model, each with its version.
        act: The speech act of the cue.
        cue: The words that report the speech, such as "said".
        source: The words that name the source here; None if the sentence names none.
        content: What is said, in one or more pieces.
        name: The source's full name in the article; None if the article never gives it.
        kind: The kind of source.
        mode: Whether the content is quoted.
        within: The index in the list of the claim that contains this one.
        uncertain: Whether another source may be meant as well.
        relayed_by: Who passed it on, from the outlet to the origin: the full name, and the words that name them here.
    """

    found: Found
    act: Act | None
    cue: Offsets
    source: Offsets | None
    content: tuple[Offsets, ...]
    name: str | None
    kind: Kind
    mode: Mode
    within: int | None = None
    uncertain: bool = False
    relayed_by: tuple[tuple[str, Offsets | None], ...] = ()

    @property
    def rule(self) -> str | None:
        """The rule that found it; None if a model did."""
        return self.found.rule

    @property
    def lemma(self) -> str | None:
        """The lexicon entry of its cue; None if a model found it."""
        return self.found.cue


def with_one_kind_each(found: Sequence[Attribution]) -> list[Attribution]:
    """An article's attributions, each named source with the kind that most of its claims give it, else the first.

    A name has one blank where the article has several, or a line end; spans stay as they are.
    """
    found = [_with_single_blanks(each) for each in found]
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    for each in found:
        if each.name is not None:
            kinds[each.name][each.kind] += 1
    return [
        each if each.name is None else dataclasses.replace(each, kind=kinds[each.name].most_common(1)[0][0])
        for each in found
    ]


def _with_single_blanks(a: Attribution) -> Attribution:
    name = None if a.name is None else " ".join(a.name.split())
    relayed_by = tuple((" ".join(relayer.split()), at) for relayer, at in a.relayed_by)
    return dataclasses.replace(a, name=name, relayed_by=relayed_by)


def in_stretches(text: str, find: Callable[[str], Sequence[Attribution]]) -> list[Attribution]:
    """Find the attributions of a text; one longer than any article is read in stretches, each as an article.

    Args:
        text: The text.
        find: Finds those of a text; called for each stretch.
    """
    found: list[Attribution] = []
    for start, end in stretches(text, LONGEST):
        number = len(found)
        found += [_moved(each, start, number) for each in find(text[start:end])]
    return found


def _moved(a: Attribution, by: int, number: int) -> Attribution:
    """The attribution, `by` characters further on and after `number` others."""

    def moved(span: Offsets) -> Offsets:
        return span[0] + by, span[1] + by

    if by == 0:
        return a
    return dataclasses.replace(
        a,
        cue=moved(a.cue),
        source=moved(a.source) if a.source else None,
        content=tuple(map(moved, a.content)),
        within=None if a.within is None else a.within + number,
        relayed_by=tuple((name, moved(at) if at else None) for name, at in a.relayed_by),
    )


def claims_of(document: Document, found: Sequence[Attribution]) -> list[Claim]:
    """Return claim records with ids for the attributions of a document, in the order given.

    A quotation that runs over further paragraphs is the claim's with all its parts, and so is a list that it announces.
    """
    found = with_lists(document.text, continued(document.text, found))
    claims = [_claim(document, a) for a in found]
    ids = derived_ids(claims)
    within = (None if a.within is None else ids[a.within] for a in found)
    return [replace(c, id=i, within=w) for c, i, w in zip(claims, ids, within, strict=True)]


def _claim(document: Document, a: Attribution) -> Claim:
    def span(offsets: Offsets) -> Span:
        return Span.of(document.text, *offsets)

    return Claim(
        id="",
        document=document.id,
        source=Source(a.name, a.kind, span(a.source) if a.source else None, a.uncertain),
        cue=span(a.cue),
        content=tuple(span(c) for c in a.content),
        mode=a.mode,
        act=a.act,
        found=a.found,
        relayed_by=tuple(Relay(name, span(at) if at else None) for name, at in a.relayed_by),
    )


def attributions_of(claims: Sequence[Claim]) -> list[Attribution]:
    """Convert claim records of one document back to attributions, with `within` as list indices."""
    places = {claim.id: place for place, claim in enumerate(claims)}
    return [_attribution(claim, places.get(claim.within or "")) for claim in claims]


def _attribution(claim: Claim, within: int | None) -> Attribution:
    mention = claim.source.mention
    return Attribution(
        found=claim.found or Found(version=""),
        act=claim.act,
        cue=(claim.cue.start, claim.cue.end),
        source=(mention.start, mention.end) if mention else None,
        content=tuple((part.start, part.end) for part in claim.content),
        name=claim.source.name,
        kind=claim.source.kind,
        mode=claim.mode,
        within=within,
        uncertain=claim.source.uncertain,
        relayed_by=tuple((r.name, (r.mention.start, r.mention.end) if r.mention else None) for r in claim.relayed_by),
    )
