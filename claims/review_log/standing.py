"""Decide which acts count: not withdrawn, and not replaced by later ones that took them into account.

The answer depends on the acts alone, not on the order of lines or on the clocks of two machines: each act lists those
that it follows.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model.review_acts import DECISIONS
from claims.review_log.act_slots import slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model.review_acts import ReviewAct
    from claims.review_log.act_slots import Slot

__all__ = ["Acts", "in_time"]


def in_time(act: ReviewAct) -> tuple[float, str]:
    """Return the sort key of acts by time; acts of one moment are ordered by their ids."""
    try:
        moment = datetime.fromisoformat(act.at.upper().replace("Z", "+00:00").replace(":60", ":59"))
        return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp(), act.id
    except (ValueError, OverflowError):
        return 0.0, act.id


class Acts:
    """The acts of a dossier, each once, in the order of their times.

    Attributes:
        by_id: All acts by id, also withdrawn ones.
        effective: Those that no act withdraws.
        on_sources: The effective acts on sources.
    """

    def __init__(self, acts: Iterable[ReviewAct]) -> None:
        """Take the acts in any order; the same line may occur several times, as after a merge of two branches.

        Raises:
            ClaimsError: if two different acts have the same id.
        """
        self.by_id: dict[str, ReviewAct] = {}
        for act in sorted(acts, key=in_time):
            known = self.by_id.setdefault(act.id, act)
            if known != act:
                raise ClaimsError(
                    f"the act {act.id} stands twice, with different properties",
                    remedy="Keep the line as its reviewer wrote it: an older version of the file in git has it",
                )
        withdrawn = _withdrawn(self.by_id)
        self.effective = [act for act in self.by_id.values() if act.id not in withdrawn]
        self.on_sources: list[ReviewAct] = []
        self._on: defaultdict[Slot, list[ReviewAct]] = defaultdict(list)
        self._about: defaultdict[str, list[ReviewAct]] = defaultdict(list)
        for act in self.effective:
            self._place(act)

    def add(self, act: ReviewAct) -> None:
        """Add an act that is later than all others and withdraws none."""
        self.by_id[act.id] = act
        self.effective.append(act)
        self._place(act)

    @property
    def claims(self) -> Iterable[str]:
        """The ids of the claims that effective acts are about."""
        return self._about

    def about(self, claim: str) -> Sequence[ReviewAct]:
        """Return the effective acts on one claim alone, in the order of time."""
        return self._about.get(claim, ())

    def on(self, *slot: object) -> list[ReviewAct]:
        """Return the effective acts on one thing (see `act_slots`), in the order of time."""
        return self._on.get(slot, [])

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
        return sorted(last.values(), key=in_time)

    def standing_before(self, act: ReviewAct) -> tuple[str, ...]:
        """Return the ids of the acts that a new act follows: those that count now on the things that it is about."""
        return tuple(dict.fromkeys(each.id for slot in slots(act) for each in self.standing(*slot)))

    def _place(self, act: ReviewAct) -> None:
        for slot in slots(act):
            self._on[slot].append(act)
        if act.sources:
            self.on_sources.append(act)
        if len(act.claims) == 1:
            self._about[act.claims[0].id].append(act)

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


def _withdrawn(acts: Mapping[str, ReviewAct]) -> set[str]:
    """Return the acts that an effective act withdraws; withdrawing a withdrawal restores the act."""
    undoers: defaultdict[str, list[str]] = defaultdict(list)
    for act in acts.values():
        if act.act == "undo" and act.undoes is not None:
            undoers[act.undoes].append(act.id)
    withdrawn: dict[str, bool] = {}
    for id in list(undoers):
        _settle(id, undoers, withdrawn)
    return {id for id, is_withdrawn in withdrawn.items() if is_withdrawn}


def _settle(start: str, undoers: Mapping[str, Sequence[str]], withdrawn: dict[str, bool]) -> None:
    """Find out whether an act is withdrawn, after those that withdraw it; acts in a circle withdraw nothing."""
    path = {start: iter(undoers.get(start, ()))}
    while path:
        id = next(reversed(path))
        waiting = next((each for each in path[id] if each not in withdrawn and each not in path), None)
        if waiting is None:
            withdrawn[id] = any(not withdrawn.get(each, True) for each in undoers.get(id, ()))
            del path[id]
        else:
            path[waiting] = iter(undoers.get(waiting, ()))
