"""Metadata of a web page, with the place in the page where it was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.ingest import metadata_values, page_jsonld
from claims.ingest.readings import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from claims.ingest.readings import Hints

__all__ = ["data_words", "known"]


# Names of meta tags, the most reliable first.
_OPENGRAPH = {
    "title": ("og:title",),
    "author": ("article:author", "og:article:author"),
    "publisher": ("og:site_name",),
    "url": ("og:url",),
    "published": ("article:published_time", "og:article:published_time", "og:published_time"),
    "language": ("og:locale",),
}
_META = {
    "title": (
        "citation_title",
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "sailthru.title",
        "twitter:title",
        "title",
    ),
    "author": (
        "author",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
    ),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    "url": ("parsely-link",),
    "published": (
        *(
            "citation_publication_date",
            "dcterms.issued",
            "dc.date.issued",
            "dcterms.created",
            "dc.date",
            "dcterms.date",
        ),
        *("parsely-pub-date", "sailthru.date", "article.published", "published_time", "publish-date", "publish_date"),
        *("publication_date", "pubdate", "datepublished", "date"),
    ),
    "language": ("dc.language", "dcterms.language", "language", "content-language"),
}
_CLASSES = re.compile(r"(^|[\s_-])(by-?line|author(-?name)?)($|[\s_-])", re.IGNORECASE)
# Bylines longer than this are boxes about the author.
_LONGEST_BYLINE = 100
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(\S+)")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<date>[^\n(]+)")
_BROWSER_DATE = re.compile(r"\w{3} (\w{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})", re.ASCII)


def known(tree: HtmlElement, hints: Hints, comments: Iterable[str]) -> dict[str, Known]:
    """Metadata by document field, from the most reliable place for each.

    Args:
        tree: The page as it came, with its head.
        hints: Where the page was taken from.
        comments: The page's comments, in which browsers note where they took it from.
    """
    found: dict[str, Known] = {}
    base = _base(tree, hints.address)
    for place, said in (*_places(tree, base), ("archive", _saved(comments))):
        for field, value in said.items():
            found.setdefault(field, Known(value, place))
    return found


def data_words(tree: HtmlElement, hints: Hints) -> list[tuple[str, str]]:
    """The headline and words of each entry in the page's data (JSON-LD); see `page_jsonld.words_of`."""
    base = _base(tree, hints.address)
    metas = _metas(tree)
    said = (_in_metas(metas, _OPENGRAPH, base), _in_links(tree, base), _on_page(tree))
    return page_jsonld.words_of(_scripts(tree), base, _canonical(base, *said))


def _places(tree: HtmlElement, base: str | None) -> Iterator[tuple[str, dict[str, str]]]:
    metas = _metas(tree)
    opengraph, meta = _in_metas(metas, _OPENGRAPH, base), _in_metas(metas, _META, base)
    if "language" in opengraph:  # its regions are Facebook's: ar_AR is not the Arabic of Argentina
        opengraph["language"] = opengraph["language"].partition("-")[0]
    link, page = _in_links(tree, base), _on_page(tree)
    yield "json-ld", page_jsonld.of_article(_scripts(tree), base, _canonical(base, opengraph, link, page))
    yield "opengraph", opengraph
    yield "meta", meta
    yield "link", link
    yield "byline", _byline(tree)
    yield "page", page


def _scripts(tree: HtmlElement) -> list[str]:
    return [str(script.text_content()) for script in tree.xpath("//script[contains(@type, 'ld+json')]")]


def _canonical(base: str | None, *said: dict[str, str]) -> set[str]:
    """The addresses and headlines that tell the page's article from others."""
    values = {value for one in said for field in ("url", "title") if (value := one.get(field))}
    return values | ({base} if base else set())


def _base(tree: HtmlElement, address: str | None) -> str | None:
    """The base of relative addresses."""
    for said in tree.xpath("//base/@href")[:1]:
        return metadata_values.address(str(said), address) or address
    return address


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in str(meta.get(attribute) or "").lower().split():
                metas.setdefault(name, []).append(str(meta.get("content")))
    return metas


def _in_metas(metas: dict[str, list[str]], names: dict[str, tuple[str, ...]], base: str | None) -> dict[str, str]:
    said: dict[str, str] = {}
    for field, tags in names.items():
        values = (_value(field, content, base) for tag in tags for content in metas.get(tag, ()))
        if value := next(filter(None, values), None):
            said[field] = value
    return said


def _value(field: str, content: str, base: str | None) -> str | None:
    if field == "url":
        return metadata_values.address(content, base)
    readers: dict[str, Callable[[str], str | None]] = {
        "title": metadata_values.line,
        "author": metadata_values.byline,
        "publisher": metadata_values.person,
        "published": metadata_values.moment,
        "language": metadata_values.language,
    }
    return readers[field](content)


def _in_links(tree: HtmlElement, base: str | None) -> dict[str, str]:
    links = tree.xpath("//link[contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href")
    addresses = {address for link in links if (address := metadata_values.address(str(link), base))}
    return {"url": addresses.pop()} if len(addresses) == 1 else {}


def _byline(tree: HtmlElement) -> dict[str, str]:
    """The author in the bylines, if all name the same one."""
    marked = tree.xpath("//body//*[@itemprop='author' or @rel='author']") or [
        element for element in tree.xpath("//body//*[@class]") if _CLASSES.search(str(element.get("class")))
    ]
    shown = (" ".join(str(element.text_content()).split()) for element in marked[:20])
    names = {name for words in shown if len(words) <= _LONGEST_BYLINE and (name := metadata_values.byline(words))}
    return {"author": names.pop()} if len(names) == 1 else {}


def _on_page(tree: HtmlElement) -> dict[str, str]:
    said: dict[str, str | None] = {
        "title": _only(metadata_values.line(str(one.text_content())) for one in tree.xpath("//body//h1")),
        "published": _only(
            metadata_values.moment(str(when))
            for when in tree.xpath("//body//*[@itemprop='datePublished' or @pubdate]/@datetime")
            or tree.xpath("//body//*[@itemprop='datePublished']/@content")
        ),
        "language": metadata_values.language(next(map(str, tree.xpath("/html/@lang | /html/@xml:lang")), None)),
    }
    said["title"] = said["title"] or _only(
        metadata_values.line(str(one.text_content())) for one in tree.xpath("//head/title")
    )
    return {field: value for field, value in said.items() if value}


def _only(values: Iterable[str | None]) -> str | None:
    """The value, if there is exactly one."""
    distinct = set(filter(None, values))
    return distinct.pop() if len(distinct) == 1 else None


def _saved(comments: Iterable[str]) -> dict[str, str]:
    """Metadata in the comment of the browser that saved the page."""
    said: dict[str, str | None] = {}
    for comment in comments:
        if found := _SINGLE_FILE.search(comment):
            said = {"url": metadata_values.address(found["url"]), "retrieved": _browser_date(found["date"].strip())}
        elif found := _SAVED_FROM.search(comment):
            said = {"url": metadata_values.address(found[1])}
    return {field: value for field, value in said.items() if value}


def _browser_date(said: str) -> str | None:
    """Parse a JavaScript date: Wed Jan 05 2022 15:16:35 GMT+0100."""
    found = _BROWSER_DATE.fullmatch(said)
    return metadata_values.moment(f"{found[2]} {found[1]} {found[3]} {found[4]} {found[5]}") if found else None
