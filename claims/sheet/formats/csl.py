"""Export the documents as CSL-JSON for Zotero and other reference managers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from claims.sheet.label_wording import DATELINE
from claims.sheet.plain_labels import as_json, known, plain_speaker, text_of

if TYPE_CHECKING:
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker
    from claims.sheet.view import Document

__all__ = ["write"]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt ].+)?)?)?", re.ASCII)


def write(material: Material) -> dict[str, bytes]:
    """Return one item for each document, in the order of the dossier."""
    speaker = plain_speaker(material.speech)
    items = [_item(document, speaker) for document in material.sheet.documents]
    return {f"{material.name}.csl.json": as_json(items)}


def _item(document: Document, speaker: Speaker) -> dict[str, Any]:
    return known(
        id=document.id,
        type="article-newspaper" if document.publisher or not document.link else "webpage",
        title=text_of(document.title),
        author=[{"literal": document.author.text}] if document.author else None,
        issued=_date(document.published),
        accessed=_date(document.retrieved),
        language=document.language,
        URL=document.link,
        note=_note(document, speaker),
        **{"container-title": text_of(document.publisher)},
    )


def _note(document: Document, speaker: Speaker) -> str:
    """Return details without a field in reference managers: the dateline, and the hash of the quoted text."""
    place = [speaker.label(DATELINE, name=document.dateline)] if document.dateline else []
    return "\n".join([*place, f"SHA-256: {document.sha256}"])


def _date(written: str | None) -> dict[str, Any] | None:
    """Return a date with its recorded precision; an invalid date is returned as literal text."""
    if written is None:
        return None
    match = _DATE.fullmatch(written)
    if match is None:
        return {"literal": written}
    parts = [int(part) for part in match.groups() if part is not None]
    try:
        date(*(parts + [1, 1][len(parts) - 1 :]))
    except ValueError:
        return {"literal": written}
    return {"date-parts": [parts]}
