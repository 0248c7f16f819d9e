"""Parse the atoms of a time expression: a weekday, a date, a year, a clock time, a part of the day, a named period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from claims.languages.en.facets.calendar_words import calendar

if TYPE_CHECKING:
    from claims.languages.en.facets.english_words import Text

__all__ = ["Atoms", "Slots"]

Slots = tuple[int, dict[str, Any]]
"""The index after an atom's last word, and the slots that it fills."""

_YEARS = range(1800, 2100)
_DASHES = frozenset("-–—")
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?!\d)")
_MERIDIEM = {"a.m.": 0, "am": 0, "p.m.": 12, "pm": 12}
_NUMERIC = re.compile(r"(?<![\d./-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d/-])")
_DAY_FIRST = re.compile(r"(?<![\d./-])(1[3-9]|2\d|3[01])([/.])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?![\d/-])")
_MONTH_FIRST = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])([/.])(1[3-9]|2\d|3[01])\2((?:19|20)\d\d)(?![\d/-])")
"""Where both numbers can be months, they are read in neither order."""
_CENTURIES = range(11, 22)
_CLOCK_BEFORE = frozenset(("at", "about", "around", "by", "before", "after", "until", "from", "to"))
_SHORT_UNIT = 3


class Atoms:
    """Parses the atoms of English time expressions."""

    def __init__(self) -> None:
        self.calendar = calendar()

    def date(self, text: Text, index: int) -> Slots | None:
        """Parse a day, a month or both, with their year: June 25, 25 June 2016, the 7th of March, April 2013."""
        return self._month_first(text, index) or self._day_first(text, index) or self._numeric(text, index)

    def _month_first(self, text: Text, index: int) -> Slots | None:
        month = self.month(text, index)
        if month is None:
            return None
        number, at = month
        days, after = self._days(text, at)
        if not days and not self._is_month(text, index, at):
            return None
        slots: dict[str, Any] = {"month": number, **days}
        return self._with_year(text, after, slots)

    def month(self, text: Text, index: int) -> tuple[int, int] | None:
        """Return the month named at `index` and the index after it, with the dot of a short form."""
        number = self.calendar.months.get(text.form(index))
        if number is None or not text.capital(index):
            return None
        short = len(text.form(index)) <= _SHORT_UNIT + (text.form(index) == "sept") and text.form(index) != "may"
        if short and text.form(index + 1) == "." and text.glued(index + 1):
            return number, index + 2
        days = text.form(index + 1)[:1].isdecimal() or text.form(index - 1)[:1].isdecimal()
        return (number, index + 1) if not short or days else None

    def _is_month(self, text: Text, index: int, after: int) -> bool:
        """Return whether a month's name without a day is one, rather than a verb or a person's name."""
        if self.year(text, after, bare=True) or (text.form(after) == "," and self.year(text, after + 1, bare=True)):
            return True
        form, before = text.form(index), text.form(index - 1)
        if form in {"may", "march", "april", "june", "august"}:
            named = text.capital(index + 1) and not self.calendar.has(text.form(index + 1), "sets")
            return self.calendar.has(before, "before_month") and not named and text.form(index - 1) != ""
        return True

    def _days(self, text: Text, at: int) -> tuple[dict[str, Any], int]:
        """Parse the days after a month: 25, 7th, 3-5, 3 and 5, 3 to 5."""
        first = self.day(text, at)
        if first is None:
            return {}, at
        day, after = first
        joint = text.form(after)
        if second := self.day(text, after + 1):
            follows = text.form(second[1])
            if joint in _DASHES or joint == "to":
                return {"days": (day, second[0]), "joint": "interval", "day": None}, second[1]
            if joint == "and" and follows not in self.calendar.months and self._plain_day(text, second[1]):
                between = text.form(at - 2) == "between"
                return {"days": (day, second[0]), "joint": "interval" if between else "set", "day": None}, second[1]
        return {"day": day}, after

    def _plain_day(self, text: Text, after: int) -> bool:
        """Return whether a number is a day rather than a count: June 3 and 5, not June 3 and 5 men."""
        form = text.form(after)
        return not form[:1].isalpha() or form in {"in", "at", "of", "when", "as", "to", "and", "the", "were", "was"}

    def day(self, text: Text, at: int) -> tuple[int, int] | None:
        """Return the day of the month written at `at` and the index after it."""
        form = text.form(at)
        if form.isdecimal() and len(form) <= 2 and 1 <= int(form) <= 31:
            after = at + 1
            if text.form(after) in _ORDINAL_ENDS and text.glued(after):
                return int(form), after + 1
            if text.form(after) in {":", "%", "."} and text.glued(after) and text.form(after + 1)[:1].isdecimal():
                return None
            return int(form), after
        return None

    def _day_first(self, text: Text, index: int) -> Slots | None:
        """Parse 25 June, 3-5 May, 3 and 5 May, the 7th of March."""
        first = self.day(text, index)
        spelled = self.calendar.ordinals.get(text.form(index)) if text.form(index + 1) == "of" else None
        if first is None and spelled is None:
            return None
        day, after = first or (spelled or 0, index + 1)
        days: dict[str, Any] = {"day": day}
        joint = text.form(after)
        if joint in _DASHES or joint in {"to", "and"}:
            second = self.day(text, after + 1)
            if second and self.month(text, second[1]):
                between = text.form(index - 1) == "between" or joint != "and"
                days = {"days": (day, second[0]), "joint": "interval" if between else "set"}
                after = second[1]
        after += text.form(after) == "of"
        month = self.month(text, after)
        if month is None or (
            text.form(after - 1) != "of" and text.form(after) in {"may", "march"} and self._verb(text, after)
        ):
            return None
        return self._with_year(text, month[1], {"month": month[0], **days})

    def _verb(self, text: Text, index: int) -> bool:
        return text.raw[index].islower()

    def _with_year(self, text: Text, after: int, slots: dict[str, Any]) -> Slots:
        at = after + (text.form(after) in {",", "of"})
        if found := self.year(text, at, bare=True):
            return found[0], {**slots, "year": found[1]}
        return after, slots

    def _numeric(self, text: Text, index: int) -> Slots | None:
        """Parse 2024-05-13, 13/05/2024 and 5/13/2024."""
        if index >= len(text) or text.form(index + 1)[:1] not in {"-", "/", "."}:
            return None
        start = text.starts[index]
        if match := _NUMERIC.match(text.text, start):
            year, month, day = match.groups()
        elif match := _DAY_FIRST.match(text.text, start):
            day, _, month, year = match.groups()
        elif match := _MONTH_FIRST.match(text.text, start):
            month, _, day, year = match.groups()
        else:
            return None
        after = index
        while after < len(text) and text.starts[after] < match.end():
            after += 1
        return after, {"year": int(year), "month": int(month), "day": int(day)}

    def century(self, text: Text, index: int) -> Slots | None:
        """Parse 19th century, nineteenth century."""
        nth = self.calendar.ordinals.get(text.form(index))
        day = self.day(text, index) if nth is None else (nth, index + 1)
        if day is None or text.form(day[1] - 1).isdecimal():
            return None
        after = day[1] + (text.form(day[1]) in _DASHES)
        named = text.form(after) == "century" and text.form(after + 1) not in {"bc", "bce", "b.c."}
        return (after + 1, {"hundreds": day[0] - 1}) if named and day[0] in _CENTURIES else None

    def year(self, text: Text, index: int, *, bare: bool = False) -> tuple[int, int] | None:
        """Return the index after a year and the year; with `bare`, whatever stands before it."""
        form = text.form(index)
        if len(form) != 4 or not form.isdecimal() or int(form) not in _YEARS:
            return None
        after = text.form(index + 1)
        if text.glued(index + 1) and (
            after in {"%", "°", "km", "m"} or (after in {":", "."} and text.form(index + 2)[:1].isdecimal())
        ):
            return None
        before = text.form(index - 1)
        if bare:
            return index + 1, int(form)
        listed = self.calendar.has(before, "before_year") or before in {"(", "-", "–", "/"}
        adjective = before in {"the", "a", "an", "'s", "his", "her", "their", "its", "this"} or text.capital(index - 1)
        return (index + 1, int(form)) if listed or adjective else None

    def clock(self, text: Text, index: int) -> Slots | None:
        """Parse 8:25 a.m., 7 p.m., 10.30 pm, 18:20, 0600 GMT, 10 o'clock."""
        read = self._hour(text, index)
        if read is None:
            return None
        hour, minute, after = read
        add = _MERIDIEM.get(text.form(after))
        if add is not None and hour <= 12:
            hour = hour % 12 + add
            part = "noon" if hour == 12 else "morning" if hour < 12 else None
            return self._zone(text, after + 1), {"clock": (hour, minute), "part": part}
        if text.form(after) in {"oclock", "o'clock"}:
            return self._zone(text, after + 1), {"clock": (hour, minute)}
        plain = text.form(index + 1) == ":" and (hour > 12 or text.form(index - 1) in _CLOCK_BEFORE)
        zoned = text.longest(after, self.calendar.zones) and (
            len(text.form(index)) == 4 or after > index + 1 or "." in text.form(index)
        )
        return (self._zone(text, after), {"clock": (hour, minute)}) if plain or zoned else None

    def _hour(self, text: Text, index: int) -> tuple[int, int, int] | None:
        """Return the hour and minute written at `index`, and the index after them."""
        form = text.form(index)
        if not form[:1].isdecimal() or len(form) > 5:
            return None
        if match := _CLOCK.match(text.text, text.starts[index]):
            after = index + 1
            while after < len(text) and text.starts[after] < match.end():
                after += 1
            return int(match[1]), int(match[2]), after
        if form.isdecimal() and len(form) <= 2 and int(form) <= 24:
            return int(form), 0, index + 1
        military = form.isdecimal() and len(form) == 4 and int(form[:2]) < 24 and int(form[2:]) < 60
        return (int(form[:2]), int(form[2:]), index + 1) if military else None

    def _zone(self, text: Text, index: int) -> int:
        """Return the index after a time zone, in brackets or not, if one follows."""
        bracket = text.form(index) in {"(", "["}
        at = index + bracket
        size = text.longest(at, self.calendar.zones)
        if not size or (bracket and text.form(at + size) not in {")", "]"}):
            return index
        return at + size + bracket
