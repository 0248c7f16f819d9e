"""Look up article texts for checks of spans; texts are read on demand, and only the most recent are kept."""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from claims.model.ids import is_document_id
from claims.validation.article_text import Article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FolderTexts", "GivenTexts", "NoTexts", "Texts"]

_HELD = 8 * 1024 * 1024
_ENTRY = 400
_PIECE = 64 * 1024
_BINARY = getattr(os, "O_BINARY", 0)


class Texts(Protocol):
    """A source of articles."""

    at_hand: bool
    """Whether any texts are available; if not, spans are not checked."""

    def article(self, document: str) -> Article | None:
        """Return the article of a document; None if its text is not available."""


class NoTexts:
    """No texts, for records given alone."""

    at_hand = False

    def article(self, document: str) -> Article | None:  # noqa: ARG002  # there is none of any name
        """Return None for every document."""
        return None


class GivenTexts:
    """Texts in memory, by document id."""

    at_hand = True

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Store the caller's texts."""
        self._texts = texts
        self._last: tuple[str, Article | None] = ("", None)

    def article(self, document: str) -> Article | None:
        """Return the article of a document; the last one is cached, since claims are sorted by document."""
        if self._last[1] is None or self._last[0] != document:
            text = self._texts.get(document)
            self._last = (document, None if text is None else Article(text))
        return self._last[1]


class FolderTexts:
    """The files ID.txt of a folder."""

    at_hand = True

    def __init__(self, folder: Path) -> None:
        """Read texts from `folder`."""
        self.folder = folder
        self._held: OrderedDict[str, Article | None] = OrderedDict()
        self._size = 0

    def article(self, document: str) -> Article | None:
        """Return the article of a document; None if there is no such file, or it is not UTF-8."""
        if document in self._held:
            return self._held[document]
        article = self._read(document)
        self._held[document] = article
        self._size += _size(article)
        while self._size > _HELD and len(self._held) > 1:
            _, oldest = self._held.popitem(last=False)
            self._size -= _size(oldest)
        return article

    def _read(self, document: str) -> Article | None:
        if not is_document_id(document):
            return None
        try:
            file = os.open(f"{self.folder}/{document}.txt", os.O_RDONLY | _BINARY)  # Twice as fast as `open`.
            try:
                return Article(_whole(file).decode("utf-8"))
            finally:
                os.close(file)
        except (OSError, UnicodeDecodeError):
            return None


def _whole(file: int) -> bytes:
    """Return the whole content of an open file."""
    whole = piece = os.read(file, _PIECE)
    while len(piece) == _PIECE:
        piece = os.read(file, _PIECE)
        whole += piece
    return whole


def _size(article: Article | None) -> int:
    """Return the approximate size of a cache entry in characters; an entry without an article also counts."""
    return _ENTRY + (len(article.text) if article else 0)
