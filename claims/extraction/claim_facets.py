"""Assign facets to claims: the figures, times, places and parties within each claim's content."""

from __future__ import annotations

import logging
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.extraction.attributions import LONGEST
from claims.extraction.language_registry import language
from claims.extraction.outlet_time import local_moment
from claims.model.span import moved
from claims.text import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.protocols import FacetReader
    from claims.model import Claim, Document, Span
    from claims.model.facets import Facets, TextFacets

__all__ = ["TextReadings", "reread", "with_facets"]

_log = logging.getLogger(__name__)


class TextReadings:
    """What a language's reader reads in one text. One longer than any article is read in stretches."""

    def __init__(self, text: str, language_tag: str, published: str | None, reader: FacetReader) -> None:
        """Take a text, which is not read yet.

        Args:
            text: The text; spans count its code points.
            language_tag: Its BCP 47 tag.
            published: The document's date, as in its record; None if it is not known.
            reader: The facet reader.
        """
        self._text = text
        self._published = local_moment(published, language_tag)
        self._reader = reader
        self._stretches = stretches(text, LONGEST)
        self._last: tuple[int, TextFacets] | None = None

    def of(self, content: Sequence[Span]) -> Facets:
        """Return the facets of a claim's content. Fastest if claims are asked in the order of the text."""
        start, end = self._stretches[bisect_right(self._stretches, content[0].start, key=itemgetter(0)) - 1]
        if self._last is None or self._last[0] != start:  # One at a time, so that memory stays bounded.
            self._last = start, self._reader.read(self._text[start:end], published=self._published)
        return moved(self._last[1].within(*((part.start - start, part.end - start) for part in content)), start)


def with_facets(document: Document, claims: Sequence[Claim], *, facet_reader: FacetReader | None = None) -> list[Claim]:
    """Return the claims with their facets; the document's text is read once.

    Without a facet reader for the document's language, the claims are returned unchanged, and this is logged.

    Args:
        document: The document of the claims.
        claims: Some of its claims.
        facet_reader: The facet reader to use; None for the one of the document's language.
    """
    if not claims:
        return []
    reader = facet_reader or language(document.language).facet_reader
    if reader is None:
        tag = document.language.partition("-")[0].lower()
        _log.info("cannot read figures, times, places or parties in the language '%s'", tag, extra={"once": True})
        return list(claims)
    readings = TextReadings(document.text, document.language, document.published, reader)
    ordered = sorted(range(len(claims)), key=lambda k: claims[k].content[0].start)
    facets = {k: readings.of(claims[k].content) for k in ordered}
    return [replace(claim, facets=facets[k]) for k, claim in enumerate(claims)]


def reread(before: Document, document: Document, claims: Sequence[Claim]) -> Sequence[Claim]:
    """Re-read the facets of a document's claims if its metadata changed in a way that affects them.

    This is the case if the language changed, or the date of publication, from which words such as "yesterday" are
    resolved.
    A claim without facets stays without.
    """
    if (before.published, before.language) == (document.published, document.language):
        return claims
    told = with_facets(document, [claim for claim in claims if claim.facets is not None])
    read = {claim.id: claim for claim in told}
    return [read.get(claim.id, claim) for claim in claims]
