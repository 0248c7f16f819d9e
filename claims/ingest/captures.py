"""Several captures of one page in web archives, put together to one document with versions.

An archive can hold a page more than once: captured on several days, under addresses that differ in nothing but
tracking, and once more as the text that the crawler took from it. Each is the same article.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from msgspec.structs import replace

from claims.model import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Capture
    from claims.model import Document

__all__ = ["Captures", "described", "host_of", "page_of"]

_TRACKING = re.compile(
    r"utm_\w+|at_\w+|(?:fb|g|d|y|tw|tt|ms|igsh|w?b)clid|[wg]braid|gad_\w+|igshid|mc_[ce]id|_ga|_gl|__twitter_impression|li_fat_id"
    r"|xtor|cmp|cmpid|smid|smtyp|ocid|ito|ncid|ns_\w+|spm|mkt_tok|guccounter|guce_\w+|outputtype|amp|phpsessid|jsessionid|print"
    r"|(?:pk|piwik|mtm|matomo|vero|oly|hsa)_\w+|_hs(?:enc|mi)|__hs\w+|__cft__(?:\[\d+\])?|__tn__|mibextid|sfnsn|trk|tracking_?id"
    r"|intci?d|icid|intcmp|partner_?id|share_?id|refresh_ce",
    re.IGNORECASE,
)
"""Names in an address that tell where a reader came from, or the form in which the same page is shown."""
_REFERRER = re.compile(r"ref(?:_?src|_?url|errer|erer)?", re.IGNORECASE)
"""Names of what led to a page, unless the value is a number: that may name the page."""
_SHOWN_ON_TELEPHONES = ("m", "1")
_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_HOST = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_INDEX = re.compile(r"/index\.(?:html?|php|aspx?)$", re.IGNORECASE)
_RENDITION = re.compile(r"urn:text(?:final)?:", re.IGNORECASE)
_AMP = re.compile(r"/amp(?:\.html)?$", re.IGNORECASE)
_NEVER = datetime.max.replace(tzinfo=UTC)


def page_of(address: str) -> str:
    """A page's address without what does not change the page: equal for all captures of it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    asked = sorted(one for one in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(*one))
    path = re.sub("/{2,}", "/", _SESSION.sub("", unquote(parts.path)))
    path = _AMP.sub("", _INDEX.sub("", path).rstrip("/"))
    route = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""  # which page a script shows
    return f"//{host_of(address)}{path}?{urlencode(asked)}{route}"


def host_of(address: str) -> str:
    """The host of an address, the same for the forms of a site for other devices; empty if there is none."""
    try:
        host = urlsplit(address).netloc.lower()
    except ValueError:
        return ""
    return _HOST.sub("", host.removesuffix(":80").removesuffix(":443"), count=1)


def described(address: str) -> str | None:
    """The address of the page whose text a crawler's record holds (urn:text:https://…); None for other records."""
    bare = _RENDITION.sub("", address, count=1)
    return None if bare == address else bare


def _is_tracking(name: str, value: str) -> bool:
    led_here = bool(_REFERRER.fullmatch(name)) and not value.isdecimal()
    return led_here or bool(_TRACKING.fullmatch(name)) or (name, value) == _SHOWN_ON_TELEPHONES


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
