"""The plain text of a Markdown article: what a reader sees of it, a block a paragraph."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

__all__ = ["plain_text"]

_log = logging.getLogger(__name__)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def plain_text(source: str) -> str:
    """The words of a Markdown text, without its marks, front matter, raw HTML and pictures.

    A paragraph that is wrapped over several lines becomes one line, so that a sentence is never cut by a line end.
    """
    body = _FRONT_MATTER.sub("", source, count=1)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
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


def _words(inline: Token) -> str:
    return "".join(_piece(token) for token in inline.children or ())


def _piece(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content if token.type in ("text", "code_inline") else ""
