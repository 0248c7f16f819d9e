"""Plain text files."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.ingest import hard_wrapping, text_doubts, text_encoding
from claims.ingest.readings import Extract

if TYPE_CHECKING:
    from claims.ingest.readings import Hints

__all__ = ["decoded", "plain"]

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
"""Ends of lines and pages as programs write them; telephones write the last two."""
_PICTURE = "\ufffc"
"""Where a note had a picture."""
_COMMENTS = re.compile(r"^\[a\]", re.MULTILINE)
_COMMENT_MARK = re.compile(r"^\[([a-z]{1,2})\]", re.MULTILINE)
_STRUCK = re.compile("(?:[^\\s\u0335\u0336][\u0335\u0336]+(?:[^\\S\\n][\u0335\u0336]*)?){2,}")
"""Letters that are struck out one by one, as on telephones and in social media, with the blanks between and after."""
_CODES = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\\[u[0-9A-F]{4}\]|&#x?[0-9a-fA-F]{2,6};|%D[89]%[0-9A-Fa-f]{2}|\\'[0-9a-f]{2}|\+[A-Za-z0-9/]{3,}(?![\w/])"
)
_MOST_CODES = 0.5
"""Share of a text in codes from which on it is none."""
_log = logging.getLogger(__name__)


def plain(data: bytes, hints: Hints) -> Extract:
    r"""The text of a file, with `\n` as line ends; lines that were wrapped at a fixed width are joined.

    Raises:
        ClaimsError: if the bytes are not text, or its encoding is wrong or unknown.
    """
    text = decoded(data, hints)
    _refuse_codes(text, hints.where)
    text = _without_comments(text.replace(_PICTURE, ""))
    doubts = text_doubts.of_order(text)
    return Extract(text if doubts else hard_wrapping.unwrapped(text), doubts=doubts)


def _refuse_codes(text: str, where: str) -> None:
    """Refuse a text whose letters are written as codes, as in JSON, HTML and programs' files."""
    found = [match[0] for match in _CODES.finditer(text)]
    if sum(map(len, found)) > _MOST_CODES * len(text):
        what = f"its letters are written as codes such as {found[0]}"
        raise ClaimsError(what, where, "Open it in the program that made it, and save the article as .txt in UTF-8")


def _without_comments(text: str) -> str:
    """The text without the editors' comments that Google Docs writes at the end of its plain text, and their marks."""
    *_, start = [None, *(match.start() for match in _COMMENTS.finditer(text))]
    if not start:
        return text
    body = text[:start]
    labels = _COMMENT_MARK.findall(text, start)
    if not all(f"[{label}]" in body for label in labels):
        return text
    _log.info("left out of the text: comments")
    return re.sub("|".join(rf"\[{label}\]" for label in labels), "", body)


def decoded(data: bytes, hints: Hints) -> str:
    r"""The text of a file without struck-out letters, with `\n` as line ends.

    Raises:
        ClaimsError: if the bytes are not text, or its encoding is wrong or unknown.
    """
    return _without_struck(_LINE_ENDS.sub("\n", text_encoding.decode(data, hints.where, hints.encoding)))


def _without_struck(text: str) -> str:
    """The text without the words whose letters are struck out one by one."""
    kept = _STRUCK.sub("", text)
    if kept != text:
        _log.info("struck-out words were left out of the text")
    return kept
