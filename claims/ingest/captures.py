"""Several captures of one page in web archives, put together to one document with versions.

An archive can hold a page more than once: captured on several days, under addresses that differ in nothing but
tracking, and once more as the text that the crawler took from it. Each is the same article.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec.structs import replace

from claims.model import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Capture
    from claims.model import Document

__all__ = ["Captures", "described", "page_of"]

_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|dclid|yclid|igshid|mc_[ce]id|_ga|outputtype|amp)", re.IGNORECASE)
_RENDITION = re.compile(r"urn:text(?:final)?:", re.IGNORECASE)
_AMP = re.compile(r"/amp(?:\.html)?$", re.IGNORECASE)
_NEVER = datetime.max.replace(tzinfo=UTC)


def page_of(address: str) -> str:
    """A page's address without what does not change the page: equal for all captures of it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(name)]
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    path = _AMP.sub("", parts.path.rstrip("/"))
    return f"//{host}{path}?{urlencode(asked)}"


def described(address: str) -> str | None:
    """The address of the page whose text a crawler's record holds (urn:text:https://…); None for other records."""
    bare = _RENDITION.sub("", address, count=1)
    return None if bare == address else bare


def _is_tracking(name: str) -> bool:
    return bool(_TRACKING.fullmatch(name))


class Captures:
    """Holds back what was captured more than once until all its captures were read.

    Attributes:
        expected: How many records of each page the archives hold, as far as that was counted before. A page that was
            not counted is held back until `rest`.
    """

    def __init__(self, expected: Counter[str]) -> None:
        self.expected = expected
        self._held: dict[str, list[tuple[Capture, Document]]] = {}
        self._met: Counter[str] = Counter()

    def add(self, capture: Capture, document: Document) -> Document | None:
        """Take in a capture; the whole document once it is the last one of its page."""
        self._held.setdefault(capture.page, []).append((capture, document))
        return self._whole(capture.page)

    def again(self, capture: Capture) -> Document | None:
        """Take in that a page had not changed, which matters where it had in between; see `add`."""
        for known, document in self._held.get(capture.page, ()):
            if known.digest and known.digest == capture.digest and not known.again:
                self._held[capture.page].append((capture, replace(document, retrieved=capture.again)))
                break
        return self._whole(capture.page)

    def _whole(self, page: str) -> Document | None:
        self._met[page] += 1
        complete = self._met[page] == self.expected[page] and page in self._held
        return _together(self._held.pop(page)) if complete else None

    def rest(self) -> Iterator[Document]:
        """The documents of which captures are still expected."""
        while self._held:
            yield _together(self._held.pop(next(iter(self._held))))


def _together(captures: list[tuple[Capture, Document]]) -> Document:
    """One document of all captures of a page: the last one, with the others that differ as earlier versions."""
    pages = [document for capture, document in captures if capture.is_page]
    documents = sorted(pages or [document for _, document in captures], key=_moment)
    versions: list[Document] = []
    for document in documents:
        if versions and versions[-1].sha256 == document.sha256:
            versions[-1] = _also(versions[-1], document)
        else:
            versions.append(document)
    *earlier, last = versions
    if not earlier:
        return last
    kept = tuple(Version(one.sha256, one.published, one.retrieved, one.original) for one in earlier)
    return replace(last, earlier=kept, superseded=tuple(earlier))


def _also(document: Document, other: Document) -> Document:
    """The document, with the other address under which the same text was captured."""
    if other.url is None or other.url in (document.url, *document.also):
        return document
    if document.url is None:
        return replace(document, url=other.url)
    return replace(document, also=(*document.also, other.url))


def _moment(document: Document) -> datetime:
    """When the document was captured; a capture without a date comes last."""
    try:
        moment = datetime.fromisoformat(document.retrieved or "")
    except ValueError:
        return _NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
