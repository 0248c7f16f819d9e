"""Parse dates in EDTF (ISO 8601-2, levels 0 to 2) and compute the days that they can mean.

All EDTF in the project is parsed here. Days are numbered like `date.toordinal` (proleptic Gregorian calendar), extended
to years before 1 and after 9999. Supported parts of level 2: exponents (`Y17E8`), sets, and qualifiers of single
components; significant digits (`1950S2`) are not supported.

The library `edtf` accepts 29 February in any year, spaces around a date, and intervals that end before they begin, and
is slow to import. So only the tests use it, to compare the accepted grammar.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Extent", "day", "day_number", "extent", "is_edtf", "moments"]

_Q = "[?~%]?"
_YEAR = rf"{_Q}-?[0-9X]{{4}}"
_DATE = re.compile(rf"({_YEAR}){_Q}(?:-({_Q}[0-9X]{{2}}){_Q}(?:-({_Q}[0-9X]{{2}}){_Q})?)?", re.ASCII)
_LONG_YEAR = re.compile(r"Y(-?)(?:([1-9][0-9]{4,})|([1-9][0-9]*)E([1-9][0-9]*))", re.ASCII)
_LONGEST_YEAR = 9
"""Maximum number of digits of a year whose days are computed."""
_TIME = re.compile(
    r"(.{10})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?", re.ASCII
)
_SET = re.compile(r"\{(.+)\}|\[(.+)\]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_QUALIFIER = re.compile("[?~%]")
_LONGEST = 1000
"""Maximum length of a date, in characters; longer text is rejected."""
_OPEN = ("..", "")

_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097
"""The Gregorian calendar repeats after this many years and days."""
_SEASONS = {
    **{21 + at: (3 + 3 * at, 3) for at in range(4)},  # spring, summer, autumn, winter
    **{25 + at: (3 + 3 * at, 3) for at in range(4)},  # those of the northern hemisphere
    **{29 + at: (9 + 3 * at, 3) for at in range(4)},  # those of the southern hemisphere
    **{33 + at: (1 + 3 * at, 3) for at in range(4)},  # quarters
    **{37 + at: (1 + 4 * at, 4) for at in range(3)},  # thirds
    **{40 + at: (1 + 6 * at, 6) for at in range(2)},  # halves
}
"""EDTF's codes from 21 on for parts of a year: the first month (counted from January) and the number of months."""
_LEAP_YEAR = 2000
_DAY_MICROSECONDS = 86_400_000_000


class Extent(NamedTuple):
    """A range of days, as day numbers.

    Attributes:
        first: The first day; None if the beginning is open.
        last: The last day; None if the end is open.
        about: Whether the date is marked as approximate or uncertain.
    """

    first: int | None
    last: int | None
    about: bool = False

    @property
    def begins(self) -> int:
        """The first day, or the last day if the beginning is open."""
        return self.first if self.first is not None else self.last or 0

    def common(self, other: Extent) -> Extent:
        """Return the intersection of two extents that overlap."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return Extent(max(firsts, default=None), min(lasts, default=None), self.about and other.about)

    def meets(self, other: Extent) -> bool:
        """Return whether the two extents overlap."""
        return _in_order(self.first, other.last) and _in_order(other.first, self.last)

    def days_to(self, other: Extent) -> int:
        """Return the minimum distance in days: 0 if they overlap, 1 if one directly follows the other."""
        after = 0 if self.first is None or other.last is None else self.first - other.last
        before = 0 if other.first is None or self.last is None else other.first - self.last
        return max(0, after, before)


def _in_order(first: int | None, last: int | None) -> bool:
    return first is None or last is None or first <= last


_UNKNOWN = Extent(None, None)
"""The extent of a date with an unknown year, or with a year that is too long to compute."""


def is_edtf(text: str) -> bool:
    """Return whether a text is a valid EDTF date, date and time, interval or set, and all its days exist."""
    return _read(text) is not None


def extent(text: str | None) -> Extent | None:
    """Return the days that a date, an interval or a set of dates can mean.

    Args:
        text: EDTF, or an RFC 3339 date-time, of which the local day is used.

    Returns:
        None if the text is neither, or if its year is unknown.
    """
    if not text:
        return None
    found = _read(text)
    if found is None and (moment := _moment(text)):
        return Extent(moment.toordinal(), moment.toordinal())
    return None if found is None or found == _UNKNOWN else found


def day(text: str) -> date | None:
    """Return the single day that a date names; None for any other date, or a day that does not exist."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day as in `date.toordinal`, for any year; months above 12 continue into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    cycles, within = divmod(year - 1, _CYCLE_YEARS)
    return date(within + 1, month, day).toordinal() + cycles * _CYCLE_DAYS


def moments(text: str | None) -> tuple[int, int] | None:
    """Return the first and last moment of a date or an RFC 3339 date-time.

    Returns:
        Microseconds since midnight (UTC) of the day before 0001-01-01; equal for a date-time (assumed UTC if it has no
        offset). None if the text is neither, or has an open end.
    """
    if text and (moment := _moment(text)):
        offset = moment.utcoffset()
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        at = moment.toordinal() * _DAY_MICROSECONDS + seconds * 1_000_000 + moment.microsecond
        at -= 0 if offset is None else (offset.days * 86_400 + offset.seconds) * 1_000_000
        return at, at
    days = extent(text)
    if days is None or days.first is None or days.last is None:
        return None
    return days.first * _DAY_MICROSECONDS, (days.last + 1) * _DAY_MICROSECONDS - 1


