"""The metadata at the top of a Markdown file, as web clippers, editors and site generators write it."""

from __future__ import annotations

import json
import logging
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from claims.ingest import metadata_values
from claims.ingest.readings import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["parted"]

_log = logging.getLogger(__name__)

_YAML = re.compile(r"\A\s*---[ \t]*\n(?P<matter>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(?P<matter>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PANDOC = re.compile(r"\A%[ \t](?P<title>[^\n]*)\n(?:%[ \t]*(?P<author>[^\n]*)\n(?:%[ \t]*(?P<date>[^\n]*)\n)?)?\s*\n")
_LOGSEQ = re.compile(r"\A(?:[\w-]+:: [^\n]*\n)+")
_LINE = re.compile(r"(?P<name>\w[\w -]{0,40}):(?:[ \t]+(?P<value>.*\S))?[ \t]*")
_LIST_ITEM = re.compile(r"\s*-[ \t]+(?P<value>.*\S)\s*")
_LONGEST = 100_000
_SENTENCE = 8
"""Words of a value that is a sentence."""
# The first name that holds a value decides.
_NAMES = {
    "title": ("title", "headline", "العنوان"),
    "author": ("author", "authors", "byline", "creator", "by", "الكاتب"),
    "publisher": ("publisher", "site", "site_name", "sitename", "outlet", "website", "media"),
    "url": ("url", "source", "link", "canonical", "canonical_url", "permalink", "original", "source_url", "الرابط"),
    "published": ("published", "date", "date_published", "published_at", "publishdate", "pubdate", "publish_date",
                  "التاريخ"),
    "retrieved": ("retrieved", "clipped", "created", "saved", "accessed", "archived", "date_saved"),
    "dateline": ("dateline",),
    "language": ("language", "lang", "locale"),
}  # fmt: skip
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
# MarkDownload: 2024-03-01T10:00:00 (UTC +02:00)
_WITH_ZONE = re.compile(r"(?P<moment>\S+)\s+\(UTC\s*(?P<offset>[+-]\d\d:?\d\d)\)")


def parted(source: str) -> tuple[str, dict[str, Known]]:
    """The body of a Markdown file and the metadata at its top, by document field.

    What stands between two lines at the top and is no metadata, such as a paragraph between two rules, stays in the
    body. Values that the field cannot hold are named in a log message.
    """
    import frontmatter

    if other := _json(source) or _title_block(source) or _properties(source):
        return other[0], _known(other[1])
    handlers = ((_YAML, _yaml), (_TOML, _toml))
    found = next(((match, read) for form, read in handlers if (match := form.match(source))), None)
    if found is None or len(found[0]["matter"]) > _LONGEST:
        return source, {}
    match, read = found
    try:
        values = read(frontmatter, match["matter"])
    except (ValueError, RecursionError, TypeError):
        values = _lines(match["matter"])
    if values is None:
        if re.match(r"[\w-]+:(\s|\Z)", match["matter"]):
            _log.info("the metadata at the top of the file could not be read, and were left in the text")
        return source, {}
    return (source, {}) if _is_prose(values) else (source[match.end() :], _known(values))


def _is_prose(values: Mapping[str, object]) -> bool:
    """Whether what looks like metadata is a paragraph with a colon between two rules (The minister: …)."""
    names = {name for known in _NAMES.values() for name in known}
    is_long = any(isinstance(value, str) and len(value.split()) >= _SENTENCE for value in values.values())
    return is_long and names.isdisjoint(str(name).lower() for name in values) and len(values) == 1


def _json(source: str) -> tuple[str, dict[str, object]] | None:
    """The body after an object at the top that has a title or a date, and the object, as some site generators write."""
    if not source.startswith("{"):
        return None
    try:
        value, end = json.JSONDecoder().raw_decode(source[:_LONGEST])
    except (ValueError, RecursionError):
        return None
    is_matter = isinstance(value, dict) and not {"title", "date"}.isdisjoint(value)
    return (source[end:].lstrip("\n"), value) if is_matter and source[end : end + 1] == "\n" else None


def _title_block(source: str) -> tuple[str, dict[str, object]] | None:
    """The body after the lines in which pandoc has title, authors and date, and these."""
    found = _PANDOC.match(source)
    return (source[found.end() :], dict(found.groupdict(""))) if found else None


def _properties(source: str) -> tuple[str, dict[str, object]] | None:
    """The body after the properties of a page of Logseq (title:: …), and these."""
    found = _LOGSEQ.match(source)
    if found is None:
        return None
    parts = (line.partition(":: ") for line in found[0].splitlines())
    return source[found.end() :], {name: value for name, _, value in parts}


def _lines(matter: str) -> dict[str, object] | None:
    """Metadata that is no YAML, mostly for a colon in a title: each line with a name, and lists under one."""
    values: dict[str, object] = {}
    name = ""
    for line in matter.splitlines():
        if named := _LINE.fullmatch(line):
            name = named["name"]
            values[name] = (named["value"] or "").strip("\"'")
        elif (item := _LIST_ITEM.fullmatch(line)) and name:
            listed = values[name] if isinstance(values[name], list) else []
            values[name] = [*listed, item["value"].strip("\"'")]  # type: ignore[misc]
        elif line.strip():
            return None
    return values or None


def _yaml(frontmatter: Any, matter: str) -> dict[str, object] | None:
    from yaml import YAMLError  # type: ignore[import-untyped]

    try:
        values = frontmatter.YAMLHandler().load(matter)
    except YAMLError as error:
        raise ValueError(str(error)) from error
    if values is None:
        return {}
    return values if isinstance(values, dict) else None


def _toml(_: Any, matter: str) -> dict[str, object]:
    import tomllib

    return tomllib.loads(matter)


def _known(values: Mapping[str, object]) -> dict[str, Known]:
    said = {str(name).strip().lower().replace("-", "_").replace(" ", "_"): value for name, value in values.items()}
    known: dict[str, Known] = {}
    for field, names in _NAMES.items():
        given = [(name, said[name]) for name in names if said.get(name) not in (None, "", [])]
        read = (value for _, one in given if (value := _value(field, one)))
        if value := next(read, None):
            known[field] = Known(value, "properties")
        elif given:
            _log.info("%s at the top of the file is not understood: %.80s", given[0][0], _words(given[0][1]))
    return known


def _value(field: str, said: object) -> str | None:
    if isinstance(said, (datetime, date)):
        return metadata_values.moment(said.isoformat())
    words = _words(said)
    if field in ("published", "retrieved"):
        zoned = _WITH_ZONE.fullmatch(words)
        return metadata_values.moment(zoned["moment"] + zoned["offset"] if zoned else words)
    if field == "url":
        link = _LINK.search(words)
        return metadata_values.address(link[2] if link else words.strip("<>"))
    readers: dict[str, Callable[[object], str | None]] = {
        "title": metadata_values.line,
        "author": metadata_values.byline,
        "publisher": metadata_values.person,
        "dateline": metadata_values.line,
        "language": metadata_values.language,
    }
    return readers[field](_LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", words)))


def _words(said: object) -> str:
    """A value in words: names of a list joined, of an object its name."""
    if isinstance(said, dict):
        return _words(said.get("name", ""))
    if isinstance(said, list):
        return ", ".join(filter(None, map(_words, _few(said))))
    return str(said).strip()


def _few(values: Iterable[object]) -> list[object]:
    return list(values)[:20]
