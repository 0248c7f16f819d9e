"""Word documents (DOCX, DOCM): the text as it reads with all tracked changes accepted."""

from __future__ import annotations

import io
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.ingest import decompression, metadata_values, zip_archive
from claims.ingest.readings import Extract, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.readings import Hints

__all__ = ["extract"]

_NO_WORD_DOCUMENT = "the file is not a Word document"
_SAVE = "Save the article's text as a .txt file in UTF-8"
_log = logging.getLogger(__name__)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_RELATIONS, _HEAD = "_rels/.rels", 20_000
_GONE = {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt"}
"""Elements whose text is not part of the current document: deletions, where something was moved from, field codes,
properties, and the small letters of ruby annotations."""
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_PAGE_BREAKS = {"page", "column"}
"""Kinds of breaks that end no line of the text."""
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}


def extract(data: bytes, hints: Hints) -> Extract:
    """The text of a Word document, one block per paragraph or table row, with its properties.

    Insertions, moved text, content controls, fields' results and text boxes are read; deletions, struck-out and hidden
    text are not. What is left out and could matter (footnotes, comments, struck-out words) is named in a log message.

    Raises:
        ClaimsError: if it is damaged, or unpacks to more than an article can have.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.package import Package
    from lxml import etree

    _refuse_bomb(data, hints.where)
    package = Package.open(io.BytesIO(data))
    has_properties = any(rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for rel in package.rels.values())
    known = _properties(package.core_properties) if has_properties else {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    body = etree.fromstring(package.main_document_part.blob, parser).find(f"{_WORD}body")
    if body is None:
        raise ClaimsError(_NO_WORD_DOCUMENT, hints.where, _SAVE)
    reader = _Reader()
    blocks = metadata_values.without_head([block for block in reader.blocks(body) if block], known)
    if reader.left_out:
        _log.info("left out of the text: %s", ", ".join(sorted(reader.left_out)))
    return Extract("".join(f"{block}\n\n" for block in blocks).removesuffix("\n"), known)


def _properties(properties: Any) -> dict[str, Known]:
    values = {
        "title": metadata_values.property_title(properties.title),
        "author": metadata_values.property_author(properties.author),
    }
    return {field: Known(value, "properties") for field, value in values.items() if value}


def _refuse_bomb(data: bytes, where: str) -> None:
    """Refuse a file whose declared size is too large; the real size is limited while unpacking."""
    file = io.BytesIO(data)
    budget = decompression.Budget(file, where)
    with zip_archive.opened(file, where) as archive:
        for member in archive.infolist():
            budget.spend(member.file_size)
        if "[Content_Types].xml" not in archive.namelist():
            raise ClaimsError(_NO_WORD_DOCUMENT, where, _SAVE)
        with suppress(KeyError), archive.open(_RELATIONS) as relations:
            if _STRICT in relations.read(_HEAD):
                what = "the file is a Strict Open XML document, which is not supported"
                raise ClaimsError(what, where, "Save it as an ordinary .docx")


class _Reader:
    """Reads the blocks of a document's body.

    Attributes:
        left_out: What was met and not read, in words.
    """

    def __init__(self) -> None:
        self.left_out: set[str] = set()
        self._boxes: list[Any] = []
        self._codes: list[bool] = []  # of each field around, whether its code is being read

    def blocks(self, container: Any) -> Iterator[str]:
        """The paragraphs, table rows and text boxes of a container, in the order of the file."""
        pending = ""  # a paragraph whose closing mark was deleted goes on in the next one
        for element in self._items(container):
            if element.tag == f"{_WORD}tbl":
                yield from [_tidy(pending)] if pending else []
                pending = ""
                yield from self._rows(element)
                continue
            text = pending + self._text(element)
            self._codes = [False] * len(self._codes)  # a code ends with its paragraph, even if its mark is missing
            if _mark_is_deleted(element):
                pending = text
                continue
            pending = ""
            yield _tidy(text)
            yield from self._boxed()
        if pending:
            yield _tidy(pending)

    def _boxed(self) -> Iterator[str]:
        """The text boxes that stand in the paragraph just read."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self.blocks(box)

    def _items(self, container: Any) -> Iterator[Any]:
        """The paragraphs and tables in a container, those in content controls and insertions included."""
        for child in container:
            if child.tag in {f"{_WORD}p", f"{_WORD}tbl"}:
                yield child
            elif isinstance(child.tag, str) and _name(child) not in _GONE and not _is_placeholder(child):
                yield from self._items(child)

    def _rows(self, table: Any) -> Iterator[str]:
        for row in self._within(table, "tr"):
            if row.find(f"{_WORD}trPr/{_WORD}del") is not None:
                continue
            cells = (cell for cell in self._within(row, "tc") if not _goes_on_from_above(cell))
            yield "\t".join(" ".join(" ".join(self.blocks(cell)).split()) for cell in cells).rstrip("\t")

    def _within(self, element: Any, name: str) -> Iterator[Any]:
        """The rows of a table or the cells of a row, those in content controls included."""
        for child in element:
            if child.tag == f"{_WORD}{name}":
                yield child
            elif isinstance(child.tag, str) and _name(child) in {"sdt", "sdtContent", "customXml", "ins"}:
                yield from self._within(child, name)

    def _text(self, element: Any) -> str:
        """The current words in a paragraph or a part of one; its text boxes are put aside."""
        pieces: list[str] = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = _name(child)
            if name == "fldChar":
                self._enter_field(str(child.get(f"{_WORD}fldCharType")))
            elif name == "t":
                pieces.append("" if any(self._codes) else child.text or "")  # a field may stand in another one's code
            elif name in _CHARACTERS:
                pieces.append(" " if child.get(f"{_WORD}type") in _PAGE_BREAKS else _CHARACTERS[name])
            elif name == "txbxContent":
                self._boxes.append(child)
            elif name in _NOTES:
                self.left_out.add(_NOTES[name])
            elif child.tag == f"{_COMPATIBILITY}AlternateContent":
                pieces.append(self._text(child[0]) if len(child) else "")  # the same twice, for older programs
            elif name not in _GONE and not self._is_invisible(child, name) and not _is_placeholder(child):
                pieces.append(self._text(child))
        return "".join(pieces)

    def _enter_field(self, place: str) -> None:
        """Note where in a field its mark stands: at the beginning, before the result, or at the end."""
        if place == "begin":
            self._codes.append(True)
        elif place == "separate" and self._codes:
            self._codes[-1] = False
        elif place == "end" and self._codes:
            self._codes.pop()

    def _is_invisible(self, run: Any, name: str) -> bool:
        """Whether a run's words are hidden or struck out."""
        if name != "r":
            return False
        if any(_is_on(run, f"{_WORD}{mark}") for mark in ("strike", "dstrike")):
            self.left_out.add("struck-out words")
            return True
        return _is_on(run, f"{_WORD}vanish")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_on(run: Any, mark: str) -> bool:
    """Whether a property of a run is set: present, and not set to an off value."""
    found = run.find(f"{_WORD}rPr/{mark}")
    return found is not None and found.get(f"{_WORD}val", "true") not in {"false", "0", "off", "none"}


def _is_placeholder(element: Any) -> bool:
    """Whether a content control is empty: it then shows how to fill it."""
    return element.find(f"{_WORD}sdtPr/{_WORD}showingPlcHdr") is not None


def _mark_is_deleted(paragraph: Any) -> bool:
    marks = (f"{_WORD}pPr/{_WORD}rPr/{_WORD}{change}" for change in ("del", "moveFrom"))
    return any(paragraph.find(mark) is not None for mark in marks)


def _goes_on_from_above(cell: Any) -> bool:
    """Whether a cell is the continuation of a merged one above it, whose words stand there."""
    merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
    return merge is not None and merge.get(f"{_WORD}val", "continue") == "continue"


def _tidy(text: str) -> str:
    """A paragraph's lines without blank lines and needless blanks."""
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))
