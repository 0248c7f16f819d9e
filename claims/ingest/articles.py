"""Reads one or many articles as documents."""

from __future__ import annotations

import logging
from collections import Counter
from itertools import chain, islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.ingest import (
    article_paths,
    document_ids,
    file_articles,
    file_formats,
    language_detection,
    original_files,
    sidecar,
)
from claims.ingest.captures import Captures
from claims.ingest.readings import Known, Unreadable, failed
from claims.model import Document, Provenance, folded_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from claims.ingest.readings import Article

__all__ = ["Unreadable", "documented", "find", "read", "read_all", "read_found"]

_log = logging.getLogger(__name__)
_NOTHING: Mapping[str, Known] = {}
_SHARED = "several files have the same name (%s): the ids of their articles end in a hash of what they say"


def read(
    path: str | Path, *, language: str | None = None, encoding: str | None = None, id: str | None = None
) -> Document:
    """Read a file with one article; `-` is standard input.

    Metadata of the page or archive is included, and so is the original file. Metadata in `NAME.meta.json` beside
    `NAME.txt` takes precedence.

    Args:
        path: A file of one of the formats in `claims.ingest.file_formats` that holds one article.
        language: BCP 47 tag of the text. Default: from the metadata, or detected.
        encoding: Character encoding of the file. Default: as declared in the file, or detected.
        id: Id of the document. Default: made from the file name or, in an archive, from the address.

    Raises:
        ClaimsError: if the file cannot be read as one article.
    """
    results = list(islice(read_found([path], language=language, encoding=encoding, id=id), 2))
    if len(results) > 1:
        raise ClaimsError(
            "the file holds more than one article", article_paths.name(path), "Read them with claims.ingest.read_all"
        )
    if isinstance(results[0], Unreadable):
        raise results[0].error
    return results[0]


def find(sources: Iterable[str | Path]) -> list[str | Path | Unreadable]:
    """The article files in `sources`; folders are searched recursively, each file is listed once.

    A missing source, or a folder without articles, is Unreadable.
    """
    found: dict[str, str | Path | Unreadable] = {}
    for source in sources:
        try:
            for article in article_paths.articles(source):
                if isinstance(article, Unreadable):
                    found.setdefault(f"unreadable {article.where}", article)
                else:
                    found.setdefault(article_paths.identity(article), article)
        except ClaimsError as error:
            found.setdefault(f"unreadable {source}", Unreadable(article_paths.name(source), error))
    return list(found.values())


def read_all(
    sources: Iterable[str | Path], *, language: str | None = None, encoding: str | None = None
) -> Iterator[Document | Unreadable]:
    """Yield the documents of files, folders and `-`, in the given order, folders sorted by name.

    An archive or JSON Lines file yields all its articles. The ids of files whose names result in the same id are
    qualified by a digest, whatever their order; of articles in archives, those of the later ones.
    """
    return read_found(find(sources), language=language, encoding=encoding)


def read_found(
    articles: Collection[str | Path | Unreadable],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
) -> Iterator[Document | Unreadable]:
    """Like `read_all`, for the result of `find`.

    Raises:
        ClaimsError: if `id` is to be the id of more than one article.
    """
    if id is not None and len(articles) != 1:
        raise ClaimsError(
            f"{id!r} cannot be the id of {len(articles)} articles", remedy="Pass a single article, or leave --id out"
        )
    found = [article for article in articles if not isinstance(article, Unreadable)]
    names = Counter[str]() if id is not None else _names(found)
    if shared := sorted(name for name, times in names.items() if times > 1):
        _log.info(_SHARED, ", ".join(shared[:3]) + (", …" if len(shared) > 3 else ""))
    reader = _Reader(language, encoding, id, Captures(file_articles.pages(found)), names)
    for article in articles:
        if isinstance(article, Unreadable):
            yield article
        else:
            yield from reader.documents(article)
    yield from reader.rest()


def _names(paths: Iterable[str | Path]) -> Counter[str]:
    """How many files result in each id, as file systems compare ids; files with several articles are not counted."""
    names: Counter[str] = Counter()
    for path in paths:
        if not file_formats.holds_several(PurePath(path)):
            try:
                names[folded_id(document_ids.document_id(path))] += 1
            except ClaimsError:
                continue  # reported when it is read
    return names


