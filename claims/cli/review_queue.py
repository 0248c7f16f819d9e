"""Go through the claims that nobody has decided on, one key for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from claims.model import Claim, Dossier
    from claims.model.review_acts import ActKind

__all__ = ["KEYS", "Queue"]

KEYS = "a accept, r reject, j next, k previous, n note, u undo, q quit, ? help"
_DECISIONS: dict[str, ActKind] = {"a": "accept", "r": "reject"}
_QUIT = ("q", "\x03", "\x04", "")


class Queue:
    """The claims to decide on, in the order in which to check them.

    Each decision is on disk before the next claim is shown.
    """

    def __init__(self, folder: Path, by: str, ids: Sequence[str], show: Callable[[Dossier, Claim], None]) -> None:
        """Start at the first claim.

        Args:
            folder: The dossier's folder.
            by: The reviewer's name.
            ids: The ids of the claims.
            show: Prints a claim in its article.
        """
        self._folder = folder
        self._by = by
        self._ids = ids
        self._show = show
        self._at = 0
        self._made: list[tuple[int, str]] = []

    def run(self, key: Callable[[], str], ask: Callable[[], str]) -> int:
        """Go through the queue until its end or until the reviewer quits; return the number of decisions that stand.

        Args:
            key: Returns the next key.
            ask: Returns a line of text.
        """
        terminal.say(KEYS)
        shown = -1
        while self._at < len(self._ids):
            if shown != self._at:
                self._print()
                shown = self._at
            pressed = key()
            if pressed in _QUIT:
                break
            if self._press(pressed.lower(), ask):
                shown = -1
        return len(self._made)

    def _press(self, pressed: str, ask: Callable[[], str]) -> bool:
        """Do what a key says; return whether the claim is to be shown again."""
        if pressed in _DECISIONS:
            self._decide(_DECISIONS[pressed], None)
        elif pressed == "j":
            self._at = min(self._at + 1, len(self._ids) - 1)
        elif pressed == "k":
            self._at = max(self._at - 1, 0)
        elif pressed == "n" and (text := ask().strip()):
            self._note(text)
            return True
        elif pressed == "u":
            return self._undo()
        elif pressed == "?":
            terminal.say(KEYS)
        return False

    def _print(self) -> None:
        from claims.store import read_dossier

        dossier = read_dossier(self._folder)
        claim = next((each for each in dossier.claims if each.id == self._ids[self._at]), None)
        terminal.say(f"{self._at + 1} of {len(self._ids)}")
        if claim is None:
            terminal.say(f"{self._ids[self._at]} is no longer in the dossier")
        else:
            self._show(dossier, claim)

    def _decide(self, act: ActKind, note: str | None) -> None:
        from claims.workflow import reviewing

        id = self._ids[self._at]
        with reviewing(self._folder, self._by) as session:
            made = session.decide(id, act, note)
        self._made.append((self._at, made.id))
        terminal.say(f"{id}: {act}ed")
        self._at += 1

    def _note(self, text: str) -> None:
        from claims.workflow import reviewing

        with reviewing(self._folder, self._by) as session:
            session.note(self._ids[self._at], text)

    def _undo(self) -> bool:
        """Withdraw the last decision of this run, and go back to its claim."""
        from claims.workflow import reviewing

        if not self._made:
            terminal.say("nothing to undo")
            return False
        self._at, act = self._made.pop()
        with reviewing(self._folder, self._by) as session:
            session.undo(act)
        return True
