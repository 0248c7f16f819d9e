"""Remember the claims of a set (a dossier, or one file), so that each can be compared with the others.

Each record is read once. A check that depends on a later record is postponed to the end of the set. Memory stays
bounded: whatever does not fit is stored in a temporary file.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claims.model.ids import claim_id
from claims.validation.findings import Problem
from claims.validation.schema_messages import shown
from claims.validation.spill_file import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["ClaimSet", "Later", "Seen", "Words", "outside"]

_AHEAD = 64
"""Maximum gap in the occurrence numbers of claims with identical words."""
_NEAR = 3
_DEEPEST = 1000

Words = tuple[str, str | None, str, tuple[str, ...]]
"""The input of a claim's id: document, mention, cue, and the content parts."""


class Seen(NamedTuple):
    """The remembered data of a claim; `where` is its line or number, `cue` the start of its cue."""

    where: int
    document: str
    cue: int
    start: int
    end: int
    within: str


class Later(NamedTuple):
    """A check postponed to the end of the set; `problem` is reported if it fails."""

    question: str
    claim: str
    other: str
    document: str
    start: int
    end: int
    problem: Problem


class ClaimSet:
    """The claims of one set.

    Attributes:
        unclaimed: The documents without claims so far, with the lines of their records.
        knows: Whether the set has a document with an id; None if the set has no list of documents.
        tongues: The language of each known document.
        dates: The date of publication of each known document; None if the record says that it is not known.
        gone: The claims that changes list as removed.
        has_reviews: Whether the set has what reviewers did, so that a claim without a review has none.
        kinds: The first place of each source name, and its kind.
        unnamed: The unnamed sources already reported.
    """

    def __init__(
        self,
        knows: Callable[[str], bool | None],
        tongues: Mapping[str, str],
        dates: Mapping[str, str | None],
        *,
        has_reviews: bool = False,
    ) -> None:
        """Create an empty set; `knows`, `tongues` and `dates` describe its documents; for `has_reviews` see above."""
        self.has_reviews = has_reviews
        self.knows = knows
        self.tongues = tongues
        self.dates = dates
        self.gone: set[str] = set()
        self.kinds = Ledger()
        self.unnamed = Ledger()
        self.unclaimed: dict[str, int] = {}
        self._ids = Ledger()
        self._repeated = Ledger()

    def claimed(self, document: str) -> None:
        """Note that a document of the set has a claim; documents not listed in the set are ignored."""
        if document in self.unclaimed:
            del self.unclaimed[document]

    def add(self, id: str, seen: tuple[int, str, int, int, int, str]) -> Seen | None:
        """Remember a claim by the values of `Seen`; return the earlier claim with the same id, if any."""
        found = self._ids.add(id, seen)
        return None if found is None else Seen(*found)  # type: ignore[arg-type]  # a ledger forgets the types

    def get(self, id: str) -> Seen | None:
        """Return the remembered data of a claim."""
        found = self._ids.get(id)
        return None if found is None else Seen(*found)  # type: ignore[arg-type]  # a ledger forgets the types

    def occurrence(self, id: str, words: Words) -> int | None:
        """Return which repetition of its words (from 1) a claim's id stands for; None if the end of the set decides."""
        key = claim_id(*words, occurrence=0)
        expected = self._count(key) + 1
        self._repeated.put(key, (expected,))
        near = range(max(1, expected - _NEAR), expected + _NEAR)
        return next((n for n in (expected, *near) if claim_id(*words, occurrence=n) == id), None)

    def _count(self, first: str) -> int:
        found = self._repeated.get(first)
        return 0 if found is None else int(found[0] or 0)

    def settle(self, question: Later) -> Problem | None:
        """Answer a postponed check."""
        if question.question == "occurrence":
            return self._not_derived(question)
        if question.question == "order":
            before = self.get(question.other)
            return question.problem if before is not None and before.cue > question.start else None
        other = self.get(question.other)
        if question.question == "named":
            return None if other or question.other in self.gone else question.problem
        if other is None:
            return question.problem
        if self._comes_back(question.claim, question.other):
            path = question.problem.path
            return Problem("E305", path, f'the claim is part of itself, by way of "{question.other}"')
        return outside(question, other)

    def _not_derived(self, question: Later) -> Problem | None:
        """Check a claim's id against all repetitions of its words, which have now been counted."""
        words = question.other
        document, mention, cue, content = json.loads(words)
        count = self._count(claim_id(document, mention, cue, content, occurrence=0))
        return None if question.claim in _ids_of(words, 2 * count + _AHEAD) else question.problem

    def _comes_back(self, claim: str, parent: str) -> bool:
        """Return whether the chain of claims that contain `parent` leads back to `claim`."""
        for _ in range(_DEEPEST):
            if parent == claim:
                return True
            entry = self.get(parent)
            if entry is None or not entry.within:
                return False
            parent = entry.within
        return False

    def close(self) -> None:
        """Release the resources of the set."""
        for ledger in (self._ids, self._repeated, self.kinds, self.unnamed):
            ledger.close()


def outside(question: Later, other: Seen) -> Problem | None:
    """Report a claim that lies in another document than its parent, or outside the parent's content."""
    path = question.problem.path
    if other.document != question.document:
        message = f'the claim "{question.other}" is of another document, {shown(other.document)}'
        return Problem("E304", path, message)
    if question.start < other.start or question.end > other.end:
        message = (
            f"the content ({question.start}–{question.end}) is outside that of "
            f'"{question.other}" ({other.start}–{other.end})'
        )
        return Problem("E306", path, message)
    return None


@lru_cache(maxsize=1)  # Claims with the same words usually follow each other.
def _ids_of(words: str, count: int) -> frozenset[str]:
    """Return the ids of that many repetitions of words, which are given as JSON."""
    document, mention, cue, content = json.loads(words)
    return frozenset(claim_id(document, mention, cue, content, number) for number in range(1, count + 1))
