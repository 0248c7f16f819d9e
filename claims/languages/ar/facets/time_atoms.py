"""Parse the parts of time expressions (weekdays, days with months, hours) into slots."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.languages.ar.facets.calendar_words import DIGITS, Calendar, Phrases, begins, calendar, firsts
from claims.languages.ar.facets.number_words import Number, Numbers, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.languages.ar.facets.facet_words import Text

__all__ = ["Atoms", "Slots", "View", "number_at"]

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:٫.]([0-5]\d)(?![\d:])")
_JOINT = r"([-/.]|\s[-/]\s)"
_ISO_DATE = re.compile(rf"(?<![\d./-])((?:19|20)\d\d){_JOINT}(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d/-])")
_DAY_FIRST = re.compile(rf"(?<![\d./-])(0?[1-9]|[12]\d|3[01]){_JOINT}(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?![\d/-])")
_MONTH_FIRST = re.compile(rf"(?<![\d./-])(0?[1-9]|1[0-2]){_JOINT}(1[3-9]|2\d|3[01])\2((?:19|20)\d\d)(?![\d/-])")
_DAY_OF_MONTH = re.compile(r"(?<![\d./-])(0?[1-9]|[12]\d|3[01])([/-])(0?[1-9]|1[0-2])(?![\d/-]|\.\d)")
_HIJRI_YEAR_FIRST = re.compile(rf"(?<![\d./-])(1[34]\d\d){_JOINT}(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|30)(?![\d/-])")
_HIJRI_DAY_FIRST = re.compile(rf"(?<![\d./-])(0?[1-9]|[12]\d|30){_JOINT}(0?[1-9]|1[0-2])\2(1[34]\d\d)(?![\d/-])")
_FIRST_GREGORIAN = 1900
_HIJRI_YEARS = range(1300, 1501)
_YEARS = range(1900, 2100)
_CENTURIES = range(16, 22)
"""Centuries that can only be of the Gregorian calendar."""

_DASHES = frozenset("-–/")
_COMMAS = frozenset("،,")

Slots = dict[str, Any]
Atom = tuple[int, Slots]
"""The index after some words, and the slots that they fill."""
_Reader = Callable[["View", int, Slots], Atom | None]


class View:
    """A text read from one word on, without that word's particles."""

    def __init__(self, text: Text, first: int, stem: str) -> None:
        self.text = text
        self.first = first
        self.stem = stem

    def form(self, index: int) -> str:
        """The word at `index`."""
        return self.stem if index == self.first else self.text.form(index)

    def longest(self, index: int, phrases: Phrases) -> tuple[str, ...]:
        """Return the longest phrase at `index`; () if there is none."""
        for phrase in phrases.table.get(self.form(index), ()):
            if all(self.form(index + k) == word for k, word in enumerate(phrase)):
                return phrase
        return ()

    def at(self, index: int) -> int:
        """Return the start of the word at `index` in the folded text, without its particles."""
        word = self.text.words[index]
        if index != self.first:
            return word.at
        return word.end - min(len(self.stem), len(word.form))


def number_at(numbers: Numbers, view: View, index: int) -> Number | None:
    """Return the number whose first word, with its particles, is at `index`."""
    return numbers.at(view.text, index)


