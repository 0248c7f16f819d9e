"""A shard of articles in, a shard of records out: the one function that every engine calls.

Its result follows from the shard alone, and it may be killed at any moment and be run again, also twice at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.collection.shard_files import ShardFiles, Tally, watched
from claims.errors import ClaimsError
from claims.ingest import Unreadable, file_parts, sidecar
from claims.ingest.articles import documented
from claims.ingest.readings import Known, failed
from claims.model import Document, collection_document_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from claims.collection.shards import Input, Shard
    from claims.ingest.readings import Article
    from claims.model import Claim

    Extract = Callable[[Document], Sequence[Claim]]

__all__ = ["collect_shard", "extract", "give_up"]

_ENDED = "reading it ends the program that does it"
_LEAVE_OUT = "It is damaged, malicious or too large; leave it out"


def extract(document: Document) -> list[Claim]:
    """Return the claims of a document with their facets.

    Raises:
        ClaimsError: if claims cannot be extracted in the document's language.
    """
    from claims.extraction import claims as extraction
    from claims.extraction.claim_facets import with_facets

    return with_facets(document, extraction.extract(document))


def collect_shard(
    shard: Shard, out: Path, *, extract: Extract = extract, deadly: frozenset[int] = frozenset()
) -> Tally:
    """Write the records of a shard into the folder of a collection.

    Args:
        shard: The articles.
        out: The folder, made by `folder.prepare`.
        extract: Finds the claims of a document.
        deadly: The places in the shard, from 0, of articles that ended the program before; they are left out.

    Raises:
        ClaimsError: if the folder cannot be written to, or pyarrow is not installed.
    """
    with watched(out, shard.key) as reach, ShardFiles(out, shard) as files:
        known: set[str] = set()
        for place, (one, number, read) in enumerate(_readings(shard)):
            reach(place)
            if isinstance(read, Unreadable):
                files.lose(one.file, read, "reading")
            elif read.id not in known:  # the same article twice
                known.add(read.id)
                found = _extracted(read, extract) if place not in deadly else _ended(read)
                files.add(read, one.file, number)
                if isinstance(found, Unreadable):
                    files.lose(one.file, found, "extraction", read.id)
                else:
                    files.tell(found)
    return files.tally


def give_up(shard: Shard, out: Path) -> Tally:
    """Write that a shard is lost, with a row for each of its files; a later run tries it again."""
    with ShardFiles(out, shard, lost=True) as files:
        for one in shard.inputs:
            files.lose(one.file, Unreadable(one.file, ClaimsError(_ENDED, one.file, _LEAVE_OUT)), "shard")
    return files.tally


def _ended(document: Document) -> Unreadable:
    return Unreadable(document.id, ClaimsError(_ENDED, document.id, _LEAVE_OUT))


def _extracted(document: Document, extract: Extract) -> Sequence[Claim] | Unreadable:
    try:
        return extract(document)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are extracted
        return failed(document.id, error)


def _readings(shard: Shard) -> Iterator[tuple[Input, int, Document | Unreadable]]:
    """Yield each article with its file and its number there."""
    for one in shard.inputs:
        try:
            if one.problem:
                raise ClaimsError(one.problem[0], one.file, one.problem[1])
            beside = {name: Known(value, "sidecar") for name, value in sidecar.beside(one.path).items()}
            for number, article in file_parts.articles(one.path, one.part, one.file, shard.settings.encoding):
                if isinstance(article, Unreadable):
                    yield one, number, article
                elif article.capture is None or article.capture.again is None:
                    yield one, number, _document(article, one.file, number, shard.settings.language, beside)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are read
            yield one, 0, failed(one.file, error)


def _document(
    article: Article, file: str, number: int, language: str | None, beside: dict[str, Known]
) -> Document | Unreadable:
    """The document of an article, with the id that it has in a collection."""
    try:
        document = documented(article, lambda: "unnamed", language, beside)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are read
        return failed(article.where, error)
    place = file if article.name is None else f"{file}#{number}"
    return replace(document, id=collection_document_id(document.url or place, document.sha256))
