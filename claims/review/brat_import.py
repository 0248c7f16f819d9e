"""Imports a folder annotated in brat as acts on the dossier it was exported from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.review.brat_corrections import Corrections, Corrector
from claims.review.brat_parser import read_annotations

if TYPE_CHECKING:
    from claims.model import Document, Dossier
    from claims.review.brat_parser import Event
    from claims.review.review_session import ReviewSession

__all__ = ["from_brat"]


def from_brat(session: ReviewSession, folder: str | Path) -> Corrections:
    """Record a person's corrections, and return a list of them; without edits there are none.

    Args:
        session: The person's session on the dossier that the folder was exported from.
        folder: Holds ID.txt and ID.ann of the documents; documents without ID.ann stay unchanged.

    Raises:
        ClaimsError: if the folder holds no annotations of the dossier, or of another text; or where an annotation
            cannot be read, with its file and line.
    """
    place = Path(folder)
    dossier = session.dossier
    _known(place, dossier)
    found = Corrections()
    for document in dossier.documents:
        path = place / f"{document.id}.ann"
        if not path.is_file():
            found += Corrections(missing=(document.id,))
            continue
        own = [claim for claim in dossier.claims if claim.document == document.id]
        found += Corrector(session, document, own).correct(_events(path, document))
    return found


def _known(folder: Path, dossier: Dossier) -> None:
    """Refuse a folder of another dossier."""
    ids = {document.id for document in dossier.documents}
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise ClaimsError("the folder holds no annotations", str(folder), "Pass the folder that brat works on")
    for path in files:
        if path.stem not in ids:
            raise ClaimsError(
                f"the dossier has no article {path.stem}",
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
