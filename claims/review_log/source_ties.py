"""What reviewers say of sources: two names of one source, two sources that must stay apart, and reliability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model.review_acts import SourceSeen
from claims.review_log.act_slots import source_pairs

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
        same: The pairs of sources that are one.
        apart: The pairs that are not.
        disputed: The acts of reviewers who differ on a pair.
    """

    def __init__(self, acts: Acts) -> None:
        """Take the acts of a dossier."""
        self.same: list[_Pair] = []
        self.apart: list[_Pair] = []
        self.disputed: list[ReviewAct] = []
        self._acts = acts
        self._own = acts.on_sources
        self._meant = {source for act in self._own for source in act.sources}
        self._met: set[SourceSeen] = set()
        self._name = self._names()

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

    def _names(self) -> dict[SourceSeen, SourceSeen]:
        """Return the name for each merged source: that of the latest act which joins them."""
        joined: dict[SourceSeen, set[SourceSeen]] = {}
        merging = [act for act in self._own if act.act in ("merge_sources", "keep_apart")]
        for pair in dict.fromkeys(pair for act in merging for pair in source_pairs(act)):
            standing = self._acts.standing("sources", *pair)
            said = {act.act for act in standing}
            if len(said) > 1:
                self.disputed += standing
            elif "keep_apart" in said:
                self.apart.append(pair)
            else:
                self.same.append(pair)
                _join(joined, *pair)
        names: dict[SourceSeen, SourceSeen] = {}
        for act in self._own:
            if act.act == "merge_sources" and act.sources[0] in joined:
                names.update(dict.fromkeys(joined[act.sources[0]], act.sources[0]))
        return names


def _join(joined: dict[SourceSeen, set[SourceSeen]], one: SourceSeen, other: SourceSeen) -> None:
    few, many = sorted((joined.setdefault(one, {one}), joined.setdefault(other, {other})), key=len)
    if few is not many:
        many |= few
        joined.update(dict.fromkeys(few, many))


def _keys(claim: Claim) -> tuple[SourceSeen, ...]:
    source = claim.source
    if source.name is None:
        return ()
    return SourceSeen(source.name, source.kind, claim.document), SourceSeen(source.name, source.kind)
