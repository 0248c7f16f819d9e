"""Export the figures of the claims as a CSV table for spreadsheets: one figure of one claim per row, without totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.csv_table import table
from claims.sheet.plain_labels import credited, plain_speaker, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker
    from claims.sheet.view import Figure, FigureGroup, FigureLine

    Row = dict[str, str | int | None]

__all__ = ["write"]

_COLUMNS = (
    "group",
    "what",
    "party",
    "source",
    "source_meaning",
    "source_kind",
    "source_number",
    "credited",
    "min",
    "max",
    "bound",
    "stance",
    "source_gives_others",
    "sources_differ",
    "words",
    "counted",
    "of_whom",
    "claim_id",
    "as_told_by",
    "status",
    "document_id",
    "published",
    "check_first",
    "reviewers_differ",
)


def write(material: Material) -> dict[str, bytes]:
    """Return the figures in the order of the sheet; figures about the same event and party share their `group`."""
    speaker = plain_speaker(material.speech)
    groups = enumerate(material.sheet.figures, start=1)
    rows = [row for number, group in groups for row in _rows(number, group, speaker)]
    return {f"{material.name}-figures.csv": table(_COLUMNS, rows)}


def _rows(number: int, group: FigureGroup, speaker: Speaker) -> Iterator[Row]:
    for line in group.lines:
        for figure in line.figures:
            yield {**_grouped(number, group, line), **_figure(figure, speaker)}


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _grouped(number: int, group: FigureGroup, line: FigureLine) -> Row:
    return {
        "group": number,
        "party": text_of(group.party) or group.kind,
        "source": text_of(line.source),
        "source_meaning": line.gloss,
        "source_number": line.source_number,
        "source_gives_others": _yes(line.disputed),
        "sources_differ": _yes(group.differ),
    }


def _figure(figure: Figure, speaker: Speaker) -> Row:
    document = figure.claim.footnote.document
    return {
        "what": figure.what,
        "min": figure.min,
        "max": figure.max,
        "bound": figure.bound,
        "stance": figure.stance or "claim",
        "words": figure.words.text,
        "counted": text_of(figure.unit),
        "of_whom": text_of(figure.whose),
        "source_kind": figure.claim.kind,
        "credited": credited(figure.claim, speaker),
        "claim_id": figure.claim.id,
        "as_told_by": "; ".join(text_of(outer.source) or outer.id for outer in figure.claim.within) or None,
        "status": figure.claim.review.status,
        "document_id": document.id if document else None,
        "published": document.published if document else None,
        "check_first": "; ".join(figure.claim.doubts) or None,
        "reviewers_differ": _yes(figure.claim.review.disputed),
    }
