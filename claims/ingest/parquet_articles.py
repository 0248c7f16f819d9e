"""Articles as the rows of a Parquet file: one column holds the text, others metadata, as in a table."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import file_formats, sandbox, table_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Article, Hints, Unreadable

__all__ = ["articles", "count"]

_log = logging.getLogger(__name__)
_MALFORMED = "the program that reads Parquet answers what it should not"


def articles(file: BinaryIO, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the article of each row; `hints.rows` limits which ones.

    Raises:
        ClaimsError: if no column holds texts, the file is damaged, or the library that reads it is not installed.
    """
    file_formats.require(file_formats.PARQUET, hints.where)
    columns: dict[str, int] = {}
    ignored: Counter[str] = Counter()
    for said, _ in sandbox.streamed("parquet_rows.rows", file, hints):
        match said:
            case {"columns": dict(told)}:
                columns = told
            case {"row": int(number), "cells": [*cells]} if len(cells) == len(columns):
                yield table_articles.article(cells, columns, f"{hints.where}:{number}", ignored)
            case _:
                raise ClaimsError(_MALFORMED, hints.where, "It may be malicious; leave it out")
    for field, times in sorted(ignored.items()):
        _log.info("%s: %s not understood in %d rows", hints.where, field, times)


def count(file: BinaryIO, hints: Hints) -> int:
    """Return the number of rows, as the file's own summary has it.

    Raises:
        ClaimsError: if the file is damaged, or the library that reads it is not installed.
    """
    file_formats.require(file_formats.PARQUET, hints.where)
    for said, _ in sandbox.streamed("parquet_rows.count", file, hints):
        match said:
            case {"rows": int(number)}:
                return number
    raise ClaimsError(_MALFORMED, hints.where, "It may be malicious; leave it out")
