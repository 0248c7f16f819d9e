"""Plain text and Markdown files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.ingest import hard_wrapping, text_encoding
from claims.ingest.readings import Extract

if TYPE_CHECKING:
    from claims.ingest.readings import Hints

__all__ = ["markdown", "plain"]

_LINE_ENDS = re.compile(r"\r\n?")


def plain(data: bytes, hints: Hints) -> Extract:
    r"""The text of a file, with `\n` as line ends; lines that were wrapped at a fixed width are joined.

    Raises:
        ClaimsError: if the bytes are not text, or its encoding is wrong or unknown.
    """
    return Extract(hard_wrapping.unwrapped(_decoded(data, hints)))


def _decoded(data: bytes, hints: Hints) -> str:
    return _LINE_ENDS.sub("\n", text_encoding.decode(data, hints.where, hints.encoding))


def markdown(data: bytes, hints: Hints) -> Extract:
    """The text of a Markdown file without markup, and the metadata at its top.

    Raises:
        ClaimsError: as for plain text.
    """
    from claims.ingest.markdown_text import extract

    return extract(_decoded(data, hints))
