"""PDF: assembles words into lines, paragraphs and pages."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.ingest import hard_wrapping, metadata_values, text_doubts, visual_order
from claims.ingest.pdf_clusters import signs
from claims.ingest.readings import Extract, Known
from claims.ingest.visual_order import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.ingest.pdf_clusters import Cluster, Signs
    from claims.ingest.readings import Hints

__all__ = ["extract"]

# Reports have hundreds of pages; more is a book or an attack.
_MOST_PAGES = 1000
_UNKNOWN = "\ufffd"
# Bytes of UTF-16 for one sign and the end.
_ONE_SIGN = 4
# A printed page has a few thousand letters, a newspaper's ten times as many.
_MOST_LETTERS = 200_000
_SAVE = "Save the article's text as a .txt file in UTF-8"
_PAGE_NUMBER = re.compile(r"\W*(page|صفحة|ص)?\W*\d{1,4}\W*((of|من|/)?\W*\d{1,4})?\W*", re.IGNORECASE)
_ADDRESS_LINE = re.compile(r"(https?|file)://\S+(\s+\d+\s*/\s*\d+)?")
_SENTENCE_END = (".", "!", "?", "؟", "…", ":", "»", "”", '"', "؛")
_PRINTED = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)'?)?")
# Bounds for the distance between lines of a paragraph, in parts of the usual distance.
_WIDER = 1.4
_TALLER = 1.2
# A sign that is drawn higher or lower by no more than this part of the line's height is of the line; only the letters
# just before it are asked, which keeps time linear.
_RAISED = 0.6
_NEAR = 24
# On a page in Arabic, a line that is mostly an address and has this share of Arabic letters is a line of Arabic.
_FEW_ARABIC = 0.2
# Letters as far apart as this part of their size are spaced; PDFium takes each for a word.
_SPACED = 0.1
# A letter's box has at least and at most these heights in parts of its font's size; a dot has little.
_LEAST_HEIGHT = 0.05
_MOST_HEIGHT = 4


# A blank is of a line whose baseline is no further from its own, in parts of the font's size.
_NEAR_LINE = 0.2
# How far a letter's box reaches below and above its line, in parts of its font's size.
_BELOW, _ABOVE = 0.3, 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words in reading order, and its position."""

    words: str
    left: float
    right: float
    bottom: float
    height: float
    first_word: float
    right_to_left: bool


