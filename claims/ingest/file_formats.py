"""File formats of articles, and how to recognise them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.ingest import table_columns, text_encoding, unread_formats, whatsapp_lines
from claims.ingest.unread_formats import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FORMATS",
    "HEAD",
    "METADATA_SUFFIX",
    "SUFFIXES_IN_WORDS",
    "Format",
    "by_media_type",
    "holds_lines",
    "holds_several",
    "is_arc",
    "is_page",
    "is_table",
    "metadata",
    "of",
    "readable",
    "require",
    "stem",
]

METADATA_SUFFIX = ".meta.json"
# Bytes read to recognise a format.
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """A file format for articles.

    Attributes:
        name: Its name in messages.
        suffixes: Suffixes of its files; the usual one first.
        media_type: As registered at IANA.
        most: Limit per article, in bytes.
        many: Whether a file may hold several articles.
        module: The optional library that reads it, and the `extra` that installs it.
        sandboxed: The module that extracts the text, in a separate process; None for plain text.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    most: int
    many: bool = False
    module: str | None = None
    extra: str | None = None
    sandboxed: str | None = None


_MB = 1_000_000
# A long article has 50 kB of text. A page brings its scripts, and often its pictures, along; a PDF and a Word document
# their pictures and fonts.
TEXT = Format("plain text", (".txt", ".text"), "text/plain", 10 * _MB)
MARKDOWN = Format("Markdown", (".md", ".markdown"), "text/markdown", 10 * _MB, sandboxed="markdown_text")
HTML = Format("HTML", (".html", ".htm", ".xhtml"), "text/html", 50 * _MB, sandboxed="web_page")
MHTML = Format("MHTML", (".mhtml", ".mht"), "multipart/related", 100 * _MB, sandboxed="mhtml")
PDF = Format("PDF", (".pdf",), "application/pdf", 100 * _MB, module="pypdfium2", extra="pdf", sandboxed="pdf")
DOCX = Format(
    "a Word document",
    (".docx", ".docm"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    50 * _MB,
    module="docx",
    extra="docx",
    sandboxed="docx",
)
WARC = Format(
    "WARC",
    (".warc", ".warc.gz", ".wet", ".wet.gz", ".arc", ".arc.gz"),
    "application/warc",
    50 * _MB,
    many=True,
)
WACZ = Format("WACZ", (".wacz",), "application/wacz", 50 * _MB, many=True)
FEED = Format("RSS or Atom", (".rss", ".atom"), "application/rss+xml", 50 * _MB, many=True)
TABLE = Format("a table", (".csv", ".tsv"), "text/csv", 100 * _MB, many=True)
MAIL = Format("mail", (".eml", ".emlx"), "message/rfc822", 100 * _MB, sandboxed="mail")
SUBTITLES = Format("subtitles", (".srt", ".vtt"), "text/vtt", 10 * _MB, sandboxed="subtitles")
CHAT = Format("a chat that WhatsApp exported", (), "text/plain", 50 * _MB, many=True)
PARQUET = Format(
    "Parquet",
    (".parquet",),
    "application/vnd.apache.parquet",
    10 * _MB,
    many=True,
    module="pyarrow",
    extra="collections",
)
JSONL = Format("JSON Lines", (".jsonl", ".jsonl.gz"), "application/jsonl", 10 * _MB, many=True)

FORMATS = (TEXT, MARKDOWN, HTML, MHTML, PDF, DOCX, WARC, WACZ, JSONL, PARQUET, FEED, TABLE, MAIL, SUBTITLES, CHAT)
_SUFFIXES = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}
SUFFIXES_IN_WORDS = ", ".join(list(_SUFFIXES)[:-1]) + f" or {list(_SUFFIXES)[-1]}"
_MEDIA_TYPES = {kind.media_type: kind for kind in (TEXT, HTML, PDF, DOCX)} | {"application/xhtml+xml": HTML}

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL_HEADERS = re.compile(rb"\A\s*(from|mime-version|snapshot-content-location|subject|date):", re.IGNORECASE)
_EVERY_MAIL = {"from", "date"}
_SENT = {"to", "message-id", "received", "return-path", "delivered-to"}
"""Headers of messages that were sent; pages that a browser saved as MHTML have none."""
_HEADER = re.compile(r"^([A-Za-z-]+):", re.MULTILINE)
_FEED_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<\?xml-stylesheet[^>]*>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_SRT_START = re.compile(r"\s*\d+[ \t]*\r?\n\d\d?:\d\d:\d\d[,.]\d{1,3}[ \t]+-->")
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_HTML_PART = re.compile(
    r"\s*<(?:body|main|article|section|div|p|h[1-6]|blockquote|ul|ol|table|span|center)\b[^<>]*>(?=.*(?:</|<p\b|<br\b))",
    re.IGNORECASE | re.DOTALL,
)
"""The beginning of a part of a page, as content management systems export it."""
_AROUND_MARKDOWN = re.compile(r"\s*<div\b[^<>]*>[ \t]*\r?\n[ \t]*\r?\n\s*[^<\s]")
"""A division around Markdown, as is written for Arabic (`<div dir="rtl">`)."""
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n[\w-]+:(?:[^\n]*\n){1,80}?---[ \t]*\r?\n")
_PIPE_TABLE = re.compile(r"\s*\|.*\|[ \t]*\r?\n[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+")
_JSON_VALUE = r'(?:"(?:[^"\\\n]|\\.)*"|[\d.eE+-]+|null|true|false|\[[^\[\]{}\n]*\])'
_JSON_LINE = re.compile(rf'\ufeff?\{{[ \t]*(?:"[^"\\]*"[ \t]*:[ \t]*{_JSON_VALUE}[ \t]*,[ \t]*)*"text"[ \t]*:[ \t]*"')
"""An object on one line that has a text of its own, so the first of JSON Lines."""


