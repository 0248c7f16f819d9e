"""Report the state of work on a dossier: what is new or changed, not reviewed, or unknown."""

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
"""The metadata that a reader needs to find an article again and to know its date."""


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """The state of work on one document.

    Attributes:
        id: The document's id.
        title: None if unknown.
        published: None if unknown.
        claims: The number of its claims in each review state.
        unknown: The missing metadata among published, publisher and url.
        versions: The number of its versions, including the current one.
        change: How this version differs from the one before; None for the first, or if that text is lost.
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
    """The state of work on a dossier.

    Attributes:
        title: The dossier's title.
        claims: The number of claims in each review state.
        graded: The number of graded claims.
        last: The last addition; None if nothing was added since the build.
        documents: Its documents, in the dossier's order.
        sheet_current: Whether its sheet matches the records.
    """

    title: str | None
    claims: dict[Status, int]
    graded: int
    last: Change | None
    documents: tuple[DocumentStatus, ...]
    sheet_current: bool


def status(folder: str | Path) -> DossierStatus:
    """Return the state of work on the dossier in `folder`.

    Raises:
        ClaimsError: if it cannot be read.
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
