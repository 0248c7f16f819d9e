"""Write dates in words, exactly as precise as recorded; UTC offsets are kept."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton, format_time

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["date_and_time_in_words", "day_of_unknown_year", "weekday_in_words"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LEAP_YEAR = 2000

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[Tt ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?([Zz]|[+-]\d\d:\d\d))?", re.ASCII
)


def date_and_time_in_words(written: str, locale: Locale) -> tuple[str, str | None]:
    """Return the day and the time of an EDTF level 0 date or an RFC 3339 date-time in words.

    The time is in Latin letters ("05:10 UTC") in every language; None if there is none. Other text stays unchanged.
    """
    match = _DATE.fullmatch(written)
    if match is None:
        return written, None
    year, month, day, clock, offset = match.groups()
    try:
        moment = date(int(year), int(month or 1), int(day or 1))
        words = _day_in_words(moment, month, day, locale)
        return words, _time_in_words(clock, offset, locale) if clock else None
    except ValueError:
        return written, None


def _day_in_words(moment: date, month: str | None, day: str | None, locale: Locale) -> str:
    if day:
        return format_date(moment, "long", locale=locale)
    return format_skeleton("yMMMM" if month else "y", moment, locale=locale)


def _time_in_words(clock: str, offset: str, locale: Locale) -> str:
    time = datetime.strptime(clock, "%H:%M").time()  # noqa: DTZ007  # the offset is written out, never converted
    zone = "UTC" if offset in {"Z", "z"} else f"UTC{offset}"
    return f"{format_time(time, 'HH:mm', locale=locale)} {zone}"


def day_of_unknown_year(written: str, locale: Locale) -> str | None:
    """Return a month or day of an unknown year (`XXXX-12`, `XXXX-03-14`) in words; None for other text."""
    match = re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?", written, re.ASCII)
    try:
        day = date(_LEAP_YEAR, int(match[1]), int(match[2] or 1)) if match else None
    except ValueError:
        return None
    if day is None:
        return None
    with_day = match is not None and match[2] is not None
    return format_skeleton("MMMMd", day, locale=locale) if with_day else format_date(day, "LLLL", locale=locale)


def weekday_in_words(code: str, locale: Locale) -> str:
    """Return the name of a weekday, given in lower-case English; other text is returned unchanged."""
    days: dict[int, str] = locale.days["stand-alone"]["wide"]
    return days[_WEEKDAYS.index(code)] if code in _WEEKDAYS else code
