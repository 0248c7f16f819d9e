"""Character encoding of web pages: byte order mark, HTTP header, meta tag, detection."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from claims.ingest import text_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Hints

__all__ = ["decode"]

# Browsers look for the declaration in the first 1024 bytes (HTML standard); some pages have it later.
_HEAD = 8192
_IN_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_IN_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})[\"']", re.IGNORECASE)
# What a label means on the web (WHATWG Encoding): pages that declare the left one use the right one.
_ON_THE_WEB = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254"}
# A few bytes in another encoding are tolerated, as in a script; many mean that the declaration is wrong.
_SCRAPS = 0.001


def decode(data: bytes, hints: Hints) -> str:
    """Decode a web page.

    Raises:
        ClaimsError: if the bytes are not text, or it cannot be told how they are encoded.
    """
    if hints.encoding or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text_encoding.decode(data, hints.where, hints.encoding)
    for said in _said(data, hints):
        text = _as_said(data, said)
        if text is not None:
            return text
    return text_encoding.decode(data, hints.where)


def _said(data: bytes, hints: Hints) -> Iterator[str]:
    """The declared encodings, the most reliable first."""
    yield "utf-8"  # valid non-ASCII UTF-8 is almost never anything else, whatever is declared
    if hints.charset:
        yield hints.charset
    for pattern in (_IN_META, _IN_XML):
        if found := pattern.search(data[:_HEAD]):
            yield found[1].decode("ascii")


def _as_said(data: bytes, said: str) -> str | None:
    """The text, if the bytes are in the declared encoding apart from small damage."""
    try:
        name = codecs.lookup(said).name
        text = data.decode(_ON_THE_WEB.get(name, name), "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    scraps = text.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = sum(not byte < 0x80 for byte in data[:1_000_000])
    return text if scraps <= _SCRAPS * beyond_ascii and "\0" not in text else None
