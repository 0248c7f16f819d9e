"""The words in the body of a Word document, as they read with all tracked changes accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.ingest import html_cleaning
from claims.ingest.word_styles import WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.ingest.word_styles import WordStyles

__all__ = ["WordBody"]

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt"}
"""Elements whose text is not part of the current document: deletions, where something was moved from, field codes,
properties, and the small letters of ruby annotations."""
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_PAGE_BREAKS = {"page", "column"}
"""Kinds of breaks that end no line of the text."""
_ELSEWHERE = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
    "chart": "charts",
    "relIds": "diagrams",
    "OLEObject": "embedded objects",
    "subDoc": "documents in this one",
}
"""Elements that stand for words in another file of the package, and what these are called."""
_PROSE = 8
"""Words of a paragraph that is no entry of a table."""


class WordBody:
    """Reads the blocks of a document's body.

    Args:
        styles: The document's styles.
        embedded: The blocks of the page or text that is embedded under an id; None if it cannot be read.

    Attributes:
        left_out: What was met and not read, in words.
    """

    def __init__(self, styles: WordStyles, embedded: Callable[[str], list[str] | None]) -> None:
        self.left_out: set[str] = set()
        self._styles = styles
        self._embedded = embedded
        self._boxes: list[Any] = []
        self._codes: list[bool] = []  # of each field around, whether its code is being read
        self._paragraph: Any = None

    def blocks(self, container: Any) -> Iterator[str]:
        """The paragraphs, table rows and text boxes of a container, in the order of the file."""
        pending = ""  # a paragraph that does not end with its mark goes on in the next one
        for element in self._items(container):
            if element.tag != f"{WORD}p":
                yield from [_tidy(pending)] if pending else []
                pending = ""
                yield from self._rows(element) if element.tag == f"{WORD}tbl" else self._chunk(element)
                continue
            self._paragraph = element
            text = pending + self._text(element)
            self._codes = [False] * len(self._codes)  # a code ends with its paragraph, even if its mark is missing
            if _goes_on(element):
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
        """The paragraphs, tables and embedded texts in a container, also those in content controls and insertions."""
        for child in container:
            if child.tag in {f"{WORD}p", f"{WORD}tbl", f"{WORD}altChunk"}:
                yield child
            elif child.tag == f"{_COMPATIBILITY}AlternateContent":  # the same twice, for older programs
                yield from next(filter(None, (list(self._items(choice)) for choice in child)), ())
            elif isinstance(child.tag, str) and _name(child) not in _GONE and not _is_placeholder(child):
                yield from self._items(child)

    def _chunk(self, element: Any) -> list[str]:
        """The blocks of a page or text that stands in the document as it was."""
        from docx.oxml.ns import qn

        blocks = self._embedded(element.get(qn("r:id"), ""))
        if blocks is None:
            self.left_out.add("documents in this one")
        return blocks or []

    def _rows(self, table: Any) -> Iterator[str]:
        """The rows of a table, one a line; of a table that arranges text, the blocks of each cell."""
        for row in self._within(table, "tr"):
            if row.find(f"{WORD}trPr/{WORD}del") is not None:
                continue
            cells = [cell for cell in self._within(row, "tc") if not _is_gone(cell)]
            read = [[block for block in self.blocks(cell) if block] for cell in cells]
            if any(map(_arranges, cells, read)):
                yield from (block for blocks in read for block in blocks)
            else:
                yield "\t".join(" ".join(" ".join(blocks).split()) for blocks in read).rstrip("\t")

    def _within(self, element: Any, name: str) -> Iterator[Any]:
        """The rows of a table or the cells of a row, those in content controls included."""
        for child in element:
            if child.tag == f"{WORD}{name}":
                yield child
            elif isinstance(child.tag, str) and _name(child) in {"sdt", "sdtContent", "customXml", "ins"}:
                yield from self._within(child, name)

    def _text(self, element: Any) -> str:
        """The current words in a paragraph or a part of one; its text boxes are put aside."""
        return "".join(self._words(child, _name(child)) for child in element if isinstance(child.tag, str))

    def _words(self, child: Any, name: str) -> str:
        """The current words of one element in a paragraph."""
        if name in _CHARACTERS:
            return " " if child.get(f"{WORD}type") in _PAGE_BREAKS else _CHARACTERS[name]
        if name == "t":
            return "" if any(self._codes) else child.text or ""  # a field may stand in another one's code
        if name == "fldChar":
            return self._enter_field(child)
        if child.tag == f"{_COMPATIBILITY}AlternateContent":
            return self._alternative(child)
        if self._is_put_aside(child, name) or name in _GONE or _is_placeholder(child):
            return ""
        return self._of_run(child) if name == "r" else self._text(child)

    def _is_put_aside(self, element: Any, name: str) -> bool:
        """Note a text box, which is read after its paragraph, and what stands in another file."""
        if name == "txbxContent":
            self._boxes.append(element)
        elif name in _ELSEWHERE:
            self.left_out.add(_ELSEWHERE[name])
        return name == "txbxContent" or name in _ELSEWHERE

    def _of_run(self, run: Any) -> str:
        words = "" if self._is_invisible(run) else self._text(run)
        return html_cleaning.raised(words) if _is_raised(run) else words

    def _alternative(self, element: Any) -> str:
        """The words of the first of several forms of the same that has any, or has a text box."""
        boxes = len(self._boxes)
        for form in element:
            words = self._text(form)
            if words or len(self._boxes) > boxes:
                return words
        return ""

    def _enter_field(self, mark: Any) -> str:
        """Note where in a field its mark stands; the words that the mark itself says, such as what was chosen."""
        place = mark.get(f"{WORD}fldCharType")
        if place == "begin":
            words = "" if any(self._codes) else _chosen(mark)
            self._codes.append(True)
            return words
        if place == "separate" and self._codes:
            self._codes[-1] = False
        elif place == "end" and self._codes:
            self._codes.pop()
        return ""

    def _is_invisible(self, run: Any) -> bool:
        """Whether a run's words are hidden or struck out."""
        if any(self._styles.is_on(run, self._paragraph, mark) for mark in ("strike", "dstrike")):
            self.left_out.add("struck-out words")
            return True
        return self._styles.is_on(run, self._paragraph, "vanish")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_placeholder(element: Any) -> bool:
    """Whether a content control is empty: it then shows how to fill it."""
    return element.find(f"{WORD}sdtPr/{WORD}showingPlcHdr") is not None