def extract(data: bytes, hints: Hints) -> Extract:
    """The text of a PDF, one block per paragraph, without page numbers and running heads, with its properties.

    Raises:
        ClaimsError: if it is damaged, locked, too long or holds no text.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "the PDF is locked with a password" if locked else "the PDF is damaged"
        raise ClaimsError(what, hints.where, "Save it without a password" if locked else _SAVE) from error
    if len(pdf) > _MOST_PAGES:
        raise ClaimsError(
            f"the PDF has more than {_MOST_PAGES} pages", hints.where, "Save only the pages of the article"
        )
    known = _properties(pdf.get_metadata_dict())
    title = known["title"].value if "title" in known else ""
    letters = _Letters()
    pages = _without_running([list(_lines(page, letters)) for page in pdf], title)
    if not any(pages):
        raise ClaimsError(
            "the PDF contains only images, no text", hints.where, "Run text recognition (OCR) on it first"
        )
    paragraphs = metadata_values.without_head(_paragraphs(pages), known)
    text = "".join(f"{words}\n\n" for words in paragraphs).removesuffix("\n")
    doubts = text_doubts.of_letters(letters.unmapped, letters.total, letters.vague) or text_doubts.of_words(text)
    return Extract(text, known, doubts)


@dataclass(slots=True)
class _Letters:
    """How many letters a file draws, how many of them no font names, and how many are drawn as their vowel sign."""

    total: int = 0
    unmapped: int = 0
    vague: int = 0


def _lines(page: Any, letters: _Letters) -> Iterator[Line]:
    """The lines of a page, in the order in which the file draws them.

    A line is what is drawn one after the other on one baseline. PDFium's own line ends are not believed: it ends a line
    at a raised vowel sign, and takes what follows for another one.
    """
    glyphs: list[Glyph] = []
    height = 0.0
    of_page = signs(page, _MOST_LETTERS)
    drawn_all = list(_glyphs(page.get_textpage(), of_page, letters))
    is_reversed = visual_order.are_reversed(drawn_all)
    share = _FEW_ARABIC if visual_order.is_right_to_left(glyph.letter for glyph in drawn_all) else 0.5
    for glyph in drawn_all:
        if glyph.letter.isspace():
            glyphs.append(glyph)
            continue
        drawn = [one.baseline for one in glyphs[-_NEAR:] if not one.letter.isspace()]
        if drawn and min(abs(glyph.baseline - one) for one in drawn) > _RAISED * max(height, glyph.top - glyph.bottom):
            yield from _line(glyphs, share, letters, of_page.blanks, is_reversed=is_reversed)
            glyphs, height = [], 0.0
        glyphs.append(glyph)
        height = max(height, glyph.top - glyph.bottom)
    yield from _line(glyphs, share, letters, of_page.blanks, is_reversed=is_reversed)


def _glyphs(text: Any, of_page: Signs, letters: _Letters) -> Iterator[Glyph]:
    """The letters of a page in the file's order, line ends as blanks; a blank that PDFium made up parts no words.

    Letters that the file draws with several signs are one glyph, in the place of the first of them.
    """
    import ctypes

    from pypdfium2 import raw

    named, given = of_page.clusters, set()
    word = 0
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(min(text.count_chars(), _MOST_LETTERS)):
        letter = "-" if raw.FPDFText_IsHyphen(text.raw, index) == 1 else chr(raw.FPDFText_GetUnicode(text.raw, index))
        is_drawn = not raw.FPDFText_IsGenerated(text.raw, index)
        word += letter.isspace() and is_drawn
        letters.total += is_drawn
        is_named = not is_drawn or raw.FPDFText_HasUnicodeMapError(text.raw, index) != 1
        letters.unmapped += not is_named
        cluster = named.get(_object(text, index)) if named and is_drawn and not letter.isspace() else None
        if cluster is not None:
            if id(cluster) not in given:
                given.add(id(cluster))
                yield _of_cluster(cluster, text, index, word)
            continue
        if not is_named and not letter.isprintable():
            letter = _UNKNOWN
        if letter.isprintable() or letter in "\r\n":
            left, bottom, right, top = text.get_charbox(index, loose=True)
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            drawn = " " if letter in "\r\n" else letter
            size = _size(text, index, top - bottom)
            if letter == " " and is_drawn and left < right and of_page.blanks:
                letters.vague += _is_one_sign(text, index)
            yield Glyph(drawn, left, bottom, right, top, word, y.value, is_drawn, size, x.value, is_named)


def _object(text: Any, index: int) -> int:
    """The address of the object that draws a letter; 0 for none."""
    import ctypes

    from pypdfium2 import raw

    drawn = raw.FPDFText_GetTextObject(text.raw, index)
    return ctypes.addressof(drawn.contents) if drawn else 0


def _is_one_sign(text: Any, index: int) -> bool:
    """Whether a blank with a width is drawn by an object of one sign.

    Where every blank is an object without a width, PDFium then has the letters of the line in other places than signs.
    """
    from pypdfium2 import raw

    drawn = raw.FPDFText_GetTextObject(text.raw, index)
    return bool(drawn) and raw.FPDFTextObj_GetText(drawn, text.raw, None, 0) <= _ONE_SIGN


def _of_cluster(cluster: Cluster, text: Any, index: int, word: int) -> Glyph:
    _, bottom, _, top = text.get_charbox(index, loose=True)
    size = _size(text, index, top - bottom)
    return Glyph(
        cluster.letters,
        cluster.left,
        cluster.baseline - _BELOW * size,
        cluster.right,
        cluster.baseline + _ABOVE * size,
        word,
        cluster.baseline,
        size=size,
        origin=cluster.origin,
    )


def _size(text: Any, index: int, height: float) -> float:
    """The size of a letter's font as drawn, in points; 0 where the file says one that does not fit the letter's box."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text.raw, index, matrix):
        return 0.0
    size = float(raw.FPDFText_GetFontSize(text.raw, index)) * math.hypot(matrix.b, matrix.d)
    return size if height / _MOST_HEIGHT < size < height / _LEAST_HEIGHT else 0.0


