"""Metadata values of pages and files, accepted only if plausible."""

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

# Longer than any headline; more is body text in the wrong field.
_LONGEST = 400
_LONGEST_NAME = 150
# Joiners shape Arabic letters and are kept; bidirectional and invisible controls are removed.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
_FILE_NAME = re.compile(
    r"^(microsoft word|microsoft powerpoint|untitled|document\d*$|print)|\.(docx?|pdf|indd|rtf|html?|pages|odt|txt)$",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|wayback\.archive-it\.org/\d+)/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)"
)
_ADDRESS = re.compile(r"https?://|www\.|@|\.(com|net|org)\b", re.IGNORECASE)


@cache
def _names() -> Mapping[str, list[str]]:
    words: Mapping[str, list[str]] = json.loads(files("claims.ingest").joinpath("bylines.json").read_text("utf-8"))
    return words


def line(said: object, longest: int = _LONGEST) -> str | None:
    """A single line, with white space and character references normalised."""
    if not isinstance(said, str):
        return None
    words = " ".join(_UNSEEN.sub("", html.unescape(said)).split())
    printable = all(letter.isprintable() or letter in _JOINERS for letter in words)
    return words if words and printable and len(words) <= longest else None


def person(said: object) -> str | None:
    """The name of a person or publisher; not an address or a user name."""
    name = line(said, _LONGEST_NAME)
    if name is None or _ADDRESS.search(name) or not any(letter.isalpha() for letter in name):
        return None
    return None if name.casefold() in _names()["nobody"] else name


def byline(said: object) -> str | None:
    """The name in a byline, without words such as “by”."""
    name = person(said)
    if name is None:
        return None
    for before in _names()["before"]:
        rest = name.removeprefix(before)
        if rest != name and (before.endswith((" ", ":")) or rest[:1] in (" ", ":", "/")):
            return person(rest.lstrip(" :/|-–"))
    return name


def property_title(said: object) -> str | None:
    """The title in a file's properties, unless a program made it from the file name."""
    title = line(said)
    return title if title and len(title.split()) > 1 and not _FILE_NAME.search(title) else None


def property_author(said: object) -> str | None:
    """An author's full name; a single word is usually an account name and is ignored."""
    name = person(said)
    return name if name and len(name.split()) > 1 else None


def without_head(blocks: list[str], known: Mapping[str, Known], *headlines: str) -> list[str]:
    """The blocks of a text without headline and byline."""
    about = {*headlines, *(known[field].value for field in ("title", "author") if field in known)}
    while blocks and (" ".join(blocks[0].split()) in about or (byline(blocks[0]) or "") in about):
        blocks = blocks[1:]
    return blocks


def address(said: object, base: str | None = None) -> str | None:
    """The absolute address of a page, or of that of which it is an archive's copy; a site's front page is ignored."""
    if not isinstance(said, str):
        return None
    try:
        whole = _ARCHIVED.sub("", urljoin(base or "", said.strip()), count=1)
        front = urlsplit(whole).path in ("", "/") and not urlsplit(whole).query
    except ValueError:
        return None
    return whole if sidecar.FIELDS["url"](whole) and not front else None


def language(said: object) -> str | None:
    """A BCP 47 tag, also from a locale such as ar_LY."""
    if not isinstance(said, str):
        return None
    tag = said.strip().replace("_", "-")
    return tag if sidecar.FIELDS["language"](tag) else None
