"""The messages of a channel as Telegram exports them: one page with hundreds of messages, which are no one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.ingest import metadata_values
from claims.ingest.readings import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["known", "messages"]

_HAS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_HISTORY = f"//div[{_HAS.format('history')}]"
_TEXT = f".//div[{_HAS.format('message')}]//div[{_HAS.format('text')}]"
_CHANNEL = f"//div[{_HAS.format('page_header')}]//div[{_HAS.format('text')}]"


def messages(tree: Any) -> list[str]:
    """The texts of the messages in their order, without senders and times; none if the page is no such export.

    Args:
        tree: The page, as lxml reads it.
    """
    found = [text for history in tree.xpath(_HISTORY) for text in history.xpath(_TEXT)]
    return [words for text in found if (words := _lines("".join(_pieces(text))))]


def known(tree: Any) -> dict[str, Known]:
    """The name of the channel, as the publisher."""
    name = metadata_values.person(
        next((" ".join(str(one.text_content()).split()) for one in tree.xpath(_CHANNEL)), None)
    )
    return {"publisher": Known(name, "page")} if name else {}


def _pieces(element: Any) -> Iterator[str]:
    """The words of an element, without line breaks of the source; each <br> is one."""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")


def _lines(text: str) -> str:
    return "\n".join(words for line in text.split("\n") if (words := " ".join(line.split())))
