"""Which document of a dossier an article is: one that is there, a new version of one, or a new one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import urldefrag, urlsplit

from claims.model import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Document

__all__ = ["Catalogue", "Place"]

_WORD = re.compile(r"\w+")
_LEAST_COMMON = 1 / 3
"""What share of their words two texts of one name have in common at least, where no address makes them one article."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article belongs.

    Attributes:
        kind: `known` where the dossier has it, `version` where it has another version of it, else `new`.
        id: The document's id in the dossier.
    """

    kind: Literal["known", "version", "new"]
    id: str


@dataclass
class Catalogue:
    """The documents of a dossier by all that an article can be recognised by."""

    documents: dict[str, Document] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Catalogue:
        """The catalogue of these documents."""
        catalogue = cls()
        for document in documents:
            catalogue.note(document)
        return catalogue

    def note(self, document: Document) -> None:
        """Enter a document, or what a document is now."""
        self.documents[document.id] = document
        self._texts[document.sha256] = document.id
        self._names.setdefault(_folded(document.id), document.id)
        if document.url is not None:
            self._addresses.setdefault(_address(document.url), document.id)

    def place(self, article: Document) -> Place:
        """Where an article belongs: by its text, then by its address, and where it has none, by its name."""
        if (id := self._texts.get(article.sha256)) and self.documents[id].sha256 == article.sha256:
            return Place("known", id)
        old = self._same(article)
        if old is None:
            return Place("new", self._free(article))
        return Place("known" if _had(old, article) else "version", old.id)

    def _same(self, article: Document) -> Document | None:
        """The document that the article is, whatever its text says now."""
        if article.url is not None and (id := self._addresses.get(_address(article.url))):
            return self.documents[id]
        named = self.documents.get(self._names.get(_folded(article.id), ""))
        if named is None or (named.url is not None and article.url is not None):
            return None
        texts = {named.sha256, *(version.sha256 for version in named.earlier)}
        return named if article.sha256 in texts or _alike(named.text, article.text) else None

    def _free(self, article: Document) -> str:
        """The article's id, or one made of it where another article has that."""
        if _folded(article.id) not in self._names:
            return article.id
        return f"{article.id[:100].rstrip()}-{article.sha256[:12]}"


def _had(document: Document, article: Document) -> bool:
    """Whether a document was what the article is, or came from the very file that it is read from."""
    versions = (Version(document.sha256, original=document.original), *document.earlier)
    bytes_ = {version.original.sha256 for version in versions if version.original}
    same_file = article.original is not None and article.original.sha256 in bytes_
    return same_file or article.sha256 in {version.sha256 for version in versions}


def _folded(id: str) -> str:
    """An id as file systems see it that do not tell A from a."""
    return unicodedata.normalize("NFC", id).casefold()


def _address(url: str) -> str:
    """A web address without what makes no difference to the page: its fragment, and the case of its host."""
    parts = urlsplit(urldefrag(url).url)
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def _alike(one: str, other: str) -> bool:
    """Whether two texts have so many words in common that one can be the other, corrected."""
    words, others = Counter(_WORD.findall(one)), Counter(_WORD.findall(other))
    return (words & others).total() >= _LEAST_COMMON * max(words.total(), others.total())
