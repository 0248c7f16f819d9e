"""Read which of two opposite outcomes a claim tells: a base was held or lost, a road is closed or open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims.analysis.comparison_data import language
from claims.analysis.comparison_words import plain_words, without_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.extraction.comparison_vocabulary import ComparisonWords
    from claims.model import Claim

__all__ = ["Outcome", "outcome_of"]

_NEAR = 6
"""Maximum number of words between an outcome and the kind of place that it is about."""
_BEFORE = 2
"""Number of words before an outcome among which a negation turns it into its opposite."""
_LONGEST = 4
_ATTACKERS, _FORCES = frozenset({"armed_group"}), frozenset({"armed_group", "state", "state_force"})
_PERSONAL = "life"
"""The pair of opposites that is about one person: a toll counts the dead, and says nothing about who lives."""


class Outcome(NamedTuple):
    """One of two opposite outcomes: the name of the pair, and whether it is the second of the two."""

    pair: str
    second: bool

    def opposes(self, other: Outcome) -> bool:
        """Return whether both cannot be true of one thing at a time."""
        return self.pair == other.pair and self.second != other.second


def outcome_of(claim: Claim, tag: str) -> Outcome | None:
    """Return the outcome that a claim tells first, the opposite of what it denies; None where its words tell none.

    Args:
        claim: The claim.
        tag: The BCP 47 tag of its words.
    """
    data = language(tag)
    if not (data.outcomes.phrases or data.outcomes.near_places):
        return None
    words = [word for part in claim.content for word in plain_words(part.exact)]
    for at, phrase, (pair, second) in _told(words, data):
        if (pair == _PERSONAL and _counts(claim)) or (phrase in data.outcomes.leaving and _is_of_attackers(claim)):
            continue
        negated = not data.negations.isdisjoint(words[max(0, at - _BEFORE) : at])
        return Outcome(pair, second != (negated != (claim.act == "deny")))
    return None


def _is_of_attackers(claim: Claim) -> bool:
    """Return whether an armed group is the only force that a claim names: when it leaves, the place is not lost."""
    forces = {party.kind for party in claim.facets.parties} & _FORCES if claim.facets else set()
    return forces == _ATTACKERS


def _counts(claim: Claim) -> bool:
    figures = claim.facets.figures if claim.facets else ()
    return any(figure.what == "killed" and not figure.is_of_person and figure.min != 1 for figure in figures)


def _told(words: Sequence[str], data: ComparisonWords) -> Iterator[tuple[int, tuple[str, ...], tuple[str, bool]]]:
    """Yield the outcomes in some words, each with the index of its first word and its phrase."""
    bare = [without_prefix(word, data) for word in words]
    kinds = data.outcomes.places
    places = [word in kinds or cut in kinds for word, cut in zip(words, bare, strict=True)]
    for at in range(len(words)):
        found = _phrase(words, bare, at, data.outcomes.phrases)
        if found is None and any(places[max(0, at - _NEAR) : at + _NEAR + 1]):
            found = _phrase(words, bare, at, data.outcomes.near_places)
        if found is not None:
            yield at, *found


def _phrase(
    words: Sequence[str], bare: Sequence[str], at: int, phrases: Mapping[tuple[str, ...], tuple[str, bool]]
) -> tuple[tuple[str, ...], tuple[str, bool]] | None:
    """Return the longest phrase that begins at a word, with or without a particle before it, and its outcome."""
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        rest = tuple(words[at + 1 : at + size])
        for first in (words[at], bare[at]):
            if (found := phrases.get((first, *rest))) is not None:
                return (first, *rest), found
    return None
