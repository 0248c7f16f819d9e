"""Articles in, documents with their claims out, one after the other; also where several files have one name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import claims
from claims.errors import ClaimsError
from claims.extraction.claim_facets import with_facets
from claims.ingest import Unreadable, find, read_found
from claims.ingest.readings import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from claims.extraction.protocols import Extractor, FacetReader
    from claims.model import Claim, Document


__all__ = ["Extracted", "Watch", "extract", "extract_all", "extracted", "read_sources", "unsupported"]

Watch: TypeAlias = "Callable[[int, int, str], None]"


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


def read_sources(
    sources: Iterable[str | Path],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    watch: Watch | None = None,
    distinct: bool = True,
) -> Iterator[Document | Unreadable]:
    """The documents that `sources` name, or why there is none, in constant memory.

    Args:
        sources: Files, folders of files, or `-`.
        language: The articles' BCP 47 tag; else what their metadata say; else detected.
        encoding: The articles' encoding; else detected.
        id: The document's id, where there is one article; else made of each file's name.
        watch: Called after each article is read with how many came before it, of how many, and which it is.
        distinct: Whether no two of them may have one id, so that the second file of a name is Unreadable.

    Raises:
        ClaimsError: where `id` is to be the id of more than one article.
    """
    found = find(sources)
    rounds = [found] if distinct or id is not None else _rounds(found)
    done = 0
    for names in rounds:
        for article in read_found(names, language=language, encoding=encoding, id=id):
            if watch:
                watch(done, max(done, len(found)), article.where if isinstance(article, Unreadable) else article.id)
            done += 1
            yield article


def _rounds(found: Iterable[str | Path | Unreadable]) -> list[list[str | Path | Unreadable]]:
    """The files in rounds of different names each, since one reading gives each name to one article alone."""
    rounds: list[list[str | Path | Unreadable]] = [[]]
    times: Counter[str] = Counter()
    for file in found:
        number = 0
        if not isinstance(file, Unreadable):
            stem = Path(file).stem.casefold()
            number = times[stem]
            times[stem] += 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(file)
    return rounds
