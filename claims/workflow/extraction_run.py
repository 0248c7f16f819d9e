"""Extract claims from any number of articles, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import claims
from claims.errors import ClaimsError
from claims.extraction.claim_facets import with_facets
from claims.ingest import Unreadable, find, read_found
from claims.ingest.readings import failed
from claims.review.doubts import refuse_no_share
from claims.workflow.confidence_filter import confident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from claims.extraction.protocols import Extractor, FacetReader
    from claims.model import Claim, Document


__all__ = ["Extracted", "Watch", "extract", "extract_all", "extract_each", "extracted", "read_sources", "unsupported"]

Watch: TypeAlias = "Callable[[int, int, str], None]"


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document and the claims found in it.

    Attributes:
        left_out: The number of further claims, which had too little confidence.
    """

    document: Document
    claims: tuple[Claim, ...]
    left_out: int = 0


def extract(
    document: Document,
    *,
    extractor: Extractor | None = None,
    facet_reader: FacetReader | None = None,
    min_confidence: float = 0,
) -> list[Claim]:
    """Return the attributed claims of a document with their facets, in the order of their cues.

    Deterministic: on one type of machine, the same text, metadata and version give the same records.

    Args:
        document: The document to read.
        extractor: The extractor to use; None for that of the document's language.
        facet_reader: The facet reader to use; None for that of the document's language. If the language has none, the
            claims have no facets.
        min_confidence: The least confidence of a claim, 0 to 1; less certain ones are left out. Claims without
            confidence, such as those found by rules, stay.

    Raises:
        ClaimsError: if claims cannot be extracted in the document's language, or `min_confidence` is not from 0 to 1.
    """
    from claims.extraction import claims as extraction

    found = confident(extraction.extract(document, extractor=extractor), min_confidence)
    return with_facets(document, found, facet_reader=facet_reader)


def extract_all(
    sources: Iterable[str | Path],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    watch: Watch | None = None,
    min_confidence: float = 0,
) -> Iterator[Extracted | Unreadable]:
    """Yield the claims of each article in `sources`, or the reason for failure, in constant memory.

    Arguments and exceptions are those of `read_sources` and, for `min_confidence`, of `extract`.
    """
    refuse_no_share("min_confidence", min_confidence)
    told = language is not None
    articles = read_sources(sources, language=language, encoding=encoding, id=id, watch=watch)
    yield from extract_each(articles, min_confidence, told=told)


def extract_each(
    articles: Iterable[Document | Unreadable], min_confidence: float = 0, *, told: bool
) -> Iterator[Extracted | Unreadable]:
    """Yield the claims of each document; what could not be read is passed on."""
    for article in articles:
        yield article if isinstance(article, Unreadable) else extracted(article, min_confidence, told=told)


def extracted(document: Document, min_confidence: float = 0, *, told: bool) -> Extracted | Unreadable:
    """Return a document with its claims, or the reason for failure; `told`: the user specified its language."""
    try:
        found = claims.extract(document)
        kept = confident(found, min_confidence)
        return Extracted(document, tuple(kept), len(found) - len(kept))
    except ClaimsError as error:
        return unsupported(document, error, told=told)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are extracted
        return failed(document.id, error)


def unsupported(document: Document, error: ClaimsError, *, told: bool) -> Unreadable:
    """Return the error for an unsupported language; the remedy depends on whether `--language` was given."""
    remedy = error.remedy if told else f"{error.remedy}. If that is not its language, pass --language"
    return Unreadable(document.id, ClaimsError(error.what, error.where or document.id, remedy))


def read_sources(
    sources: Iterable[str | Path],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    watch: Watch | None = None,
) -> Iterator[Document | Unreadable]:
    """Yield the documents in `sources`, or the reason for failure, in constant memory.

    Args:
        sources: Files, folders of files, or `-`.
        language: The articles' BCP 47 tag; defaults to that in their metadata, then to the detected one.
        encoding: The articles' encoding; detected by default.
        id: The document's id, for a single article; made of the file's name by default.
        watch: Called after each article with the number of articles before it, the total, and its name.

    Raises:
        ClaimsError: if `id` is given for more than one article.
    """
    found = find(sources)
    for done, article in enumerate(read_found(found, language=language, encoding=encoding, id=id)):
        if watch:
            watch(done, max(done, len(found)), article.where if isinstance(article, Unreadable) else article.id)
        yield article
