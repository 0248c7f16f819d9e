"""Extract claim records from a document in any supported language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.language_registry import extractor_of

if TYPE_CHECKING:
    from claims.extraction.protocols import Extractor
    from claims.model import Claim, Document

__all__ = ["extract"]


def extract(document: Document, *, extractor: Extractor | None = None) -> list[Claim]:
    """Return the attributed claims of a document, in the order of their cues, without facets.

    Args:
        document: The document to read.
        extractor: The extractor to use; None for the one of the document's language.

    Raises:
        ClaimsError: if there is no extractor for the document's language.
    """
    return (extractor or extractor_of(document.language)).extract(document)
