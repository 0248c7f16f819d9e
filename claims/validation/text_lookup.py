"""Look up article texts for checks of spans; texts are read on demand, and only the most recent are kept."""

from __future__ import annotations

from collections import OrderedDict
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from claims.errors import ClaimsError
from claims.model.ids import is_document_id
from claims.store.kept_files import read_text
from claims.validation.article_text import Article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FolderTexts", "GivenTexts", "NoTexts", "Texts"]

_HELD = 8 * 1024 * 1024
_ENTRY = 400


class Texts(Protocol):
    """A source of articles."""

    at_hand: bool
    """Whether any texts are available; if not, spans are not checked."""

    @property
    def changed(self) -> Mapping[str, str]:
        """What other programs have changed in the texts' files, by document."""

    def expect(self, document: str, sha256: str) -> None:
        """Take note of a text's hash, from its document's record."""

    def article(self, document: str) -> Article | None:
        """Return the article of a document; None if its text is not available."""


class NoTexts:
    """No texts, for records given alone."""

    at_hand = False
    changed: Mapping[str, str] = MappingProxyType({})

    def expect(self, document: str, sha256: str) -> None:
        """Take no note."""

    def article(self, document: str) -> Article | None:  # noqa: ARG002  # there is none of any name
        """Return None for every document."""
        return None


class GivenTexts:
    """Texts in memory, by document id."""

    at_hand = True
    changed: Mapping[str, str] = MappingProxyType({})

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Store the caller's texts."""
        self._texts = texts
        self._last: tuple[str, Article | None] = ("", None)

    def expect(self, document: str, sha256: str) -> None:
        """Take no note: these texts were not read from files."""

    def article(self, document: str) -> Article | None:
        """Return the article of a document; the last one is cached, since claims are sorted by document."""
        if self._last[1] is None or self._last[0] != document:
            text = self._texts.get(document)
            self._last = (document, None if text is None else Article(text))
        return self._last[1]


class FolderTexts:
    """The files ID.txt of a folder.

    Attributes:
        changed: What other programs have changed in the files since they were written (line ends, encoding), by
            document; the texts are read as they were.
    """

    at_hand = True

    def __init__(self, folder: Path, home: Path | None = None) -> None:
        """Read texts from `folder`; `home` is the dossier that it belongs to, whose links must not lead out of it."""
        self.folder = folder
        self.changed: dict[str, str] = {}
        self._home = home
        self._hashes: dict[str, str] = {}
        self._held: OrderedDict[str, Article | None] = OrderedDict()
        self._size = 0

    @property
    def only(self) -> str | None:
        """The document of the only text; None if there are several."""
        names = [path.stem for path in self.folder.glob("*.txt")]
        return names[0] if len(names) == 1 else None

    def expect(self, document: str, sha256: str) -> None:
        """Take note of a text's hash, from its document's record."""
        self._hashes[document] = sha256

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
            kept = read_text(f"{self.folder}/{document}.txt", self._hashes.get(document), self._home)
        except (OSError, ClaimsError):
            return None
        if kept.changed is not None:
            self.changed[document] = kept.changed
        return Article(kept.text)


def _size(article: Article | None) -> int:
    """Return the approximate size of a cache entry in characters; an entry without an article also counts."""
    return _ENTRY + (len(article.text) if article else 0)
