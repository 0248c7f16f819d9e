"""What reviewers say of sources: two names of one source, two sources that must stay apart, and reliability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model.review_acts import SourceSeen
from claims.review_log.act_slots import source_pairs
from claims.review_log.pair_ties import source_ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model.records import Claim
    from claims.model.review_acts import ReviewAct
    from claims.review_log.standing import Acts

__all__ = ["SourceTies"]

_Pair = tuple[SourceSeen, SourceSeen]


class SourceTies:
    """The reviewers' acts on sources.

    Attributes:
        same: The pairs of sources that are one, each under the name that it now has.
        apart: The pairs that are not, likewise.
        refused: The acts that would join sources which are kept apart.
    """

    def __init__(self, acts: Acts) -> None:
        """Take the acts of a dossier."""
        self._acts = acts
        self._own = acts.on_sources
        self._meant = {source for act in self._own for source in act.sources}
        self._met: set[SourceSeen] = set()
        found = source_ties(acts)
        self._name = _names(self._own, found.same, found.sets())
        self.same = self._renamed(found.same)
        self.apart = self._renamed(found.apart)
        self.refused = found.refused

    def touch(self, claim: Claim) -> bool:
        """Return whether an act is about a claim's source."""
        return bool(self._meant) and any(key in self._meant for key in _keys(claim))

    def named(self, claim: Claim) -> Claim:
        """Return a claim with the name under which reviewers put its source together."""
        met = [key for key in _keys(claim) if key in self._meant]
        self._met.update(met)
        name = next((self._name[key] for key in met if key in self._name), None)
        if name is None:
            return claim
        return replace(claim, source=replace(claim.source, name=name.name, kind=name.kind))

    def graded(self, claim: Claim) -> list[ReviewAct]:
        """Return the grades of a claim's source that stand: those for its document alone, or those for all."""
        renamed = self.named(claim)
        for key in dict.fromkeys((*_keys(claim), *_keys(renamed))):
            if standing := self._acts.standing("grade_source", key):
                return standing
        return []

    def unmet(self) -> Iterator[ReviewAct]:
        """Yield the acts with a source that no claim has had so far."""
        yield from (act for act in self._own if any(source not in self._met for source in act.sources))

    def _renamed(self, pairs: tuple[_Pair, ...]) -> tuple[_Pair, ...]:
        """Return pairs under the names that their sources now have, without those of one source."""
        now = ((self._now(one), self._now(other)) for one, other in pairs)
        return tuple(dict.fromkeys(pair for pair in now if pair[0] != pair[1]))

    def _now(self, source: SourceSeen) -> SourceSeen:
        name = self._name.get(source)
        return source if name is None else SourceSeen(name.name, name.kind, source.document)


def _names(
    acts: list[ReviewAct], same: tuple[_Pair, ...], sets: list[list[SourceSeen]]
) -> dict[SourceSeen, SourceSeen]:
    """Return the name for each merged source: that of the latest act which joins them."""
    joined = set(same)
    members = {source: each for each in sets for source in each}
    names: dict[SourceSeen, SourceSeen] = {}
    for act in acts:
        if act.act == "merge_sources" and not joined.isdisjoint(source_pairs(act)):
            names.update(dict.fromkeys(members[act.sources[0]], act.sources[0]))
    return names


def _keys(claim: Claim) -> tuple[SourceSeen, ...]:
    source = claim.source
    if source.name is None:
        return ()
    return SourceSeen(source.name, source.kind, claim.document), SourceSeen(source.name, source.kind)
