"""The messages of a chat as WhatsApp exports it: each is an article, with the day on which it was sent and by whom.

A line begins a message if it begins with a date, a time and a name; the lines after it belong to it. What the program
itself says (media left out, who joined) is no message.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from claims.errors import ClaimsError
from claims.ingest import file_formats, language_detection, metadata_values, plain_text
from claims.ingest.readings import Article, Known
from claims.ingest.whatsapp_lines import DIRECTIONS, begins, begun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.ingest.readings import Hints

__all__ = ["articles"]

_log = logging.getLogger(__name__)
_NUMBER = re.compile(r"\+?\d[\d\s()./-]{5,}")
"""The number of a telephone, where nobody saved a name. It is left out, since it may be that of a source at risk."""
_PROGRAM = "\u200e"
"""With it begins, on iPhones, what the program itself says."""
_LONGEST_NOTICE = 200
_OMITTED = re.compile(r"<[^<>\n]{1,80}>")
_BESIDE = re.compile(
    r"\A\u200e?[\w. -]{1,80}\.\w{2,5} \([^()\n]{3,40}\)(?:\n|\Z)"
    r"|[ \n]?\u200e<[^<>\n]{1,80}>"
    r"|[ \n]<[^<>:/@\n]{9,60}>\Z"
)
"""The name of a file that came with the words, and the remark that they were changed later."""
_FIRST_YEAR, _CENTURY = 2009, 2000
_SHORT = 12
"""Words from which on a message tells its own language."""


@dataclass(frozen=True, slots=True)
class _Message:
    """A message: its line in the file, the day as it is written there, its sender and its words."""

    line: int
    day: str
    name: str
    words: str


def articles(file: BinaryIO, hints: Hints) -> Iterator[Article]:
    """Yield the article of each message.

    Raises:
        ClaimsError: if the file is too large, its bytes are not text, or nobody says anything in it.
    """
    data = file.read(file_formats.CHAT.most + 1)
    if len(data) > file_formats.CHAT.most:
        raise ClaimsError("the chat is too large", hints.where, "Split it into several files")
    found = list(_messages(plain_text.decoded(data, hints).removeprefix("\ufeff")))
    kept = [message for message in found if any(map(str.isalpha, message.words))]
    if not kept:
        raise ClaimsError("no message of this chat has words", hints.where, "Save the article's text as a .txt file")
    if len(kept) < len(found):
        _log.info("%s: %d messages without words left out", hints.where, len(found) - len(kept))
    order = _order([message.day for message in found])
    if order is None:
        _log.info("%s: the days are not known, since days and months cannot be told apart", hints.where)
    language = language_detection.detected("\n".join(message.words for message in kept), hints.where)
    for message in kept:
        yield _article(message, order, language, hints.where)


def _article(message: _Message, order: str | None, language: str, where: str) -> Article:
    known: dict[str, Known] = {}
    if order and (day := _day(message.day, order)):
        known["published"] = Known(day, "archive")
    if len(message.words.split()) < _SHORT:
        known["language"] = Known(language, "detected")
    name = metadata_values.person(message.name)
    if name and not _NUMBER.fullmatch(name):
        known["author"] = Known(name, "archive")
    stem = file_formats.stem(PurePath(where))
    return Article(f"{where}:{message.line}", message.words, known, name="/" + quote(f"{stem}-{message.line}"))


def _messages(text: str) -> Iterator[_Message]:
    """The messages in their order; lines without a date belong to the message before them."""
    first: tuple[int, str, str] | None = None
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not begins(line):
            lines.append(line)
            continue
        if first is not None:
            yield _Message(*first, _words(lines))
        head = begun(line)
        first = (number, *head) if head else None
        lines = [line.partition(": ")[2]]
    if first is not None:
        yield _Message(*first, _words(lines))


def _words(lines: Sequence[str]) -> str:
    """What a sender says in a message: nothing where the program says all of it, such as that a picture is left out."""
    words = "\n".join(lines).strip()
    said = _BESIDE.sub("", words).strip()
    is_notice = words.startswith(_PROGRAM) and len(words) <= _LONGEST_NOTICE and "\n" not in words
    return "" if is_notice or _OMITTED.fullmatch(said.translate(DIRECTIONS)) else said


def _order(days: Sequence[str]) -> str | None:
    """Which of a date's numbers is what (`dmy`, `mdy`, `ymd`); None where that cannot be told.

    Those orders count with which all are dates; of several, the one in which they never run back, as messages do not.
    Only Americans write the month first, in Latin digits and without zeros before them.
    """
    american = all(day.isascii() and not re.search(r"\b0", day) for day in days)
    likely = [order for order in ("ymd", "dmy", "mdy") if american or order != "mdy"]
    likely = [order for order in likely if all(_day(day, order) for day in days)]
    if len(likely) > 1:
        likely = [order for order in likely if _runs_on([_day(day, order) or "" for day in days])]
    return likely[0] if len(likely) == 1 else None


def _runs_on(days: Sequence[str]) -> bool:
    return all(earlier <= later for earlier, later in pairwise(days))


def _day(written: str, order: str) -> str | None:
    """A date as EDTF writes it; None if it is none in this order."""
    numbers = [int(part) for part in re.split(r"[./-]", written)]
    year, month, day = (numbers[order.index(part)] for part in "ymd")
    if year < 100 and order != "ymd":
        year += _CENTURY
    try:
        return date(year, month, day).isoformat() if year >= _FIRST_YEAR else None
    except ValueError:
        return None
