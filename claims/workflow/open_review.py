"""Keep a dossier open for a reviewer who goes from claim to claim, and write each act to disk at once.

Unlike `review_entry.reviewing`, it reads the dossier only when another process has changed it, so that an act takes no
longer in a large dossier than in a small one.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.review.review_session import ReviewSession
from claims.review_log import refolded, unfolded
from claims.store import read_dossier, watched_files
from claims.store.folder_write import stamp
from claims.store.lock import patience
from claims.workflow.dossier_session import held
from claims.workflow.review_entry import refuse_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Dossier
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
            if self._stamp() != self._seen:
                self._load()
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
                        there.record(self._session.new)
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
            with held(self.folder, read_dossier) as there:
                there.append(())
            self._has_acted = False

    def _read(self, _folder: Path) -> Dossier:
        """Return the dossier, read again only if its files have changed."""
        if self._stamp() != self._seen:
            self._load()
        return self._dossier

    def _load(self) -> None:
        seen = self._stamp()
        self._dossier = read_dossier(self.folder)
        own = self._own(self._dossier) if self.is_blind else self._dossier
        self._session = ReviewSession(own, self.by)
        self._seen = seen
        self.edition += 1

    def _own(self, dossier: Dossier) -> Dossier:
        """Return the dossier with none but this reviewer's acts."""
        if dossier.log is None:
            return dossier
        acts = tuple(act for act in dossier.log.acts if act.by == self.by)
        return refolded(replace(unfolded(dossier), log=replace(dossier.log, acts=acts)))

    def _stamp(self) -> Stamp:
        return stamp(self.folder, watched_files(self.folder))