def _line(
    glyphs: list[Glyph], share: float, letters: _Letters, blanks: list[tuple[float, float]], *, is_reversed: bool
) -> Iterator[Line]:
    """The line of these glyphs; it is read from right to left where that share of its letters or more is.

    Args:
        glyphs: What the line draws.
        share: The share of its letters.
        letters: The letters of the file so far.
        blanks: The page's blanks that are objects of their own: baseline and place.
        is_reversed: As for `visual_order.read`.
    """
    drawn = [glyph for glyph in glyphs if not glyph.letter.isspace()]
    if not drawn:
        return
    right_to_left = visual_order.is_right_to_left((glyph.letter for glyph in drawn), share)
    glyphs = _with_unknown(glyphs, letters) if right_to_left else [one for one in glyphs if one.letter != _UNKNOWN]
    exact = _on_line(drawn, blanks) if right_to_left else []
    words = visual_order.read(glyphs, exact, is_reversed=is_reversed) if right_to_left else _words(glyphs)
    letters.vague += visual_order.vague(glyphs) if right_to_left and not exact else 0
    begins = max(drawn, key=lambda glyph: glyph.right) if right_to_left else drawn[0]
    first = [glyph for glyph in drawn if glyph.word == begins.word]
    yield Line(
        " ".join(words.split()),
        min(glyph.left for glyph in drawn),
        max(glyph.right for glyph in drawn),
        median(glyph.baseline for glyph in drawn),
        max(glyph.top - glyph.bottom for glyph in drawn),
        max(glyph.right for glyph in first) - min(glyph.left for glyph in first),
        right_to_left,
    )


def _with_unknown(glyphs: list[Glyph], letters: _Letters) -> list[Glyph]:
    """The glyphs of a line of Arabic, with U+FFFD for each letter that no font names: PDFium guesses one."""
    unknown = [not glyph.is_named and not glyph.letter.isspace() for glyph in glyphs]
    letters.vague += sum(unknown)
    return [
        replace(one, letter=_UNKNOWN) if is_unknown else one for one, is_unknown in zip(glyphs, unknown, strict=True)
    ]


def _on_line(drawn: list[Glyph], blanks: list[tuple[float, float]]) -> list[float]:
    """The places of the blanks on a line, in order."""
    baseline = median(glyph.baseline for glyph in drawn)
    near = _NEAR_LINE * max(glyph.em for glyph in drawn)
    left, right = min(glyph.left for glyph in drawn), max(glyph.right for glyph in drawn)
    first, last = bisect_left(blanks, (baseline - near, 0.0)), bisect_left(blanks, (baseline + near, 0.0))
    return sorted(place for _, place in blanks[first:last] if left <= place <= right)


def _words(glyphs: list[Glyph]) -> str:
    """The words of a left-to-right line, with PDFium's blanks; where letters are spaced, with those that are wider."""
    letters = [glyph for glyph in glyphs if not glyph.letter.isspace()]
    gaps = [(after.left - before.right) / (after.em or 1) for before, after in pairwise(letters)]
    usual = median(gaps) if gaps else 0
    if usual < _SPACED:
        return "".join(glyph.letter for glyph in glyphs)
    blanks = (" " * (gap > usual + _SPACED) for gap in [*gaps, 0])
    return "".join(glyph.letter + blank for glyph, blank in zip(letters, blanks, strict=True))


