"""A rendered sheet read back by parsers that had no part in writing it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

_VOID = {"br", "hr", "img", "input"}


@dataclass
class Node:
    """An element: `texts` and `children` in one list, in order."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def all(self, tag: str | None = None) -> list[Node]:
        """Every element inside, or those with a tag, in order."""
        found = []
        for part in self.inside:
            if isinstance(part, Node):
                found += [part] if tag in {None, part.tag} else []
                found += part.all(tag)
        return found

    def runs(self) -> list[str]:
        """The pieces of text that no tag divides: what is looked for in finished text is looked for in these."""
        found: list[str] = []
        for part in self.inside:
            found += [part] if isinstance(part, str) else part.runs()
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].inside.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        inside = self.open[-1].inside
        before = inside.pop() if inside and isinstance(inside[-1], str) else ""
        inside.append(f"{before}{data}")

    def handle_comment(self, data: str) -> None:
        self.open[-1].inside.append(Node("comment", {"text": data}))


def parsed(html: str) -> Node:
    """The elements of a piece of HTML, each closed where it has to be."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.root], f"not closed: {[node.tag for node in builder.open]}"
    return builder.root


def github(markdown: str) -> Node:
    """As GitHub's own parser reads it, with all that it adds to CommonMark."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    return parsed(cmarkgfm.markdown_to_html_with_extensions(markdown, options=options, extensions=extensions))


def _editor() -> Any:
    parser: Any = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(
        ["table", "strikethrough", "linkify"]
    )
    for plugin in (footnote_plugin, front_matter_plugin, deflist_plugin, dollarmath_plugin, tasklists_plugin):
        parser.use(plugin)
    parser.use(attrs_plugin)
    parser.linkify.set({"fuzzy_link": False})  # as VS Code sets it
    return parser


_EDITOR = _editor()


def editor(markdown: str) -> Node:
    """As markdown-it reads it, which VS Code uses, with the plugins that people add."""
    html: str = _EDITOR.render(markdown)
    return parsed(html)


LOOKED_FOR = re.compile(
    r"@\w|\$\S|(?:https?|ftp):/{2}|/{2}\w|www\.|(?<!\w)[#!&]\d|:[a-z0-9_+-]+:|\bgh-\d|\w@\w", re.IGNORECASE
)
"""What GitHub and GitLab look for in finished text, to make links, formulas and pictures of it."""
