"""Change a dossier by hand: corrections, translations, and metadata of documents."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from claims.extraction.claim_facets import reread
from claims.model import Correction, in_order
from claims.model.clock import now
from claims.review.brat_import import from_brat
from claims.review.document_facts import described, document_of
from claims.review.review_session import ReviewSession
from claims.review.translations import translated
from claims.review_log import refolded
from claims.store import SHEET_FILE, read_unfolded
from claims.workflow.carry_over import by_document
from claims.workflow.dossier_session import held
from claims.workflow.review_entry import refuse_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.model import Document, Dossier, ReviewAct
    from claims.review.brat_corrections import Corrections
    from claims.workflow.dossier_session import Held

_TRANSLATORS = "translators"
"""Who records translations; each act names its own translator."""

__all__ = ["correct", "describe", "render_again", "translate"]


def correct(folder: str | Path, annotated: str | Path, *, by: str) -> Corrections:
    """Import a person's corrections from brat into the dossier in `folder`, and render its sheet again.

    Args:
        folder: The dossier's folder.
        annotated: The folder edited in brat, exported from this dossier.
        by: The person's name.

    Raises:
        ClaimsError: if there is no such dossier, or the annotations are unreadable or belong to another dossier.
    """
    with _there(Path(folder)) as there:
        session = ReviewSession(there.shown, by)
        corrections = from_brat(session, annotated)
        if session.new:
            there.append(session.new)
    return corrections


def translate(folder: str | Path, lines: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """Import translations of claims into the dossier in `folder`, and render its sheet again.

    Args:
        folder: The dossier's folder.
        lines: Lines in the format of `claims.review.translated`.

    Returns:
        The number of lines with a translation.

    Raises:
        ClaimsError: if there is no such dossier, or a line is invalid.
    """
    with _there(Path(folder)) as there:
        session = ReviewSession(there.shown, _TRANSLATORS)
        count = translated(session, lines)
        if session.new:
            there.append(session.new)
    return count


def describe(folder: str | Path, id: str, fields: Mapping[str, str | None], *, by: str) -> tuple[Document, Document]:
    """Set metadata of a document of the dossier in `folder` by hand, and render its sheet again.

    Facets that depend on the metadata are read again, such as "yesterday", which depends on the date of publication.

    Args:
        folder: The dossier's folder.
        id: The document's id.
        fields: Any of title, author, publisher, url, published, retrieved, dateline, language; None if unknown.
        by: The person's name.

    Returns:
        The document before and after.

    Raises:
        ClaimsError: if there is no such dossier, document or field, or the value is invalid.
    """
    with _there(Path(folder)) as there:
        dossier = there.dossier
        before = document_of(dossier, id)
        after = described(before, fields, by=by, at=now())
        claims = by_document(dossier)
        claims[id] = reread(before, after, claims[id])
        documents = tuple(after if document.id == id else document for document in dossier.documents)
        whole = replace(
            dossier,
            languages=tuple(sorted({document.language for document in documents})),
            documents=documents,
            claims=in_order(documents, (claim for own in claims.values() for claim in own)),
        )
        there.amend(whole, _read_again(refolded(whole), before, after, by))
    return before, after


def _read_again(dossier: Dossier, before: Document, after: Document, by: str) -> list[ReviewAct]:
    """Return the corrections of what the tool once read in words that a reviewer marked, by a person's new metadata.

    Times that a reviewer has corrected stay.
    """
    session = ReviewSession(dossier, by)
    marked = [claim for claim in dossier.claims if claim.document == after.id and session.is_marked(claim.id)]
    for old, new in zip(marked, reread(before, after, marked), strict=True):
        if old.facets != new.facets and new.facets is not None:
            session.correct(old.id, Correction(times=new.facets.times), "read again with the document's new metadata")
    return session.new


def render_again(
    folder: str | Path, *, lang: str | None = None, template: Path | None = None, check_below: float | None = None
) -> Path:
    """Render the sheet in a dossier's folder again, and store its settings there.

    Args:
        folder: The dossier's folder.
        lang: The language of the labels; None to keep that of the sheet.
        template: A Jinja2 template, or `none` for the built-in one; None to keep that of the sheet.
        check_below: The confidence below which a claim is marked "check first", 0 to 1; None to keep that of the sheet.

    Returns:
        The path of the sheet.

    Raises:
        ClaimsError: if there is no such dossier, or the sheet cannot be rendered.
    """
    with _there(Path(folder)) as there:
        there.save(there.dossier, lang=lang, template=template, check_below=check_below)
    return Path(folder) / SHEET_FILE


@contextmanager
def _there(folder: Path) -> Iterator[Held[Dossier]]:
    """Hold the dossier in `folder` in order to change it.

    Raises:
        ClaimsError: if there is none, or another process holds it.
    """
    refuse_missing(folder)
    with held(folder, read_unfolded) as there:
        yield there
