"""Recognise in which shape a file holds its records, by its first bytes, whatever its name says.

People and language models send records as JSON Lines, as a list, as a list in an object, or fenced in Markdown. What is
none of these is named once, not line by line.
"""

from __future__ import annotations

import io
import re
from typing import Any, Literal

from claims.validation.findings import Problem
from claims.validation.record_input import WHOLE_LIMIT

__all__ = ["Shape", "not_records", "shape", "without_fences"]

Shape = Literal["lines", "whole", "fenced"]

_WRAPPED = re.compile(rb'\{[^{}\[\]]*"[\w-]+"\s*:\s*\[\s*\{')
"""An object whose first list holds objects: `{"claims": [{`."""
_OWN_LISTS = re.compile(rb'"(?:content|earlier|translations|relayed_by)"\s*:\s*\[\s*\{\Z')
_FENCE = re.compile(rb"^[ \t]*(```|~~~)", re.MULTILINE)
_TABLE = re.compile(rb'[^\n\r{}\[\]]*[A-Za-z_"][^\n\r{}\[\]]*(?:,|;|\t)[^\n\r{}\[\]]*\r?\n')
_KINDS = (
    (b"PK\x03\x04", "an Excel, Word or ZIP file"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"<", "HTML or XML"),
)
_WIDE = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_CLAIMS = "records are JSON objects, one a line"


def shape(head: bytes, name: str) -> Shape:
    """Return the shape of a file's records.

    Args:
        head: Its first kilobytes.
        name: Its name, without `.gz`.
    """
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, _, rest = text.partition(b"\n")
    first, rest = first.rstrip(), rest.lstrip()
    if _FENCE.search(head) and not text.startswith((b"{", b"[")):
        return "fenced"
    if text.startswith(b"["):
        return "whole"
    if first.startswith(b"{") and first.endswith(b"}") and rest.startswith(b"{"):
        return "lines"
    wrapped = _WRAPPED.match(text)
    if first == b"{" or (wrapped and not _OWN_LISTS.search(wrapped[0])):
        return "whole"
    return "whole" if name.endswith(".json") else "lines"


def not_records(head: bytes, name: str) -> Problem | None:
    """Return the one problem of a file that holds no JSON; None if it may."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return _encoded(encoding)
    if b"\x00" in head[:4]:
        return _encoded("UTF-16 or UTF-32")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, kind in _KINDS:
        if text.startswith(mark):
            return Problem("E006", (), f"this is {kind}, but {_CLAIMS}", within=(0, 0))
    if name.endswith((".csv", ".tsv")) or (not name.endswith((".json", ".jsonl")) and _TABLE.match(text)):
        message = (
            f"this is a table (CSV), but {_CLAIMS}: write each row as one, with the words as exact; "
            "`factsheet schema --prompt` shows the form"
        )
        return Problem("E006", (), message, within=(0, 0))
    return None


def _encoded(encoding: str) -> Problem:
    return Problem("E002", (), f"this is {encoding}, not UTF-8: save it as UTF-8", within=(0, 0))


def without_fences(stream: io.BufferedReader[Any]) -> io.BufferedReader[Any]:
    """Return the fenced parts of a Markdown file, other lines blank, so that places in the file stay."""
    lines = stream.read(WHOLE_LIMIT).split(b"\n")
    inside = False
    kept = []
    for line in lines:
        fence = _FENCE.match(line) is not None
        kept.append(line if inside and not fence else b"")
        inside ^= fence
    return io.BufferedReader(io.BytesIO(b"\n".join(kept)))
