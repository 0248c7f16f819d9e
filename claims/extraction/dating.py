"""Resolve the slots of a time expression to an EDTF date, no more precise than the words and the document's date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from claims.model.edtf import day
from claims.model.facets import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.extraction.time_slots import Amount, Reading
    from claims.model.facets import Weekday

__all__ = ["Dated", "Known", "date_of", "iso_duration", "known_of", "resolve"]

Basis = Literal["text", "document"]
_ISO = {"S": "PT{}S", "MIN": "PT{}M", "H": "PT{}H", "D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y"}
_YEARS = {"DEC": 10, "CEN": 100}
_COUNTABLE = (1000, 9000)
_WEEK = timedelta(weeks=1)
_DAYS = {"D": 1, "W": 7}
_HOURS = 24
"""Of a day."""
_NEW_WEEKDAYS = frozenset((5, 6))
"""Saturday and Sunday, on which the week ends in some countries and begins in others."""
_EVENING_IN_UTC = re.compile(r"[Tt]2[0-3]:.*(?:[Zz]|[+-]00:00)")
_FAR_AHEAD = timedelta(days=92)
"""A day without a year that no verb places after the document is hardly further ahead than this."""


@dataclass(frozen=True, slots=True)
class Known:
    """The reference points for dates.

    Attributes:
        published: The document's day.
        month: The last month that the text names with its year.
        year: That year.
        next_day: The day after, if that may be the document's day where it was published.
    """

    published: date | None
    month: int | None = None
    year: int | None = None
    next_day: date | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved expression: its EDTF, what determined it, the rule, and any contradiction."""

    edtf: str | None = None
    basis: Basis | None = None
    rule: str = "open"
    partial: str | None = None
    contradiction: Weekday | None = None


def date_of(published: str | None) -> date | None:
    """Return the day of a document's `published`; None if it has no full date, or one that `date` cannot represent."""
    found = day((published or "")[:10])
    return found if found and _COUNTABLE[0] <= found.year <= _COUNTABLE[1] else None


def known_of(published: str | None) -> Known:
    """Return the reference points for a document's `published`.

    In UTC, an evening is already the next day in much of the world: the day is uncertain then. A time with another
    offset from UTC is taken for the outlet's own.
    """
    found = date_of(published)
    evening = found is not None and _EVENING_IN_UTC.fullmatch((published or "")[10:])
    return Known(found, next_day=found + timedelta(days=1) if found and evening else None)


def iso_duration(amount: Amount | None) -> str | None:
    """Return an ISO 8601 duration; for limits two with a slash, `..` for an open end."""
    if amount is None or (amount.min is None and amount.max is None):
        return None
    low, high = (None if n is None else _iso(n, amount.unit) for n in (amount.min, amount.max))
    return low if low == high else f"{low or '..'}/{high or '..'}"


def _iso(number: int, unit: str) -> str:
    return _ISO[unit].format(number) if unit in _ISO else _ISO["Y"].format(number * _YEARS[unit])


def resolve(reading: Reading, known: Known) -> Dated:
    """Resolve an expression to a date.

    If the document's day is uncertain, only what is the same from either day is resolved, and weekdays.
    """
    dated = _resolved(reading, known)
    if known.next_day is None or dated.basis != "document":
        return dated
    later = _resolved(reading, replace(known, published=known.next_day))
    if later.edtf == dated.edtf or reading.weekday == known.next_day.weekday():
        return later
    return Dated(rule="zone-unknown", partial=_partial(reading))


def _resolved(reading: Reading, known: Known) -> Dated:
    if reading.shift == "anaphoric" or reading.relation == "after":
        return Dated(rule="anaphoric", partial=_partial(reading))
    if reading.other:
        return _range(reading, reading.other, known)
    if reading.hijri:
        return _hijri(reading, known)
    for step in (_said, _carried, _document):
        if dated := step(reading, known):
            return dated
    return Dated(partial=_partial(reading))


def _partial(reading: Reading) -> str | None:
    if reading.month is None or reading.hijri or reading.other:
        return None
    if reading.day is None:
        return f"XXXX-{reading.month:02}"
    return f"XXXX-{reading.month:02}-{reading.day:02}" if _date(2000, reading.month, reading.day) else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _range(reading: Reading, other: Reading, known: Known) -> Dated:
    first, last = (
        _resolved(replace(each, tense=reading.tense), known)
        for each in (replace(reading, other=None).sharing(other), other.sharing(reading))
    )
    if first.edtf is None or last.edtf is None or "/" in first.edtf + last.edtf:
        return Dated()
    basis: Basis = "document" if "document" in (first.basis, last.basis) else "text"
    if reading.joint == "set" and first.edtf >= last.edtf:
        return Dated(rule="backwards")
    if reading.joint == "set":
        return Dated(f"{{{first.edtf},{last.edtf}}}", basis, "set")
    return Dated(f"{first.edtf}/{last.edtf}", basis, "interval") if first.edtf <= last.edtf else Dated(rule="backwards")


