"""One article from the bytes of one file or archive record, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.ingest import file_formats, plain_text, sandbox
from claims.ingest.readings import Article

if TYPE_CHECKING:
    from claims.ingest.file_formats import Format
    from claims.ingest.readings import Hints

__all__ = ["article"]


def article(data: bytes, kind: Format, hints: Hints) -> Article:
    """The article in the bytes of a file.

    Raises:
        ClaimsError: if there is none in them, or the library that reads it is not installed.
    """
    if kind.sandboxed is None:
        read = (plain_text.markdown if kind is file_formats.MARKDOWN else plain_text.plain)(data, hints)
        original = b"" if read.text.encode("utf-8") == data else data
        return Article(hints.where, read.text, read.known, original, kind.media_type, kind.suffixes[0])
    file_formats.require(kind, hints.where)
    extract = sandbox.shared().extract(kind.sandboxed, data, hints)
    suffix = kind.suffixes[0]
    return Article(hints.where, extract.text, extract.known, data, kind.media_type, suffix, doubts=extract.doubts)
