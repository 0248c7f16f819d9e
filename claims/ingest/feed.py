"""RSS and Atom: each entry is an article, with its title, date and address."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import article_lines, file_formats, html_cleaning, metadata_values, sandbox
from claims.ingest.readings import Extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Article, Hints, Unreadable

__all__ = ["articles", "extract"]

_log = logging.getLogger(__name__)
_NO_ENTRY = "no entry with text in this feed"
_REMEDY = "Save the articles' pages themselves, as HTML"


def articles(file: BinaryIO, hints: Hints) -> Iterator[Article | Unreadable]:
    """Yield the article of each entry of a feed.

    Raises:
        ClaimsError: if there is none.
    """
    data = file.read(file_formats.FEED.most + 1)
    if len(data) > file_formats.FEED.most:
        raise ClaimsError("the feed is too large", hints.where, _REMEDY)
    entries = sandbox.shared().extract("feed", data, hints)
    yield from article_lines.articles(io.BytesIO(entries.text.encode("utf-8")), hints)


def extract(data: bytes, hints: Hints) -> Extract:
    """The entries of a feed as JSON Lines of articles.

    Raises:
        ClaimsError: if no entry has text.
    """
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(io.BytesIO(data))
    about = {
        "publisher": metadata_values.person(_plain(feed.feed.get("title"))),
        "language": metadata_values.language(feed.feed.get("language")),
    }
    found = [_entry(entry, about) for entry in feed.entries]
    read = [entry for entry in found if entry["text"]]
    if not read:
        raise ClaimsError(_NO_ENTRY, hints.where, _REMEDY)
    if len(read) < len(found):
        _log.info("%s: skipped %d × entry without text", hints.where, len(found) - len(read))
    if short := sum(not entry.get("content") for entry in feed.entries):
        _log.info("%s: of %d × entry the feed holds a summary, not the article", hints.where, short)
    return Extract("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in read))


def _entry(entry: Any, about: dict[str, str | None]) -> dict[str, str]:
    content = max(
        entry.get("content") or [entry.get("summary_detail") or {}], key=lambda one: len(one.get("value", ""))
    )
    source = entry.get("source") or {}
    values = {
        "title": metadata_values.line(_plain(entry.get("title"))),
        "author": metadata_values.byline(_author(entry)),
        "publisher": metadata_values.person(_plain(source.get("title"))) or about["publisher"],
        "url": metadata_values.address(entry.get("link")),
        "published": _moment(entry),
        "language": metadata_values.language(content.get("language")) or about["language"],
    }
    said = {field: value for field, value in values.items() if value}
    return {"text": _text(content, said.get("title")), **said}


def _text(content: Any, title: str | None) -> str:
    value = str(content.get("value") or "")
    if content.get("type") == "text/plain":
        blocks = [" ".join(block.split()) for block in value.split("\n\n")]
    else:
        blocks = html_cleaning.blocks_of_fragment(value)
    blocks = [block for block in blocks if block]
    if blocks and blocks[0] == title:
        blocks = blocks[1:]
    return "".join(f"{block}\n\n" for block in blocks).removesuffix("\n")


def _plain(said: object) -> str:
    """A title without markup."""
    return " ".join(html_cleaning.blocks_of_fragment(str(said))) if said else ""


def _author(entry: Any) -> str:
    names = [str(one.get("name") or "") for one in entry.get("authors") or []]
    return ", ".join(filter(None, names)) or str(entry.get("author") or "")


def _moment(entry: Any) -> str | None:
    """When the entry was published, as it is written or, where that is another form, as the library reads it in UTC."""
    for field in ("published", "updated"):
        said = entry.get(field)
        if said and (moment := metadata_values.moment(str(said))):
            return moment
        if said and (parsed := entry.get(f"{field}_parsed")):
            year, month, day, hour, minute, second = parsed[:6]
            return metadata_values.moment(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    return None
