"""Plain text and Markdown files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.ingest import hard_wrapping, text_encoding

if TYPE_CHECKING:
    from claims.ingest.readings import Hints

__all__ = ["markdown", "plain"]

_LINE_ENDS = re.compile(r"\r\n?")


def plain(data: bytes, hints: Hints) -> str:
    r"""The text of a file, with `\n` as line ends; lines that were wrapped at a fixed width are joined.

    Raises:
        ClaimsError: if the bytes are not text, or its encoding is wrong or unknown.
    """
    return hard_wrapping.unwrapped(_decoded(data, hints))


def _decoded(data: bytes, hints: Hints) -> str:
    return _LINE_ENDS.sub("\n", text_encoding.decode(data, hints.where, hints.encoding))


def markdown(data: bytes, hints: Hints) -> str:
    """The text of a Markdown file without markup.

    Raises:
        ClaimsError: as for plain text.
    """
    from claims.ingest.markdown_text import plain_text

    return plain_text(_decoded(data, hints))
