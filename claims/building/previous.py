"""What was at the place where a dossier is to be built, and what of it must not get lost."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.records import HEADER_FILE, Claim, Document, Dossier, Review

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["at", "carried_over"]

_UNTOUCHED = Review()
_BUILD_ELSEWHERE = "Give --out another folder"


def at(folder: Path, *, force: bool) -> Dossier | None:
    """The dossier that lies in `folder` and may be built again; None where there is nothing yet.

    Raises:
        ClaimsError: where something lies there that may not be written over.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    if not folder.is_dir():
        raise ClaimsError("a file of this name exists", str(folder), _BUILD_ELSEWHERE)
    if not (folder / HEADER_FILE).is_file():
        raise ClaimsError("the folder exists and is not a dossier", str(folder), _BUILD_ELSEWHERE)
    if not force:
        raise _exists(folder)
    try:
        return Dossier.read(folder)
    except ClaimsError as error:
        what = f"the dossier there cannot be read, so its reviews cannot be kept: {error.what}"
        raise ClaimsError(
            what, error.where or str(folder), f"Mend it, or give --out another folder ({folder})"
        ) from error


def _exists(folder: Path) -> ClaimsError:
    return ClaimsError(
        "a dossier exists there",
        str(folder),
        "Give --out another folder, or say --force to build it again and keep its reviews",
    )


def carried_over(old: Dossier, new: Dossier, *, discard: bool) -> Dossier:
    """`new` with what people entered in `old`: the title, checks, documents' metadata, and claims' reviews.

    Raises:
        ClaimsError: where reviews, claims made by hand or documents of `old` have no place in `new`, unless `discard`.
    """
    if not discard:
        _refuse_loss(old, new)
    reviews = {claim.id: claim.review for claim in old.claims}
    known = {document.id: document for document in old.documents}
    return replace(
        new,
        title=new.title if new.title is not None else old.title,
        checks=old.checks,
        documents=tuple(_completed(document, known.get(document.id)) for document in new.documents),
        claims=tuple(replace(claim, review=reviews.get(claim.id, claim.review)) for claim in new.claims),
    )


def _completed(document: Document, old: Document | None) -> Document:
    """The document with what is not said of it now, but was said of the same text before."""
    if old is None or old.sha256 != document.sha256:
        return document
    names = [field.name for field in fields(document)]
    return replace(document, **{name: getattr(old, name) for name in names if getattr(document, name) is None})


def _refuse_loss(old: Dossier, new: Dossier) -> None:
    documents = {document.id for document in new.documents}
    claims = {claim.id for claim in new.claims}
    gone = [claim for claim in old.claims if claim.id not in claims]
    losses = [
        _named("reviewed claim", [claim.id for claim in gone if _reviewed(claim)]),
        _named("claim made by hand", [claim.id for claim in gone if claim.found is None and not _reviewed(claim)]),
        _named("document", [document.id for document in old.documents if document.id not in documents]),
    ]
    lost = [loss for loss in losses if loss]
    if lost:
        raise ClaimsError(
            f"building it again would lose {' and '.join(lost)}",
            remedy="Name all its articles, or give --out another folder, or say --discard as well to lose them",
        )


def _reviewed(claim: Claim) -> bool:
    return claim.review != _UNTOUCHED


def _named(kind: str, ids: Sequence[str]) -> str | None:
    """`2 reviewed claims (clm-1, clm-2)`, at most three of them by name."""
    if not ids:
        return None
    head, _, tail = kind.partition(" made")
    plural = head if len(ids) == 1 else f"{head}s"
    names = ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")
    return f"{len(ids)} {plural}{' made' + tail if tail else ''} ({names})"
