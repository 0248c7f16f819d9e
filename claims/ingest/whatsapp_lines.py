"""Lines that begin the messages of a chat as WhatsApp exports it: a day, a time and a sender."""

from __future__ import annotations

import re

__all__ = ["DIRECTIONS", "begins", "begun", "is_chat"]

DIRECTIONS = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks of direction, which the program writes around dates and names."""
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[^\W\d_]{1,6}| ?[^\W\d_]\. ?[^\W\d_]\.)?"
_HEAD = re.compile(rf"(\[)?(?P<day>{_DAY})[,،]? {_TIME}(?(1)\]| [-–]) ")
_NAME = re.compile(r"([^:\n“\"]{1,80}):(?: |$)")
_LONGEST = 150


def is_chat(head: str) -> bool:
    """Whether a text begins as an exported chat: with a day and a time, and a sender in one of its first lines."""
    lines = [line for line in head.removeprefix("\ufeff").splitlines() if line.strip()]
    return bool(lines) and begins(lines[0]) and any(map(begun, lines))


def begins(line: str) -> bool:
    """Whether a line begins with a day and a time: a message, or what the program itself says."""
    return _head(line) is not None


def begun(line: str) -> tuple[str, str] | None:
    """Day, as it is written, and sender of the message that a line begins; None if it begins none."""
    if (head := _head(line)) is None or (name := _NAME.match(head.string, head.end())) is None:
        return None
    return head["day"], name[1].lstrip("~ ").strip()


def _head(line: str) -> re.Match[str] | None:
    return _HEAD.match(line[:_LONGEST].translate(DIRECTIONS).translate(_BLANKS))
