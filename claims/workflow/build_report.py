"""What a build did, and what it could not do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from pathlib import Path

    from claims.ingest import Unreadable
    from claims.model import Document, Dossier
    from claims.workflow.addition import Growth

__all__ = ["BuildReport", "NothingReadError"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        folder: The dossier's folder.
        sheet: Its fact sheet.
        dossier: What stands in it.
        unread: The articles that are not in it, with the reasons.
        reviews_kept: How many reviews of an earlier build it took over.
        growth: What was added to a dossier; None where it was built as a whole.
    """

    folder: Path
    sheet: Path
    dossier: Dossier
    unread: tuple[Unreadable, ...]
    reviews_kept: int
    growth: Growth | None = None

    @property
    def silent(self) -> tuple[Document, ...]:
        """The documents in which no claim was found; of a dossier that was added to, those that are new or changed."""
        heard = {claim.document for claim in self.dossier.claims}
        touched = None if self.growth is None else {*self.growth.added, *self.growth.updated}
        silent = (document for document in self.dossier.documents if document.id not in heard)
        return tuple(document for document in silent if touched is None or document.id in touched)


class NothingReadError(ClaimsError):
    """No article could be read, so nothing was built; `unread` says why, article by article."""

    def __init__(self, unread: tuple[Unreadable, ...]) -> None:
        super().__init__("no article could be read; nothing was written")
        self.unread = unread
