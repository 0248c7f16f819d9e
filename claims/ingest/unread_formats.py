"""Formats that people try and that are not read: how to recognise them, and what to do instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BY_SUFFIX", "Unread", "of_text"]


class Unread(NamedTuple):
    """A format that is not read: its name in messages, and what to do."""

    name: str
    remedy: str


_AS_TEXT = "Save the article's text as a .txt file in UTF-8"
_AS_TABLE = "Save it as .csv in UTF-8, with the articles in a column named text"
_AS_LINES = "Write one article per line, as a .jsonl file"
_AS_SRT = "Save them as .srt"
_LATEX = Unread("LaTeX", "Convert it to .docx or .html, such as with pandoc")
_WIKITEXT = Unread("wikitext", "Save the page itself, as HTML")
_JSON = Unread("JSON", _AS_LINES)
_XML = Unread("XML of a kind", _AS_TEXT)
_RTF = Unread("rich text", "Save it as .docx")
_MAILBOX = Unread("a mailbox", "Save each message as .eml")
_ASS = Unread("subtitles of Aegisub", _AS_SRT)
_SBV = Unread("subtitles of YouTube (SBV)", _AS_SRT)
_LRC = Unread("the words of a song with times (LRC)", _AS_SRT)
_TTML = Unread("subtitles in XML (TTML)", _AS_SRT)
_YAML = Unread("YAML", _AS_LINES)
_TOML = Unread("TOML", _AS_LINES)
_CODE = Unread("program code", _AS_TEXT)
_REFERENCES = "Save the article's text as a .txt file, with its title and date in NAME.meta.json"

BY_SUFFIX: Mapping[str, Unread] = {
    ".json": _JSON,
    ".ipynb": Unread("a notebook", _AS_TEXT),
    ".tex": _LATEX,
    ".doc": Unread("an old Word document", "Save it as .docx"),
    ".odt": Unread("an OpenDocument text", "Save it as .docx"),
    ".rtf": _RTF,
    ".epub": Unread("an e-book", _AS_TEXT),
    ".webarchive": Unread("a web archive of Safari", "Save the page as HTML"),
    ".warc.zst": Unread("a WARC packed with Zstandard", "Unpack it to .warc first"),
    ".xml": _XML,
    ".xlsx": Unread("a spreadsheet", _AS_TABLE),
    ".xls": Unread("a spreadsheet", _AS_TABLE),
    ".ods": Unread("a spreadsheet", _AS_TABLE),
    ".msg": Unread("an Outlook message", "Save it as .eml"),
    ".mbox": _MAILBOX,
    ".ass": _ASS,
    ".ssa": Unread("subtitles of SubStation Alpha", _AS_SRT),
    ".sbv": _SBV,
    ".sub": Unread("subtitles of MicroDVD", _AS_SRT),
    ".lrc": _LRC,
    ".ttml": _TTML,
    ".dfxp": _TTML,
    ".wiki": _WIKITEXT,
    ".wikitext": _WIKITEXT,
    ".mediawiki": _WIKITEXT,
    ".yaml": _YAML,
    ".yml": _YAML,
    ".toml": _TOML,
}
_BY_START: tuple[tuple[str, Unread], ...] = (
    (r"\{\\rtf", _RTF),
    (r"(?:<\?xml[^>]*>\s*)?<tt\b", _TTML),
    (r"<(?:\?xml|mediawiki)\b", _XML),
    (r"(?:%[^\n]*\n\s*)*\\(?:documentclass|PassOptionsToPackage|begin\{document\})", _LATEX),
    (r"(?:\.\\\"[^\n]*\n)*\.(?:TH|SH|ie|de)\b|\.\\\" ", Unread("a page of a manual (troff)", _AS_TEXT)),
    (
        r"\{(?=\s*\")[^{}]*\"version\":\s*\"https?://jsonfeed",
        Unread("a JSON Feed", "Save the site's RSS or Atom feed"),
    ),
    (
        r"\{(?=\s*\")(?:[^{}]|\{[^{}]*\})*\"type\":\s*\"[a-z_]+\",\s*\"id\":\s*\d+,\s*\"messages\":",
        Unread("Telegram's JSON", "Export the chat again, as HTML"),
    ),
    (r"\{\s*\"log\":\s*\{", Unread("a log of requests (HAR)", "Save the page itself, as HTML")),
    (r"\{\s*\"|\[\s*\{\s*\"|\[\s*\]\s*\Z|\[\s*\"(?:[^\"\\\n]|\\.)*\"\s*[,\]]", _JSON),
    (r"\[Script Info\]", _ASS),
    (r"\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}[ \t]*\n", _SBV),
    (r"(?:\[[a-z]+:[^\]\n]*\]\s*)*(?:\[\d\d:\d\d\.\d{2,3}\][^\n]*\s*){2}", _LRC),
    (r"From \S+ [^\n]*\d{4}\n(?:[A-Za-z-]+:[^\n]*\n)", _MAILBOX),
    (r"BEGIN:VCALENDAR\b", Unread("a calendar (iCalendar)", _AS_TEXT)),
    (r"BEGIN:VCARD\b", Unread("an address card (vCard)", _AS_TEXT)),
    (r"@[a-z]+\s*\{\s*[^\s,{}]+,\s*\n?\s*[a-z]+\s*=", Unread("a bibliography (BibTeX)", _REFERENCES)),
    (r"TY  - [A-Z]+\s*\n", Unread("a bibliography (RIS)", _REFERENCES)),
    (r"(?:#[^\n]*\n)*msgid \"", Unread("a catalogue of translations (PO)", _AS_TEXT)),
    (
        (r"(?:--[^\n]*\n|/\*.*?\*/|SET [^\n;]*;|\s)*"
        r"(?:INSERT INTO|CREATE (?:TABLE|DATABASE)|DROP TABLE|BEGIN TRANSACTION|PRAGMA)\b"),
        Unread("SQL", _AS_TABLE),
    ),
    (r"(?:diff --git |--- \S[^\n]*\n\+\+\+ \S)", Unread("a difference of two files", "Pass the newer file itself")),
    (r"(?:#[^\n]*\n)+1\t\S+\t\S+\t[A-Z]+\t", Unread("annotated words (CoNLL-U)", _AS_TEXT)),
    (r"(?:(?:var|let|const|window\.|export|module\.)[^\n=]*=\s*|[A-Za-z_$][\w$.]*\()[{\[]", _CODE),
    (r"[{\[]\s*(?:\{\s*)?'\w+':\s", _CODE),
    (r"[aO]:\d+:(?:\{|\")", Unread("data of PHP", _AS_LINES)),
    (r"(?:#[^\n]*\n|\s)*(?:\[+[\w .\"-]+\]+\s*\n\s*)?[A-Za-z_][\w-]*\s*=\s*(?:[\"'\d\[{]|true\b|false\b)", _TOML),
    (r"\[[\w .-]+\]\s*\n\s*[A-Za-z_][\w.-]*\s*=", Unread("settings (INI)", _AS_TEXT)),
    (
        r"(?:Document 1 of (?:[2-9]|[1-9]\d+)|1 of (?:[2-9]|[1-9]\d+) DOCUMENTS)\s*\n",
        Unread("an export of several articles", "Split it into one file per article"),
    ),
)  # fmt: skip
"""What a file that is called plain text begins with, blanks aside, if it is none."""
_STARTS = tuple((re.compile(rf"\s*(?:{start})", re.DOTALL), unread) for start, unread in _BY_START)
_ELEMENT = re.compile(r"\s*<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_WIKI_MARKS = (re.compile(r"\[\[.*\]\]"), re.compile(r"\{\{|<ref\b|'''|^==.*==\s*$", re.MULTILINE))
"""Marks of wikitext; one of each is no accident."""
_YAML_NAMES = frozenset(
    {"title", "headline", "text", "body", "content", "article", "articles", "items", "author", "date", "published"}
    | {"url", "link", "id", "name", "source", "summary"}
)
_YAML_LINE = re.compile(r"(?:- +)?([A-Za-z_][\w-]*):(?:\s+(\S.*))?|- +\S.*|#.*|---|%YAML.*")
_YAML_VALUE = re.compile(r"[|>][+-]?\d?|[\"'\[{].*")
_FEWEST_LINES = 2


def of_text(text: str) -> Unread | None:
    """What a file that is called plain text is, by its first letters; None if it is text.

    Args:
        text: The beginning of the file.
    """
    for start, unread in _STARTS:
        if start.match(text):
            return unread
    if _is_xml(text):
        return _XML
    if all(mark.search(text) for mark in _WIKI_MARKS):
        return _WIKITEXT
    return _YAML if _is_yaml(text) else None


def _is_xml(text: str) -> bool:
    """Whether a text begins with an element that holds another one."""
    first = _ELEMENT.match(text)
    return first is not None and _ELEMENT.match(text, first.end()) is not None and "</" in text


def _is_yaml(text: str) -> bool:
    """Whether every line names a value or goes on with one, as no article's lines do, and a name is a usual one."""
    whole = text[: text.rfind("\n")] if "\n" in text else text
    lines = [line for line in whole.lstrip("\ufeff").split("\n") if line.strip()]
    top = [_YAML_LINE.fullmatch(line.rstrip()) for line in lines if not line[0].isspace()]
    if len(lines) < _FEWEST_LINES or lines[0][0].isspace() or None in top:
        return False
    names = {found[1] for found in top if found and found[1]}
    within = any(line[0].isspace() for line in lines)
    values = any(found and _YAML_VALUE.fullmatch(found[2] or "") for found in top)
    return not names.isdisjoint(_YAML_NAMES) and (within or values or names <= _YAML_NAMES)
