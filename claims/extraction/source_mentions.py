"""A claim's source as extractors hand it to who resolves it, and who it is found to be; the same for every language."""

from __future__ import annotations

from dataclasses import dataclass

Relayer = tuple[str, tuple[int, int]]
"""Who passed a claim on: the full name, and the offsets of the words that name them there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim's source as the resolver needs it.

    Attributes:
        span: Offsets in the text of the words that name it; None where the sentence names none.
        person: Person and gender of the cue, "" where it has none.
        passing: Whether the source is credited in passing ("…, according to X"), so that nobody carries on from it.
        position: The cue's offset.
        within: The claim that this one is part of.
        content: What is said; who relayed it is looked for only where this is given.
        kind: What sort of source the words name, as far as the extractor tells; "" where it does not.
    """

    span: tuple[int, int] | None
    person: str
    passing: bool
    position: int
    within: int | None = None
    content: tuple[tuple[int, int], ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a claim is credited to.

    Attributes:
        name: None where the article does not say.
        kind: What sort of source it is.
        mention: The words that name it, without those who passed its words on; None where no words name anybody.
        uncertain: Whether another source may well be meant.
        confidence: The chance that the name is right, in 0..1.
        relayed_by: Who passed it on, from the outlet to the origin.
        rivals: The names of others who may be meant, the likeliest first.
    """

    name: str | None
    kind: str
    mention: tuple[int, int] | None = None
    uncertain: bool = False
    confidence: float = 1.0
    relayed_by: tuple[Relayer, ...] = ()
    rivals: tuple[str, ...] = ()
