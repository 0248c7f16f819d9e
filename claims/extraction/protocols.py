"""What finds claims and what reads facets: the two protocols that a language, or a program, fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from claims.model import Claim, Document
    from claims.model.facets import TextFacets

__all__ = ["Extractor", "FacetReader"]


class Extractor(Protocol):
    """Finds who said what. May be used for any number of documents, one after the other."""

    def extract(self, document: Document) -> list[Claim]:
        """The attributed claims of a document, in the order of their cues.

        The same text must give the same claims, with ids as `claims.model.derived_ids` makes them: `claims_of` makes
        such records from what was found. Claims have no facets yet.
        """


class FacetReader(Protocol):
    """Reads what a text says: figures, times, places, parties and events, whoever says it."""

    def read(self, text: str, *, published: str | None) -> TextFacets:
        """The facets of a whole text.

        Args:
            text: The text; spans count its code points.
            published: The document's date, EDTF level 0 or RFC 3339, from which words such as yesterday are resolved;
                None where it is not known.
        """