def _suffix(path: PurePath, known: Iterable[str]) -> str | None:
    """The longest suffix among `known` that the file name ends in, such as `.warc.gz`."""
    name = path.name.lower()
    return next((suffix for suffix in sorted(known, key=len, reverse=True) if name.endswith(suffix)), None)


def stem(path: PurePath) -> str:
    """The file name without the suffix of its format."""
    return path.name[: -len(suffix)] if (suffix := _suffix(path, _SUFFIXES)) and path.name != suffix else path.stem


def readable(path: PurePath) -> bool:
    """Whether a file name has the suffix of a readable format."""
    return _suffix(path, _SUFFIXES) is not None


def is_page(path: PurePath) -> bool:
    """Whether a file name is that of a web page, which browsers save with a folder."""
    return _suffix(path, HTML.suffixes) is not None


def holds_lines(path: PurePath) -> bool:
    """Whether a file name is that of JSON Lines."""
    return _suffix(path, JSONL.suffixes) is not None


def holds_several(path: PurePath) -> bool:
    """Whether a file name is that of a format with several articles, each with a name of its own."""
    suffix = _suffix(path, _SUFFIXES)
    return suffix is not None and _SUFFIXES[suffix].many


def is_table(path: PurePath) -> bool:
    """Whether a file name is that of a table."""
    return _suffix(path, TABLE.suffixes) is not None


def is_arc(head: bytes) -> bool:
    """Whether a file begins as an ARC does, the format before WARC, whose records cannot be read without that."""
    return head.startswith(b"filedesc:")


def metadata(path: PurePath) -> bool:
    """Whether a file holds the metadata of an article beside it."""
    return path.name.endswith(METADATA_SUFFIX)


def by_media_type(media_type: str) -> Format | None:
    """The format for a media type sent by a server; None if it is not one of articles."""
    return _MEDIA_TYPES.get(media_type)


