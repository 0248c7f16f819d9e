"""Articles as the rows of a table (CSV, TSV): one column holds the text, others metadata."""

from __future__ import annotations

import csv
import io
import logging
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from claims.errors import ClaimsError
from claims.ingest import file_formats, metadata_values, table_columns, table_rows, text_encoding
from claims.ingest.readings import Article, Known, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claims.ingest.readings import Hints

__all__ = ["REMEDY", "article", "articles", "is_article"]

_log = logging.getLogger(__name__)
_READERS: dict[str, Callable[[object], str | None]] = {
    "title": metadata_values.line,
    "author": metadata_values.byline,
    "publisher": metadata_values.person,
    "url": metadata_values.address,
    "published": lambda said: metadata_values.moment(str(said)),
    "retrieved": lambda said: metadata_values.moment(str(said)),
    "dateline": metadata_values.line,
    "language": metadata_values.language,
}
REMEDY = (
    "Name the column with the articles' text: text. Further columns may be id, title, author, publisher, url, published"
)

_UNCLOSED = "Close the quotation mark that is open"


def is_article(file: BinaryIO) -> bool:
    """Whether the first line of a table names a column of texts; tables of other things are no articles."""
    return "text" in table_columns.of_head(text_encoding.beginning(file.read(file_formats.HEAD)))


def articles(file: BinaryIO, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the article of each row.

    Raises:
        ClaimsError: if no column holds texts, or the table is damaged.
    """
    data = file.read(file_formats.TABLE.most + 1)
    if len(data) > file_formats.TABLE.most and hints.is_part:
        raise ClaimsError("from this row on, no row ends", f"{hints.where}:{hints.lines + 2}", _UNCLOSED)
    if len(data) > file_formats.TABLE.most:
        raise ClaimsError("the table is too large", hints.where, "Split it, or write one article per line, as .jsonl")
    text = table_columns.without_separator_line(text_encoding.decode(data, hints.where, hints.encoding))
    columns = table_columns.of_head(text)
    if "text" not in columns:
        raise ClaimsError("no column of this table is named text", hints.where, REMEDY)
    csv.field_size_limit(table_rows.LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=table_columns.delimiter(text))
    ignored: Counter[str] = Counter()
    try:
        next(rows)
        for number, row in enumerate(rows, start=hints.lines + 2):
            if any(cell.strip() for cell in row):
                yield article(row, columns, f"{hints.where}:{number}", ignored)
    except csv.Error as error:
        raise ClaimsError(
            f"the table is damaged: {error}", f"{hints.where}:{hints.lines + rows.line_num}", REMEDY
        ) from error
    for field, count in sorted(ignored.items()):
        _log.info("%s: %s not understood in %d rows", hints.where, field, count)


def article(row: Sequence[str], columns: dict[str, int], where: str, ignored: Counter[str]) -> Article | Unreadable:
    """Return the article of a row.

    Args:
        row: The cells.
        columns: The place of each field, as `table_columns` gives it.
        where: The file and the row's number, with a colon between them.
        ignored: Counts what is not understood, by field.
    """
    said = {field: row[at].strip() for field, at in columns.items() if at < len(row) and row[at].strip()}
    text = said.pop("text", None)
    if text is None:
        return Unreadable(where, ClaimsError("the article has no text", where, "Fill the column, or remove the row"))
    id = said.pop("id", None)
    known: dict[str, Known] = {}
    for field, words in said.items():
        if value := _READERS[field](words):
            known[field] = Known(value, "archive")
        else:
            ignored[field] += 1
    file, _, number = where.rpartition(":")
    name = known["url"].value if "url" in known else "/" + quote(f"{file_formats.stem(PurePath(file))}-{number}")
    return Article(
        where, text.replace("\r\n", "\n").replace("\r", "\n"), known, id=_id(id), name=name, number=int(number)
    )


def _id(said: str | None) -> str | None:
    """An id that people wrote; a mere row number names no article."""
    return None if said is None or said.isdecimal() else said
