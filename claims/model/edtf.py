"""Dates as EDTF (ISO 8601-2, levels 0 to 2) writes them: whether one can be read, and the one day that it names.

The library `edtf` was tried: it takes 29 February of any year, blanks around a date, and an interval that ends before
it begins, and is slow to load. So it only holds this reading to its grammar, in the tests.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

__all__ = ["day", "is_edtf"]

_Q = "[?~%]?"
_YEAR = rf"{_Q}-?[0-9X]{{4}}"
_DATE = re.compile(rf"({_YEAR}){_Q}(?:-({_Q}[0-9X]{{2}}){_Q}(?:-({_Q}[0-9X]{{2}}){_Q})?)?", re.ASCII)
_LONG_YEAR = re.compile(r"Y-?[1-9][0-9]{4,}|Y-?[1-9][0-9]*E[1-9][0-9]*", re.ASCII)
_TIME = re.compile(
    r"(.{10})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?", re.ASCII
)
_SET = re.compile(r"\{(.+)\}|\[(.+)\]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SEASONS = range(21, 42)
_LONGEST = 1000
_OPEN = ("..", "")


def is_edtf(text: str) -> bool:
    """Whether a text is a date, a date and time, an interval or a set of dates, all of days that there are."""
    if not text or len(text) > _LONGEST:
        return False
    if listed := _SET.fullmatch(text):
        return _is_set(listed[1] or listed[2])
    first, slash, last = text.partition("/")
    return _is_interval(first, last) if slash else _is_date(text) or _is_time(text)


def day(text: str) -> date | None:
    """The one day that a date names; None where it is another sort of date, or no day that there is."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _is_interval(first: str, last: str) -> bool:
    """Whether an interval has a known end and does not end before it begins; `..` or nothing is an open end."""
    ends = [end for end in (first, last) if end not in _OPEN]
    if not ends or not all(map(_is_date, ends)):
        return False
    begin, stop = day(first), day(last)
    if begin and stop:
        return begin <= stop
    years = [int(end[:4]) for end in ends if re.match("[0-9]{4}", end, re.ASCII)]
    return years == sorted(years)


def _is_set(listed: str) -> bool:
    return all(_is_member(member) for member in re.split(", ?", listed))


def _is_member(member: str) -> bool:
    first, dots, last = member.partition("..")
    if not dots:
        return _is_date(member)
    return bool(first or last) and all(not end or _is_date(end) for end in (first, last))


def _is_time(text: str) -> bool:
    match = _TIME.fullmatch(text)
    return match is not None and day(match[1]) is not None


def _is_date(text: str) -> bool:
    if match := _DATE.fullmatch(text):
        year, month, day_of_month = (part and part.lstrip("?~%") for part in match.groups())
        return month is None or _exists(year, month, day_of_month)
    return bool(_LONG_YEAR.fullmatch(text))


def _exists(year: str, month: str, day_of_month: str | None) -> bool:
    """Whether there can be such a month or season, and such a day in it; an X stands for any digit."""
    if day_of_month is None:
        return any(_can_be(month, number) for number in (*range(1, 13), *_SEASONS))
    return any(
        _can_be(month, number) and any(_can_be(day_of_month, each) for each in range(1, _days(year, number) + 1))
        for number in range(1, 13)
    )


def _can_be(written: str, number: int) -> bool:
    return all(digit in {"X", wanted} for digit, wanted in zip(written, f"{number:02}", strict=True))


def _days(year: str, month: int) -> int:
    """How many days a month has; of a year that is not fully known, as many as it can have."""
    known = year.lstrip("-")
    return monthrange(2000 if "X" in known else int(known) % 400 + 400, month)[1]