class Atoms:
    """Parses the parts of one language's time expressions."""

    def __init__(self, language: str) -> None:
        self.calendar: Calendar = calendar(language)
        self.numbers: Numbers = numbers(language)
        self._atoms = self._all_atoms()
        self._atoms_at = lru_cache(maxsize=1 << 14)(self._atoms_of)
        self.firsts: frozenset[str] = frozenset().union(*(first for _, first in self._atoms))
        """The first words of all parts."""

    def _all_atoms(self) -> tuple[tuple[_Reader, frozenset[str]], ...]:
        """Return the parsers of atoms with the first words of each.

        If two atoms have the same length, the first one is used.
        """
        known, words = self.calendar, self.calendar.words
        days, nth = words("unit_rules", "day_words"), frozenset(known.ordinals)
        units = words("demonstratives", "once") | {"ال" + unit for unit in known.units}
        seasons = words("season_rules", "word") | words("season_rules", "definite")
        return (
            (self._vague_hour, firsts(known.vague_hours)),
            (self._clock, words("clock", "word") | nth | DIGITS),
            (self._part_adverb, firsts(known.part_adverbs) | words("part_rules", "signed")),
            (self._part, firsts(known.parts)),
            (self._in_digits, DIGITS),
            (self._days, days | nth | {word.removeprefix("ال") for word in nth} | DIGITS),
            (self._weekday, days | firsts(known.weekdays)),
            (self._month, words("month_rules", "word") | firsts(known.months, known.hijri_months)),
            (self._year, words("years", "word") | DIGITS),
            (self._decade, firsts(known.decades)),
            (self._century, units),
            (self._sub_year, seasons | firsts(known.quarters, known.sub_years)),
            (self._relative_day, firsts(known.relative_days, known.relative_nights)),
            (self._unit, units | firsts(known.demonstratives)),
            (self._shift, firsts(known.shifts)),
            (self._phase, firsts(known.phases)),
        )

    def _atoms_of(self, form: str) -> tuple[_Reader, ...]:
        return tuple(read for read, first in self._atoms if begins(form, first))

    def next(self, view: View, at: int, slots: Slots) -> Atom | None:
        """Return the longest atom at a place that fills free slots, after words that may join it to earlier ones."""
        skipped = self._joint(view, at, slots)
        for skip in sorted({0, *skipped}):
            atoms = self._atoms_at(view.form(at + skip))
            found = [a for atom in atoms if (a := atom(view, at + skip, slots)) and not _clash(slots, a[1])]
            if skip and view.form(at) == "من":
                found = [a for a in found if not a[1].keys() <= {"shift", "phase"} and "clock" not in a[1]]
            if found:
                after, filled = max(found, key=lambda a: a[0])
                closed = skip and view.form(at + skip - 1) == "(" and view.form(after) == ")"
                return after + bool(closed), filled
        return None

    def _joint(self, view: View, at: int, slots: Slots) -> list[int]:
        """Return the numbers of words that may be skipped here: من, الموافق, a comma after a weekday, brackets."""
        if not slots:
            return []
        skips = []
        form = view.form(at)
        if self.calendar.has(form, "links", "of") and slots.keys() & {
            "part",
            "_late",
            "day",
            "month",
            "sub",
            "_of",
            "weekday",
            "clock",
        }:
            skips.append(1)
        if same := view.longest(at, self.calendar.same_day):
            skips.append(len(same))
        nights = slots.get("part") in {"night", "midnight"} and self.calendar.has(form, "links", "nights")
        if (form in {"،", "(", "/"} or nights) and slots.keys() & {"weekday", "offset"}:
            skips.append(1)
        return skips

    def _vague_hour(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.vague_hours)
        return (at + len(phrase), {"_late": True, "_of": True}) if phrase and not slots else None

    def _clock(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        """الساعة الحادية عشرة والنصف، الرابعة فجرا، الساعة 20:30."""
        said = self.calendar.has(view.form(at), "clock", "word")
        first = at + said
        hour = self._hour(view, first)
        if hour is None:
            return None
        value, minute, after = hour
        minute, after = self._minutes(view, after, minute)
        of_part = self.calendar.has(view.form(after), "links", "of") and view.longest(after + 1, self.calendar.parts)
        adverb = view.longest(after, self.calendar.part_adverbs) or self._signed(view, after)
        if not said and not of_part and not adverb:
            return None
        after += len(view.longest(after, self.calendar.zone))
        return after, {"clock": (value, minute)}

    def _hour(self, view: View, at: int) -> tuple[int, int, int] | None:
        word = view.text.words[at] if at < len(view.text) else None
        if word and word.is_number and at != view.first:
            if match := _CLOCK.match(view.text.folded, word.at):
                after = at
                while after < len(view.text) and view.text.words[after].end <= match.end():
                    after += 1
                return int(match[1]), int(match[2]), after
            hour = int(word.form) if word.form.isdecimal() and len(word.form) < 3 else None
            return None if hour is None or hour > 24 else (hour, 0, at + 1)
        ordinal = self._ordinal(view, at)
        feminine = view.form(at).endswith(("ه", "ي")) or view.form(at) == "الواحده"
        return (ordinal[0], 0, ordinal[1]) if ordinal and ordinal[0] <= 12 and feminine else None

    def _minutes(self, view: View, at: int, minute: int) -> tuple[int, int]:
        for key, minutes in (("half", 30), ("quarter", 15), ("third", 20)):
            if self.calendar.has(view.form(at), "clock", key):
                return minutes, at + 1
        return minute, at

    def _part_adverb(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.part_adverbs)
        if not phrase:
            evening = self._signed(view, at) or (
                "clock" in slots and self.calendar.has(view.form(at), "part_rules", "signed")
            )
            return (at + 1, {"part": "evening"}) if evening else None
        if self.calendar.has(" ".join(phrase), "part_rules", "after_clock") and "clock" not in slots:
            return None
        return at + len(phrase), {"part": self.calendar.part_adverbs[phrase]}

    def _signed(self, view: View, at: int) -> bool:
        """Return whether مساء has its vowel sign, or follows a clock time."""
        if not self.calendar.has(view.form(at), "part_rules", "signed"):
            return False
        exact = view.text.span(view.at(at), view.text.words[at].end).exact
        return (
            exact.endswith(("ً", "ًا"))
            or view.text.form(at - 1) in self.calendar.ordinals
            or view.text.words[at - 1].is_number
        )

    def _part(self, view: View, at: int, slots: Slots) -> Atom | None:
        """Parse مساء before the day whose evening it is."""
        phrase = view.longest(at, self.calendar.parts)
        if not phrase or "weekday" in slots or "part" in slots:
            return None
        after = at + len(phrase)
        day = self._weekday(view, after, {}) or self._relative_day(view, after, {}) or self._days(view, after, {})
        unit = self._unit(view, after, {})
        if day or (unit and unit[1].get("unit") == "D"):
            return after, {"part": self.calendar.parts[phrase]}
        return None

    def _weekday(self, view: View, at: int, slots: Slots) -> Atom | None:
        """Parse (يوم) الخميس; of the two days of a night (ليل الجمعة السبت), use the first."""
        first = at + self.calendar.has(view.form(at), "unit_rules", "day_words")
        phrase = view.longest(first, self.calendar.weekdays)
        if not phrase or (not slots and self.calendar.has(view.text.form(at - 1), "unit_rules", "prayers")):
            return None
        if slots.get("part") in {"night", "midnight"} and "weekday" in slots and not slots.get("_second"):
            return first + 1, {"_second": True}
        pair = view.form(first + 1).removeprefix("و")
        if view.form(first + 1).startswith("و") and (pair,) in self.calendar.weekdays.values and first > at:
            second = self.calendar.weekdays[(pair,)]
            return first + 2, {"weekday": self.calendar.weekdays[phrase], "_second_weekday": second}
        return first + 1, {"weekday": self.calendar.weekdays[phrase]}

    def _days(self, view: View, at: int, slots: Slots) -> Atom | None:
        """14 مارس 2024، الثامن من آب/أغسطس، 9 و13 أيلول، 16 من الشهر الجاري، يوم 3/5."""
        said = self.calendar.has(view.form(at), "unit_rules", "day_words")
        at += said
        if dated := self._day_and_month(view, at, is_day=said or "weekday" in slots):
            return dated
        part = not said and self.calendar.has(view.text.form(at - 1), "unit_rules", "counted_parts")
        numbers = None if part else self._day_numbers(view, at)  # النصف الثاني من الشهر is no day
        if numbers is None:
            return None
        days, after, joint = numbers
        after += view.form(after) == "من" or (view.form(after) in _DASHES and bool(self._month_name(view, after + 1)))
        month = self._month_name(view, after, after_day=True)
        if month is None:
            unit = self._unit(view, after, {})
            if self.calendar.has(view.form(after), "unit_rules", "this_month"):
                unit = after + 1, {"unit": "M", "shift": "current"}
            ok = unit and unit[1].get("unit") == "M" and unit[1].get("shift") and len(days) == 1
            return (unit[0], {"day": days[0], **unit[1]}) if unit and ok else None
        after, filled = month
        year = self._year_of(view, after, hijri=filled.get("hijri", False))
        after, filled = (year[0], filled | year[1]) if year else (after, filled)
        return after, filled | (
            {"day": days[0]} if len(days) == 1 else {"days": tuple(days), "joint": joint, "day": days[0]}
        )

    def _day_and_month(self, view: View, at: int, *, is_day: bool) -> Atom | None:
        """Parse 3/5 where a word before or after it tells that it is a day, not a fraction: يوم 3/5، 3/5 الجاري."""
        word = view.text.words[at] if at < len(view.text) else None
        match = _DAY_OF_MONTH.match(view.text.folded, word.at) if word and word.is_number else None
        if match is None:
            return None
        after = at
        while after < len(view.text) and view.text.words[after].end <= match.end():
            after += 1
        shifted = match[2] == "/" and view.longest(after, self.calendar.shifts)
        if not (is_day or shifted or self.calendar.has(view.text.form(at - 1), "unit_rules", "dated_by")):
            return None
        return after, {"day": int(match[1]), "month": int(match[3])}

    def _in_digits(self, view: View, at: int, slots: Slots) -> Atom | None:
        """الاثنين 20/5/2024: after a day of the week; alone it is an expression of its own."""
        return self.digits(view, at) if slots.keys() & {"weekday", "offset"} else None

    def digits(self, view: View, at: int) -> Atom | None:
        """Parse 2023-09-15, 15/9/2023: year first, or day first as in Arabic news."""
        word = view.text.words[at] if at < len(view.text) else None
        if word is None or not word.is_number or view.text.form(at - 1) in {"/", "-"}:
            return None
        folded = view.text.folded
        if match := _ISO_DATE.match(folded, word.at) or _HIJRI_YEAR_FIRST.match(folded, word.at):
            year, _, month, day = match.groups()
        elif match := _DAY_FIRST.match(folded, word.at) or _HIJRI_DAY_FIRST.match(folded, word.at):
            day, _, month, year = match.groups()
        elif match := _MONTH_FIRST.match(folded, word.at):  # no other way to read it
            month, _, day, year = match.groups()
        else:
            return None
        after = at
        while after < len(view.text) and view.text.words[after].end <= match.end():
            after += 1
        hijri = int(year) < _FIRST_GREGORIAN
        after += self.calendar.has(view.form(after), "years", "hijri" if hijri else "gregorian")
        filled = {"year": int(year), "month": int(month), "day": int(day)}
        return after, filled | ({"hijri": True} if hijri else {})

    def _day_numbers(self, view: View, at: int) -> tuple[list[int], int, str] | None:
        """Parse one or more days: 9 و13، 9-13، الثامن."""
        days: list[int] = []
        joint = "set"
        first = at
        while (day := self._day(view, at)) and len(days) < 8:
            days.append(day[0])
            at = day[1]
            form = view.form(at)
            if form in {"-", "–"} or self.calendar.has(form, "links", "to"):
                joint, more = "interval", 1
            else:
                more = 1 if form in {"و", "،"} else 0
            if not more or not self._day(view, at + more):
                break
            at += more
        if not days or days != sorted(set(days)) or max(days) > 31:
            return None
        between = self.calendar.has(view.text.form(first - 1), "links", "between") and first == view.first
        return days, at, "interval" if between and len(days) == 2 else joint

    def _day(self, view: View, at: int) -> tuple[int, int] | None:
        form = view.form(at)
        if form.isdecimal():
            return (int(form), at + 1) if len(form) < 3 and 1 <= int(form) <= 31 else None
        construct = self.calendar.ordinals.get("ال" + form)
        after = at + 1 + self.calendar.has(view.form(at + 1), "unit_rules", "day_words")
        if construct and construct <= 10 and self._month_name(view, after):
            return construct, after
        if ordinal := self._ordinal(view, at):
            return ordinal if 1 <= ordinal[0] <= 31 else None
        return None

    def _ordinal(self, view: View, at: int) -> tuple[int, int] | None:
        """الثامن، الحادي عشر، الرابع والعشرين."""
        value = self.calendar.ordinals.get(view.form(at))
        if value is None:
            return None
        following = view.form(at + 1)
        if value < 10 and self.calendar.has(following, "ordinal_rules", "ten"):
            return value + 10, at + 2
        tens = self.calendar.ordinals.get(following.removeprefix("و"), 0) if following.startswith("و") else 0
        if value < 10 and tens >= 20:
            return value + tens, at + 2
        return value, at + 1

    def _month_name(self, view: View, at: int, *, after_day: bool = False) -> Atom | None:
        """Parse a month by its one or two names: أيلول/سبتمبر، مارس آذار، أغسطس (آب)."""
        at += self.calendar.has(view.form(at), "month_rules", "word")
        hijri = False
        phrase, names = view.longest(at, self.calendar.months), self.calendar.months
        if phrase and self.calendar.has(phrase[0], "month_rules", "letters") and not after_day:
            return None
        if not phrase:
            phrase, names, hijri = view.longest(at, self.calendar.hijri_months), self.calendar.hijri_months, True
        if not phrase:
            return None
        value, after = names[phrase], at + len(phrase)
        again, closed = self._again(view, after, names, value)
        filled: Slots = {"month": value, "hijri": True} if hijri else {"month": value}
        return again + closed, filled

    @staticmethod
    def _again(view: View, after: int, names: Phrases, value: int) -> tuple[int, int]:
        """Parse the same month's second name: after a slash, in brackets, or directly."""
        mark = view.form(after)
        at = after + (mark in {"/", "(", "-", "–"})
        phrase = view.longest(at, names)
        if not phrase or names[phrase] != value:
            return after, 0
        return at + len(phrase), int(mark == "(" and view.form(at + len(phrase)) == ")")

    def _month(self, view: View, at: int, slots: Slots) -> Atom | None:
        """Parse a month without a day."""
        month = self._month_name(view, at)
        if month is None or not self._is_month(view, at, month, slots):
            return None
        if day := self._day_and_year(view, month[0]):
            return day[0], month[1] | day[1]
        year = self._year_of(view, month[0], hijri=month[1].get("hijri", False))
        return (year[0], month[1] | year[1]) if year else month

    def _day_and_year(self, view: View, at: int) -> Atom | None:
        """Parse the rest of مايو 14, 2024."""
        day = self._day(view, at) if view.form(at).isdecimal() else None
        year = self._year_of(view, day[1]) if day and view.form(day[1]) in _COMMAS else None
        return (year[0], year[1] | {"day": day[0]}) if day and year else None

    def _is_month(self, view: View, at: int, month: Atom, slots: Slots) -> bool:
        """Return whether a name that is also another word is a month here."""
        form = view.form(at)
        if not self.calendar.has(form, "month_rules", "homographs"):
            return True
        if month[0] > at + 1 or slots.keys() & {"phase", "day"}:
            return True
        if self._year_of(view, month[0], hijri=month[1].get("hijri", False)) or view.longest(
            month[0], self.calendar.shifts
        ):
            return True
        before = view.text.form(at - 1)
        return not self.calendar.has(form, "month_rules", "names") and self.calendar.has(
            before, "month_rules", "context"
        )

    def _year_of(self, view: View, at: int, *, hijri: bool = False) -> Atom | None:
        """Parse a year after its month: 2024، عام 2024، من عام 2024، 1445 هـ."""
        first = at + (
            self.calendar.has(view.form(at), "links", "of") and self.calendar.has(view.form(at + 1), "years", "word")
        )
        said = self.calendar.has(view.form(first).removeprefix("ل"), "years", "word")
        if view.form(at) in _DASHES | _COMMAS:
            year = self.year_number(view, at + 1, hijri=hijri)
            return year if year and (view.form(at) in _DASHES or self._ends(view, year[0])) else None
        return self.year_number(view, first + said, hijri=hijri) or self._year_in_words(view, first + said, said=said)

    def _year_in_words(self, view: View, at: int, *, said: bool) -> Atom | None:
        """Parse ألفين وأحد عشر; a round number only after the word for a year."""
        number = number_at(self.numbers, view, at) if view.form(at)[:1].isalpha() else None
        if number is None or number.min is None or number.min != number.max or number.definite:
            return None
        if number.min not in _YEARS:
            return None
        return (number.last, {"year": number.min}) if said or number.min % 100 else None

    def _ends(self, view: View, at: int) -> bool:
        """Return whether a number before `at` counts nothing: a mark, a conjunction or a preposition follows."""
        form = view.form(at)
        return not form[:1].isalpha() or form[:1] in "وف" or self.calendar.has(form, "month_rules", "context")

    def year_number(self, view: View, at: int, *, hijri: bool = False) -> Atom | None:
        """Parse a year in four digits, with the letters of its era after it."""
        form = view.form(at)
        if len(form) != 4 or not form.isdecimal():
            return None
        value = int(form)
        marked = self.calendar.has(view.form(at + 1), "years", "hijri")
        if value in _HIJRI_YEARS and (hijri or marked):
            return at + 1 + marked, {"year": value, "hijri": True}
        if value not in _YEARS or hijri:
            return None
        return at + 1 + self.calendar.has(view.form(at + 1), "years", "gregorian"), {"year": value}

    def _year(self, view: View, at: int, slots: Slots) -> Atom | None:
        """Parse عام 2016, or 2016 alone if the word before it requires a year."""
        said = self.calendar.has(view.form(at), "years", "word")
        if said or slots.keys() & {"phase", "sub", "month"}:
            return self.year_number(view, at + said) or (self._year_in_words(view, at + 1, said=True) if said else None)
        before = view.text.form(at - 1)
        lists = ("bare_after", "bare_after_if_alone") if self._ends(view, at + 1) else ("bare_after",)
        if at != view.first or not any(
            self.calendar.has(form, "years", name) for form in (before, before.removeprefix("و")) for name in lists
        ):
            return None
        year = self.year_number(view, at)
        after = view.text.form(at + 1)
        counts = after[:1].isalpha() and (after.endswith("ا") or after in self.calendar.units)
        return None if year is None or counts or after[:1] in {"%", "/"} else year

    def _decade(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        """ثمانينيات القرن الماضي."""
        phrase = view.longest(at, self.calendar.decades)
        if not phrase:
            return None
        decade: Slots = {"decade": self.calendar.decades[phrase]}
        if century := self._century(view, at + 1, {}):
            return century[0], decade | century[1]
        if self.definite_unit(view.form(at + 1)) == "CEN" and view.form(at + 2) == "الماضي":
            return at + 3, decade | {"hundreds": 19}
        return at + 1, decade

    def _century(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        """القرن التاسع عشر، القرن الـ19، القرن الأول الهجري; a low number is of either calendar if none is named."""
        if self.definite_unit(view.form(at)) != "CEN":
            return None
        article = view.form(at + 1) == "ال"
        digits = view.text.form(at + 1 + article)
        number = (int(digits), at + 2 + article) if digits.isdecimal() else self._ordinal(view, at + 1)
        if number is None:
            return None
        nth, after = number
        if view.longest(after, self.calendar.before_christ):
            return after + 2, {"unit": "CEN", "shift": "anaphoric"}
        if self.calendar.has(view.form(after), "years", "hijri"):
            return after + 1, {"unit": "CEN", "shift": "anaphoric", "hijri": True}
        named = self.calendar.has(view.form(after), "years", "gregorian")
        if nth in _CENTURIES or (named and 0 < nth < _CENTURIES.start):
            return after + named, {"hundreds": nth - 1}
        return after, {"unit": "CEN", "shift": "anaphoric"}

    def _sub_year(self, view: View, at: int, slots: Slots) -> Atom | None:
        """صيف 2014، الربع الأول من العام الماضي، فصل الشتاء."""
        if quarter := view.longest(at, self.calendar.quarters):
            return at + 2, {"sub": self.calendar.quarters[quarter]} if self._of_year(view, at + 2) else {}
        word = self.calendar.has(view.form(at), "season_rules", "word")
        if self.calendar.has(view.form(at + word), "season_rules", "definite"):
            ok = word or "phase" in slots or view.longest(at + 1, self.calendar.shifts)
            season = self.calendar.sub_years.values.get((view.form(at + word).removeprefix("ال"),))
            return (at + word + 1, {"sub": season}) if ok else None
        if season := view.longest(at, self.calendar.sub_years):
            year = self._year_of(view, at + 1) or self._unit(view, at + 1, {})
            return (at + 1, {"sub": self.calendar.sub_years[season]}) if year and "day" not in slots else None
        return None

    def _of_year(self, view: View, at: int) -> bool:
        if view.form(at) != "من":
            return False
        unit = self._unit(view, at + 1, {"phase": "late"})
        year = self._year_of(view, at) or self.year_number(view, at + 1)
        return bool(year or (unit and unit[1].get("unit") == "Y"))

    def definite_unit(self, form: str) -> str | None:
        """Return the unit that a word with the article names: اليوم."""
        return self.calendar.units.get(form[2:]) if form.startswith("ال") else None

    def _unit(self, view: View, at: int, slots: Slots) -> Atom | None:
        """هذا العام، الأسبوع الماضي، الأشهر الثلاثة الماضية، اليوم الخامس، ذلك اليوم."""
        pointing = view.longest(at, self.calendar.demonstratives)
        shift = self.calendar.demonstratives[pointing] if pointing else None
        first = at + len(pointing)
        unit = self.definite_unit(view.form(first)) or (
            self.calendar.units.get(view.form(first))
            if self.calendar.has(view.form(at), "demonstratives", "once")
            else None
        )
        if unit is None or (unit == "H" and shift is None and self._hour(view, first + 1)):
            return None
        after, nth = self._numbered(view, first + 1)
        if not pointing and (adjective := view.longest(after, self.calendar.shifts)):
            if self.calendar.has(view.form(first)[2:], "unit_rules", "plurals"):
                return after + 1, {"stretch": True}
            return after + 1, {"unit": unit, "shift": self.calendar.shifts[adjective]}
        if nth:
            return after, {"unit": unit, "shift": "anaphoric"}
        if shift:
            return after, {"unit": unit, "shift": shift}
        alone = slots.keys() & {"phase", "sub", "day", "month"} and unit in {"Y", "M", "W", "D"}
        return (first + 1, {"unit": unit, "shift": "current" if unit in {"Y", "M"} else "anaphoric"}) if alone else None

    def _numbered(self, view: View, at: int) -> tuple[int, bool]:
        """Return the index after a definite number or an ordinal (الثلاثة، الخامس), and whether it is an ordinal."""
        if ordinal := self._ordinal(view, at):
            return ordinal[1], True
        if view.form(at) == "ال" and view.text.form(at + 1).isdecimal():
            return at + 2, False
        number = number_at(self.numbers, view, at)
        return (number.last, False) if number and number.definite else (at, False)

    def _relative_day(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        if night := view.longest(at, self.calendar.relative_nights):
            return at + len(night), {"offset": self.calendar.relative_nights[night], "part": "night"}
        phrase = view.longest(at, self.calendar.relative_days)
        named = (
            self.calendar.has(view.form(at + 1), "unit_rules", "named_day")
            or view.form(at + 1) in self.calendar.ordinals
        )
        alike = self.calendar.has(view.text.form(at - 1), "unit_rules", "like")  # مثل هذا اليوم من العام الماضي
        if not phrase or alike or (named and self.calendar.has(view.form(at), "unit_rules", "definite_alone")):
            return None
        return at + len(phrase), {"offset": self.calendar.relative_days[phrase]}

    def _shift(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.shifts)
        if not phrase or not slots.keys() & {"month", "weekday", "part", "sub", "offset"}:
            return None
        return at + len(phrase), {"shift": self.calendar.shifts[phrase]}

    def _phase(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.phases)
        return (
            (at + 1, {"phase": self.calendar.phases[phrase]})
            if phrase and not slots.keys() & {"month", "unit"}
            else None
        )


def _clash(slots: Mapping[str, Any], filled: Mapping[str, Any]) -> bool:
    """Return whether an atom would fill a slot that is taken."""
    return bool(slots.keys() & filled.keys() - {"hijri"})
