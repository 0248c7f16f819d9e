"""Web archives: WARC, and WACZ (a ZIP of WARCs). Each page with an article is an article."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from claims.errors import ClaimsError
from claims.ingest import file_formats, metadata_values, sandbox, single_article
from claims.ingest.archive_records import Record
from claims.ingest.readings import Article, Hints, Known, Unreadable
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.file_formats import Format

__all__ = ["LEAVE_OUT", "MALFORMED", "articles", "pages"]

_log = logging.getLogger(__name__)
# Front pages have headlines of ten words; articles have sentences.
_WORDS_IN_PARAGRAPH = 10
_LETTERS = 120
MALFORMED = "the program that reads archives answers what it should not"
LEAVE_OUT = "It may be malicious; leave it out"


def articles(file: BinaryIO, kind: Format, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the articles in a web archive, and log what else is in it.

    Args:
        file: The archive.
        kind: WARC, gzipped or not, or WACZ.
        hints: What is known of it.

    Raises:
        ClaimsError: if the archive is damaged, unpacks to too much, is no ZIP though a WACZ, or holds no article
            (which a part of one may).
    """
    passed: Counter[str] = Counter()
    is_empty = True
    for article in _articles(file, kind, hints, passed):
        is_empty = False
        yield article
    others = ", ".join(f"{number} × {printable(what)}" for what, number in sorted(passed.items()))
    if is_empty and not hints.is_part:
        what = f"no article in this archive ({others})" if others else "no article in this archive"
        raise ClaimsError(what, hints.where, "Save the article's page itself, as HTML")
    if others:
        _log.info("%s: skipped %s", hints.where, others)


def pages(file: BinaryIO, kind: Format, hints: Hints) -> Counter[str]:
    """How many records of each page an archive holds, as far as it can be read.

    Args:
        file: The archive.
        kind: WARC or WACZ.
        hints: What is known of it.
    """
    counts: Counter[str] = Counter()
    source = "archive_records.pages_in_warc" if kind is file_formats.WARC else "archive_records.pages_in_wacz"
    try:
        counts.update(str(said["page"]) for said, _ in sandbox.streamed(source, file, hints))
    except ClaimsError:
        return counts  # what is wrong is said when the articles are read
    return counts


def _articles(file: BinaryIO, kind: Format, hints: Hints, passed: Counter[str]) -> Iterator[Article | Unreadable]:
    """Yield the articles among the records of an archive; `passed` counts the other records."""
    for record, data in _records(file, kind, hints):
        if record.passed:
            passed[record.passed] += 1
            if record.capture:  # a page that had not changed when it was captured once more; it has no text of its own
                yield Article(hints.where, "", capture=record.capture)
            continue
        where = f"{hints.where}: {printable(record.address)}"
        try:
            if record.error:
                raise ClaimsError(record.error[0], where, record.error[1])
            article = _article(record, data, Hints(where, hints.encoding, record.charset, record.address))
        except ClaimsError as error:
            yield Unreadable(where, error)
            continue
        if _is_prose(article.text):
            yield article
        else:
            passed["page without an article"] += 1


def _records(file: BinaryIO, kind: Format, hints: Hints) -> Iterator[tuple[Record, bytes]]:
    source = "archive_records.in_warc" if kind is file_formats.WARC else "archive_records.in_wacz"
    for said, data in sandbox.streamed(source, file, hints):
        try:
            yield msgspec.convert(said, Record), data
        except msgspec.ValidationError as error:
            raise ClaimsError(MALFORMED, hints.where, LEAVE_OUT) from error


def _article(record: Record, data: bytes, hints: Hints) -> Article:
    kind = file_formats.by_media_type(record.media_type)
    if kind is None:
        raise ClaimsError(MALFORMED, hints.where, LEAVE_OUT)
    article = single_article.article(data, kind, hints)
    captured = {"url": metadata_values.address(record.address), "retrieved": record.retrieved}
    said = {field: Known(value, "archive") for field, value in captured.items() if value}
    return Article(
        article.where,
        article.text,
        {**said, **article.known},
        article.raw,
        article.media_type,
        article.suffix,
        name=record.address,
        capture=record.capture,
        doubts=article.doubts,
    )


def _is_prose(text: str) -> bool:
    paragraphs = [line for line in text.splitlines() if len(line.split()) >= _WORDS_IN_PARAGRAPH]
    return sum(letter.isalpha() for line in paragraphs for letter in line) >= _LETTERS
