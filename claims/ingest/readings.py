"""Intermediate values of reading, before a document is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Article", "Capture", "Extract", "Hints", "Known", "Unreadable", "failed", "fault"]

_SPLIT = "Split it into one file per article"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An article that could not be made a document: where it is, and why."""

    where: str
    error: ClaimsError


def failed(where: str, error: Exception) -> Unreadable:
    """An article that a fault of this program, or its size, kept from being read; the others are not affected.

    Args:
        where: What messages call the article.
        error: What was raised; a ClaimsError says all itself.
    """
    if isinstance(error, ClaimsError):
        return Unreadable(where, error)
    if isinstance(error, MemoryError):
        return Unreadable(where, ClaimsError("reading it needs too much memory", where, _SPLIT))
    if isinstance(error, RecursionError):
        return Unreadable(where, ClaimsError("it is nested too deeply to be read", where, _SPLIT))
    what = f"it could not be read because of a fault in this program ({fault(error)})"
    return Unreadable(where, ClaimsError(what, where, "Please report this, with the article if you may share it"))


def fault(error: Exception) -> str:
    """What was raised, and where in the program, as somebody who mends it needs to know."""
    last = extract_tb(error.__traceback__)[-1:]
    return type(error).__name__ + "".join(f" in {Path(frame.filename).name}, line {frame.lineno}" for frame in last)


@dataclass(frozen=True, slots=True)
class Known:
    """A metadata value and where it was found (`found` in the provenance of the document schema)."""

    value: str
    found: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a file besides its bytes.

    Attributes:
        where: What messages call the file.
        encoding: The character encoding given by a person; always used.
        charset: The encoding given by a server; used if the bytes agree.
        address: The address of the page, base of its relative addresses.
        rows: From which row, counted from 0, up to before which one a table is read; None for all of it.
        is_part: Whether only a part of the file is read, which may hold no article.
        lines: How many lines of the file come before that part.
        hosts: Of a part of a WACZ: the hosts whose pages are articles; empty for all.
    """

    where: str
    encoding: str | None = None
    charset: str | None = None
    address: str | None = None
    rows: tuple[int, int] | None = None
    is_part: bool = False
    lines: int = 0
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file and its metadata, by document field; `doubts` say why the text cannot be trusted."""

    text: str
    known: Mapping[str, Known] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """Which page an archived article is a copy of.

    Attributes:
        page: What is equal for all captures of the page, see `claims.ingest.captures.page_of`.
        is_page: Whether it is the page itself, and not the text that a crawler took from it.
        digest: The hash of the page's bytes, as the archive writes it; empty if it says none.
        again: When the server said once more that the page has not changed since; None for the page itself.
    """

    page: str
    is_page: bool = True
    digest: str = ""
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a file.

    Attributes:
        where: Its name in messages: the file, with the position if the file holds several articles.
        text: The text that offsets refer to.
        known: Metadata by document field.
        raw: The original bytes; empty if the text itself is the original.
        media_type: What `raw` is; `suffix` is what its file's name ends in.
        id: Id of the document, if the file gives it.
        name: Basis for the id, if the file holds several articles.
        doubts: Why the text cannot be trusted, see `claims.ingest.text_doubts`.
        capture: The page that it is a copy of, if it comes from a web archive.
        number: Its line or row in a file that holds several articles; None where they have no such number.
    """

    where: str
    text: str
    known: Mapping[str, Known] = field(default_factory=dict)
    raw: bytes = b""
    media_type: str = "text/plain"
    suffix: str = ".txt"
    id: str | None = None
    name: str | None = None
    capture: Capture | None = None
    doubts: tuple[str, ...] = ()
    number: int | None = None