def of(name: str, head: bytes) -> Format:
    """The format of a file, from its first bytes (unpacked from gzip) or its name; plain text if neither tells.

    Raises:
        ClaimsError: if it is one that is not read.
    """
    path = PurePath(name)
    refused = _suffix(path, unread_formats.BY_SUFFIX)
    if head.startswith(_OLD_OFFICE) and refused not in (".msg", ".xls", ".xlsx"):
        raise _not_read(Unread("an old or encrypted Word document", "Save it as .docx without a password"), name)
    if told := _signed(path, head) or _marked_up(head):
        return told
    kind = _SUFFIXES.get(_suffix(path, _SUFFIXES) or "", TEXT)
    if kind is TEXT and not refused and (told := _called_text(text_encoding.beginning(head))):
        return told
    is_text = kind is TEXT and refused in (None, ".json")
    unread = unread_formats.of_text(text_encoding.beginning(head)) if is_text else None
    if unread or refused:
        raise _not_read(unread or unread_formats.BY_SUFFIX[refused or ""], name)
    return kind


def _called_text(text: str) -> Format | None:
    """What a file that is called plain text is, by its first letters, if it is of a format that is read."""
    if _JSON_LINE.match(text):
        return JSONL
    if _AROUND_MARKDOWN.match(text):
        return MARKDOWN
    if _HTML_PART.match(text):
        return HTML
    if _FRONT_MATTER.match(text) or _PIPE_TABLE.match(text):
        return MARKDOWN
    return _lines_of(text)


def _lines_of(text: str) -> Format | None:
    """What the lines of a file that is called plain text are, if each is a record: messages, or rows of Excel."""
    if whatsapp_lines.is_chat(text):
        return CHAT
    return TABLE if {"text", "title"} <= table_columns.of_head(text).keys() else None


def _marked_up(head: bytes) -> Format | None:
    """The format of a text file that begins as no article does."""
    letters = _letters(head)
    if _FEED_START.match(letters):
        return FEED
    if letters.startswith("WEBVTT") or _SRT_START.match(letters):
        return SUBTITLES
    return MAIL if _is_mail(head) else None


def _is_mail(head: bytes) -> bool:
    """Whether a file begins with the headers of a message that somebody sent."""
    first = _letters(head).lstrip().replace("\r", "").partition("\n\n")[0]
    names = {name.lower() for name in _HEADER.findall(first)}
    return _HEADER.match(first) is not None and names >= _EVERY_MAIL and not names.isdisjoint(_SENT)


def require(kind: Format, where: str) -> None:
    """Check that the library for a format is installed.

    Raises:
        ClaimsError: saying which extra installs it.
    """
    if kind.module and find_spec(kind.module) is None:
        raise ClaimsError(
            f"reading {kind.name} needs the library {kind.module}, which is not installed",
            where,
            f"Install it with: pip install 'claims-factsheet[{kind.extra}]'",
        )


def _signed(path: PurePath, head: bytes) -> Format | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"WARC/") or is_arc(head):
        return WARC
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path, head)
    if _MAIL_HEADERS.match(head) and b"multipart/related" in head.lower() and not _is_mail(head):
        return None if _suffix(path, MAIL.suffixes) else MHTML
    return HTML if _HTML_START.match(_letters(head)) else None


def _zipped(path: PurePath, head: bytes) -> Format | None:
    if _suffix(path, unread_formats.BY_SUFFIX):
        return None
    if b"[Content_Types].xml" in head or b"word/" in head:
        return DOCX
    return None if _suffix(path, _SUFFIXES) else WACZ if b"archive/" in head or b"datapackage.json" in head else None


def _letters(head: bytes) -> str:
    """The ASCII letters at the beginning of a file, which reveal HTML in any encoding."""
    return head.replace(b"\0", b"").decode("ascii", "ignore").lstrip("\ufeff")


def _not_read(kind: Unread, where: str) -> ClaimsError:
    return ClaimsError(f"the file is {kind.name}, which is not supported", where, kind.remedy)
