"""Says of each claim what it counts, when, where and of whom: the facets of its document that stand in its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Claim, Document

__all__ = ["reread", "with_facets"]


def with_facets(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with their facets, read once for the whole document; None where its language has no data for them."""
    if not claims:
        return []
    from claims.languages.ar import facets
    from claims.languages.ar.facets.data_tables import primary

    try:
        primary(document.language)
    except ClaimsError:  # a language in which claims are found, but not yet what they say
        return list(claims)
    found = facets.find(document.text, document.language, published=document.published)
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
