"""Find the sentences that hold a claim: its words, its source and what stands before them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from claims.extraction.language_registry import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Claim, Document

__all__ = ["ClaimSentences"]


class ClaimSentences:
    """Answers where the sentences of claims begin and end.

    Args:
        documents: The documents of the claims.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._bounds = cache(self._of_document)

    def bounds(self, claim: Claim) -> tuple[int, int]:
        """Return the offsets of the first and behind the last character; those of the claim without its document."""
        first, last = claim.content[0].start, claim.content[-1].end
        known = self._bounds(claim.document)
        at = bisect_right(known, (first, len(self._text(claim)))) - 1
        to = bisect_right(known, (last - 1, len(self._text(claim)))) - 1
        return (min(first, known[at][0]), max(last, known[to][1])) if at >= 0 else (first, last)

    def text(self, claim: Claim) -> str:
        """Return the words of the sentences of a claim; without its document, its own words."""
        start, end = self.bounds(claim)
        return self._text(claim)[start:end].strip() or " ".join(part.exact for part in claim.content)

    def _text(self, claim: Claim) -> str:
        document = self._documents.get(claim.document)
        return document.text if document else ""

    def _of_document(self, id: str) -> Sequence[tuple[int, int]]:
        document = self._documents.get(id)
        return language(document.language).sentences(document.text) if document else ()
