"""Go through the claims that nobody has decided on, one key for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.cli import terminal
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.model import Claim, Document, ReviewAct
    from claims.model.review_acts import ActKind
    from claims.workflow import OpenReview

__all__ = ["KEYS", "Queue"]

KEYS = "a accept, r reject, j next, k previous, n note, u undo, e edit, / search, q quit, ? help"
_DECISIONS: dict[str, ActKind] = {"a": "accept", "r": "reject"}
_PARTS = " … "
"""Between the parts of a content, as claims are shown."""
_CORRECTED: dict[str, tuple[str, Callable[[str], tuple[str, ...]] | None]] = {
    "source": ("source", None),
    "kind": ("kind", None),
    "mention": ("mention", None),
    "cue": ("cue", None),
    "content": ("content", lambda said: tuple(said.split(_PARTS))),
    "mode": ("mode", None),
    "within": ("within", None),
    "figure": ("figures", lambda said: (said,)),
    "time": ("times", lambda said: (said,)),
    "place": ("places", lambda said: (said,)),
    "party": ("parties", lambda said: (said,)),
    "event": ("event", None),
    "remove": ("removed", lambda said: (said,)),
}
"""What can be corrected, by the names of the options of `factsheet review`."""
_QUIT = ("q", "\x03", "\x04", "")


class Queue:
    """The claims to decide on, in the order in which to check them.

    Each decision is on disk before the next claim is shown.
    """

    def __init__(self, review: OpenReview, ids: Sequence[str], show: Callable[[Document | None, Claim], None]) -> None:
        """Start at the first claim.

        Args:
            review: The open dossier.
            ids: The ids of the claims.
            show: Prints a claim in its article.
        """
        self._review = review
        self._ids = ids
        self._show = show
        self._at = 0
        self._seen: str | None = None
        self._made: list[tuple[int, ReviewAct]] = []

    def run(self, key: Callable[[], str], ask: Callable[[str], str]) -> int:
        """Go through the queue until its end or until the reviewer quits; return the number of decisions that stand.

        Args:
            key: Returns the next key.
            ask: Returns a line of text for a prompt.
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
            try:
                if self._press(pressed.lower(), ask):
                    shown = -1
            except ClaimsError as error:  # Another process holds the dossier, or somebody has removed the claim.
                terminal.error(error)
        return sum(act.act != "correct" for _, act in self._made)

    def _press(self, pressed: str, ask: Callable[[str], str]) -> bool:
        """Do what a key says; return whether the claim is to be shown again."""
        if pressed in _DECISIONS:
            return self._decide(_DECISIONS[pressed])
        if pressed == "j":
            self._at = min(self._at + 1, len(self._ids) - 1)
        elif pressed == "k":
            self._at = max(self._at - 1, 0)
        elif pressed == "n" and (text := ask("note").strip()):
            self._note(text)
            return True
        elif pressed == "/" and (words := ask("search").strip()):
            self._search(words)
        elif pressed == "u":
            return self._undo()
        elif pressed == "e" and (text := ask("correct, such as source=NAME").strip()):
            return self._correct(text)
        elif pressed == "?":
            terminal.say(KEYS)
        return False

    def _print(self) -> None:
        terminal.say(f"{self._at + 1} of {len(self._ids)}")
        id = self._ids[self._at]
        self._seen = None
        with self._review.reading() as session:
            try:
                claim = session.claim(id)
            except ClaimsError:
                terminal.say(f"{id} is no longer in the dossier")
                return
            self._seen = session.seen(id)
            document = self._document(claim)
        self._show(document, claim)

    def _document(self, claim: Claim) -> Document | None:
        with self._review.reading() as session:
            try:
                return session.document(claim)
            except ClaimsError:
                return None

    def _decide(self, act: ActKind) -> bool:
        """Record a decision and go on; show the claim again instead if it reads otherwise by now."""
        id = self._ids[self._at]
        with self._review.acting() as session:
            if session.seen(id) != self._seen:
                terminal.say(f"{id} reads otherwise now than when you saw it; nothing was recorded")
                return True
            made = session.decide(id, act)
        self._made.append((self._at, made))
        terminal.say(f"{id}: {act}ed")
        self._at += 1
        return False

    def _correct(self, text: str) -> bool:
        """Correct the claim as a line NAME=VALUE says, and show it again; False if it already reads so."""
        from claims.review import Wanted
        from claims.workflow import amend

        name, _, value = (part.strip() for part in text.partition("="))
        if name not in _CORRECTED or not value:
            names = ", ".join(_CORRECTED)
            raise ClaimsError(
                f"{text!r} is no correction",
                remedy=f"Write NAME=VALUE, such as source=Ahmed al-Mismari or figure=killed=23. NAME is one of {names}",
            )
        field, splits = _CORRECTED[name]
        asked: dict[str, Any] = {field: splits(value) if splits else value}
        id = self._ids[self._at]
        with self._review.acting() as session:
            claims = {claim.id for claim in session.dossier.claims} if field == "within" else ()
            done = amend(session, session.claim(id), Wanted(**asked), claims)
        if done is None:
            terminal.say(f"{id} already reads so")
            return False
        self._made.append((self._at, done))
        terminal.say(f"{id}: corrected")
        return True

    def _note(self, text: str) -> None:
        with self._review.acting() as session:
            session.note(self._ids[self._at], text)

    def _undo(self) -> bool:
        """Withdraw the last decision or correction of this run, and go back to its claim."""
        if not self._made:
            terminal.say("nothing to undo")
            return False
        at, act = self._made[-1]
        with self._review.acting() as session:
            session.undo(act.id)
        self._made.pop()
        self._at = at
        return True

    def _search(self, words: str) -> None:
        """Go to the next claim that has these words, in any spelling; after the last one, begin with the first."""
        from claims.review import said_words
        from claims.text import fold_word

        wanted = fold_word(words).lower()
        places = [*range(self._at + 1, len(self._ids)), *range(self._at)]
        with self._review.reading() as session:
            claims = {claim.id: claim for claim in session.dossier.claims}
        found = (at for at in places if self._ids[at] in claims and wanted in said_words(claims[self._ids[at]]))
        at = next(found, None)
        if at is None:
            terminal.say("no other claim has these words")
        else:
            self._at = at
