"""Keep a dossier open for a reviewer who goes from claim to claim, and write each act to disk at once.

Unlike `review_entry.reviewing`, it reads the dossier only when another process has changed it, and of reviewers' files
only the new lines, so that an act takes no longer in a large dossier than in a small one.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.review.review_session import ReviewSession
from claims.store import RECORD_FILES, ReviewTails, read_unfolded, watched_files
from claims.store.folder_write import stamp
from claims.store.lock import patience
from claims.workflow.dossier_session import held
from claims.workflow.review_entry import refuse_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Dossier, ReviewAct
    from claims.store.folder_write import Stamp

__all__ = ["OpenReview"]

_PATIENCE = 10.0
"""How long an act waits for another process that changes the dossier, in seconds: somebody looks at a page."""


class OpenReview:
    """A dossier that stays open for one reviewer; threads take turns.

    Attributes:
        folder: The dossier's folder.
        by: The reviewer's name.
        is_blind: Whether the reviewer sees the readings of the extractor with no acts but their own.
        edition: Grows whenever the dossier is read again because another process has changed it.
    """

    def __init__(self, folder: str | Path, by: str, *, blind: bool = False) -> None:
        """Open the dossier in `folder`.

        Args:
            folder: The dossier's folder.
            by: The reviewer's name.
            blind: Whether to leave out what other reviewers did.

        Raises:
            ClaimsError: if there is no such dossier, or it cannot be read.
        """
        self.folder = Path(folder)
        self.by = by
        self.is_blind = blind
        self.edition = 0
        self._turn = threading.RLock()
        self._seen: Stamp = {}
        self._has_acted = False
        refuse_missing(self.folder)
        self._load()

    @contextmanager
    def reading(self) -> Iterator[ReviewSession]:
        """Take a turn to look at the dossier as it is on disk.

        Raises:
            ClaimsError: if another process has changed it, and it cannot be read any more.
        """
        with self._turn:
            self._keep_up()
            yield self._session

    @contextmanager
    def acting(self) -> Iterator[ReviewSession]:
        """Take a turn to act; the acts are on disk when it ends. On an error, nothing was done.

        The sheet is rendered at the end, by `close`.

        Raises:
            ClaimsError: if another process holds the dossier, or it cannot be written.
        """
        token = patience.set(_PATIENCE)
        try:
            with self._turn, held(self.folder, self._read) as there:
                try:
                    yield self._session
                    if self._session.new:
                        self._tails.wrote(there.record(self._session.new))
                        self._session.new.clear()
                        self._seen = self._stamp()
                        self._has_acted = True
                except BaseException:
                    if self._session.new:  # Acts that are not on disk: read the dossier again at the next turn.
                        self._seen = {}
                    raise
        finally:
            patience.reset(token)

    def close(self) -> None:
        """Render the sheet, if there were acts and that is fast."""
        if self._has_acted:
            with held(self.folder, read_unfolded) as there:
                there.append(())
            self._has_acted = False

    def _read(self, _folder: Path) -> Dossier:
        """Return the dossier, read again only if its files have changed."""
        self._keep_up()
        return self._dossier

    def _keep_up(self) -> None:
        """Take up what other processes have changed since."""
        now = self._stamp()
        if now != self._seen and not self._takes_news(now):
            self._load()

    def _takes_news(self, now: Stamp) -> bool:
        """Take up acts that were appended to reviewers' files; False if anything else has changed."""
        if any(self._seen.get(name) != now.get(name) for name in RECORD_FILES):
            return False
        acts = self._tails.news()
        if acts is None or not self._session.follow([act for act in acts if self._shows(act)]):
            return False
        self._seen = now
        return True

    def _load(self) -> None:
        seen = self._stamp()
        self._tails = ReviewTails(self.folder)
        self._dossier = read_unfolded(self.folder)
        own = self._own(self._dossier) if self.is_blind else self._dossier
        self._session = ReviewSession(own, self.by)
        self._seen = seen
        self.edition += 1

    def _own(self, dossier: Dossier) -> Dossier:
        """Return the dossier with none but this reviewer's acts."""
        if dossier.log is None:
            return dossier
        acts = tuple(filter(self._shows, dossier.log.acts))
        return replace(dossier, log=replace(dossier.log, acts=acts))

    def _shows(self, act: ReviewAct) -> bool:
        return act.by == self.by or not self.is_blind

    def _stamp(self) -> Stamp:
        return stamp(self.folder, watched_files(self.folder))
