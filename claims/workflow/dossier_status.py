"""Report the state of work on a dossier: what is new or changed, not reviewed, or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.model import STATUSES
from claims.review.doubts import doubts, least_sure_first, undecided
from claims.store import earlier_file, read_dossier
from claims.workflow.carry_over import by_document
from claims.workflow.document_versions import Difference, difference
from claims.workflow.sheet_update import check_below, is_current

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model import Change, Claim, Document, Dossier, Status, Version
    from claims.review import Doubt

__all__ = ["DocumentStatus", "DossierStatus", "UndecidedClaim", "status"]

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
class UndecidedClaim:
    """A claim that nobody has accepted or rejected.

    Attributes:
        id: The claim's id.
        document: The id of its document.
        confidence: The model's confidence in the claim, 0 to 1; None if a rule or a person made it.
        source_confidence: The model's confidence in its source, likewise.
        check_first: What may be misread: `claim`, `source`, `text`.
    """

    id: str
    document: str
    confidence: float | None
    source_confidence: float | None
    check_first: tuple[Doubt, ...]


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
        undecided: The claims that nobody has accepted or rejected, the least sure first.
    """

    title: str | None
    claims: dict[Status, int]
    graded: int
    last: Change | None
    documents: tuple[DocumentStatus, ...]
    sheet_current: bool
    undecided: tuple[UndecidedClaim, ...]


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
        undecided=tuple(_undecided(dossier)),
    )


def _undecided(dossier: Dossier) -> Iterator[UndecidedClaim]:
    below = check_below(dossier)
    documents = {document.id: document for document in dossier.documents}
    for claim in least_sure_first(undecided(dossier.claims)):
        scores = (claim.found.confidence, claim.found.source_confidence) if claim.found else (None, None)
        yield UndecidedClaim(claim.id, claim.document, *scores, doubts(claim, below, documents.get(claim.document)))


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
