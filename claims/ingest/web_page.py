"""Extracts the article of a web page, without menus, links and comments, and its metadata."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from claims.ingest import chat_export, html_charset, html_cleaning, metadata_values, page_metadata
from claims.ingest.readings import Extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.ingest.readings import Hints, Known

__all__ = ["extract", "of_html"]

# Embedded pictures (data: URLs): not needed, and too long for the parser.
_INLINE_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s%]{1000,}")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_COMMENT = re.compile(r"<!--(.{0,2000}?)-->", re.DOTALL)
_WHOLE = re.compile(r"<(?:!doctype|html|head|body|frameset|nav|header|main|title|meta|link|script)\b", re.IGNORECASE)
# Browsers write their comment at the top.
_TOP = 10_000
# Parts of fast pages (AMP) that hold advertisements, menus and lists of other articles.
_NEVER_TEXT = [f"//amp-{part}" for part in ("ad", "embed", "sticky-ad", "sidebar", "social-share", "list", "consent")]
# A table with one of these in a cell is used for layout.
_IN_LAYOUT = "p|.//div|.//table|.//h1|.//h2|.//h3|.//ul|.//ol"
_BLOCKS = {"p", "head", "quote", "item", "list", "table", "row", "body", "main", "div", "code", "fw", "cell"}
_LONGEST_HEADING = 300
_NEAR_HEADING = 3
"""How many elements around a heading may be the one that holds its paragraphs, too."""
_BLANKS = re.compile(r"[^\S\n]+")
_BEGINNING = 60
"""Letters at the beginning of an entry by which it is recognised on the page."""
_log = logging.getLogger(__name__)


def extract(data: bytes, hints: Hints) -> Extract:
    """Extract the article of a page and its metadata.

    Raises:
        ClaimsError: if the page's characters cannot be told.
    """
    return of_html(html_charset.decode(data, hints), hints)


def of_html(source: str, hints: Hints) -> Extract:
    """Like `extract`, for decoded HTML; the text is empty if the page has no article."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # its warnings are not needed: the result shows what is missing
    source = _INLINE_DATA.sub("data:,", _DECLARATION.sub("", source.removeprefix("\ufeff"), count=1))
    tree = trafilatura.load_html(source)
    if tree is None:
        return _of_part(source, {}, [])
    known = page_metadata.known(tree, hints, _COMMENT.findall(source[:_TOP]))
    headlines = [" ".join(str(one.text_content()).split()) for one in tree.xpath("//h1")]
    data = [_entry(*said) for said in page_metadata.data_words(tree, hints)]
    for script in tree.xpath("//script[contains(@type, 'json')]"):
        script.drop_tree()  # of a short page, trafilatura takes the words of any article in them
    html_cleaning.clean(tree)
    if exported := chat_export.messages(tree):
        said = {field: value for field, value in known.items() if field != "title"} | chat_export.known(tree)
        return Extract("".join(f"{block}\n\n" for block in exported).removesuffix("\n"), said)
    if not _WHOLE.search(source[:_TOP]):
        return _of_part(source, known, headlines)
    _unwrap_layout(tree)
    for menu in list(tree.iter("nav")):
        menu.drop_tree()
    html_cleaning.mark_entries(tree)
    html_cleaning.mark_paragraphs(tree)
    headings = list(_headings(tree))
    main: Any = trafilatura.bare_extraction(
        tree, url=hints.address, include_comments=False, with_metadata=False, prune_xpath=_NEVER_TEXT
    )
    body = [] if main is None or main.body is None else _parted(_with_leads(_blocks(main.body)), tree)
    found = _with_data(_with_headings(body, headings), data, hints.where)
    blocks = metadata_values.without_head(found, known, *headlines)
    return Extract("".join(f"{block}\n\n" for block in blocks).removesuffix("\n"), known)


def _entry(headline: str, words: str) -> list[str]:
    """The blocks of an entry in the page's data."""
    blocks = html_cleaning.blocks_of_fragment(re.sub(r"\s*\n\s*", "<br><br>", words.strip()))
    return [headline, *blocks] if headline and headline not in blocks[:1] else blocks


def _with_data(blocks: list[str], data: list[list[str]], where: str) -> list[str]:
    """The blocks, with the entries that stand in the page's data alone; of an article that a script shows, only those.

    An article's data may hold more than the article, so they are used only where the page shows little of it.
    """
    shown = " ".join(" ".join(blocks).split())
    if len(data) == 1:
        if len(shown) * 2 >= sum(map(len, data[0])):
            return blocks
        _log.info("%s: the article is only in the page's data (JSON-LD), and read from there", where)
        return data[0]
    missing = [entry for entry in data if not any(block[:_BEGINNING] in shown for block in entry)]
    if missing:
        _log.info("%s: %d × entry only in the page's data (JSON-LD), and read from there", where, len(missing))
    return [*blocks, *(block for entry in missing for block in entry)]


