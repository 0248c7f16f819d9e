"""Put acts in one order, and find out which are withdrawn, from what each refers to.

Both need of an act no more than its `ActHead`, so that a long log can be listed without reading it whole.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model.review_acts import ActHead, ReviewAct

__all__ = ["Place", "Withdrawals", "place", "places"]

Place = tuple[float, int, str]
"""Where an act comes in the order of all: its moment, its step among acts of one moment that follow each other, its id.

The moment is its own time, or that of an act which it follows or withdraws if that is later by a wrong clock.
"""


class Withdrawals:
    """Which acts are withdrawn; the acts may be taken in any order."""

    def __init__(self) -> None:
        """Start without acts."""
        self._withdrawn: set[str] = set()
        self._undoers: defaultdict[str, list[str]] = defaultdict(list)
        self._undoes: dict[str, str] = {}

    def __contains__(self, id: str) -> bool:
        """Return whether an act is withdrawn."""
        return id in self._withdrawn

    def take(self, act: ActHead | ReviewAct) -> None:
        """Note whether an act withdraws another; withdrawing a withdrawal restores what that withdrew, and so on."""
        if act.act != "undo" or act.undoes is None:
            return
        self._undoers[act.undoes].append(act.id)
        self._undoes[act.id] = act.undoes
        id: str | None = act.undoes
        seen: set[str] = set()
        while id is not None and id not in seen:
            seen.add(id)
            if any(each not in self._withdrawn for each in self._undoers[id]) == (id in self._withdrawn):
                return
            self._withdrawn ^= {id}
            id = self._undoes.get(id)


def places(acts: Mapping[str, ActHead | ReviewAct]) -> dict[str, Place]:
    """Return where each act comes in the order of all; of acts that follow each other in a circle, one comes first."""
    moments = {id: _moment(act.at) for id, act in acts.items()}
    found: dict[str, Place] = {}
    for start in sorted(sorted(acts), key=moments.__getitem__):
        if start not in found and all(each in found or each not in acts for each in _referred(acts[start])):
            found[start] = _placed(acts[start], moments[start], found)  # As nearly all do, so without what follows.
        under_way = {} if start in found else {start: None}
        while under_way:
            id = next(reversed(under_way))
            waiting = next(
                (each for each in _referred(acts[id]) if each not in found and each in acts and each not in under_way),
                None,
            )
            if waiting is None:
                found[id] = _placed(acts[id], moments[id], found)
                del under_way[id]
            else:
                under_way[waiting] = None
    return found


def place(act: ActHead | ReviewAct, found: Mapping[str, Place]) -> Place:
    """Return where an act comes after others whose places are known."""
    return _placed(act, _moment(act.at), found)


def _placed(act: ActHead | ReviewAct, moment: float, found: Mapping[str, Place]) -> Place:
    step = 0
    for id in _referred(act):
        before = found.get(id)
        if before is not None and before[0] > moment:
            moment, step = before[0], before[1] + 1
        elif before is not None and before[0] == moment:
            step = max(step, before[1] + 1)
    return moment, step, act.id


def _referred(act: ActHead | ReviewAct) -> tuple[str, ...]:
    return act.after if act.undoes is None else (*act.after, act.undoes)


def _moment(at: str) -> float:
    """Return a time in seconds; one that cannot be read is the oldest."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:  # Small letters, or a leap second.
        try:
            moment = datetime.fromisoformat(at.upper().replace(":60", ":59"))
        except ValueError:
            return 0.0
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except OverflowError:
        return 0.0
