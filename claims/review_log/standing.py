"""Decide which acts count: not withdrawn, and not replaced by later ones that took them into account.

The answer depends on the acts alone, not on the order of lines or on the clocks of two machines: each act lists those
that it follows, and comes after them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model.review_acts import DECISIONS
from claims.review_log.act_order import Withdrawals, place, places
from claims.review_log.act_slots import slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model.review_acts import ReviewAct
    from claims.review_log.act_order import Place
    from claims.review_log.act_slots import Slot

__all__ = ["Acts"]


class Acts:
    """The acts of a dossier, each once, in one order: by time, but after those that they follow or withdraw.

    Attributes:
        by_id: All acts by id, also withdrawn ones.
    """

    def __init__(self, acts: Iterable[ReviewAct]) -> None:
        """Take the acts in any order; the same line may occur several times, as after a merge of two branches.

        Raises:
            ClaimsError: if two different acts have the same id.
        """
        known: dict[str, ReviewAct] = {}
        for act in acts:
            if (before := known.setdefault(act.id, act)) is not act and before != act:
                raise ClaimsError(
                    f"the act {act.id} stands twice, with different properties",
                    remedy="Keep the line as its reviewer wrote it: an older version of the file in git has it",
                )
        self.by_id: dict[str, ReviewAct] = {}
        self._places = places(known)
        self._withdrawn = Withdrawals()
        self._on_sources: list[ReviewAct] = []
        self._on: defaultdict[Slot, list[ReviewAct]] = defaultdict(list)
        self._about: defaultdict[str, list[ReviewAct]] = defaultdict(list)
        self._together: defaultdict[str, list[ReviewAct]] = defaultdict(list)
        for id in sorted(known, key=self._places.__getitem__):
            self._take(known[id])

    def add(self, act: ReviewAct) -> None:
        """Add an act that no other one follows yet."""
        self._places[act.id] = place(act, self._places)
        self._take(act)

    def are_later(self, acts: Iterable[ReviewAct]) -> bool:
        """Return whether acts come after all that are known, except those of the same moment."""
        latest = max((place[0] for place in self._places.values()), default=0.0)
        return all(place(act, self._places)[0] >= latest for act in acts)

    def place(self, act: ReviewAct) -> Place:
        """Return the sort key of an act in the order of all."""
        return self._places[act.id]

    def in_order(self, acts: Iterable[ReviewAct]) -> list[ReviewAct]:
        """Return some of the acts in the order of all."""
        return sorted(acts, key=self.place)

    def counts(self, id: str) -> bool:
        """Return whether there is an act with this id, and no other one withdraws it."""
        return id in self.by_id and id not in self._withdrawn

    @property
    def effective(self) -> Iterator[ReviewAct]:
        """The acts that no act withdraws, in their order."""
        return (act for act in self.by_id.values() if act.id not in self._withdrawn)

    @property
    def on_sources(self) -> list[ReviewAct]:
        """The effective acts on sources, in their order."""
        return [act for act in self._on_sources if act.id not in self._withdrawn]

    @property
    def claims(self) -> Iterable[str]:
        """The ids of the claims that acts are about."""
        return self._about

    def about(self, claim: str) -> list[ReviewAct]:
        """Return the effective acts on one claim alone, in their order."""
        return [act for act in self._about.get(claim, ()) if act.id not in self._withdrawn]

    def together(self, claim: str) -> list[ReviewAct]:
        """Return the effective acts on one claim and others, in their order."""
        return [act for act in self._together.get(claim, ()) if act.id not in self._withdrawn]

    def on(self, *slot: object) -> list[ReviewAct]:
        """Return the effective acts on one thing (see `act_slots`), in their order."""
        return [act for act in self._on.get(slot, ()) if act.id not in self._withdrawn]

    def standing(self, *slot: object) -> list[ReviewAct]:
        """Return the acts on one thing that count: of several reviewers if they differ or agree independently.

        An act replaces those that it follows, and the earlier ones of its own reviewer. A decision on a claim replaces
        those of other reviewers only if they differed and this reviewer knew: who disagrees with one reviewer starts a
        difference, and who decides after both settles it.
        """
        acts = self.on(*slot)
        if not acts:
            return []
        replaced = self._settled(acts) if slot[0] == "decision" else self._followed(acts)
        last = {act.by: act for act in acts if act.id not in replaced}
        return self.in_order(last.values())

    def standing_before(self, act: ReviewAct) -> tuple[str, ...]:
        """Return the ids of the acts that a new act follows: those that count now on the things that it is about."""
        return tuple(dict.fromkeys(each.id for slot in slots(act) for each in self.standing(*slot)))

    def _take(self, act: ReviewAct) -> None:
        """Take an act after all those that it follows."""
        self.by_id[act.id] = act
        for slot in slots(act):
            self._on[slot].append(act)
        if act.sources:
            self._on_sources.append(act)
        for target in act.claims:
            (self._about if len(act.claims) == 1 else self._together)[target.id].append(act)
        self._withdrawn.take(act)

    def _settled(self, decisions: Sequence[ReviewAct]) -> set[str]:
        replaced: set[str] = set()
        for act in decisions:
            known = [self.by_id[id] for id in act.after if id in self.by_id]
            if len({each.act for each in known if each.act in DECISIONS}) > 1:
                replaced |= self._followed([act])
            replaced.update(each.id for each in known if each.by == act.by)
        return replaced

    def _followed(self, acts: Iterable[ReviewAct]) -> set[str]:
        """Return the ids of all acts that some acts follow, directly or through others, withdrawn or not."""
        found: set[str] = set()
        open_ids = [id for act in acts for id in act.after]
        while open_ids:
            id = open_ids.pop()
            if id not in found:
                found.add(id)
                open_ids += self.by_id[id].after if id in self.by_id else ()
        return found
