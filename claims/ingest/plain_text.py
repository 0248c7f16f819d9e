"""Plain text files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.ingest import hard_wrapping, text_encoding
from claims.ingest.readings import Extract

if TYPE_CHECKING:
    from claims.ingest.readings import Hints

__all__ = ["decoded", "plain"]

_LINE_ENDS = re.compile(r"\r\n?")


def plain(data: bytes, hints: Hints) -> Extract:
    r"""The text of a file, with `\n` as line ends; lines that were wrapped at a fixed width are joined.

    Raises:
        ClaimsError: if the bytes are not text, or its encoding is wrong or unknown.
    """
    return Extract(hard_wrapping.unwrapped(decoded(data, hints)))


def decoded(data: bytes, hints: Hints) -> str:
    r"""The text of a file as it stands, with `\n` as line ends.

    Raises:
        ClaimsError: if the bytes are not text, or its encoding is wrong or unknown.
    """
    return _LINE_ENDS.sub("\n", text_encoding.decode(data, hints.where, hints.encoding))
