"""Explain quoted words that are not at their offsets: where they are instead, or how they differ."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from claims.validation.article_text import Article, squeezed
from claims.validation.findings import Path, Problem, readable
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["misquoted"]

_NAMED_PLACES = 3
_NAMED_CHANGES = 3
_COMPARED = 400
_ANCHOR = 8
_NAMED_CODES = 6
_ALIKE = frozenset("يیىكکهہھةۃ٤٥٦۴۵۶")
"""Letters and digits of Arabic that other languages write with other characters of nearly the same shape."""
_CLUSTER = re.compile("(?s:.)[\u0300-\u036f\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]*")
"""A character with the marks that may be composed with it."""


def misquoted(article: Article, path: Path, start: int, end: int, exact: str) -> Problem:
    """Return the problem of a span whose words differ from the text at its offsets."""
    places = list(islice(_occurrences(article.text, exact), 1000))
    if len(places) == 1:
        return _misplaced(path, start, end, exact, places[0])
    if places:
        return _ambiguous(path, start, places)
    altered = _altered(article, path, start, exact) or _in_other_form(article, path, exact)
    return altered or _absent(article, path, exact)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _misplaced(path: Path, start: int, end: int, exact: str, place: int) -> Problem:
    right = place + len(exact)
    message = f"the words of {readable(path)} are not at {start}–{end}: they are at {place}–{right}, and nowhere else"
    moves = (((*path, "start"), place), ((*path, "end"), right))
    return Problem("E201", (*path, "end" if start == place else "start"), message, moves=moves)


def _ambiguous(path: Path, start: int, places: list[int]) -> Problem:
    nearest = sorted(sorted(places, key=lambda place: abs(place - start))[:_NAMED_PLACES])
    more = f" and {len(places) - len(nearest)} other places" if len(places) > len(nearest) else ""
    listed = ", ".join(map(str, nearest))
    return Problem(
        "E202",
        (*path, "start"),
        f"the words of {readable(path)} are not at {start}: they begin at {listed}{more}; choose the right place",
    )


def _altered(article: Article, path: Path, start: int, exact: str) -> Problem | None:
    """Return the problem of words that the text spells or spaces differently."""
    words, _ = squeezed(exact)
    text, offsets = article.squeezed
    places = list(islice(_occurrences(text, words), 1000)) if words else []
    if not places:
        return None
    wanted = bisect_left(offsets, start)
    place = min(places, key=lambda each: abs(each - wanted))
    first = offsets[place]
    after = place + len(words)
    last = offsets[after - 1] + 1
    found = article.text[first:last]
    rest = f" (and {len(places) - 1} more such places)" if len(places) > 1 else ""
    message = (
        f"the words of {readable(path)} are spelled or spaced differently in the text, at {first}–{last}{rest}: "
        f"{_difference(exact, found)}"
    )
    return Problem("E203", (*path, "exact"), message)


def _in_other_form(article: Article, path: Path, exact: str) -> Problem | None:
    """Return the problem of words that the text has in another normalization form of Unicode, such as NFD."""
    text, offsets = _composed(article.text)
    words = unicodedata.normalize("NFC", exact)
    place = text.find(words)
    if place < 0:
        return None
    first, last = offsets[place], offsets[place + len(words)]
    what = _difference(exact, article.text[first:last])
    message = f"the words of {readable(path)} are spelled or spaced differently in the text, at {first}–{last}: {what}"
    return Problem("E203", (*path, "exact"), message)


def _composed(text: str) -> tuple[str, list[int]]:
    """Return a text in NFC, and for each character and the end the offset in the original."""
    parts: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", match.group())
        parts.append(part)
        offsets += [match.start()] * len(part)
    return "".join(parts), [*offsets, len(text)]


def _difference(exact: str, found: str) -> str:
    """Describe the first few differences between a quotation and the text."""
    if len(exact) > _COMPARED or len(found) > _COMPARED:
        exact, found = _unlike(exact, found)
    changes = []
    if unicodedata.normalize("NFC", exact) == unicodedata.normalize("NFC", found):
        changes.append(f"the same letters in another normalization ({_form(exact)}, the text {_form(found)})")
    for kind, a, b, c, d in SequenceMatcher(None, exact, found, autojunk=False).get_opcodes():
        if kind == "replace":
            changes.append(f"{_named(exact[a:b])} where the text has {_named(found[c:d])}")
        elif kind == "delete":
            changes.append(f"{_named(exact[a:b])} that is not in the text")
        elif kind == "insert":
            changes.append(f"the text's {_named(found[c:d])} left out")
    more = f" and {len(changes) - _NAMED_CHANGES} more" if len(changes) > _NAMED_CHANGES else ""
    return "; ".join(changes[:_NAMED_CHANGES]) + more


def _form(text: str) -> str:
    return next((form for form in ("NFC", "NFD") if unicodedata.is_normalized(form, text)), "mixed")


def _unlike(exact: str, found: str) -> tuple[str, str]:
    """Return the parts of two texts around their first difference, so that comparing them takes bounded time."""
    first = next((i for i, (a, b) in enumerate(zip(exact, found, strict=False)) if a != b), min(len(exact), len(found)))
    return exact[first : first + _COMPARED], found[first : first + _COMPARED]


def _named(characters: str) -> str:
    """Format characters for a message: invisible ones by name, and such that look like others with their codes."""
    if characters.isspace() and set(characters) == {" "}:
        return "a space" if len(characters) == 1 else f"{len(characters)} spaces"
    codes = " ".join(f"U+{ord(each):04X}" for each in characters[:_NAMED_CODES])
    more = " …" if len(characters) > _NAMED_CODES else ""
    if len(characters) == 1 and (not characters.isprintable() or unicodedata.combining(characters)):
        name = unicodedata.name(characters, "")
        return f"{name} ({codes})" if name else codes
    if any(map(_looks_like_others, characters)):
        return f"{shown(characters)} ({codes}{more})"
    return shown(characters)


def _looks_like_others(character: str) -> bool:
    """Return whether the same can be written with other characters, such as é with e and an accent."""
    return (
        character in _ALIKE
        or unicodedata.combining(character) != 0
        or (character.isspace() and character != " ")
        or unicodedata.category(character) == "Cf"
        or unicodedata.normalize("NFKD", character) != character
    )


def _absent(article: Article, path: Path, exact: str) -> Problem:
    length = _known(article.text, exact)
    message = f"the words of {readable(path)} are not in the article"
    if length >= _ANCHOR:
        place = article.text.find(exact[:length])
        after = article.text[place + length : place + length + 12]
        message += (
            f": they match the text at {place} up to {shown(exact[max(0, length - 24) : length])}; "
            f"then the text has {shown(after)} and the record {shown(exact[length : length + 12])}"
        )
    return Problem("E204", (*path, "exact"), message)


def _known(text: str, words: str) -> int:
    """Return how many of the first characters of some words occur in a text as a run."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if words[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low
