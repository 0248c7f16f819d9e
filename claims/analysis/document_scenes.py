"""Find where and when a document is set: by the places that it names most, else by its dateline."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from claims.analysis.comparison_data import language
from claims.analysis.comparison_words import plain_words
from claims.extraction.language_registry import language as registered_language
from claims.model.facets import TextFacets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Claim, Document
    from claims.model.facets import Place

__all__ = ["Scenes", "known_places"]

_SCENES = frozenset({"place", "area"})
_WIDEST_KM = 500.0
"""Maximum radius of a place that an event can be set in; a region of the world is none."""
_HEAD = 900
"""Number of characters of a text that are read for places outside all claims: its first paragraphs."""
_DATELINE = re.compile(r"\s*([^\n]{2,70}?)(?:\s[-–—\u0640]\s|[-–—]\s|:|/\s)")


class Scenes:
    """Answers where documents are set, and on which date a document says that it was written.

    One claim's reading of a place name is used throughout the dossier, so a headline can name a place without a claim
    of its own.

    Args:
        documents: The documents.
        claims: Their claims.
    """

    def __init__(self, documents: Sequence[Document], claims: Iterable[Claim]) -> None:
        self._documents = {document.id: document for document in documents}
        self._dateline = cache(_Dateline)
        self._told = self._named_most(documents, known_places(claims))

    def told_of(self, document: str) -> Place | None:
        """Return the place that claims of the dossier name and a document, given by its id, names most; None without.

        It narrows what a claim without a place can be about, so it is no guess from where a speaker or reporter is.
        """
        return self._told.get(document)

    def place(self, document: str) -> Place | None:
        """Return the best answer to where a document is set: also from its first paragraphs, else from its dateline."""
        if (told := self._told.get(document)) or document not in self._documents:
            return told
        found = self._documents[document]
        dateline = self._dateline(found)
        first: dict[str, Place] = {}
        for place in _of_head(found, dateline):
            first.setdefault(_key(place), place)
        return self._named_most([found], first, dateline.end).get(document) or dateline.place

    def date(self, document: Document) -> str | None:
        """Return the date of publication of a document (EDTF or RFC 3339), else that of its dateline."""
        return document.published or self._dateline(document).date

    def _named_most(
        self, documents: Sequence[Document], known: Mapping[str, Place], start: int = 0
    ) -> dict[str, Place]:
        spellings: dict[str, dict[str, str]] = {}
        longest = max((name.count(" ") + 1 for name in known), default=0)
        found = {}
        for document in documents:
            words = plain_words(f"{document.dateline or ''}\n{document.title or ''}\n{document.text[start:]}")
            if document.language not in spellings:
                before = ("", *language(document.language).before_names)
                spellings[document.language] = {prefix + name: name for prefix in reversed(before) for name in known}
            written = spellings[document.language]
            runs = (" ".join(words[at : at + size]) for size in range(1, longest + 1) for at in range(len(words)))
            counted = Counter(written[run] for run in runs if run in written)
            if counted:
                found[document.id] = known[max(counted, key=lambda name: counted[name])]
        return found


class _Dateline:
    """The place and date before a text's first sentence ("KHARTOUM, April 14, 2024 (SUNA) - …"), and where it ends."""

    def __init__(self, document: Document) -> None:
        self.place: Place | None = None
        self.date: str | None = None
        self.end = 0
        head = _DATELINE.match(document.text)
        written = document.dateline or (head[1] if head else None)
        if not written:
            return
        found = _read(written, document)
        at_start = [place for place in found.places if place.span.start <= 1 and _is_scene(place)]
        if not at_start and not document.dateline:
            return
        places = at_start or [place for place in found.places if _is_scene(place)]
        self.place = places[0] if places else None
        self.date = next((time.edtf for time in found.times if time.kind == "date" and time.edtf), None)
        self.end = head.end() if head and at_start and not document.dateline else 0


def _of_head(document: Document, dateline: _Dateline) -> Iterable[Place]:
    start = dateline.end
    end = document.text.rfind("\n", start, start + _HEAD) if len(document.text) > start + _HEAD else len(document.text)
    text = document.text[start : end if end > start else start + _HEAD]
    return (place for place in _read(f"{document.title or ''}\n{text}", document).places if _is_scene(place))


def _read(text: str, document: Document) -> TextFacets:
    reader = registered_language(document.language).facet_reader
    return reader.read(text, published=document.published) if reader else TextFacets()


def _is_scene(place: Place) -> bool:
    return place.precision in _SCENES and place.lat is not None and (place.radius_km or 0) <= _WIDEST_KM


def known_places(claims: Iterable[Claim]) -> dict[str, Place]:
    """Return places by their folded names; the first reading of a name wins."""
    known: dict[str, Place] = {}
    for claim in claims:
        for place in claim.facets.places if claim.facets else ():
            if _is_scene(place):
                known.setdefault(_key(place), place)
    return known


def _key(place: Place) -> str:
    return " ".join(plain_words(place.span.exact))
