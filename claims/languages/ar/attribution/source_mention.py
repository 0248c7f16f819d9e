"""A claim's source as it is mentioned, and as it is resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim's source as the resolver needs it.

    Attributes:
        span: Offsets in the text of the words that name it; None where the sentence names none.
        person: Person and gender of the cue, "" where it has none.
        passing: Whether the source is credited in passing (…، بحسب فلان), so that nobody carries on from it.
        position: The cue's offset.
        within: The claim that this one is part of.
    """

    span: tuple[int, int] | None
    person: str
    passing: bool
    position: int
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a claim is credited to; `name` is None where the article does not say."""

    name: str | None
    kind: str
