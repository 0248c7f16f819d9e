"""What a browser shows of an HTML tree and a text must say likewise: struck-out and hidden words, quotations, notes.

Trees are lxml's; they are changed in place.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["blocks_of_fragment", "clean", "in_marks", "mark_entries", "mark_paragraphs", "raised"]

_log = logging.getLogger(__name__)
_STRUCK_TAGS = ("del", "s", "strike")
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]{0,2000})\}")
_FRAMES = re.compile(r"</?frame(?:set)?\b[^<>]*>", re.IGNORECASE)
"""In a page of frames, the parser finds no body to take the words from."""
_NOTE_MARK = re.compile(r"\s*\[?(?:\d{1,3}|[a-z*†‡])\]?\s*")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_QUOTES = (("“", "”"), ("‘", "’"))
_COMMENT_ID = re.compile(r"cmnt(?:_ref)?\d+")
_COMMENT_STYLE = re.compile(r"mso-element\s*:\s*comment", re.IGNORECASE)
_OPENING = "\"'“”«‹„‘(["
_DASHES = ("— ", "– ", "― ")
"""What begins the line under a quotation that says whose words it is."""
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "tr", "table", "thead",
     "tbody",
     "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary", "figure", "figcaption", "pre", "center", "hr"}
)  # fmt: skip
_CELLS = ("td", "th")
_SENTENCE = 5
"""Words of the shortest sentence that is taken for a paragraph."""
_ENDS = tuple('.!?؟…۔:"”»’)')
_HOUR = re.compile(r"[0-9\u0660-\u0669]{1,2}[:.][0-9\u0660-\u0669]{2}(?:\s*(?:[AaPp]\.?[Mm]\.?|GMT|UTC|ص|م))*")
_ENTRIES = 2
_HOLDERS = frozenset({"div", "section", "article", "li", "header"})
_NEVER = frozenset({"script", "style", "template", "head", "noscript", "iframe", "svg"})


def clean(tree: Any) -> None:
    """Remove what is struck out or hidden, and write out what a browser draws: quotation marks, superscripts.

    That words were struck out is said in a log message, since they were once the article's.
    """
    _drop_comments(tree)
    for element in list(tree.iter("noscript")):  # what a page says to those who do not see it
        _drop(element)
    struck, hidden = _styled_classes(tree)
    gone = [e for e in tree.iter() if isinstance(e.tag, str) and _is_struck(e, struck)]
    for element in gone:
        _drop(element)
    if gone:
        _log.info("struck-out words were left out of the text")
    for element in [e for e in tree.iter() if isinstance(e.tag, str) and _is_hidden(e, hidden)]:
        _drop(element)
    for element in list(tree.iter("q")):
        depth = sum(1 for parent in element.iterancestors("span") if parent.get("data-quotation"))
        _write_quotation(element, *_QUOTES[min(depth, 1)])
    for element in list(tree.iter("sup")):
        _write_superscript(element)
    for quoted in [e for e in tree.iter("blockquote") if _is_of_mail(e)]:
        quoted.tag = "div"
    for figure in [e for e in tree.iter("figure") if _is_quotation(e)]:
        _open_figure(figure)
    for element in [e for e in tree.iter("footer", "cite") if _names_speaker(e)]:
        _put_after_quotation(element)


def mark_paragraphs(tree: Any) -> None:
    """Make paragraphs of sentences that stand beside paragraphs without being marked as such.

    Editing programs write some paragraphs as `<div>` or as bare words, and what separates articles from the page around
    them then takes these for no part of the article. Words that are no sentence, or links for the most part, stay.
    """
    for parent in {id(p.getparent()): p.getparent() for p in tree.iter("p")}.values():
        if parent is None:
            continue
        leaves = [
            e for e in parent if e.tag == "div" and not any(inner.tag in _BLOCKS for inner in e.iterdescendants())
        ]
        shortest = 1 if any(_tells(leaf, _SENTENCE) for leaf in leaves) else _SENTENCE
        for leaf in leaves:
            leaf.tag = "p" if _tells(leaf, shortest) else "div"
        for child in list(parent):
            if child.tag in _BLOCKS and _is_sentence(child.tail or ""):
                parent.insert(parent.index(child) + 1, _paragraph(parent, child.tail))
                child.tail = None
        if _is_sentence(parent.text or "") and len(parent) and parent[0].tag in _BLOCKS:
            parent.insert(0, _paragraph(parent, parent.text))
            parent.text = None


def mark_entries(tree: Any) -> None:
    """Make the entries of a live page parts of one text, and paragraphs of the hours at which they were written.

    What separates articles from the page around them takes the first of several `<article>` for the whole, and drops
    hours. One hour alone is when the page itself was written.
    """
    hours = [e for e in tree.iter("time") if _HOUR.fullmatch(str(e.text_content()).strip())]
    if len(hours) < _ENTRIES:
        return
    articles = [around for e in hours if (around := next(e.iterancestors("article"), None)) is not None]
    beside = Counter(id(one.getparent()) for one in set(articles))
    for article in articles:
        article.tag = "div" if beside[id(article.getparent())] >= _ENTRIES else article.tag
    for element in hours:
        parent = element.getparent()
        if parent is not None and parent.tag in _HOLDERS:
            element.tag = "p"


def _tells(element: Any, shortest: int) -> bool:
    """Whether the words of an element are a sentence of so many words, and not links for the most part."""
    words = str(element.text_content())
    linked = sum(len(str(link.text_content())) for link in element.iter("a"))
    return _is_sentence(words, shortest) and linked <= len(words) / 2


def _is_sentence(words: str, shortest: int = _SENTENCE) -> bool:
    return len(words.split()) >= shortest and words.rstrip().endswith(_ENDS)


def _paragraph(parent: Any, words: str) -> Any:
    made = parent.makeelement("p")
    made.text = words
    return made


def in_marks(blocks: Sequence[str]) -> list[str]:
    """The paragraphs of a block quotation in quotation marks, but those that stand in some or say whose words it is.

    As in print, each paragraph begins with an opening mark, and the last one alone ends with a closing one.
    """
    bare = [bool(block) and block[0] not in _OPENING and not block.startswith(_DASHES) for block in blocks]
    ends = [is_bare and not goes_on for is_bare, goes_on in zip(bare, [*bare[1:], False], strict=True)]
    return [
        f"{'“' * is_bare}{block}{'”' * is_last}" for block, is_bare, is_last in zip(blocks, bare, ends, strict=True)
    ]


def raised(words: str) -> str:
    """Words that stand above the line: digits alone, of whatever script, as superscripts; others as they are."""
    if not words.strip().isdecimal():
        return words
    return "".join(_SUPERSCRIPTS[unicodedata.decimal(letter)] if letter.isdecimal() else letter for letter in words)


def blocks_of_fragment(source: str) -> list[str]:
    """The paragraphs that a browser shows of a fragment of HTML, each on one line but for its line breaks."""
    from lxml import etree, html

    if not re.sub(r"<!--.*?(?:-->|\Z)", "", source, flags=re.DOTALL).strip():
        return []
    try:
        tree = html.fragment_fromstring(_FRAMES.sub("", source), create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return []
    clean(tree)
    pieces: list[str] = []
    _collect(tree, pieces)
    blocks = (re.sub(r"[^\S\n\t]+", " ", block) for block in "".join(pieces).split("\f"))
    return [words for block in blocks if (words := re.sub(r" ?\n ?", "\n", block).strip())]


def _collect(element: Any, pieces: list[str]) -> None:
    """The words under an element, with a form feed where a block begins or ends."""
    pieces.append((element.text or "").replace("\n", " "))
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NEVER:
            pieces.append(_edge(child.tag, pieces))
            _collect(child, pieces)
            pieces.append("\f" if child.tag in _BLOCKS else "")
        pieces.append((child.tail or "").replace("\n", " "))


def _edge(tag: str, pieces: list[str]) -> str:
    """What parts an element from what stands before it: a form feed a block, a tab a cell from the one before."""
    if tag in _BLOCKS:
        return "\f"
    if tag == "br":
        return "\n"
    return "\t" if tag in _CELLS and pieces[-1:] != ["\f"] else ""


def _styled_classes(tree: Any) -> tuple[frozenset[str], frozenset[str]]:
    """The classes that the page's own style sheets strike out, and those that they hide."""
    rules = [rule for style in tree.iter("style") for rule in _CLASS_RULE.findall(style.text or "")]
    struck = frozenset(name for name, body in rules if _LINE_THROUGH.search(body))
    return struck, frozenset(name for name, body in rules if _HIDDEN.search(body))


