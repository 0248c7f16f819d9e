"""Metadata and words of a page in JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from claims.ingest import metadata_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["of_article", "words_of"]

Node = Mapping[str, Any]

_ARTICLES = ("Article", "Posting", "Report")
# Where a node that describes the page's article can stand; other places hold articles that the page only links to.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_ENTRIES = "liveBlogUpdate"
# A page has a handful of nodes; one with more than this is made to take time.
_MOST = 10_000


def of_article(scripts: Sequence[str], base: str | None, canonical: set[str]) -> dict[str, str]:
    """Metadata from the JSON-LD of a page, by document field.

    Args:
        scripts: The contents of the page's `application/ld+json` scripts.
        base: The page's own address, where it is known.
        canonical: The addresses and headline that the rest of the page gives, to tell its article from others.
    """
    nodes = _nodes(scripts)
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = _chosen([node for node in nodes if _is_article(node)], base, canonical)
    if article is None:
        return {}
    said = {
        "title": metadata_values.line(article.get("headline")) or metadata_values.line(article.get("name")),
        "author": _names(article.get("author"), named),
        "publisher": _names(article.get("publisher"), named),
        "url": _address(article, base),
        "published": metadata_values.moment(published)
        if isinstance(published := article.get("datePublished"), str)
        else None,
        "dateline": metadata_values.line(article.get("dateline")),
        "language": metadata_values.language(_first(article.get("inLanguage"))),
    }
    return {field: value for field, value in said.items() if value}


def words_of(scripts: Sequence[str], base: str | None, canonical: set[str]) -> list[tuple[str, str]]:
    """The headline and the words of each entry of a live page, or of the one article of another; see `of_article`."""
    article = _chosen([node for node in _nodes(scripts) if _is_article(node)], base, canonical)
    if article is None:
        return []
    entries = article.get(_ENTRIES)
    if not isinstance(entries, list):
        return _worded([("", article)])
    return _worded(
        [("", article), *((_first(one.get("headline")), one) for one in entries if isinstance(one, Mapping))]
    )


def _worded(parts: list[tuple[object, Node]]) -> list[tuple[str, str]]:
    return [
        (metadata_values.line(title) or "", words)
        for title, node in parts[:_MOST]
        if isinstance(words := node.get("articleBody"), str) and words.strip()
    ]


def _nodes(scripts: Sequence[str]) -> list[Node]:
    return [node for script in scripts for node in _top(_parsed(script))][:_MOST]


def _parsed(script: str) -> object:
    """Parse a script as JSON, tolerating comment marks and raw line ends; None if it is not JSON."""
    words = script.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removeprefix("<![CDATA[").strip()
    words = words.removesuffix("-->").removesuffix("]]>").strip().removesuffix("//").rstrip(" ;\n\t")
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def _top(value: object, depth: int = 0) -> Iterator[Node]:
    """The nodes that can describe the page itself."""
    if isinstance(value, list) and depth < 5:
        for one in value[:_MOST]:
            yield from _top(one, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for name in _INSIDE if depth < 5 else ():
            yield from _top(value.get(name), depth + 1)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    every = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in every)


def _chosen(articles: list[Node], base: str | None, canonical: set[str]) -> Node | None:
    """The article of the page: the only one, or the one with the address or headline of the page."""
    alike = [
        node for node in articles if {_address(node, base), metadata_values.line(node.get("headline"))} & canonical
    ]
    if alike:
        return alike[0]
    headlines = {json.dumps(node.get("headline")) for node in articles}
    return articles[0] if len(headlines) == 1 else None


def _address(article: Node, base: str | None) -> str | None:
    for name in ("mainEntityOfPage", "url"):
        said = article.get(name)
        if address := metadata_values.address(
            said.get("@id") or said.get("url") if isinstance(said, Mapping) else said, base
        ):
            return address
    return None


def _names(said: object, named: Mapping[str, Node]) -> str | None:
    """The names of a person, an organisation or several, each once."""
    every = said if isinstance(said, list) else [said]
    names = [name for one in every[:20] if (name := metadata_values.byline(_name(one, named)))]
    return ", ".join(dict.fromkeys(names)) or None


def _name(said: object, named: Mapping[str, Node]) -> object:
    if not isinstance(said, Mapping):
        return said
    node = said if "name" in said else named.get(str(said.get("@id")), said)
    return _first(node.get("name"))


def _first(said: object) -> object:
    return said[0] if isinstance(said, list) and said else said
