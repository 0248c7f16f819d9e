"""The plain text of a Markdown article, one paragraph per block. Raw HTML in it is read as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from claims.ingest import html_cleaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

__all__ = ["plain_text"]

_STRIKE = re.compile(r"<(/?)(?:del|s|strike)\b", re.IGNORECASE)
_DRAWN = {"br": "\n", "q": "“", "/q": "”"}
"""What a browser draws for a tag, by the tag."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def plain_text(source: str) -> str:
    """The text of a Markdown article, without markup, front matter, pictures and struck-out words.

    Wrapped lines are joined, so that no sentence is cut by a line end.
    """
    body = _FRONT_MATTER.sub("", source, count=1)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    blocks = (block.strip() for block in _blocks(tokens))
    return "".join(f"{block}\n\n" for block in blocks if block).removesuffix("\n")


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield "\t".join(row)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token))
        elif token.type == "inline":
            yield _words(token)
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield from html_cleaning.blocks_of_fragment(token.content)


def _words(inline: Token) -> str:
    """The words of a paragraph that are not struck out."""
    pieces: list[str] = []
    struck = 0
    for token in inline.children or ():
        opens, closes = _strikes(token)
        struck = max(0, struck + opens - closes)
        if not struck:
            pieces.append(_piece(token))
    return "".join(pieces)


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
    return token.content if token.type in ("text", "code_inline") else ""
