"""Divide a large sheet: the brief with links, and an annex of files by article and by event."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from claims.sheet.event_view import Event
    from claims.sheet.sheet_view import Sheet
    from claims.sheet.view import Claim, Document, Footnote

__all__ = [
    "LARGE",
    "Part",
    "annex_folder",
    "article_part",
    "event_part",
    "is_large",
    "outdated_parts",
    "parts_of",
    "paths_of",
]

LARGE = 500
"""Number of claims and of passages without one from which on a sheet is divided."""
_OWN_NAME = "factsheet"
_MARKS = {".md": "](<../", ".html": '<body class="part">'}
"""What a part of each format has near its beginning, and what others put into the folder has not."""
_BEGINNING = 1 << 16
"""Number of bytes in which it stands: the styles of a page come after it."""


class Part(NamedTuple):
    """A part of the annex: the name of its file without extension, and the part of the sheet that it shows."""

    name: str
    sheet: Sheet


def is_large(sheet: Sheet) -> bool:
    """Return whether a sheet is too long to be read as one file."""
    return len(sheet.footnotes) > LARGE


def annex_folder(name: str) -> str:
    """Return the folder of the annex of a sheet called `name`; two sheets in one folder do not share it."""
    return "annex" if name == _OWN_NAME else f"{name}.annex"


def outdated_parts(place: Path, sheet_file: str, files: Container[str]) -> list[str]:
    """Return the parts that an earlier sheet had and the new one has not, as paths relative to the sheet's folder.

    Only files that this program wrote as parts of a sheet of this format are; any other file in the folder is not.

    Args:
        place: The folder of the sheet.
        sheet_file: The name of the sheet's file.
        files: The paths of the new sheet's files.
    """
    name, dot, suffix = sheet_file.rpartition(".")
    folder = annex_folder(name)
    there = (place / folder).glob(f"*.{suffix}")
    paths = sorted(path for path in there if f"{folder}/{path.name}" not in files)
    return [f"{folder}/{path.name}" for path in paths if _is_part(path, dot + suffix)]


def _is_part(path: Path, suffix: str) -> bool:
    if path.is_symlink() or not path.is_file() or suffix not in _MARKS:
        return False
    with path.open("rb") as file:
        return _MARKS[suffix].encode() in file.read(_BEGINNING)


def article_part(document: Document) -> str:
    """Return the name of an article's part of the annex; a document's id is a valid file name."""
    return f"article-{document.id}"


def event_part(event: Event) -> str:
    """Return the name of an event's part of the annex."""
    return f"event-{event.id}"


def paths_of(sheet: Sheet, folder: str, suffix: str) -> dict[str, str]:
    """Return the paths of the parts of the annex, by the id of their article or event.

    Args:
        sheet: The whole sheet.
        folder: The folder of the parts, ending with a slash unless it is empty.
        suffix: The extension of their files, with its dot.
    """
    articles = {document.id: f"{folder}{article_part(document)}{suffix}" for document in sheet.documents}
    events = {event.id: f"{folder}{event_part(event)}{suffix}" for event in sheet.events if event.in_full}
    return articles | events


def parts_of(sheet: Sheet) -> Iterator[Part]:
    """Yield the parts of the annex: a part for each article, then one for each event told in full."""
    notes: defaultdict[str, list[Footnote]] = defaultdict(list)
    for note in sheet.footnotes:
        if note.document is not None:
            notes[note.document.id].append(note)
    for number, document in enumerate(sheet.documents):
        only = _only(sheet, frozenset(note.label for note in notes[document.id]))
        outlets, footnotes = (sheet.outlets[number],), tuple(notes[document.id])
        part = replace(only, documents=(document,), outlets=outlets, footnotes=footnotes, events=())
        yield Part(article_part(document), part)
    of = {claim.footnote.label: claim.footnote for claim in sheet.claims}
    for event in sheet.events:
        if event.in_full:
            only = _only(sheet, frozenset(claim.footnote.label for claim in event.claims))
            footnotes = tuple(of[claim.footnote.label] for claim in event.claims)
            part = replace(only, documents=(), outlets=(), rejected=(), footnotes=footnotes, events=(event,))
            yield Part(event_part(event), part)


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