def _hijri(reading: Reading, known: Known) -> Dated:
    """Convert from the Umm al-Qura calendar; a month or a year becomes the interval of its days."""
    if reading.year is None:
        return _hijri_of_document(reading, known.published)
    from hijridate import Hijri

    try:
        first = Hijri(reading.year, reading.month or 1, reading.day or 1).to_gregorian()
        if reading.day is not None:
            return _fixed(date(*first.datetuple()), reading, "text", "hijri.umm-al-qura")
        month = reading.month or 12
        last = Hijri(reading.year, month, Hijri(reading.year, month, 1).month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return Dated(rule="hijri.out-of-range")
    return Dated(f"{first.isoformat()}/{last.isoformat()}", "text", "hijri.umm-al-qura")


def _hijri_of_document(reading: Reading, now: date | None) -> Dated:
    """Resolve a day without a year (the tenth of Muharram) as one of the Gregorian calendar is; a month stays open."""
    if now is None or reading.day is None or reading.days:
        return Dated(rule="hijri")
    from hijridate import Gregorian

    try:
        year = Gregorian(*now.timetuple()[:3]).to_hijri().year
    except OverflowError:
        return Dated(rule="hijri.out-of-range")
    dated = [(_hijri(replace(reading, year=one), Known(None)), one) for one in (year - 1, year, year + 1)]
    options = [(date.fromisoformat(found.edtf), one) for found, one in dated if found.edtf]
    chosen = _nearest_option(reading, now, options)
    return _fixed(chosen[0], reading, "document", "hijri.nearest") if chosen else Dated(rule="hijri")


def _said(reading: Reading, known: Known) -> Dated | None:  # noqa: ARG001 - one of the steps of resolve
    """Resolve an expression that names the year itself, or a century or its decade."""
    if reading.decade is not None:
        return None if reading.hundreds is None else Dated(f"{reading.hundreds:02}{reading.decade}X", "text", "decade")
    if reading.hundreds is not None:
        return Dated(f"{reading.hundreds:02}XX", "text", "century")
    return None if reading.year is None else _in_year(reading, reading.year, "text", "year.said")


def _in_year(reading: Reading, year: int, basis: Basis, rule: str) -> Dated | None:
    if reading.month is None:
        return Dated(f"{year:04}-{reading.sub}" if reading.sub else f"{year:04}", basis, rule)
    if reading.days:
        return _days(reading, year, basis, rule)
    if reading.day is None:
        return Dated(f"{year:04}-{reading.month:02}", basis, rule)
    day = _date(year, reading.month, reading.day)
    return _fixed(day, reading, basis, rule) if day else Dated(rule="no-such-day")


def _days(reading: Reading, year: int, basis: Basis, rule: str) -> Dated:
    days = [_date(year, reading.month or 0, day) for day in reading.days]
    if None in days:
        return Dated(rule="no-such-day")
    written = [day.isoformat() for day in days if day]
    return Dated("/".join(written) if reading.joint == "interval" else f"{{{','.join(written)}}}", basis, rule)


def _fixed(day: date, reading: Reading, basis: Basis, rule: str) -> Dated:
    wrong = reading.weekday is not None and reading.weekday != day.weekday()
    return Dated(day.isoformat(), basis, rule, contradiction=WEEKDAYS[day.weekday()] if wrong else None)


def _carried(reading: Reading, known: Known) -> Dated | None:
    """Resolve a month without a year, if the text has just named that month with one."""
    if reading.shift or reading.unit or known.year is None or reading.month != known.month or reading.month is None:
        return None
    return _in_year(reading, known.year, "text", "year.carried")


def _document(reading: Reading, known: Known) -> Dated | None:
    """Resolve an expression relative to the day of publication."""
    now = known.published
    if now is None:
        return None
    if reading.offset is not None and reading.month is None:
        return _relative(reading, now + timedelta(days=reading.offset))
    if reading.relation == "ago" and reading.amount:
        return _ago(reading.amount, now)
    if reading.unit:
        return _shifted_unit(reading, now)
    if reading.month is not None:
        return _month(reading, now)
    return None if reading.weekday is None else _weekday(reading, now)


def _relative(reading: Reading, day: date) -> Dated:
    """Resolve أمس الثلاثاء; if the weekday is one day off, the document was dated on the other side of midnight."""
    if reading.weekday is None or reading.weekday == day.weekday():
        return Dated(day.isoformat(), "document", "day.relative")
    for near in (day - timedelta(days=1), day + timedelta(days=1)):
        if near.weekday() == reading.weekday:
            return Dated(near.isoformat(), "document", "day.by-weekday")
    return Dated(rule="day.contradicted", contradiction=WEEKDAYS[day.weekday()])


def _ago(amount: Amount, now: date) -> Dated | None:
    if amount.min is None or amount.min != amount.max or amount.min > 5000:
        return None
    if (days := _whole_days(amount.min, amount.unit)) is not None:
        mark = "" if amount.unit == "D" else "~"
        return Dated((now - timedelta(days=days)).isoformat() + mark, "document", "ago")
    if amount.unit == "M":
        months = now.year * 12 + now.month - 1 - amount.min
        return Dated(f"{months // 12:04}-{months % 12 + 1:02}~", "document", "ago")
    if amount.unit == "Y" and amount.min < now.year:
        return Dated(f"{now.year - amount.min:04}~", "document", "ago")
    return None


def _whole_days(number: int, unit: str) -> int | None:
    """How many days an amount of hours, days or weeks is; None for other units and parts of days."""
    if unit == "H":
        return number // _HOURS if number % _HOURS == 0 else None
    return number * _DAYS[unit] if unit in _DAYS else None


def _shifted_unit(reading: Reading, now: date) -> Dated | None:
    """Resolve العام الماضي, الشهر الجاري, الأسبوع المقبل, القرن الماضي, and a month or day within the first two."""
    step = {"past": -1, "current": 0, "next": 1}.get(reading.shift or "")
    if step is None:
        return None
    if reading.unit == "Y":
        return _in_year(reading, now.year + step, "document", "year.relative")
    if reading.unit == "M" and reading.month is None:
        months = now.year * 12 + now.month - 1 + step
        return _in_year(replace(reading, month=months % 12 + 1), months // 12, "document", "month.relative")
    if reading.unit == "CEN":
        return Dated(f"{now.year // 100 + step:02}XX", "document", "century.relative")
    return _week(reading, now, step) if reading.unit == "W" else None


def _week(reading: Reading, now: date, step: int) -> Dated | None:
    """Resolve هذا الأسبوع, الأسبوع الماضي and المقبل to approximate days.

    Countries begin the week on Monday, Sunday or Saturday, and an article does not say how its outlet does. From Monday
    to Friday these weeks differ by two days at most, so the one of ISO 8601 is given. On Saturday and Sunday a new week
    may have begun or not: the days of both are given. A day of the week (الثلاثاء من الأسبوع الماضي) is certain where
    all these weeks have the same one.
    """
    monday = now - timedelta(days=now.weekday()) + step * _WEEK
    if reading.weekday is not None:
        is_certain = _NEW_WEEKDAYS.isdisjoint((now.weekday(), reading.weekday))
        day = monday + timedelta(days=reading.weekday)
        return Dated(day.isoformat(), "document", "week.relative") if is_certain else None
    latest = now + step * _WEEK if now.weekday() in _NEW_WEEKDAYS else monday
    return Dated(f"{monday.isoformat()}~/{(latest + timedelta(days=6)).isoformat()}~", "document", "week.relative")


def _month(reading: Reading, now: date) -> Dated | None:
    """Resolve a month, or a day of it, without a year."""
    years = [now.year - 1, now.year, now.year + 1]
    if reading.shift == "current" and reading.month != now.month:
        return Dated(rule="not-this-month", partial=_partial(reading))
    return _nearest(reading, now, years)


def _nearest(reading: Reading, now: date, years: Iterable[int]) -> Dated | None:
    """Use the year given by the adjective or the tense, else the one nearest to the document, not far ahead.

    A month without either is the latest before the document.
    """
    options = [(day, y) for y in years if (day := _date(y, reading.month or 0, reading.day or 1))]
    chosen = _nearest_option(reading, now, options)
    return None if chosen is None else _in_year(reading, chosen[1], "document", f"year.{reading.shift or 'nearest'}")


def _nearest_option(reading: Reading, now: date, options: list[tuple[date, int]]) -> tuple[date, int] | None:
    """The day, with its year, that the weekday, the adjective or the tense leaves, and is nearest to the document."""
    if reading.weekday is not None and reading.day is not None:
        options = [(d, y) for d, y in options if d.weekday() == reading.weekday] or options
    if reading.shift == "past":
        options = [(d, y) for d, y in options if (d < now if reading.day else d < now.replace(day=1))][-1:]
    elif reading.shift == "next":
        options = [(d, y) for d, y in options if d > now][:1]
    elif reading.shift is None:
        options = _by_tense(reading, now, options)
    return min(options, key=lambda option: abs(option[0] - now), default=None)


def _by_tense(reading: Reading, now: date, options: list[tuple[date, int]]) -> list[tuple[date, int]]:
    """The options that the tense leaves; without one, those that are not far ahead, and for a month the last one.

    A weekday that agrees with one option alone decides.
    """
    if len(options) == 1:
        return options
    if reading.tense == "future":
        first = now if reading.day else now.replace(day=1)
        return [(d, y) for d, y in options if d >= first][:1]
    if reading.tense == "past" or reading.day is None:
        return [(d, y) for d, y in options if d <= now][-1:]
    return [(d, y) for d, y in options if d - now <= _FAR_AHEAD]


def _weekday(reading: Reading, now: date) -> Dated:
    """Resolve to the last such day, including the document's own; an adjective selects the one before or after it."""
    weekday = reading.weekday or 0
    back = (now.weekday() - weekday) % 7
    if reading.shift == "next" or (reading.tense == "future" and reading.shift is None and back):
        return Dated((now + timedelta(days=7 - back)).isoformat(), "document", "weekday.next")
    if reading.shift == "past" and back == 0:
        back = 7
    return Dated((now - timedelta(days=back)).isoformat(), "document", "weekday.last")
