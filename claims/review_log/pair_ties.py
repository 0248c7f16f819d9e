"""Find out what reviewers say of pairs: two names of one source or of two, two claims about one event or about two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from claims.model.partitions import Joined
from claims.review_log.act_slots import event_pairs, source_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claims.model.review_acts import ActKind, ReviewAct, SourceSeen
    from claims.review_log.standing import Acts

__all__ = ["PairTies", "event_ties", "source_ties"]

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class PairTies(Generic[_Each]):
    """What reviewers say of pairs of sources, or of claims.

    Attributes:
        same: The pairs that are one; together they join nothing that is `apart`.
        apart: The pairs that are not.
        disputed: The acts of reviewers who differ on a pair.
        refused: The acts that would join what is kept apart, through others.
    """

    same: tuple[tuple[_Each, _Each], ...]
    apart: tuple[tuple[_Each, _Each], ...]
    disputed: tuple[ReviewAct, ...]
    refused: tuple[ReviewAct, ...]

    def sets(self) -> list[list[_Each]]:
        """Return what belongs together, in the order in which reviewers named it."""
        numbers = _numbers(self.same)
        joined = Joined(len(numbers))
        for one, other in self.same:
            joined.join(numbers[one], numbers[other])
        members = list(numbers)
        return [[members[number] for number in each] for each in joined.sets()]


def source_ties(acts: Acts) -> PairTies[SourceSeen]:
    """Return what reviewers say of sources under their names in the records."""
    own = [act for act in acts.on_sources if act.act in ("merge_sources", "keep_apart")]
    return _ties(acts, own, "sources", source_pairs, "merge_sources")


def event_ties(acts: Acts) -> PairTies[str]:
    """Return what reviewers say of claims, by their ids."""
    own = [act for act in acts.effective if act.act in ("same_event", "not_same_event")]
    return _ties(acts, own, "event", event_pairs, "same_event")


def _ties(
    acts: Acts,
    own: Iterable[ReviewAct],
    slot: str,
    pairs_of: Callable[[ReviewAct], list[tuple[_Each, _Each]]],
    joining: ActKind,
) -> PairTies[_Each]:
    """Return what some acts say of pairs: `joining` is the kind of act which says that a pair is one."""
    standing = {
        pair: acts.standing(slot, *pair) for pair in dict.fromkeys(pair for act in own for pair in pairs_of(act))
    }
    said = {pair: {act.act for act in each} for pair, each in standing.items()}
    apart = tuple(pair for pair, kinds in said.items() if kinds and joining not in kinds)
    numbers = _numbers(standing)
    joined = Joined(len(numbers), apart=[(numbers[one], numbers[other]) for one, other in apart])
    same, refused = [], []
    for pair, kinds in said.items():
        if kinds == {joining}:
            if joined.join(numbers[pair[0]], numbers[pair[1]]):
                same.append(pair)
            else:
                refused += standing[pair]
    disputed = [act for pair, kinds in said.items() if len(kinds) > 1 for act in standing[pair]]
    return PairTies(tuple(same), apart, tuple(dict.fromkeys(disputed)), tuple(dict.fromkeys(refused)))


def _numbers(pairs: Iterable[tuple[_Each, _Each]]) -> dict[_Each, int]:
    return {each: number for number, each in enumerate(dict.fromkeys(each for pair in pairs for each in pair))}
