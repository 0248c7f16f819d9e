"""From a document to its claim records, in whichever language it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.language_registry import extractor_of

if TYPE_CHECKING:
    from claims.extraction.protocols import Extractor
    from claims.model import Claim, Document

__all__ = ["extract"]


def extract(document: Document, *, extractor: Extractor | None = None) -> list[Claim]:
    """The attributed claims of a document, in the order of their cues, without facets.

    Args:
        document: What claims are found in.
        extractor: What finds them; that of the document's language, where it is None.

    Raises:
        ClaimsError: where nothing finds claims in the document's language.
    """
    return (extractor or extractor_of(document.language)).extract(document)
