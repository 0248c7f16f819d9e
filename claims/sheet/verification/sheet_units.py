"""Splits a sheet into units to compare: lines of Markdown, tags and texts of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Literal

__all__ = ["Part", "Unit", "html_units", "markdown_units"]

Part = Literal[
    "quotation",
    "credit",
    "source",
    "status",
    "evidence",
    "entry",
    "digest",
    "article",
    "markup",
    "program",
    "map",
    "annex",
    "text",
]

_LABEL = re.compile(r"\[\^([A-Za-z0-9_-]+)\]")
_NUMBERED = re.compile(r"\*\*(\S+)\.\*\* ")
_BY_NUMBER = re.compile(r"\\\[(\S+)\\\]$")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b(?=.*SHA-256|\W*</span>.*SHA-256)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a sheet.

    Attributes:
        line: Its first line, from 1.
        text: The text to compare; `apart`, also compared, tells whether a blank line precedes it.
        part: The part of the sheet.
        claim: The label of its claim, if any.
        in_brief: Whether it is about the claim that leads an event of the brief, which the annex lists too.
    """

    line: int
    text: str
    apart: bool
    part: Part
    claim: str | None
    in_brief: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        """The compared values."""
        return self.text, self.apart


def markdown_units(text: str) -> list[Unit]:
    """The non-blank lines of a Markdown sheet."""
    units: list[Unit] = []
    claim: str | None = None
    apart = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line:
            apart = bool(units)
            continue
        part, labels = _part(line), _LABEL.findall(line)
        if part in {"quotation", "evidence"}:
            claim = labels[-1 if part == "quotation" else 0] if labels else None
        elif part in {"credit", "source"}:
            claim = None
        about = labels[0] if part == "entry" else claim if part != "text" or line.startswith("**") else None
        units.append(Unit(number, line, apart, "status" if part == "text" and about else part, about))
        apart = False
    return _quoted_in_brief(_credited(units))


def _part(line: str) -> Part:
    if line.startswith("> "):
        return "quotation"
    if line.startswith("[^"):
        return "evidence"
    if _NUMBERED.match(line):
        return "credit"
    if line.startswith("### "):
        return "source"
    if _DIGEST.search(line):
        return "digest"
    return "entry" if _LABEL.search(line) else "text"


def _credited(units: list[Unit]) -> list[Unit]:
    """Assign each line that credits a source to the claim that follows it."""
    claim: str | None = None
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        if unit.part == "quotation":
            claim = unit.claim
        elif unit.part == "credit":
            units[place] = replace(unit, claim=claim)
            claim = None
    return units


def _quoted_in_brief(units: list[Unit]) -> list[Unit]:
    """Assign each quotation without a label to the claim whose number ends the line before it."""
    numbers = {match[1]: unit.claim for unit in units if (match := _NUMBERED.match(unit.text))}
    claim: str | None = None
    for place, unit in enumerate(units):
        if match := _BY_NUMBER.search(unit.text):
            claim = numbers.get(match[1])
        elif unit.part == "quotation" and unit.claim is None:
            units[place] = replace(unit, claim=claim, in_brief=True)
        elif not unit.text.startswith("<div"):
            claim = None
    return units


def html_units(text: str) -> list[Unit]:
    """The tags of an HTML sheet with their attributes, and the texts between them."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.units


_BLANKS = re.compile("[ \t\n\f\r]+")
"""What a browser shows as one space; any other space is a character like others."""
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_ROWS = frozenset({"tr", "li"})
_TO_CLAIM = "#claim-"
_VERIFY = "verify"
_LEAD = "lead"
_CLASSES: dict[str, Part] = {"voiced": "credit", "review": "status", "evidence": "evidence", "text": "article"}
_TAGS: dict[str, Part] = {"blockquote": "quotation", "style": "program", "script": "program", "tr": "entry"}


@dataclass(slots=True)
class _Open:
    """An open element: its part of the sheet, its claim, its first unit, and whether it leads an event of the brief."""

    tag: str
    id: str | None
    part: Part | None
    claim: str | None
    begins: int
    in_brief: bool


class _Reader(HTMLParser):
    """Collects units and tracks open elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Unit] = []
        self.open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        part = next((_CLASSES[name] for name in classes if name in _CLASSES), None) or _TAGS.get(tag)
        if tag not in _VOID:
            begins, claim = len(self.units), values.get("data-claim")
            self.open.append(_Open(tag, values.get("id"), part, claim, begins, _LEAD in classes))
        self._add(f"<{tag}{''.join(f' {name}={value!r}' for name, value in sorted(attrs, key=str))}>", "markup")
        address = values.get("href") or ""
        if address.startswith(_TO_CLAIM):
            self._of_row(address.removeprefix(_TO_CLAIM))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._add(f"</{tag}>", "markup")
        if any(each.tag == tag for each in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Text between tags, with its white space as a browser shows it."""
        text = data if any(each.tag == "pre" for each in self.open) else _BLANKS.sub(" ", data).strip(" ")
        part = next((each.part for each in reversed(self.open) if each.part), None)
        if re.fullmatch(r"[0-9a-f]{64}", text) and any(each.id == _VERIFY for each in self.open):
            part = "digest"
        if text:
            self._add(text, part or "text")

    def handle_comment(self, data: str) -> None:
        """A comment, which a sheet has none of."""
        self._add(f"<!--{data}-->", "markup")

    def handle_decl(self, decl: str) -> None:
        """The document type."""
        self._add(f"<!{decl.lower()}>", "markup")

    def unknown_decl(self, data: str) -> None:
        """A marked section, which HTML has none of."""
        self._add(f"<![{data}]>", "markup")

    def handle_pi(self, data: str) -> None:
        """A processing instruction, which HTML has none of."""
        self._add(f"<?{data}>", "markup")

    def _of_row(self, claim: str) -> None:
        """Assign a table row or list item to the claim it links to."""
        row = next((each for each in reversed(self.open) if each.tag in _ROWS), None)
        if row is not None and row.claim is None:
            row.claim = claim
            self.units[row.begins :] = [replace(unit, claim=unit.claim or claim) for unit in self.units[row.begins :]]

    def _add(self, text: str, part: Part) -> None:
        claim = next((each.claim for each in reversed(self.open) if each.claim), None)
        in_brief = any(each.in_brief for each in self.open)
        self.units.append(Unit(self.getpos()[0], text, False, part, claim, in_brief))
