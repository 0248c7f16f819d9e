"""Articles, one or many, as documents."""

from __future__ import annotations

import logging
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.ingest import article_paths, document_ids, file_articles, language_detection, original_files, sidecar
from claims.ingest.readings import Known, Unreadable
from claims.model import Document, Provenance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from claims.ingest.readings import Article

__all__ = ["Unreadable", "find", "read", "read_all", "read_found"]

_log = logging.getLogger(__name__)


def read(
    path: str | Path, *, language: str | None = None, encoding: str | None = None, id: str | None = None
) -> Document:
    """The document that one file holds; `-` reads standard input.

    What a page or an archive says of the article comes along, and so does its original. What stands in
    `NAME.meta.json` beside the file `NAME.txt` comes before that.

    Args:
        path: A file of one of the formats in `claims.ingest.file_formats` that holds one article.
        language: The text's BCP 47 tag; else what the metadata say; else detected.
        encoding: The file's character encoding; else what the file says; else detected.
        id: The document's id; else made of the file's name, or in an archive of the article's address.

    Raises:
        ClaimsError: where the file cannot be read as one article.
    """
    results = list(islice(_Reader(language, encoding, id).documents(path), 2))
    if len(results) > 1:
        raise ClaimsError(
            "the file holds more than one article", article_paths.name(path), "Read them with claims.ingest.read_all"
        )
    if isinstance(results[0], Unreadable):
        raise results[0].error
    return results[0]


def find(sources: Iterable[str | Path]) -> list[str | Path | Unreadable]:
    """The files that `sources` name: files and `-` as they are, folders searched to their depths, each file once.

    A source that does not exist, or a folder that holds no article, is Unreadable.
    """
    found: dict[str, str | Path | Unreadable] = {}
    for source in sources:
        try:
            for article in article_paths.articles(source):
                found.setdefault(article_paths.identity(article), article)
        except ClaimsError as error:
            found.setdefault(f"unreadable {source}", Unreadable(article_paths.name(source), error))
    return list(found.values())


def read_all(
    sources: Iterable[str | Path], *, language: str | None = None, encoding: str | None = None
) -> Iterator[Document | Unreadable]:
    """The documents of files, folders and `-`, in the order given, a folder's by name; read as they are asked for.

    An archive, and a file of JSON Lines, gives as many as it holds. Two articles whose names give one id cannot both
    stand in a dossier: the second is Unreadable.
    """
    return read_found(find(sources), language=language, encoding=encoding)


def read_found(
    articles: Collection[str | Path | Unreadable],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
) -> Iterator[Document | Unreadable]:
    """The same for what `find` found: for each file its documents, or why there is none.

    Raises:
        ClaimsError: where `id` is to be the id of more than one article.
    """
    if id is not None and len(articles) != 1:
        raise ClaimsError(f"{id!r} cannot be the id of {len(articles)} articles", remedy="Name one article, or no id")
    reader = _Reader(language, encoding, id)
    for article in articles:
        if isinstance(article, Unreadable):
            yield article
        else:
            yield from reader.documents(article)


class _Reader:
    """Makes documents of files, and sees to it that each has an id of its own.

    Attributes:
        taken: By each id, as file systems compare names, the article that has it.
        captured: The address and the hash of each article that archives gave.
    """

    def __init__(self, language: str | None, encoding: str | None, id: str | None) -> None:
        self.language = language
        self.encoding = encoding
        self.id = id
        self.taken: dict[str, str] = {}
        self.captured: set[tuple[str, str]] = set()

    def documents(self, path: str | Path) -> Iterator[Document | Unreadable]:
        """The documents of one file; at least one result."""
        where = article_paths.name(path)
        try:
            beside = {name: Known(value, "sidecar") for name, value in sidecar.beside(path).items()}
            for result in file_articles.articles(path, self.encoding):
                yield from self._documents(result, path, beside)
        except ClaimsError as error:
            yield Unreadable(where, error)

    def _documents(
        self, article: Article | Unreadable, path: str | Path, beside: dict[str, Known]
    ) -> Iterator[Document | Unreadable]:
        """The document of one article; none where the same page was captured twice."""
        if isinstance(article, Unreadable):
            yield article
            return
        try:
            document = self._document(article, path, beside)
            if article.name is not None and document.url is not None:
                if (document.url, document.sha256) in self.captured:
                    _log.info("%s: captured before, with the same text", article.where)
                    return
                self.captured.add((document.url, document.sha256))
            yield original_files.kept(self._identified(document, article), article)
        except ClaimsError as error:
            placed = ClaimsError(error.what, error.where or article.where, error.remedy)
            yield Unreadable(article.where, error if article.name is None else placed)

    def _document(self, article: Article, path: str | Path, beside: dict[str, Known]) -> Document:
        if not article.text.strip():
            raise _empty(article)
        known = {**article.known, **beside}
        known["language"] = language_detection.told(self.language, known.get("language"), article.text, article.where)
        return Document.from_text(
            id=self._id(article, path),
            text=article.text,
            provenance=tuple(Provenance(name, known[name].found) for name in sidecar.FIELDS if name in known),
            **{name: one.value for name, one in known.items()},
        )

    def _id(self, article: Article, path: str | Path) -> str:
        if told := self.id or article.id:
            return document_ids.checked(told)
        if article.name is not None:
            return document_ids.address_id(article.name, fallback=document_ids.document_id(path))
        return document_ids.document_id(path)

    def _identified(self, document: Document, article: Article) -> Document:
        """The document with an id that no other has; one that a person or a file's name gives is not changed."""
        if article.name is not None and self.id is None and article.id is None and _folded(document.id) in self.taken:
            document = replace(document, id=document_ids.distinct(document.id, document.url or "", document.sha256))
        other = self.taken.setdefault(_folded(document.id), article.where)
        if other != article.where:
            raise ClaimsError(
                f"its name gives the id {document.id!r}, which {other} has already",
                article.where,
                "Rename one of the two files",
            )
        return document


def _empty(article: Article) -> ClaimsError:
    if article.raw.strip():
        what, remedy = "no article was found in the file", "Save the article's text as a .txt file in UTF-8"
    else:
        what, remedy = "the file is empty", "Give a file that holds an article's text"
    return ClaimsError(what, article.where, remedy)


def _folded(id: str) -> str:
    """An id as file systems compare names: many do not tell A from a."""
    return unicodedata.normalize("NFC", id).casefold()
