"""Where the work on a dossier stands: what is new, what changed, what nobody has reviewed, what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.model import STATUSES
from claims.store import earlier_file, read_dossier
from claims.workflow.carry_over import by_document
from claims.workflow.document_versions import Difference, difference
from claims.workflow.sheet_update import is_current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Change, Claim, Document, Status, Version

__all__ = ["DocumentStatus", "DossierStatus", "status"]

_WANTED = ("published", "publisher", "url")
"""What a reader needs to find an article again and to know its day."""


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """Where the work on one document stands.

    Attributes:
        id: The document's.
        title: None where it is not known.
        published: None where it is not known.
        claims: How many of its claims are in each state of review.
        unknown: What is not known of it and should be: published, publisher, url.
        versions: How many it has had, this one among them.
        change: How this one differs from the one before; None where it is the first, or that one's text is lost.
    """

    id: str
    title: str | None
    published: str | None
    claims: dict[Status, int]
    unknown: tuple[str, ...]
    versions: int
    change: Difference | None


@dataclass(frozen=True, slots=True)
class DossierStatus:
    """Where the work on a dossier stands.

    Attributes:
        title: The dossier's.
        claims: How many claims are in each state of review.
        graded: How many have a grading.
        last: The last addition; None where nothing was added since it was built.
        documents: Each of its documents, in the dossier's order.
        sheet_current: Whether its sheet is of the records as they are.
    """

    title: str | None
    claims: dict[Status, int]
    graded: int
    last: Change | None
    documents: tuple[DocumentStatus, ...]
    sheet_current: bool


def status(folder: str | Path) -> DossierStatus:
    """Where the work on the dossier in `folder` stands.

    Raises:
        ClaimsError: where it cannot be read.
    """
    dossier = read_dossier(folder)
    claims = by_document(dossier)
    return DossierStatus(
        title=dossier.title,
        claims=_states(dossier.claims),
        graded=sum(claim.grading is not None for claim in dossier.claims),
        last=dossier.changes[-1] if dossier.changes else None,
        documents=tuple(_document(Path(folder), document, claims[document.id]) for document in dossier.documents),
        sheet_current=is_current(Path(folder), dossier),
    )


def _document(folder: Path, document: Document, claims: Sequence[Claim]) -> DocumentStatus:
    return DocumentStatus(
        id=document.id,
        title=document.title,
        published=document.published,
        claims=_states(claims),
        unknown=tuple(name for name in _WANTED if getattr(document, name) is None),
        versions=len(document.earlier) + 1,
        change=_change(folder, document, document.earlier[-1]) if document.earlier else None,
    )


def _states(claims: Sequence[Claim]) -> dict[Status, int]:
    said = [claim.review.status for claim in claims]
    return {state: said.count(state) for state in STATUSES}


def _change(folder: Path, document: Document, before: Version) -> Difference | None:
    try:
        text = (folder / earlier_file(document.id, before.sha256)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return difference(text, document.text)
