"""Articles in, documents with their claims out, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import claims
from claims.errors import ClaimsError
from claims.extraction.claim_facets import with_facets
from claims.ingest import Unreadable
from claims.ingest.readings import failed
from claims.workflow.article_sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.extraction.protocols import Extractor, FacetReader
    from claims.model import Claim, Document
    from claims.workflow.article_sources import Watch


__all__ = ["Extracted", "extract", "extract_all", "extracted", "unsupported"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document and the claims found in it."""

    document: Document
    claims: tuple[Claim, ...]


def extract(
    document: Document, *, extractor: Extractor | None = None, facet_reader: FacetReader | None = None
) -> list[Claim]:
    """The attributed claims of a document with what they say (their facets), in the order of their cues.

    Deterministic: on one type of machine the same text, metadata and version give the same records.

    Args:
        document: What claims are found in.
        extractor: What finds them; that of the document's language, where it is None.
        facet_reader: What reads facets; that of the document's language, where it is None. A language without one
            gives claims without facets.

    Raises:
        ClaimsError: where claims cannot be found in the document's language.
    """
    from claims.extraction import claims as extraction

    return with_facets(document, extraction.extract(document, extractor=extractor), facet_reader=facet_reader)


def extract_all(
    sources: Iterable[str | Path],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    watch: Watch | None = None,
) -> Iterator[Extracted | Unreadable]:
    """The claims of each article that `sources` name, in constant memory; an article that gives none is a value too.

    The arguments, and what is raised, are those of `read_sources`.
    """
    for article in read_sources(sources, language=language, encoding=encoding, id=id, watch=watch):
        yield article if isinstance(article, Unreadable) else extracted(article, told=language is not None)


def extracted(document: Document, *, told: bool) -> Extracted | Unreadable:
    """A document with its claims, or why there are none; `told` is whether a person said its language."""
    try:
        return Extracted(document, tuple(claims.extract(document)))
    except ClaimsError as error:
        return unsupported(document, error, told=told)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are extracted
        return failed(document.id, error)


def unsupported(document: Document, error: ClaimsError, *, told: bool) -> Unreadable:
    """A document in whose language nothing can be found; what to do depends on whether `--language` was told."""
    remedy = error.remedy if told else f"{error.remedy}. Where that is not its language, say --language"
    return Unreadable(document.id, ClaimsError(error.what, error.where or document.id, remedy))
