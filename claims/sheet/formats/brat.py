"""Export the claims in brat's standoff format: a folder for annotation, whose corrections can be imported again."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model import is_document_id
from claims.review.brat_standoff import CONFIGURATION, LOOK, can_be_drawn, drawn, note
from claims.sheet.plain_labels import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Claim, Document
    from claims.review.brat_standoff import Fragment
    from claims.sheet.formats import Material

__all__ = ["write"]


def write(material: Material) -> dict[str, bytes]:
    """Return the configuration, then the text and the claims of each document, including rejected ones.

    Raises:
        ClaimsError: if a document's id is not a valid file name.
    """
    files = {"annotation.conf": encoded(CONFIGURATION), "visual.conf": encoded(LOOK)}
    for document in material.dossier.documents:
        if not is_document_id(document.id):
            raise ClaimsError(
                f"the article id {document.id!r} is not a valid file name", remedy="Give the article another id"
            )
        claims = [claim for claim in material.dossier.claims if claim.document == document.id and can_be_drawn(claim)]
        files[f"{document.id}.txt"] = encoded(document.text)
        files[f"{document.id}.ann"] = encoded("".join(f"{line}\n" for line in _lines(document, claims)))
    return files


def _lines(document: Document, claims: Sequence[Claim]) -> Iterator[str]:
    writer = _Writer(document.text, {claim.id: f"E{number}" for number, claim in enumerate(claims, start=1)})
    for number, claim in enumerate(claims, start=1):
        yield from writer.claim(claim, f"E{number}")


class _Writer:
    """Writes the annotations of one text with consecutive numbers."""

    def __init__(self, text: str, events: dict[str, str]) -> None:
        self.text = text
        self.events = events
        self.entities, self.attributes, self.notes = count(1), count(1), count(1)

    def claim(self, claim: Claim, event: str) -> Iterator[str]:
        """Yield the lines of one claim."""
        shape = drawn(claim)
        trigger = f"T{next(self.entities)}"
        yield self._words(trigger, "Claim", shape.cue)
        arguments = [f"Claim:{trigger}"]
        for role, places in (("Source", shape.mention), ("Content", shape.content)):
            if places:
                entity = f"T{next(self.entities)}"
                yield self._words(entity, role, places)
                arguments.append(f"{role}:{entity}")
        if shape.within in self.events:
            arguments.append(f"Within:{self.events[shape.within]}")
        yield f"{event}\t{' '.join(arguments)}"
        for name, value in shape.attributes:
            yield f"A{next(self.attributes)}\t{name} {event} {value}"
        yield f"#{next(self.notes)}\tAnnotatorNotes {event}\t{note(claim)}"

    def _words(self, entity: str, role: str, places: Iterable[Fragment]) -> str:
        offsets = ";".join(f"{place.start} {place.end}" for place in places)
        words = " ".join(self.text[place.start : place.end] for place in places)
        return f"{entity}\t{role} {offsets}\t{words}"
