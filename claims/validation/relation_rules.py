"""Rules for groups of claims, origins of documents, and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.validation.claim_set import Later
from claims.validation.findings import Problem
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from claims.validation.findings import Path

    Sound = Callable[[str], bool]

__all__ = ["MEMBERS", "RelationSet"]

MEMBERS: Mapping[str, tuple[str, str]] = {
    "group": ("claims", "a claim is in one group, so that no sheet counts it twice"),
    "origin": ("documents", "a document has one origin"),
}
"""What each kind of set lists, and why a member may be in one set only."""

_DOCUMENTS = ("documents_added", "documents_updated")


class RelationSet:
    """The groups, origins and changes of one set of records."""

    def __init__(self, knows: Callable[[str], bool | None], gone: set[str], *, whole: bool) -> None:
        """Create an empty set.

        Args:
            knows: Whether the set has a document; None if it has no list of documents.
            gone: Collects the claims that changes list as removed.
            whole: Whether the set has all the claims, so that references to them can be checked.
        """
        self._knows = knows
        self._gone = gone
        self._whole = whole
        self._ids: dict[str, int] = {}
        self._held: dict[tuple[str, str], str] = {}

    def check(
        self, sort: str, record: Mapping[str, Any], sound: Sound, where: int
    ) -> tuple[list[Problem], list[Later]]:
        """Yield the problems of one more relation, and the checks postponed to the end.

        Args:
            sort: group, origin or change.
            record: The JSON object.
            sound: Returns whether a property is well-formed.
            where: Its line or number.
        """
        found: list[Problem] = []
        if sort == "change":
            found += self._documents(record, sound, _DOCUMENTS)
            self._gone.update(record.get("claims_gone", ()) if sound("claims_gone") else ())
            return found, self._claims(record, sound, "claims_added")
        found += self._repeated(record, sound, where)
        found += self._twice(sort, record, sound)
        found += self._documents(record, sound, ("documents",))
        found += _first(record, sound)
        return found, self._claims(record, sound, "claims")

    def _repeated(self, record: Mapping[str, Any], sound: Sound, where: int) -> Iterator[Problem]:
        """Check for E301 duplicate-id."""
        if not sound("id"):
            return
        name = record["id"]
        if name in self._ids:
            yield Problem("E301", ("id",), f"the id {shown(name)} is already used by record {self._ids[name]}")
        self._ids.setdefault(name, where)

    def _twice(self, sort: str, record: Mapping[str, Any], sound: Sound) -> Iterator[Problem]:
        """Check for E316 in-two-sets."""
        name, reason = MEMBERS[sort]
        if not (sound("id") and sound(name)):
            return
        for number, member in enumerate(record[name]):
            holder = self._held.setdefault((sort, member), record["id"])
            if holder != record["id"]:
                yield Problem("E316", (name, number), f'{shown(member)} is already in "{holder}": {reason}')

    def _documents(self, record: Mapping[str, Any], sound: Sound, names: tuple[str, ...]) -> Iterator[Problem]:
        """Check for E303 unknown-document."""
        for path, document in _named(record, sound, names):
            if self._whole and self._knows(document) is False:
                yield Problem("E303", path, f"there is no document {shown(document)}")

    def _claims(self, record: Mapping[str, Any], sound: Sound, name: str) -> list[Later]:
        """Postpone the check for E304 unknown-claim."""
        if not self._whole:
            return []
        return [
            Later("named", "", claim, "", 0, 0, Problem("E304", path, f'there is no claim "{claim}"'))
            for path, claim in _named(record, sound, (name,))
        ]


def _named(record: Mapping[str, Any], sound: Sound, names: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the ids in well-formed lists, with their paths."""
    for name in names:
        for number, each in enumerate(record.get(name, ()) if sound(name) else ()):
            yield (name, number), each


def _first(record: Mapping[str, Any], sound: Sound) -> Iterator[Problem]:
    """Check for E317 first-not-listed."""
    first = record.get("first")
    if first is not None and sound("first") and sound("documents") and first not in record["documents"]:
        yield Problem("E317", ("first",), f"first is {shown(first)}, which is not listed in documents")
