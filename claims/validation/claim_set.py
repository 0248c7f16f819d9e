"""What is remembered of the claims of a set (a dossier, or one file), so that each can be compared with the others.

Each record is looked at once, as it comes; what depends on a record that has not come yet is put aside and settled at
the end. Memory stays bounded: what does not fit goes to a temporary file.
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
"""How many occurrences of the same words may be missing between two that are in the set."""
_NEAR = 3
_DEEPEST = 1000

Words = tuple[str, str | None, str, tuple[str, ...]]
"""What a claim's id is made of: document, mention, cue, and the parts of the content."""


class Seen(NamedTuple):
    """What is remembered of a claim; `where` is its line or number, `cue` where its cue begins."""

    where: int
    document: str
    cue: int
    start: int
    end: int
    within: str


class Later(NamedTuple):
    """A question that only the end of the set can answer; `problem` stands if the answer is bad."""

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
        unclaimed: The documents that no claim was of so far, with the lines of their records.
        knows: Whether the set has a document of an id; None where the set does not say which documents it has.
        tongues: The language of each document that is known.
        gone: The claims that are known to have been in the set once.
        kinds: Where each source name was first, and its kind.
        unnamed: The unnamed sources that were reported.
    """

    def __init__(self, knows: Callable[[str], bool | None], tongues: Mapping[str, str]) -> None:
        """Begin a set; `knows` and `tongues` tell of its documents."""
        self.knows = knows
        self.tongues = tongues
        self.gone: set[str] = set()
        self.kinds = Ledger()
        self.unnamed = Ledger()
        self.unclaimed: dict[str, int] = {}
        self._ids = Ledger()
        self._repeated = Ledger()

    def claimed(self, document: str) -> None:
        """Note that a document of the set has a claim; documents that the set does not list are not kept in mind."""
        if document in self.unclaimed:
            del self.unclaimed[document]

    def add(self, id: str, seen: tuple[int, str, int, int, int, str]) -> Seen | None:
        """Remember a claim by the values of `Seen`; the earlier claim of the same id, where there is one."""
        found = self._ids.add(id, seen)
        return None if found is None else Seen(*found)  # type: ignore[arg-type]  # a ledger forgets the types

    def get(self, id: str) -> Seen | None:
        """What is remembered of a claim."""
        found = self._ids.get(id)
        return None if found is None else Seen(*found)  # type: ignore[arg-type]  # a ledger forgets the types

    def occurrence(self, id: str, words: Words) -> int | None:
        """Which repetition of its words (from 1) a claim is by its id, not the first; None where only the end tells."""
        key = claim_id(*words, occurrence=0)
        expected = self._count(key) + 1
        self._repeated.put(key, (expected,))
        near = range(max(1, expected - _NEAR), expected + _NEAR)
        return next((n for n in (expected, *near) if claim_id(*words, occurrence=n) == id), None)

    def _count(self, first: str) -> int:
        found = self._repeated.get(first)
        return 0 if found is None else int(found[0] or 0)

    def settle(self, question: Later) -> Problem | None:
        """The answer to a question that was put aside."""
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
        """Whether an id is that of any repetition of its words, of which all have now been counted."""
        words = question.other
        document, mention, cue, content = json.loads(words)
        count = self._count(claim_id(document, mention, cue, content, occurrence=0))
        return None if question.claim in _ids_of(words, 2 * count + _AHEAD) else question.problem

    def _comes_back(self, claim: str, parent: str) -> bool:
        """Whether the claims that `parent` is within lead back to `claim`."""
        for _ in range(_DEEPEST):
            if parent == claim:
                return True
            entry = self.get(parent)
            if entry is None or not entry.within:
                return False
            parent = entry.within
        return False

    def close(self) -> None:
        """Give back what the set holds."""
        for ledger in (self._ids, self._repeated, self.kinds, self.unnamed):
            ledger.close()


def outside(question: Later, other: Seen) -> Problem | None:
    """What is wrong with a claim within another that is known, and does not itself stand within a third."""
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


@lru_cache(maxsize=1)  # claims of the same words mostly follow each other
def _ids_of(words: str, count: int) -> frozenset[str]:
    """The ids of that many repetitions of words, which are given as JSON."""
    document, mention, cue, content = json.loads(words)
    return frozenset(claim_id(document, mention, cue, content, number) for number in range(1, count + 1))
