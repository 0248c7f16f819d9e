"""Match articles to a dossier's documents: already there, a new version of one, or new."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from claims.ingest.captures import page_of
from claims.ingest.document_ids import article_key, qualified
from claims.model import Version, folded_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Document

__all__ = ["Catalogue", "Place", "with_known_ids"]

_WORD = re.compile(r"\w+")
_LEAST_COMMON = 1 / 3
"""Minimum share of common words for two texts with the same name to be one article, if no address identifies it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an article in a dossier.

    Attributes:
        kind: `known` if the dossier has it, `version` if the dossier has another version of it, else `new`.
        id: The document's id in the dossier.
    """

    kind: Literal["known", "version", "new"]
    id: str


@dataclass
class Catalogue:
    """An index of a dossier's documents by everything that identifies an article."""

    documents: dict[str, Document] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Catalogue:
        """Index these documents."""
        catalogue = cls()
        for document in documents:
            catalogue.note(document)
        return catalogue

    def note(self, document: Document) -> None:
        """Add a document, or its current state."""
        self.documents[document.id] = document
        self._texts[document.sha256] = document.id
        self._names.setdefault(folded_id(document.id), document.id)
        if document.url is not None:
            self._addresses.setdefault(page_of(document.url), document.id)

    def place(self, article: Document) -> Place:
        """Match an article by its text, then by its address, or by its name if it has no address."""
        if (id := self._texts.get(article.sha256)) and self.documents[id].sha256 == article.sha256:
            return Place("known", id)
        old = self._same(article)
        if old is None:
            return Place("new", self._free(article))
        return Place("known" if _had(old, article) else "version", old.id)

    def _same(self, article: Document) -> Document | None:
        """Return the document that the article is a version of, if any."""
        if article.url is not None and (id := self._addresses.get(page_of(article.url))):
            return self.documents[id]
        named = self.documents.get(self._names.get(folded_id(article.id), ""))
        if named is None or (named.url is not None and article.url is not None):
            return None
        texts = {named.sha256, *(version.sha256 for version in named.earlier)}
        return named if article.sha256 in texts or _alike(named.text, article.text) else None

    def _free(self, article: Document) -> str:
        """Return the article's id, or a variant of it if another article has that id."""
        ids = chain([article.id], qualified(article.id, article_key(article)))
        return next(id for id in ids if folded_id(id) not in self._names)


def with_known_ids(articles: Sequence[Document], documents: Sequence[Document]) -> list[Document]:
    """Return articles with the ids that a dossier already has for them, so that what people did stays with them.

    A document belongs to the article that has its id and text, else to one with its text, else to one with its address,
    else to one with its id. Each belongs to one article; two articles never share an id.
    """
    free = {document.id: document for document in documents}
    ids: dict[int, str] = {}
    for told in (_id_and_text, _text, _page, _id):
        known = {key: document.id for document in reversed(free.values()) if (key := told(document))}
        for number, article in enumerate(articles):
            if number not in ids and (id := known.get(told(article) or "")) in free:
                ids[number] = id
                del free[id]
    given = {folded_id(id) for id in ids.values()}
    for number, article in enumerate(articles):
        if number not in ids:
            candidates = chain([article.id], qualified(article.id, article_key(article)))
            ids[number] = next(id for id in candidates if folded_id(id) not in given)
            given.add(folded_id(ids[number]))
    return [replace(article, id=ids[number]) for number, article in enumerate(articles)]


def _id_and_text(document: Document) -> str:
    return f"{document.id} {document.sha256}"


def _text(document: Document) -> str:
    return document.sha256


def _page(document: Document) -> str | None:
    return None if document.url is None else page_of(document.url)


def _id(document: Document) -> str:
    return document.id


def _had(document: Document, article: Document) -> bool:
    """Return whether an article is an earlier version of a document, or was read from the same file."""
    versions = (Version(document.sha256, original=document.original), *document.earlier)
    bytes_ = {version.original.sha256 for version in versions if version.original}
    same_file = article.original is not None and article.original.sha256 in bytes_
    return same_file or article.sha256 in {version.sha256 for version in versions}


def _alike(one: str, other: str) -> bool:
    """Return whether two texts have enough words in common for one to be a correction of the other."""
    words, others = Counter(_WORD.findall(one)), Counter(_WORD.findall(other))
    return (words & others).total() >= _LEAST_COMMON * max(words.total(), others.total())