def _is_struck(element: Any, classes: frozenset[str]) -> bool:
    if element.tag in _STRUCK_TAGS or _LINE_THROUGH.search(element.get("style") or ""):
        return True
    return bool(classes) and not classes.isdisjoint((element.get("class") or "").split())


def _is_hidden(element: Any, classes: frozenset[str]) -> bool:
    if element.tag in {"html", "body", "head"} or element.getparent() is None:
        return False  # pages hide themselves until a script has run
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    inline = element.tag not in _BLOCKS and bool(classes)  # a hidden block is often one that a script opens
    return inline and not classes.isdisjoint((element.get("class") or "").split())


def _drop_comments(tree: Any) -> None:
    """Remove what editors wrote beside the text in Google Docs and Word, and its marks in the text."""
    links = [a for a in tree.iter("a") if _COMMENT_ID.fullmatch(a.get("id") or a.get("name") or "")]
    comments = [
        _comment_around(a) for a in links if "_ref" not in (a.get("id") or "") and "cmnt_ref" in (a.get("href") or "")
    ]
    marks = [a for a in links if "_ref" in (a.get("id") or "")]
    styled = [e for e in tree.iter() if isinstance(e.tag, str) and _COMMENT_STYLE.search(e.get("style") or "")]
    classed = [e for e in tree.iter("span") if "MsoCommentReference" in (e.get("class") or "")]
    for element in (*comments, *marks, *styled, *classed):
        _drop(element)
    if comments or styled:
        _log.info("left out of the text: comments")


