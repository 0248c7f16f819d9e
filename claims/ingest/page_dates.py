"""Converts dates of pages and archives to the form in records."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["is_moment", "moment"]

_YEAR_OR_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
# ISO 8601 as found in practice: without seconds, a blank for T, an offset without colon.
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[Tt ]\s*(?P<time>\d\d:\d\d(:\d\d(\.\d+)?)?)"
    r"\s*(?P<offset>[Zz]|UTC|GMT|[+-]\d\d(:?\d\d)?)?",
    re.ASCII,
)
_MAIL = re.compile(
    r"([A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d:\d\d(:\d\d)?\s*([+-]\d{4}|GMT|UTC)", re.ASCII
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_WORDS = re.compile(
    r"(?:[A-Za-z]+,\s+)?(?:(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9})\.?|(?P<month2>[A-Za-z]{3,9})\.?\s+(?P<day2>\d{1,2})),?"
    r"\s+(?P<year>\d{4})",
    re.ASCII,
)
"""6 May 2024, and May 6, 2024, with or without the day of the week."""
# Placeholder dates of systems without a date.
_NO_DATE = ("0001-01-01", "1970-01-01", "1969-12-31", "1900-01-01")


def is_moment(value: str) -> bool:
    """Whether `value` is YYYY, YYYY-MM, YYYY-MM-DD or an RFC 3339 date-time."""
    try:
        if _DAY.fullmatch(value):
            return bool(date.fromisoformat(value))
        return bool(_YEAR_OR_MONTH.fullmatch(value) or (_MOMENT.fullmatch(value) and datetime.fromisoformat(value)))
    except ValueError:
        return False


def moment(said: str) -> str | None:
    """A date in the form of records; None if `said` is ambiguous.

    Of a time without an offset from UTC only the day is kept.
    """
    value = _from_mail(said.strip()) or _from_iso(said.strip()) or _from_words(said.strip()) or said.strip()
    return value if is_moment(value) and not value.startswith(_NO_DATE) else None


def _from_iso(said: str) -> str | None:
    found = _ISO.fullmatch(said)
    if not found:
        return None
    if found["offset"] is None:
        return found["day"]
    time = found["time"] if found["time"].count(":") > 1 else f"{found['time']}:00"
    return f"{found['day']}T{time}{_offset(found['offset'])}"


def _from_words(said: str) -> str | None:
    found = _IN_WORDS.fullmatch(said)
    name = (found["month"] or found["month2"]).lower() if found else ""
    number = next((k for k, month in enumerate(_MONTHS, 1) if name.startswith(month)), None)
    if not found or number is None:
        return None
    return f"{found['year']}-{number:02}-{int(found['day'] or found['day2']):02}"


def _offset(said: str) -> str:
    if said in ("Z", "z", "UTC", "GMT"):
        return "Z"
    digits = said[1:].replace(":", "").ljust(4, "0")
    return f"{said[0]}{digits[:2]}:{digits[2:]}"


def _from_mail(said: str) -> str | None:
    """Parse a date of mail and HTTP: Fri, 01 Mar 2024 09:30:00 GMT."""
    if not _MAIL.fullmatch(said):
        return None
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    return when.isoformat().replace("+00:00", "Z") if when.tzinfo else None