def _is_raised(run: Any) -> bool:
    mark = run.find(f"{WORD}rPr/{WORD}vertAlign")
    return mark is not None and mark.get(f"{WORD}val") == "superscript"


def _chosen(mark: Any) -> str:
    """What is chosen in a list of a form, which stands in the field's mark alone."""
    entries = mark.findall(f"{WORD}ffData/{WORD}ddList/{WORD}listEntry")
    chosen = [mark.find(f"{WORD}ffData/{WORD}ddList/{WORD}{kind}") for kind in ("result", "default")]
    number = next((str(one.get(f"{WORD}val")) for one in chosen if one is not None), "0")
    return str(entries[int(number)].get(f"{WORD}val", "")) if number.isdecimal() and int(number) < len(entries) else ""


def _goes_on(paragraph: Any) -> bool:
    """Whether a paragraph's line goes on in the next one: its end was deleted or hidden, or it is a large initial."""
    marks = (f"{WORD}pPr/{WORD}rPr/{WORD}{change}" for change in ("del", "moveFrom", "specVanish"))
    frame = paragraph.find(f"{WORD}pPr/{WORD}framePr")
    is_initial = frame is not None and frame.get(f"{WORD}dropCap") in {"drop", "margin"}
    return is_initial or any(paragraph.find(mark) is not None for mark in marks)


def _is_gone(cell: Any) -> bool:
    """Whether a cell was deleted, or goes on from a merged one above or beside it, whose words stand there."""
    if cell.find(f"{WORD}tcPr/{WORD}cellDel") is not None:
        return True
    merges = (cell.find(f"{WORD}tcPr/{WORD}{merge}") for merge in ("vMerge", "hMerge"))
    return any(merge is not None and merge.get(f"{WORD}val", "continue") == "continue" for merge in merges)


def _arranges(cell: Any, blocks: list[str]) -> bool:
    """Whether a cell holds paragraphs or a table of its own, so that its table only says where they stand."""
    is_prose = len(blocks) > 1 and any(len(block.split()) >= _PROSE for block in blocks)
    return is_prose or cell.find(f".//{WORD}tbl") is not None


def _tidy(text: str) -> str:
    """A paragraph's lines without blank lines and needless blanks."""
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))