def _without_running(pages: list[list[Line]], title: str) -> list[list[Line]]:
    """The pages without page numbers, running heads and feet, and those added by browsers."""
    edges = Counter(key for page in pages for key in {_key(line) for line in [*page[:2], *page[-2:]]})
    return [
        [
            line
            for at, line in enumerate(page)
            if 1 < at < len(page) - 2
            or not (
                (_is_of_page(line, title) and not _goes_on(page, at))
                or (len(pages) > 1 and edges[_key(line)] > len(pages) / 2)
            )
        ]
        for page in pages
    ]


def _goes_on(page: list[Line], at: int) -> bool:
    """Whether a line follows the text before it as the lines of a paragraph do: the last one may hold only a year."""
    line, before = page[at], page[at - 1]
    if at < 2 or before.words.endswith(_SENTENCE_END):
        return False
    return 0 < before.bottom - line.bottom <= _WIDER * _pitch(page)


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.words)


def _is_of_page(line: Line, title: str) -> bool:
    """Whether a line at the edge of a page is a page number, an address, or title and date."""
    rest = line.words.replace(title, "") if title else line.words
    dated = rest != line.words and bool(re.fullmatch(r"[\W\d]+([AP]M\W*)?", rest))
    return dated or bool(_PAGE_NUMBER.fullmatch(line.words) or _ADDRESS_LINE.fullmatch(line.words))


def _paragraphs(pages: list[list[Line]]) -> list[str]:
    """Join lines to paragraphs, across page ends too."""
    lines = [line for page in pages for line in page]
    mended = visual_order.mirrored([line.words if line.right_to_left else "" for line in lines])
    blocks: list[list[str]] = []
    for at, line in enumerate(lines):
        words = mended[at] or line.words
        if at and not _begins(lines[at - 1], line, lines):
            blocks[-1].append(words)
        else:
            blocks.append([words])
    return [hard_wrapping.flowing(block) for block in blocks]


def _begins(before: Line, line: Line, lines: list[Line]) -> bool:
    """Whether a line begins a paragraph: by its distance, its size, or room left on the line before."""
    if max(before.height, line.height) > _TALLER * min(before.height, line.height):
        return True
    if line.bottom >= before.bottom:  # the next column, or the next page
        return before.words.endswith(_SENTENCE_END)
    alike = [one for one in lines if one.height < _TALLER * line.height and line.height < _TALLER * one.height]
    if before.bottom - line.bottom > _WIDER * _pitch(alike):
        return True
    column = [one for one in alike if one.left < before.right and before.left < one.right]
    room = (
        before.left - min(one.left for one in column)
        if line.right_to_left
        else (max(one.right for one in column) - before.right)
    )
    return room > line.first_word + 0.5 * line.height


def _pitch(lines: list[Line]) -> float:
    """The usual distance between lines of a paragraph; where paragraphs have a line or two, many are wider."""
    steps = sorted(a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom > b.bottom)
    return steps[len(steps) // 4] if steps else float("inf")


def _properties(said: dict[str, str]) -> dict[str, Known]:
    """The properties of the file that apply to the article.

    The date is that of the file: for a page printed by a browser, when the copy was made.
    """
    browser = "Skia/PDF" in said.get("Producer", "") or "Mozilla" in said.get("Creator", "")
    values = {
        "title": metadata_values.property_title(said.get("Title")),
        "author": metadata_values.property_author(said.get("Author")),
        "retrieved": _date(said.get("CreationDate", "")) if browser else None,
    }
    return {field: Known(value, "properties") for field, value in values.items() if value}


def _date(said: str) -> str | None:
    found = _PRINTED.fullmatch(said)
    if not found:
        return None
    year, month, day, hour, minute, second, offset, minutes = found.groups()
    zone = f"{offset}:{minutes}" if offset and (offset, minutes) != ("+00", "00") else "Z"
    return metadata_values.moment(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}")
