"""Decide which acts count: not withdrawn, and not replaced by later ones that took them into account.

The answer depends on the acts alone, not on the order of lines or on the clocks of two machines: each act lists those
that it follows, and comes after them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model.review_acts import DECISIONS
from claims.review_log.act_slots import slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model.review_acts import ReviewAct
    from claims.review_log.act_slots import Slot

__all__ = ["Acts", "Place"]

Place = tuple[float, int, str]
"""Where an act comes in the order of all: its moment, its step among acts of one moment that follow each other, its id.

The moment is its own time, or that of an act which it follows or withdraws if that is later by a wrong clock.
"""


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
        self._places = _places(known)
        self._withdrawn: set[str] = set()
        self._undoers: defaultdict[str, list[str]] = defaultdict(list)
        self._on_sources: list[ReviewAct] = []
        self._on: defaultdict[Slot, list[ReviewAct]] = defaultdict(list)
        self._about: defaultdict[str, list[ReviewAct]] = defaultdict(list)
        self._together: defaultdict[str, list[ReviewAct]] = defaultdict(list)
        for id in sorted(known, key=self._places.__getitem__):
            self._take(known[id])

    def add(self, act: ReviewAct) -> None:
        """Add an act that no other one follows yet."""
        self._places[act.id] = _place(act, self._places)
        self._take(act)

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
        if act.act == "undo" and act.undoes is not None:
            self._undoers[act.undoes].append(act.id)
            self._withdraw(act.undoes)

    def _withdraw(self, id: str | None) -> None:
        """Note whether an act is withdrawn; withdrawing a withdrawal restores what that withdrew, and so on."""
        seen: set[str] = set()
        while id is not None and id not in seen:
            seen.add(id)
            if any(each not in self._withdrawn for each in self._undoers[id]) == (id in self._withdrawn):
                return
            self._withdrawn ^= {id}
            id = self.by_id[id].undoes if id in self.by_id else None

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


def _places(acts: Mapping[str, ReviewAct]) -> dict[str, Place]:
    """Return where each act comes in the order of all; of acts that follow each other in a circle, one comes first."""
    found: dict[str, Place] = {}
    for start in sorted(acts, key=lambda id: (_moment(acts[id]), id)):
        under_way = {start: None}
        while under_way:
            id = next(reversed(under_way))
            referred = _referred(acts[id])
            waiting = next(
                (each for each in referred if each in acts and each not in found and each not in under_way), None
            )
            if waiting is None:
                found.setdefault(id, _place(acts[id], found))
                del under_way[id]
            else:
                under_way[waiting] = None
    return found


def _place(act: ReviewAct, found: Mapping[str, Place]) -> Place:
    before = [found[id] for id in _referred(act) if id in found]
    moment = max((_moment(act), *(each[0] for each in before)))
    return moment, max((each[1] for each in before if each[0] == moment), default=-1) + 1, act.id


def _referred(act: ReviewAct) -> tuple[str, ...]:
    return act.after if act.undoes is None else (*act.after, act.undoes)


def _moment(act: ReviewAct) -> float:
    """Return the time of an act in seconds; an act whose time cannot be read is the oldest."""
    try:
        moment = datetime.fromisoformat(act.at.upper().replace("Z", "+00:00").replace(":60", ":59"))
        return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    except (ValueError, OverflowError):
        return 0.0