def _of_part(source: str, known: dict[str, Known], headlines: list[str]) -> Extract:
    """All paragraphs of a part of a page, which has nothing around its article."""
    blocks = metadata_values.without_head(html_cleaning.blocks_of_fragment(source), known, *headlines)
    return Extract("".join(f"{block}\n\n" for block in blocks).removesuffix("\n"), known)


def _parted(blocks: list[str], tree: Any) -> list[str]:
    """The blocks; one alone is parted as the page parts it, since of a short page only the words are returned."""
    if len(blocks) != 1:
        return blocks
    from lxml import html

    whole = " ".join(blocks[0].split())
    found, at = [], 0
    for block in html_cleaning.blocks_of_fragment(html.tostring(tree, encoding="unicode")):
        words = " ".join(block.split())
        place = whole.find(words, at, at + len(words) + 1) if words else -1
        if place >= 0:
            found.append(block)
            at = place + len(words)
    return found if at == len(whole) else blocks


def _unwrap_layout(tree: Any) -> None:
    """Replace layout tables by their cells, so that a cell with the article is not taken for a table row."""
    for table in tree.xpath(f"//table[.//{_IN_LAYOUT}]"):
        parts = table.iter("thead", "tbody", "tr", "td", "th")
        own = [part for part in parts if next(part.iterancestors("table"), None) is table]
        for part in (table, *own):
            part.tag = "div"


def _headings(tree: Any) -> Iterator[tuple[str, str]]:
    """Each heading under the headline, with the paragraph that follows it."""
    heading: Any = None
    for element in tree.iter("h2", "h3", "h4", "h5", "h6", "p"):
        if element.tag != "p":
            heading = element
        elif heading is not None and (words := " ".join(str(element.text_content()).split())):
            said = " ".join(str(heading.text_content()).split())
            if said and len(said) <= _LONGEST_HEADING and _is_beside(heading, element):
                yield said, words
            heading = None


def _is_beside(heading: Any, paragraph: Any) -> bool:
    """Whether a paragraph stands in the part of the page that a heading heads."""
    around = [heading.getparent(), *heading.iterancestors()][:_NEAR_HEADING]
    return any(parent in around for parent in paragraph.iterancestors())


def _with_headings(blocks: list[str], headings: Iterable[tuple[str, str]]) -> list[str]:
    """The blocks with the headings that stand before them, which get lost between the entries of a live page."""
    there = {" ".join(block.split()) for block in blocks}
    missing: dict[str, list[str]] = {}
    for heading, paragraph in headings:
        if heading not in there:
            missing.setdefault(paragraph, []).append(heading)
    whole: list[str] = []
    for block in blocks:
        waiting = missing.get(" ".join(block.split()), [])
        whole += [*waiting[:1], block]
        del waiting[:1]
    return whole


class _Quotation(str):
    """A block that the page sets off as a quotation, in its marks."""

    __slots__ = ()


def _with_leads(blocks: Iterable[str]) -> list[str]:
    """The blocks, each quotation on one line with the words and the colon that lead to it (The minister said:)."""
    joined: list[str] = []
    for block in blocks:
        if isinstance(block, _Quotation) and joined and joined[-1].endswith(":"):
            joined[-1] = f"{joined[-1]} {block}"
        else:
            joined.append(block)
    return joined


def _blocks(element: Any) -> Iterator[str]:
    """The paragraphs, list items and table rows in an element, without line breaks of the source."""
    if element.tag == "row":
        row = "\t".join(" ".join(_spoken(cell).split()) for cell in element)
        yield from [row] if row.strip() else []
        return
    words: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "quote":
            yield from _whole(words)
            yield from map(_Quotation, html_cleaning.in_marks(list(_blocks(child))))
            words = []
        elif child.tag in _BLOCKS:
            yield from _whole(words)
            yield from _blocks(child)
            words = []
        else:
            words.append("\n" if child.tag == "lb" else _spoken(child))
        words.append(child.tail or "")
    yield from _whole(words)


def _spoken(element: Any) -> str:
    """The text of an element, with its line breaks."""
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "lb" else _spoken(child), child.tail or ""]
    return "".join(pieces)


def _whole(pieces: list[str]) -> Iterator[str]:
    """Join pieces to blocks, separated by empty lines; blank pieces give none."""
    text = "".join(piece if piece == "\n" else piece.replace("\n", " ") for piece in pieces)
    for block in re.split(r"\s*\n\s*\n\s*", text):
        lines = (" ".join(line.split(" ")) for line in _BLANKS.sub(" ", block).split("\n"))
        if words := "\n".join(line.strip() for line in lines if line.strip()):
            yield words