def _moment(text: str) -> datetime | None:
    """Parse an RFC 3339 date-time; a leap second becomes the second before it."""
    if not _DAY.match(text) or text[10:11] not in {"T", "t"} or not text.isascii():
        return None
    try:
        return datetime.fromisoformat(re.sub(r"^(.{16}):60", r"\1:59", text.upper()))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> Extent | None:
    """Return the days of an EDTF text; `_UNKNOWN` if it does not determine them, None if it is not EDTF."""
    if not text or len(text) > _LONGEST:
        return None
    if listed := _SET.fullmatch(text):
        read = _all_of([_member(member) for member in re.split(", ?", listed[1] or listed[2])])
    elif "/" in text:
        first, _, last = text.partition("/")
        read = _from_to(first, last)
    else:
        timed = _TIME.fullmatch(text)
        read = _days(timed[1] if timed and day(timed[1]) else text)
    return read and (read if read == _UNKNOWN else read._replace(about=bool(_QUALIFIER.search(text))))


def _member(written: str) -> Extent | None:
    first, dots, last = written.partition("..")
    return _from_to(first, last) if dots else _days(written)


def _from_to(first: str, last: str) -> Extent | None:
    """Return the days of an interval; one end must be known, and it must not end before it begins."""
    if first in _OPEN and last in _OPEN:
        return None
    begin = Extent(None, None, about=True) if first in _OPEN else _days(first)
    end = Extent(None, None, about=True) if last in _OPEN else _days(last)
    if begin is None or end is None:
        return None
    if _UNKNOWN in (begin, end):
        return _UNKNOWN
    return Extent(begin.first, end.last) if _in_order(begin.first, end.last) else None


def _all_of(members: list[Extent | None]) -> Extent | None:
    """Return the range from the first day of all members to the last day of all members."""
    known = [member for member in members if member is not None]
    if len(known) < len(members):
        return None
    if _UNKNOWN in known:
        return _UNKNOWN
    firsts, lasts = [each.first for each in known], [each.last for each in known]
    return Extent(
        None if None in firsts else min(each for each in firsts if each is not None),
        None if None in lasts else max(each for each in lasts if each is not None),
    )


def _days(written: str) -> Extent | None:
    """Return the days of one date."""
    if long := _LONG_YEAR.fullmatch(written):
        return _long_year(*long.groups())
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    year, month, day_of_month = (part and part.strip("?~%") for part in match.groups())
    first = next(_readings(year, month, day_of_month), None)
    if first is None:
        return None
    if year.lstrip("-") == "XXXX":
        return _UNKNOWN
    return Extent(first[0], next(_readings(year, month, day_of_month, backwards=True))[1])


def _long_year(sign: str, digits: str | None, significand: str | None, exponent: str | None) -> Extent:
    if digits is None and len(significand or "") + int((exponent or "0")[:3]) <= _LONGEST_YEAR:
        digits = f"{significand}{'0' * int(exponent or 0)}"
    if digits is None or len(digits) > _LONGEST_YEAR:
        return _UNKNOWN
    year = int(sign + digits)
    return Extent(day_number(year), day_number(year, 13) - 1)


def _readings(
    year: str, month: str | None, day_of_month: str | None, *, backwards: bool = False
) -> Iterator[tuple[int, int]]:
    """Return the ranges of days for each digit in place of X, in ascending or descending order."""
    stretches = sorted(_stretches(month, day_of_month), reverse=backwards)
    for each in sorted(_numbers(year), reverse=backwards) if stretches else ():
        for first_month, months, one_day in stretches:
            begin = day_number(each, first_month)
            if not one_day:
                yield begin, day_number(each, first_month + months) - 1
            elif one_day <= _length(each, first_month):
                yield begin + one_day - 1, begin + one_day - 1


def _stretches(month: str | None, day_of_month: str | None) -> set[tuple[int, int, int]]:
    """Return pairs of first month and number of months, or of month and day of the month; 0 for no day."""
    if month is None:
        return {(1, 12, 0)}
    months = [number for number in _numbers(month) if 1 <= number <= 12]
    if day_of_month is None:
        return {(number, 1, 0) for number in months} or {(*_SEASONS[n], 0) for n in _numbers(month) if n in _SEASONS}
    days = _numbers(day_of_month)
    return {(number, 1, each) for number in months for each in days if 1 <= each <= _length(_LEAP_YEAR, number)}


@lru_cache(maxsize=1 << 10)
def _numbers(written: str) -> tuple[int, ...]:
    """Return the numbers given by replacing every X with a digit."""
    if "X" not in written:
        return (int(written),)
    return tuple(number for digit in "0123456789" for number in _numbers(written.replace("X", digit, 1)))


def _length(year: int, month: int) -> int:
    """Return the number of days in a month, in any year of the proleptic Gregorian calendar."""
    if month == 2:
        return 29 if isleap(year) else 28
    return monthrange(2001, month)[1]