class _Reader:
    """Turns files into documents with unique ids.

    Attributes:
        taken: The article of each id: its `document_ids.article_key`, and its name in messages. Ids are compared as
            file systems do.
        captured: Address and text hash of each article from an archive.
        captures: Pages of which an archive holds further captures.
        names: How many of the files result in each id.
    """

    def __init__(
        self, language: str | None, encoding: str | None, id: str | None, captures: Captures, names: Counter[str]
    ) -> None:
        self.language = language
        self.encoding = encoding
        self.id = id
        self.taken: dict[str, tuple[str, str]] = {}
        self.captured: set[tuple[str, str]] = set()
        self.captures = captures
        self.names = names

    def documents(self, path: str | Path) -> Iterator[Document | Unreadable]:
        """Yield the documents of a file; at least one result."""
        where = article_paths.name(path)
        try:
            beside = {name: Known(value, "sidecar") for name, value in sidecar.beside(path).items()}
            for result in file_articles.articles(path, self.encoding):
                yield from self._documents(result, path, beside)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are read
            yield failed(where, error)

    def _documents(
        self, article: Article | Unreadable, path: str | Path, beside: dict[str, Known]
    ) -> Iterator[Document | Unreadable]:
        """Yield the document of an article, or nothing for one of which further captures follow."""
        if isinstance(article, Unreadable):
            yield article
            return
        try:
            if article.capture is None:
                document = self._document(article, path, beside)
                is_file = article.name is None
                if is_file or not self._is_known(document, article.where):
                    for named in self._identified(document, article.where, is_file=is_file):
                        yield original_files.kept(named, article)
            elif article.capture.again:
                yield from self._captured(self.captures.again(article.capture), article.where)
            else:
                captured = original_files.kept(self._document(article, path, beside), article)
                yield from self._captured(self.captures.add(article.capture, captured), article.where)
        except ClaimsError as error:
            placed = ClaimsError(error.what, error.where or article.where, error.remedy)
            yield Unreadable(article.where, error if article.name is None else placed)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are read
            yield failed(article.where, error)

    def rest(self) -> Iterator[Document]:
        """Yield the documents of which a further capture was expected, and could not be read."""
        for document in self.captures.rest():
            yield from self._captured(document, document.url or document.id)

    def _captured(self, document: Document | None, where: str) -> Iterator[Document]:
        """Yield the document of all captures of a page, with a unique id."""
        if document is not None and not self._is_known(document, where):
            for named in self._identified(document, where, is_file=False):
                earlier = tuple(replace(version, id=named.id) for version in named.superseded)
                if earlier:
                    _log.info("%s: captured several times; earlier versions of its text: %d", where, len(earlier))
                yield replace(named, superseded=earlier)

    def _is_known(self, document: Document, where: str) -> bool:
        """Whether the same text of the same address was read before."""
        if document.url is None:
            return False
        if (document.url, document.sha256) in self.captured:
            _log.info("%s: skipped, the same text was captured before", where)
            return True
        self.captured.add((document.url, document.sha256))
        return False

    def _document(self, article: Article, path: str | Path, beside: dict[str, Known]) -> Document:
        return documented(article, lambda: self._id(article, path), self.language, beside)

    def _id(self, article: Article, path: str | Path) -> str:
        if told := self.id or article.id:
            return document_ids.checked(told)
        if article.name is not None:
            return document_ids.address_id(article.name, fallback=document_ids.document_id(path))
        return document_ids.document_id(path)

    def _identified(self, document: Document, where: str, *, is_file: bool) -> Iterator[Document]:
        """Yield the document with a unique id; nothing if an article of its name and words was read before.

        Args:
            document: The document, with the id that its name results in.
            where: Its name in messages.
            is_file: Whether that is the name of its file.

        Raises:
            ClaimsError: if a person chose the id, and another article has it.
        """
        key = document_ids.article_key(document)
        for id in self._ids(document.id, key, is_file=is_file):
            owner = self.taken.setdefault(folded_id(id), (key, where))
            if owner == (key, where):
                yield replace(document, id=id)
                return
            if owner[0] == key:
                _log.info("%s: skipped, %s has the same name and the same text", where, owner[1])
                return
        raise ClaimsError(
            f"its id would be {document.id!r}, which another article has", where, "Leave --id out, or rename the file"
        )

    def _ids(self, id: str, key: str, *, is_file: bool) -> Iterator[str]:
        """Yield the ids that an article may have, the best first: the names of files do not depend on their order."""
        if self.id is not None:
            return iter([id])
        others = self.names[folded_id(id)] - is_file
        return document_ids.qualified(id, key) if others > 0 else chain([id], document_ids.qualified(id, key))


def documented(
    article: Article, id: Callable[[], str], language: str | None = None, beside: Mapping[str, Known] = _NOTHING
) -> Document:
    """Return the document of an article.

    Args:
        article: The article.
        id: Makes the document's id.
        language: Its BCP 47 tag; from the metadata, or detected, by default.
        beside: Metadata given by a person, which takes precedence.

    Raises:
        ClaimsError: if it is empty, its language cannot be told, or there is no id.
    """
    if not article.text.strip():
        raise _empty(article)
    known = {**article.known, **beside}
    if article.doubts:
        _log.info("%s: its text cannot be trusted (%s); compare it with the file", article.where, article.doubts[0])
    known["language"] = language_detection.told(language, known.get("language"), article.text, article.where)
    return Document.from_text(
        id=id(),
        text=article.text,
        text_doubts=article.doubts,
        provenance=tuple(Provenance(name, known[name].found) for name in sidecar.FIELDS if name in known),
        **{name: one.value for name, one in known.items()},
    )


def _empty(article: Article) -> ClaimsError:
    if article.raw.strip():
        what, remedy = "no article was found in the file", "Save the article's text as a .txt file in UTF-8"
    else:
        what, remedy = "the file is empty", "Pass a file with the text of an article"
    return ClaimsError(what, article.where, remedy)
