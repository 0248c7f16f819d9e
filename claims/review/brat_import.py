"""Imports a folder annotated in brat into the dossier it was exported from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import in_order
from claims.review.brat_corrections import Corrections, Corrector
from claims.review.brat_parser import read_annotations

if TYPE_CHECKING:
    from claims.model import Claim, Document, Dossier
    from claims.review.brat_parser import Event

__all__ = ["from_brat"]


def from_brat(dossier: Dossier, folder: str | Path, by: str, at: str) -> tuple[Dossier, Corrections]:
    """The dossier with a person's corrections, and a list of them; without edits nothing changes.

    Args:
        dossier: The dossier that the folder was exported from.
        folder: Holds ID.txt and ID.ann of the documents; documents without ID.ann stay unchanged.
        by: The name of the person.
        at: When, an RFC 3339 date-time.

    Raises:
        ClaimsError: if the folder holds no annotations of the dossier, or of another text; or where an annotation
            cannot be read, with its file and line. The dossier is as it was.
    """
    place = Path(folder)
    _known(place, dossier)
    taken = {claim.id for claim in dossier.claims}
    claims: list[Claim] = [each for each in dossier.claims if each.document not in {d.id for d in dossier.documents}]
    found = Corrections()
    for document in dossier.documents:
        own = [claim for claim in dossier.claims if claim.document == document.id]
        path = place / f"{document.id}.ann"
        if not path.is_file():
            claims += own
            found += Corrections(missing=(document.id,))
            continue
        corrector = Corrector(document, own, taken, by, at)
        claims += _with_facets(document, corrector.corrected(_events(path, document)), own)
        found += corrector.found
    return replace(dossier, claims=in_order(dossier.documents, claims)) if found else dossier, found


def _known(folder: Path, dossier: Dossier) -> None:
    """Refuse a folder of another dossier."""
    ids = {document.id for document in dossier.documents}
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise ClaimsError("the folder holds no annotations", str(folder), "Pass the folder that brat works on")
    for path in files:
        if path.stem not in ids:
            raise ClaimsError(
                f"the dossier has no document {path.stem}",
                str(path),
                "Remove the file, or pass the dossier it belongs to",
            )


def _events(path: Path, document: Document) -> list[Event]:
    copy = path.with_suffix(".txt")
    if copy.is_file() and _line_ends(_text(copy).removeprefix("\ufeff")) != _line_ends(document.text):
        raise ClaimsError(
            "the text differs from that of the dossier, so offsets do not match",
            str(copy),
            "Export the dossier again and annotate the new folder",
        )
    return read_annotations(_text(path), document.text, str(path))


def _line_ends(text: str) -> str:
    """A text with line ends of one character, as some editors save it."""
    return text.replace("\r\n", "\n")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ClaimsError(f"cannot read the file: {error.strerror or error}", str(path)) from error
    except UnicodeDecodeError as error:
        raise ClaimsError("the file is not UTF-8 text", str(path), "Use the file as brat saved it") from error


def _with_facets(document: Document, claims: list[Claim], before: list[Claim]) -> list[Claim]:
    """The claims, with facets for those with new words if the others have facets."""
    from claims.extraction.claim_facets import with_facets

    known = {claim.id for claim in before}
    new = [claim for claim in claims if claim.id not in known and claim.facets is None]
    if not new or not any(claim.facets for claim in before):
        return claims
    found = {claim.id: claim for claim in with_facets(document, new)}
    return [found.get(claim.id, claim) for claim in claims]
