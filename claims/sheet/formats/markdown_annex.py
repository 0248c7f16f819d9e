"""Divide a large Markdown sheet: the brief with links, and an annex of files by article and by event.

Tables that span all articles (figures, timeline, places, parties, agreement) would be too long to read as Markdown: the
page and the data formats have them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from claims.sheet.event_view import Event
    from claims.sheet.sheet_view import Sheet
    from claims.sheet.view import Claim, Document, Footnote

__all__ = ["LARGE", "article_file", "event_file", "parts_of"]

LARGE = 500
"""Number of claims from which on a sheet is divided."""


def article_file(document: Document) -> str:
    """Return the path of an article's part of the annex, next to the sheet; a document's id is a valid file name."""
    return f"annex/article-{document.id}.md"


def event_file(event: Event) -> str:
    """Return the path of an event's part of the annex, next to the sheet."""
    return f"annex/event-{event.id}.md"


def parts_of(sheet: Sheet) -> Iterator[tuple[str, Sheet]]:
    """Yield the path of each part of the annex, and the part of the sheet that it shows."""
    notes: defaultdict[str, list[Footnote]] = defaultdict(list)
    for note in sheet.footnotes:
        if note.document is not None:
            notes[note.document.id].append(note)
    for number, document in enumerate(sheet.documents):
        labels = frozenset(note.label for note in notes[document.id])
        yield (
            article_file(document),
            replace(
                _only(sheet, labels),
                documents=(document,),
                outlets=(sheet.outlets[number],),
                footnotes=tuple(notes[document.id]),
                events=(),
            ),
        )
    of = {claim.footnote.label: claim.footnote for claim in sheet.claims}
    for event in sheet.events:
        if event.in_full:
            labels = frozenset(claim.footnote.label for claim in event.claims)
            footnotes = tuple(of[claim.footnote.label] for claim in event.claims)
            only = _only(sheet, labels)
            yield (
                event_file(event),
                replace(only, documents=(), outlets=(), rejected=(), footnotes=footnotes, events=(event,)),
            )


def _only(sheet: Sheet, labels: Container[str]) -> Sheet:
    """Return a sheet with the claims that have one of some labels, under their sources."""
    sources = (replace(source, claims=_kept(source.claims, labels)) for source in sheet.sources)
    return replace(
        sheet,
        sources=tuple(source for source in sources if source.claims),
        claims=_kept(sheet.claims, labels),
        rejected=_kept(sheet.rejected, labels),
    )


def _kept(claims: tuple[Claim, ...], labels: Container[str]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.footnote.label in labels)
