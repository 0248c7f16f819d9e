"""The plain text of a Markdown article, one paragraph per block. Raw HTML in it is read as well."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from claims.ingest import front_matter, html_cleaning, metadata_values, plain_text
from claims.ingest.readings import Extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from claims.ingest.readings import Hints

__all__ = ["extract", "text_of"]

_log = logging.getLogger(__name__)

_STRIKE = re.compile(r"<(/?)(?:del|s|strike)\b", re.IGNORECASE)
_DRAWN = {"br": "\n", "q": "“", "/q": "”"}
"""What a browser draws for a tag, by the tag."""
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]|\^\[[^\[\]]{1,300}\]")
"""A mark of a footnote that the file does not hold, and a footnote within its sentence."""
_REMARK = re.compile(r"%%[^%\n]{1,1000}%%|^%%\n(?:(?!%%).*\n){1,50}?%%$", re.MULTILINE)
_EMBEDDED = re.compile(r"!\[\[[^\]\n]{1,200}\]\]")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\](?!\()")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,500}?)(?<=\S)==")
_CALLOUT = re.compile(r"\[!\w{1,30}\][+-]?[ \t]*")
_NUMBER_MARK = re.compile(r"\s*\[?\s*\[?\^?(?:\d{1,3}|[a-z*†‡])\]?\s*\]?\s*")
"""What a link says that is a mark of a note."""
_LEFTOVER = re.compile(r"\{\{[<%][^\n{}]{0,1000}[%>]\}\}|\{%[^\n{}]{0,1000}%\}")
"""What Hugo and Jekyll put into pages of Markdown."""
_DIVISION = re.compile(r"^:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]+(?=[ \t]|$))?[ \t]*:*", re.MULTILINE)
"""The mark of a division of pandoc and others, before the title that it may have."""
_RANGE = re.compile(r"\w~\w")
"""A tilde within words, as in 5~10: where there are such, one tilde strikes nothing out."""
_CHECKBOX = re.compile(r"\A\[[ xX]\]\s")
_QUOTATION = {"blockquote_open": 1, "blockquote_close": -1}
_TWICE = re.compile(r"[^\S\n\t]{2,}")


def extract(data: bytes, hints: Hints) -> Extract:
    """The text of a Markdown file, without markup, and the metadata at its top; see `text_of`.

    Raises:
        ClaimsError: if the bytes are not text, or its encoding is wrong or unknown.
    """
    return text_of(plain_text.decoded(data, hints))


def text_of(source: str) -> Extract:
    """The text of a Markdown article, without markup, pictures, notes and struck-out words, and its front matter.

    Wrapped lines are joined, so that no sentence is cut by a line end. The headline and byline of the front matter are
    not repeated. That there are footnotes is said in a log message.
    """
    body, known = front_matter.parted(source)
    parser = MarkdownIt("commonmark", {"strikethrough_single_tilde": not _RANGE.search(body)})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    blocks = [words for block in _blocks(parser.parse(_without_remarks(body))) if (words := block.strip())]
    blocks = metadata_values.without_head(blocks, known) if known else blocks
    return Extract("".join(f"{block}\n\n" for block in blocks).removesuffix("\n"), known)


def _without_remarks(source: str) -> str:
    """The source without what programs do not show (%%…%%, embedded files), and links of wikis as they show them."""
    shown = _DIVISION.sub("", _LEFTOVER.sub("", _EMBEDDED.sub("", _REMARK.sub("", source))))
    return _HIGHLIGHT.sub(r"\1", _WIKI_LINK.sub(lambda link: (link[2] or link[1]).strip(), shown))


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    """The paragraphs; those of a block quotation to which words with a colon lead stand in quotation marks."""
    depth = 0
    before = ""
    quoted: list[str] = []
    for step, words in _paragraphs(_without_notes(tokens)):
        if step:
            depth = max(0, depth + step) if depth or before.endswith(":") else 0
        elif depth:
            quoted.append(words)
        else:
            before = words
            yield words
        if quoted and not depth:
            yield from html_cleaning.in_marks(quoted)
            quoted, before = [], ""


def _paragraphs(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """The paragraphs and rows, each with 0; with 1 and -1 where a block quotation begins and ends."""
    row: list[str] | None = None
    for token in tokens:
        if token.type in _QUOTATION:
            yield _QUOTATION[token.type], ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield 0, "\t".join(row)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token))
        elif token.type == "inline":
            yield 0, _CHECKBOX.sub("", _words(token), count=1)
        elif token.type in ("fence", "code_block"):
            yield 0, token.content
        elif token.type == "html_block":
            yield from ((0, words) for words in html_cleaning.blocks_of_fragment(token.content))


def _without_notes(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens up to the footnotes, which stand last."""
    for token in tokens:
        if token.type == "footnote_block_open":
            _log.info("left out of the text: footnotes")
            return
        yield token


def _words(inline: Token) -> str:
    """The words of a paragraph that are neither struck out nor marks of notes."""
    pieces: list[str] = []
    begun: list[int] = []
    struck = 0
    for token in _without_callout(inline.children or []):
        opens, closes = _strikes(token)
        struck = max(0, struck + opens - closes)
        if token.type == "link_open" or _is_tag(token, "sup"):
            begun.append(len(pieces))
        elif (token.type == "link_close" or _is_tag(token, "/sup")) and begun:
            _end_mark(pieces, begun.pop(), raised=token.type != "link_close")
        elif not struck:
            pieces.append(_piece(token))
    return _TWICE.sub(" ", "".join(pieces))


def _without_callout(tokens: list[Token]) -> list[Token]:
    """The tokens of a paragraph without the mark of a callout ([!info]), whose title keeps its line."""
    if not tokens or tokens[0].type != "text" or not (mark := _CALLOUT.match(tokens[0].content)):
        return tokens
    tokens[0].content = tokens[0].content[mark.end() :]
    for token in tokens:
        if token.type == "softbreak":
            token.type = "hardbreak"
            break
    return tokens


def _is_tag(token: Token, name: str) -> bool:
    return token.type == "html_inline" and re.match(rf"<{name}\b", token.content, re.IGNORECASE) is not None


def _end_mark(pieces: list[str], first: int, *, raised: bool) -> None:
    """Drop the words of a link or a superscript that are the mark of a note; keep a superscript's digits as such."""
    words = "".join(pieces[first:])
    if _NUMBER_MARK.fullmatch(words) and (raised or "[" in words or "^" in words):
        pieces[first:] = [html_cleaning.raised(words)] if raised and words.isdecimal() else []


def _strikes(token: Token) -> tuple[bool, bool]:
    """Whether a token begins struck-out words, and whether it ends them."""
    if token.type in ("s_open", "s_close"):
        return token.type == "s_open", token.type == "s_close"
    tag = _STRIKE.match(token.content) if token.type == "html_inline" else None
    return (False, False) if tag is None else (not tag[1], bool(tag[1]))


def _piece(token: Token) -> str:
    if token.type == "html_inline":
        return _DRAWN.get(token.content.lower().replace(" ", "").rstrip("/>").lstrip("<"), "")
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "text":
        return _NOTE_MARK.sub("", token.content)
    return token.content if token.type == "code_inline" else ""
