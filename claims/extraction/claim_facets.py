"""Assign facets to claims: the figures, times, places and parties within each claim's content."""

from __future__ import annotations

import logging
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
    from claims.model import Claim, Document
    from claims.model.facets import Facets

__all__ = ["reread", "with_facets"]

_log = logging.getLogger(__name__)


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
    facets: dict[int, Facets] = {}
    published = local_moment(document.published, document.language)
    for start, end in stretches(document.text, LONGEST):
        own = [k for k, claim in enumerate(claims) if start <= claim.content[0].start < end]
        if own:  # A text longer than any article is read in stretches, so that memory stays bounded.
            found = reader.read(document.text[start:end], published=published)
            for k in own:
                extents = ((part.start - start, part.end - start) for part in claims[k].content)
                facets[k] = moved(found.within(*extents), start)
    return [replace(claim, facets=facets.get(k, claim.facets)) for k, claim in enumerate(claims)]


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