def _comment_around(link: Any) -> Any:
    """The block that holds a comment alone: the outermost one without the mark of another comment."""
    found = link
    for parent in link.iterancestors():
        others = [a for a in parent.iter("a") if a is not link and _COMMENT_ID.fullmatch(a.get("id") or "")]
        if others or parent.tag == "body" or parent.getparent() is None:
            break
        found = parent
    return found


def _drop(element: Any) -> None:
    """Remove an element with its words; the words after it stay."""
    if element.getparent() is not None:
        element.drop_tree()


def _write_quotation(element: Any, opening: str, closing: str) -> None:
    """Make `<q>` a span whose marks are written."""
    element.text = opening + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + closing
    else:
        element.text += closing
    element.tag = "span"
    element.set("data-quotation", "1")


def _is_of_mail(quotation: Any) -> bool:
    """Whether a block is a message that another one answers, and no quotation."""
    return quotation.get("type") == "cite" or "gmail_quote" in (quotation.get("class") or "").split()


def _is_quotation(figure: Any) -> bool:
    """Whether a figure is a quotation, and none that repeats the article's words in large letters."""
    return figure.find(".//blockquote") is not None and "pullquote" not in (figure.get("class") or "")


def _open_figure(figure: Any) -> None:
    """Make a figure a part of the text, since figures are taken for pictures."""
    figure.tag = "div"
    for caption in list(figure.iter("figcaption")):
        caption.tag = "p"


def _names_speaker(element: Any) -> bool:
    """Whether an element stands below the words of a block quotation, and says whose they are."""
    parent = element.getparent()
    if parent is None or parent.tag != "blockquote" or element.getnext() is not None or (element.tail or "").strip():
        return False
    return element.getprevious() is not None or bool((parent.text or "").strip())


def _put_after_quotation(element: Any) -> None:
    """Make what stands below a block quotation a paragraph of its own, outside of its marks."""
    quotation = element.getparent()
    made = _paragraph(quotation, " ".join(str(element.text_content()).split()))
    made.tail = quotation.tail
    quotation.tail = None
    quotation.addnext(made)
    element.drop_tree()


def _write_superscript(element: Any) -> None:
    """Drop the mark of a note; write digits as superscripts, so that 5 km² does not become 5 km2."""
    words = str(element.text_content())
    is_link = element.find(".//a") is not None
    if is_link or "[" in words:
        if _NOTE_MARK.fullmatch(words):
            _drop(element)
    elif words.strip().isdecimal():
        for child in list(element):
            element.remove(child)
        element.text = raised(words)
        element.drop_tag()
