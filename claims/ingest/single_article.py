"""One article from the bytes of one file or archive record, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.ingest import file_formats, plain_text, sandbox
from claims.ingest.readings import Article

if TYPE_CHECKING:
    from claims.ingest.file_formats import Format
    from claims.ingest.readings import Hints

__all__ = ["article"]

_TEXTS = {file_formats.TEXT.media_type, file_formats.MARKDOWN.media_type}
"""Formats whose files may be the text itself."""


def article(data: bytes, kind: Format, hints: Hints) -> Article:
    """The article in the bytes of a file.

    Raises:
        ClaimsError: if there is none in them, or the library that reads it is not installed.
    """
    if kind.sandboxed is None:
        read = plain_text.plain(data, hints)
    else:
        file_formats.require(kind, hints.where)
        read = sandbox.shared().extract(kind.sandboxed, data, hints)
    is_original = kind.media_type in _TEXTS and read.text.encode("utf-8") == data
    raw = b"" if is_original else data
    return Article(hints.where, read.text, read.known, raw, kind.media_type, kind.suffixes[0], doubts=read.doubts)
