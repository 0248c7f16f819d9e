"""MHTML: a page with its pictures in one file, as saved by Chrome and Edge."""

from __future__ import annotations

from email import message_from_bytes
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.ingest import metadata_values, web_page
from claims.ingest.readings import Extract, Hints, Known

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["extract", "page_in"]

# A page has some hundred pictures and scripts; more parts are an attack.
_MOST_PARTS = 5_000
_AGAIN = "Save the page again, as HTML"


def extract(data: bytes, hints: Hints) -> Extract:
    """The article of the page in an MHTML file, with its metadata.

    Raises:
        ClaimsError: if there is no page in it.
    """
    message, page, html = _opened(data, hints.where)
    address = _address(message) or _address(page)
    article = web_page.extract(html, Hints(hints.where, hints.encoding, page.get_content_charset(), address))
    saved = {"url": address, "retrieved": metadata_values.moment(str(message.get("Date", "")))}
    said = {field: Known(value, "archive") for field, value in saved.items() if value}
    return Extract(article.text, {**said, **article.known})


def page_in(data: bytes, where: str) -> tuple[bytes, str | None]:
    """The page in an MHTML file, and the encoding that its part says.

    Raises:
        ClaimsError: if there is no page in it.
    """
    _, page, html = _opened(data, where)
    return html, page.get_content_charset()


def _opened(data: bytes, where: str) -> tuple[Message, Message, bytes]:
    """The message, the part with the page, and the page's bytes."""
    if data.count(b"\n--") > _MOST_PARTS:
        raise ClaimsError("the MHTML file has too many parts", where, _AGAIN)
    message = message_from_bytes(data)
    page = _page(message)
    if page is None:
        raise ClaimsError("no page in this MHTML file", where, _AGAIN)
    html = page.get_payload(decode=True)
    if not isinstance(html, bytes):
        raise ClaimsError("the page in this MHTML file is damaged", where, _AGAIN)
    return message, page, html


def _address(part: Message) -> str | None:
    said = part.get("Snapshot-Content-Location") or part.get("Content-Location")
    return metadata_values.address(str(said)) if said else None


def _page(message: Message) -> Message | None:
    """The main page: the declared start, or the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start, address = message.get_param("start"), message.get("Snapshot-Content-Location")
    for part in pages:
        if (start and part.get("Content-ID") == start) or (address and part.get("Content-Location") == address):
            return part
    return pages[0] if pages else None
