"""Export the claims as a CSV table for spreadsheets, one per row, in the order of the sheet.

Decisions made in the table are read back by `claims.review.csv_decisions`, if the claim still reads as in `seen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.review_log import fold
from claims.sheet.csv_table import table
from claims.sheet.plain_labels import content_of, credited, plain_speaker, text_of
from claims.sheet.safe_links import safe_address

if TYPE_CHECKING:
    from claims.model import Claim as Record
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker
    from claims.sheet.view import Claim, Document

    Row = dict[str, str | float | None]

__all__ = ["write"]

_COLUMNS = (
    "number",
    "claim_id",
    "source",
    "source_meaning",
    "source_kind",
    "source_number",
    "act",
    "credited",
    "words",
    "mode",
    "within",
    "status",
    "reviewed_by",
    "reviewed_at",
    "review_note",
    "reliability",
    "credibility",
    "graded_by",
    "graded_at",
    "grading_note",
    "translation",
    "translation_language",
    "translated_by",
    "translated_how",
    "event",
    "document_id",
    "title",
    "author",
    "publisher",
    "published",
    "url",
    "paragraph",
    "start",
    "end",
    "cue",
    "mention",
    "found_by_rule",
    "tool_version",
    "found_by_model",
    "confidence",
    "source_confidence",
    "check_first",
    "seen",
    "reviewers_differ",
)


def write(material: Material) -> dict[str, bytes]:
    """Return the listed claims, then the rejected ones (see the column `status`)."""
    speaker = plain_speaker(material.speech)
    documents = {document.id: document for document in material.sheet.documents}
    records = {record.id: record for record in material.dossier.claims}
    numbers = material.sheet.source_numbers()
    folded = fold(material.dossier)
    rows = [
        {
            **_said(claim, speaker),
            "source_number": numbers.get(claim.footnote.label),
            **_judged(records[claim.id]),
            **_translated(claim),
            **_published(claim, documents),
            **_found(claim),
            "seen": folded.seen(records[claim.id]),
            "reviewers_differ": "yes" if records[claim.id].review.is_disputed else "no",
        }
        for claim in (*material.sheet.claims, *material.sheet.rejected)
    ]
    return {f"{material.name}.csv": table(_COLUMNS, rows)}


def _said(claim: Claim, speaker: Speaker) -> Row:
    return {
        "number": claim.number,
        "claim_id": claim.id,
        "source": text_of(claim.source),
        "source_meaning": claim.gloss,
        "source_kind": claim.kind,
        "act": claim.act,
        "credited": credited(claim, speaker),
        "words": content_of(claim),
        "mode": claim.mode,
        "within": claim.within[0].id if claim.within else None,
        "event": claim.event.type if claim.event else None,
    }


def _judged(record: Record) -> Row:
    review, grading = record.review, record.grading
    return {
        "status": review.status,
        "reviewed_by": review.by,
        "reviewed_at": review.at,
        "review_note": review.note,
        "reliability": grading.reliability if grading else None,
        "credibility": grading.credibility if grading else None,
        "graded_by": grading.by if grading else None,
        "graded_at": grading.at if grading else None,
        "grading_note": grading.note if grading else None,
    }


def _translated(claim: Claim) -> Row:
    """Return the first translation into the language of the labels."""
    found = next(iter(claim.translations), None)
    return {
        "translation": text_of(found.words if found else None),
        "translation_language": found.words.language if found else None,
        "translated_by": text_of(found.by if found else None),
        "translated_how": found.how if found else None,
    }


def _published(claim: Claim, documents: dict[str, Document]) -> Row:
    document = documents.get(claim.footnote.document.id) if claim.footnote.document else None
    if document is None:
        return {}
    return {
        "document_id": document.id,
        "title": text_of(document.title),
        "author": text_of(document.author),
        "publisher": text_of(document.publisher),
        "published": document.published,
        "url": url if safe_address(url := text_of(document.url)) else None,
    }


def _found(claim: Claim) -> Row:
    note = claim.footnote
    return {
        "paragraph": note.places[0].paragraph if note.places else None,
        "start": note.places[0].start if note.places else None,
        "end": note.places[-1].end if note.places else None,
        "cue": text_of(note.cue),
        "mention": text_of(note.mention),
        "found_by_rule": note.found.rule if note.found else None,
        "tool_version": note.found.version if note.found else None,
        "found_by_model": note.found.model if note.found else None,
        "confidence": note.found.confidence if note.found else None,
        "source_confidence": note.found.source_confidence if note.found else None,
        "check_first": "; ".join(claim.doubts) or None,
    }
