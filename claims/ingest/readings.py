"""What reading passes on between its parts, before it is a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.errors import ClaimsError

__all__ = ["Article", "Extract", "Hints", "Known", "Unreadable"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An article that could not be made a document: where it is, and why."""

    where: str
    error: ClaimsError


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known of an article, and where it was found: a `found` of the document schema's provenance."""

    value: str
    found: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a file's bytes from outside of them.

    Attributes:
        where: What messages call the file.
        encoding: The character encoding that a person says; it is believed.
        charset: The one that a server said; it is believed where the bytes agree.
        address: Where the page was taken from, which relative addresses in it refer to.
    """

    where: str
    encoding: str | None = None
    charset: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file and what the file itself says of it, by the document's field."""

    text: str
    known: Mapping[str, Known] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a file.

    Attributes:
        where: What messages call it: the file, with its place in it where the file holds several.
        text: What offsets will count in.
        known: What is known of it, by the document's field.
        raw: The bytes that the text was taken from; empty where the text itself is what came.
        media_type: What `raw` is; `suffix` is what its file's name ends in.
        id: The document's id, where the file says it.
        name: What to make an id of, where the file holds several articles.
    """

    where: str
    text: str
    known: Mapping[str, Known] = field(default_factory=dict)
    raw: bytes = b""
    media_type: str = "text/plain"
    suffix: str = ".txt"
    id: str | None = None
    name: str | None = None
