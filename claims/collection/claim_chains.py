"""Groups of claims that grow from block to block of a collection."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from claims.collection.relation_rows import group_rows
from claims.model import Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model import Claim, Dossier

__all__ = ["ClaimChains"]

_Key = tuple[str, str]
"""A claim of a collection: its document and its id."""


class ClaimChains:
    """The groups of all blocks so far. Memory grows with the number of claims that are in a group."""

    def __init__(self) -> None:
        self._members: dict[_Key, list[_Key]] = {}
        self._told: dict[_Key, dict[str, Any]] = {}

    def add(self, dossier: Dossier) -> None:
        """Take in the groups of a block; those that share a claim with one before are one group."""
        first: dict[str, _Key] = {}
        for row in group_rows(dossier):
            key = row["document"], row["claim"]
            self._join(first.setdefault(row["group"], key), key, row)

    def _join(self, one: _Key, other: _Key, row: dict[str, Any]) -> None:
        into, away = self._members.setdefault(one, [one]), self._members.setdefault(other, [other])
        told = [self._told[id_[0]] for id_ in (into, away) if id_[0] in self._told]
        if into is not away:
            into += away
            for key in away:
                self._members[key] = into
        least = min([row["likeness"] or 0.0, *(each["likeness"] for each in told)])
        self._told[into[0]] = {
            "method": row["method"],
            "model": row["model"],
            "likeness": round(least, 3),
            "version": row["version"],
        }

    def groups(self, claims: Sequence[Claim]) -> tuple[Group, ...]:
        """Return the groups as far as they hold these claims, with at least two of them."""
        held: dict[_Key, list[str]] = {}
        for claim in claims:
            if members := self._members.get((claim.document, claim.id)):
                held.setdefault(members[0], []).append(claim.id)
        return tuple(
            Group(id=f"grp-{_digest(key)}", claims=tuple(ids), **self._told[key])
            for key, ids in held.items()
            if len(ids) > 1
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of all groups, in the order of their ids."""
        whole = {f"grp-{_digest(min(members))}": members for members in self._members.values() if len(members) > 1}
        for id in sorted(whole):
            for document, claim in sorted(whole[id]):
                yield {"group": id, "document": document, "claim": claim, **self._told[whole[id][0]]}


def _digest(key: _Key) -> str:
    return hashlib.sha256("\n".join(key).encode()).hexdigest()[:12]
