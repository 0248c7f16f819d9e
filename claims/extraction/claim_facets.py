"""Says of each claim what it counts, when, where and of whom: the facets of its document that stand in its content."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.extraction.language_registry import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.protocols import FacetReader
    from claims.model import Claim, Document

__all__ = ["reread", "with_facets"]

_log = logging.getLogger(__name__)


def with_facets(document: Document, claims: Sequence[Claim], *, facet_reader: FacetReader | None = None) -> list[Claim]:
    """The claims with their facets, read once for the whole document.

    Where nothing reads facets in the document's language, they come back as they are, and that is logged.

    Args:
        document: What they were found in.
        claims: Some of its claims.
        facet_reader: What reads facets; that of the document's language, where it is None.
    """
    if not claims:
        return []
    reader = facet_reader or language(document.language).facet_reader
    if reader is None:
        tag = document.language.partition("-")[0].lower()
        _log.info("no figures, times, places or parties are read in the language '%s'", tag, extra={"once": True})
        return list(claims)
    found = reader.read(document.text, published=document.published)
    extents = ([(part.start, part.end) for part in claim.content] for claim in claims)
    return [replace(claim, facets=found.within(*own)) for claim, own in zip(claims, extents, strict=True)]


def reread(before: Document, document: Document, claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims of a document of which more is known than `before`: what depends on that is read again.

    That is, the facets where the date of publication changed, by which an article's "yesterday" is resolved, or the
    language. A claim without facets stays without.
    """
    if (before.published, before.language) == (document.published, document.language):
        return claims
    told = with_facets(document, [claim for claim in claims if claim.facets is not None])
    read = {claim.id: claim for claim in told}
    return [read.get(claim.id, claim) for claim in claims]
