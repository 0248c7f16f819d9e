"""The columns of a table of articles: what their names say they hold."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["delimiter", "of_head", "of_names", "without_separator_line"]

# Names of columns that people and programs use, by what they hold; the first that is there counts.
_COLUMNS = {
    "text": ("text", "body", "full_text", "fulltext", "article_text", "content", "article", "story", "النص", "نص"),
    "id": ("id",),
    "title": ("title", "headline", "العنوان", "عنوان"),
    "author": ("author", "authors", "byline", "الكاتب"),
    "publisher": ("publisher", "outlet", "media_name", "source_name", "site", "source", "المصدر", "الناشر"),
    "url": ("url", "link", "address", "source_url", "article_url", "الرابط"),
    "published": ("published", "publish_date", "published_at", "publication_date", "pubdate", "date", "التاريخ"),
    "retrieved": ("retrieved", "collected", "scraped_at", "accessed"),
    "dateline": ("dateline",),
    "language": ("language", "lang", "اللغة"),
}
_SEPARATOR_LINE = re.compile(r"\A\ufeff?sep=.\r?\n", re.IGNORECASE)
"""What Excel reads in the first line, and people write there."""
_DELIMITERS = ",;\t|"


def of_head(text: str) -> dict[str, int]:
    """The column of each field, by the first line of a table."""
    return of_names(_header(without_separator_line(text)))


def of_names(names: Sequence[str]) -> dict[str, int]:
    """The column of each field, by the columns' names."""
    header = [name.strip().lower().replace(" ", "_") for name in names]
    found: dict[str, int] = {}
    for field, known in _COLUMNS.items():
        at = next((header.index(name) for name in known if name in header), None)
        if at is not None and at not in found.values():
            found[field] = at
    return found


def without_separator_line(text: str) -> str:
    """The table without the line that tells Excel what parts its cells."""
    return _SEPARATOR_LINE.sub("", text, count=1)


def _header(text: str) -> list[str]:
    line = text.lstrip("\ufeff\n\r").splitlines()[:1]
    return next(csv.reader(line, delimiter=delimiter(text)), [])


def delimiter(text: str) -> str:
    """The mark between cells that stands most often in the first line."""
    line = "".join(text.lstrip("\ufeff\n\r").splitlines()[:1])
    return max(_DELIMITERS, key=line.count)
