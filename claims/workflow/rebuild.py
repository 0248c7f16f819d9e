"""Check the target folder of a build, and keep manual entries when a dossier is rebuilt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.extraction.claim_facets import reread
from claims.store import HEADER_FILE, EarlierFormatError, read_dossier
from claims.workflow.carry_over import by_document, carried
from claims.workflow.document_versions import completed, with_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from claims.model import Claim, Document, Dossier, Version

__all__ = ["at", "carried_over", "losses", "refuse"]

_BUILD_ELSEWHERE = "Choose another folder for --out"


def refuse(folder: Path, *, again: bool) -> bool:
    """Return whether `folder` has a dossier that may be changed; False if there is nothing yet.

    Args:
        folder: The target folder.
        again: Whether an existing dossier may be changed.

    Raises:
        ClaimsError: if something is there that must not be overwritten.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return False
    if not folder.is_dir():
        raise ClaimsError("a file of this name exists", str(folder), _BUILD_ELSEWHERE)
    if not (folder / HEADER_FILE).is_file():
        raise ClaimsError("the folder exists and is not a dossier", str(folder), _BUILD_ELSEWHERE)
    if not again:
        raise ClaimsError(
            "a dossier already exists there",
            str(folder),
            "Choose another folder for --out, or pass --add to add articles, or --force to rebuild it and keep its "
            "reviews",
        )
    return True


def at(folder: Path, *, again: bool) -> Dossier | None:
    """Return the existing dossier in `folder` that may be changed; None if there is nothing yet.

    Raises:
        ClaimsError: if something is there that must not be overwritten, or is unreadable.
    """
    if not refuse(folder, again=again):
        return None
    try:
        return read_dossier(folder)
    except EarlierFormatError:
        raise
    except ClaimsError as error:
        what = f"the dossier there cannot be read, so its reviews cannot be kept: {error.what}"
        raise ClaimsError(
            what, error.where or str(folder), f"Correct it, or choose another folder for --out ({folder})"
        ) from error


def carried_over(old: Dossier, new: Dossier, *, discard: bool) -> Dossier:
    """Return `new` with the manual entries in `old`: title, checks, documents' metadata, claims and the log of reviews.

    Args:
        old: The dossier before, with the claims and groups that its files hold.
        new: The dossier of the articles alone.
        discard: Whether claims that another tool or a person made, or documents, may be lost.

    Raises:
        ClaimsError: if some would be lost, unless `discard`.
    """
    known = {document.id: document for document in old.documents}
    documents = tuple(_completed(document, known.get(document.id)) for document in new.documents)
    claims = tuple(_claims(old, new, documents))
    if not discard:
        _refuse_loss(old, documents, claims)
    return replace(
        new,
        title=new.title if new.title is not None else old.title,
        checks=old.checks,
        sheet=old.sheet,
        extraction=old.extraction,
        documents=documents,
        claims=claims,
        origins=old.origins,
        groups=old.groups,
        changes=old.changes,
        log=old.log,
    )


def _completed(document: Document, old: Document | None) -> Document:
    """Return the document with earlier manual entries, and with earlier metadata for the same text."""
    if old is None:
        return document
    same = old.sha256 == document.sha256
    return replace(
        completed(document, old) if same else with_entries(document, old),
        original=document.original or (old.original if same else None),
        also=tuple(dict.fromkeys((*old.also, *document.also))),
        earlier=(*old.earlier, *_unknown(document, old)),
    )


def _unknown(document: Document, old: Document) -> Iterator[Version]:
    """Yield the earlier versions that came with the article and that the dossier does not have."""
    known = {version.sha256 for version in old.earlier}
    return (version for version in document.earlier if version.sha256 not in known)


def _claims(old: Dossier, new: Dossier, documents: Iterable[Document]) -> Iterator[Claim]:
    """Yield the claims of the current documents, with their manual entries."""
    before, known = by_document(old), {document.id: document for document in old.documents}
    found, read = by_document(new), {document.id: document for document in new.documents}
    for document in documents:
        claims = reread(read[document.id], document, found[document.id])
        if document.id in known:
            claims = carried(document, claims, known[document.id], before[document.id]).claims
        yield from claims


def _refuse_loss(old: Dossier, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
    kept = {claim.id for claim in claims}
    there = {document.id for document in documents}
    lost = losses(
        [claim for claim in old.claims if claim.id not in kept],
        [document.id for document in old.documents if document.id not in there],
    )
    if lost:
        raise ClaimsError(
            f"rebuilding it would lose {lost}",
            remedy="Pass all its articles, choose another folder for --out, or add --discard to lose them",
        )


def losses(gone: Sequence[Claim], documents: Sequence[str] = ()) -> str:
    """Describe what a person would lose with these claims and documents; empty if nothing."""
    said = [
        _named("claim made by hand", [claim.id for claim in gone if claim.found is None]),
        _named("article", documents),
    ]
    return " and ".join(loss for loss in said if loss)


def _named(kind: str, ids: Sequence[str]) -> str | None:
    """Describe claims or documents: `2 reviewed claims (clm-1, clm-2)`, with at most three ids."""
    if not ids:
        return None
    head, _, tail = kind.partition(" made")
    plural = head if len(ids) == 1 else f"{head}s"
    names = ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")
    return f"{len(ids)} {plural}{' made' + tail if tail else ''} ({names})"
