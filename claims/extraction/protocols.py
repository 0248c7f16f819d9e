"""Define the two protocols that a language or a program implements: claim extractor and facet reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from claims.model import Claim, Document
    from claims.model.facets import TextFacets

__all__ = ["Extractor", "FacetReader"]


class Extractor(Protocol):
    """Finds who said what. One instance can process any number of documents, one after the other."""

    def extract(self, document: Document) -> list[Claim]:
        """Return the attributed claims of a document, in the order of their cues.

        The same text must give the same claims, with ids from `claims.model.derived_ids`; `claims_of` creates such
        records.
        Claims have no facets yet.
        """


class FacetReader(Protocol):
    """Reads figures, times, places, parties and events from a text, whoever says it."""

    def read(self, text: str, *, published: str | None) -> TextFacets:
        """Return the facets of a whole text.

        Args:
            text: The text; spans count its code points.
            published: The document's date, EDTF level 0 or RFC 3339, from which words such as "yesterday" are resolved;
                None if it is not known.
        """
