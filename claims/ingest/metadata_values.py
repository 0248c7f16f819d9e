"""What a page or file says of itself, taken only where it can be what it says it is."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from claims.ingest import sidecar
from claims.ingest.page_dates import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.ingest.readings import Known

__all__ = [
    "address",
    "byline",
    "language",
    "line",
    "moment",
    "person",
    "property_author",
    "property_title",
    "without_head",
]

# Longer than any headline; a longer one is a text that landed in the wrong place.
_LONGEST = 400
_LONGEST_NAME = 150
# Joiners shape Arabic letters and are kept; what turns the reading direction around, or cannot be seen, is not.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
_FILE_NAME = re.compile(
    r"^(microsoft word|microsoft powerpoint|untitled|document\d*$|print)|\.(docx?|pdf|indd|rtf|html?|pages|odt|txt)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@|\.(com|net|org)\b", re.IGNORECASE)


@cache
def _names() -> Mapping[str, list[str]]:
    words: Mapping[str, list[str]] = json.loads(files("claims.ingest").joinpath("bylines.json").read_text("utf-8"))
    return words


def line(said: object, longest: int = _LONGEST) -> str | None:
    """One line of words, its blanks and character references put right."""
    if not isinstance(said, str):
        return None
    words = " ".join(_UNSEEN.sub("", html.unescape(said)).split())
    printable = all(letter.isprintable() or letter in _JOINERS for letter in words)
    return words if words and printable and len(words) <= longest else None


def person(said: object) -> str | None:
    """A name, of a person or of whoever publishes; neither an address nor what a system calls a user."""
    name = line(said, _LONGEST_NAME)
    if name is None or _ADDRESS.search(name) or not any(letter.isalpha() for letter in name):
        return None
    return None if name.casefold() in _names()["nobody"] else name


def byline(said: object) -> str | None:
    """The name in a byline, without the words that say that it is one."""
    name = person(said)
    if name is None:
        return None
    for before in _names()["before"]:
        rest = name.removeprefix(before)
        if rest != name and (before.endswith((" ", ":")) or rest[:1] in (" ", ":", "/")):
            return person(rest.lstrip(" :/|-–"))
    return name


def property_title(said: object) -> str | None:
    """A title that somebody gave a file; not what a program made of the file's name."""
    title = line(said)
    return title if title and len(title.split()) > 1 and not _FILE_NAME.search(title) else None


def property_author(said: object) -> str | None:
    """A full name; a single word is that of an account more often than that of an author."""
    name = person(said)
    return name if name and len(name.split()) > 1 else None


def without_head(blocks: list[str], known: Mapping[str, Known], *headlines: str) -> list[str]:
    """The blocks of a text without the headline and the byline, which are not of the text but about it."""
    about = {*headlines, *(known[field].value for field in ("title", "author") if field in known)}
    while blocks and (" ".join(blocks[0].split()) in about or (byline(blocks[0]) or "") in about):
        blocks = blocks[1:]
    return blocks


def address(said: object, base: str | None = None) -> str | None:
    """A whole web address of one page; that of a site's front is no article's."""
    if not isinstance(said, str):
        return None
    try:
        whole = urljoin(base or "", said.strip())
        front = urlsplit(whole).path in ("", "/") and not urlsplit(whole).query
    except ValueError:
        return None
    return whole if sidecar.FIELDS["url"](whole) and not front else None


def language(said: object) -> str | None:
    """A BCP 47 tag, also where it is written as a locale: ar_LY."""
    if not isinstance(said, str):
        return None
    tag = said.strip().replace("_", "-")
    return tag if sidecar.FIELDS["language"](tag) else None
