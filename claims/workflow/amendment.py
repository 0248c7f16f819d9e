"""What people enter into a dossier besides decisions on claims: corrections, translations, facts about documents."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from claims.extraction.claim_facets import reread
from claims.model.clock import now
from claims.review.brat_import import from_brat
from claims.review.document_facts import described, document_of
from claims.review.translations import translated
from claims.store import SHEET_FILE, in_order, read_dossier
from claims.workflow.carry_over import by_document
from claims.workflow.dossier_session import held
from claims.workflow.review_entry import refuse_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.model import Document, Dossier
    from claims.review.brat_corrections import Corrections
    from claims.workflow.dossier_session import Held

__all__ = ["correct", "describe", "render_again", "translate"]


def correct(folder: str | Path, annotated: str | Path, *, by: str) -> Corrections:
    """Take a person's corrections in brat into the dossier in `folder`, and write its sheet again.

    Args:
        folder: The dossier's folder.
        annotated: The folder that brat worked on, written from this dossier.
        by: The person's name.

    Raises:
        ClaimsError: where there is no such dossier, or the annotations cannot be read or are not this dossier's.
    """
    with _there(Path(folder)) as there:
        dossier, corrections = from_brat(there.dossier, annotated, by, now())
        if corrections:
            there.amend(dossier)
    return corrections


def translate(folder: str | Path, lines: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """Take translations of claims into the dossier in `folder`, and write its sheet again.

    Args:
        folder: The dossier's folder.
        lines: As `claims.review.translated` takes them.

    Returns:
        How many of the lines hold a translation.

    Raises:
        ClaimsError: where there is no such dossier, or a line is not what it should be.
    """
    with _there(Path(folder)) as there:
        dossier, count = translated(there.dossier, lines)
        if dossier != there.dossier:
            there.amend(dossier)
    return count


def describe(folder: str | Path, id: str, fields: Mapping[str, str | None], *, by: str) -> tuple[Document, Document]:
    """Record what a person knows of a document of the dossier in `folder`, and write its sheet again.

    What its claims say is read again where that depends on it, as "yesterday" does on the date of publication.

    Args:
        folder: The dossier's folder.
        id: The document's.
        fields: Any of title, author, publisher, url, published, retrieved, dateline, language; None where not known.
        by: The person's name.

    Returns:
        The document before and after.

    Raises:
        ClaimsError: where there is no such dossier, document or field, or the value is not what it can hold.
    """
    with _there(Path(folder)) as there:
        dossier = there.dossier
        before = document_of(dossier, id)
        after = described(before, fields, by=by, at=now())
        claims = by_document(dossier)
        claims[id] = reread(before, after, claims[id])
        documents = tuple(after if document.id == id else document for document in dossier.documents)
        there.amend(
            replace(
                dossier,
                languages=tuple(sorted({document.language for document in documents})),
                documents=documents,
                claims=in_order(documents, (claim for own in claims.values() for claim in own)),
            )
        )
    return before, after


def render_again(folder: str | Path, *, lang: str | None = None, template: Path | None = None) -> Path:
    """Write the sheet in a dossier's folder again, and note there how it is rendered.

    Args:
        folder: The dossier's folder.
        lang: The language of the labels; else as the sheet there has them.
        template: A Jinja2 template, or `none` for the one that is shipped; else as the sheet there has it.

    Returns:
        Where the sheet is.

    Raises:
        ClaimsError: where there is no such dossier, or the sheet cannot be rendered.
    """
    with _there(Path(folder)) as there:
        there.save(there.dossier, lang=lang, template=template)
    return Path(folder) / SHEET_FILE


@contextmanager
def _there(folder: Path) -> Iterator[Held[Dossier]]:
    """The dossier in `folder`, to be changed.

    Raises:
        ClaimsError: where there is none, or another run holds it.
    """
    refuse_missing(folder)
    with held(folder, read_dossier) as there:
        yield there
