"""Parse time expressions: join atoms to dates, and read periods, durations and recurring times."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from claims.extraction.time_slots import Reading
from claims.languages.en.facets.calendar_words import calendar
from claims.languages.en.facets.number_words import numbers
from claims.languages.en.facets.time_amounts import Amounts
from claims.languages.en.facets.time_atoms import Atoms

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.extraction.time_slots import Shift
    from claims.languages.en.facets.english_words import Text
    from claims.languages.en.facets.time_atoms import Slots

__all__ = ["Expressions"]

_DASHES = frozenset("-–—")
_JOINTS = {
    ("weekday", "date"): {",", "", "the"}, ("weekday", "clock"): {"at", ","}, ("weekday", "part"): {""},
    ("part", "weekday"): {"of", "on", ""}, ("part", "date"): {"of", "on"}, ("part", "relative"): {""},
    ("part", "clock"): {"at"}, ("clock", "weekday"): {"on", "", ","}, ("clock", "date"): {"on", "", ","},
    ("clock", "relative"): {"", "on"}, ("clock", "part"): {"in the", "at", "on"}, ("date", "clock"): {"at", ","},
    ("date", "part"): {""}, ("relative", "part"): {""}, ("relative", "clock"): {"at", ","},
    ("relative", "weekday"): {",", ""},
}  # fmt: skip
"""The words that may stand between two atoms of one expression."""


class Expressions:
    """Parses the time expressions of English."""

    def __init__(self) -> None:
        self.calendar = calendar()
        self.numbers = numbers()
        self.atoms = Atoms()
        self._amounts = Amounts()
        self._firsts = self._all_firsts()
        self._readers: tuple[Callable[[Text, int], Reading | None], ...] = (
            self._holiday, self._set, self._shifted, self._phased, self._dated, self._amounts.at,
        )  # fmt: skip

    def _all_firsts(self) -> frozenset[str]:
        words = self.calendar
        lists = ("sooner_or_later", "sets", "around_now", "other_firsts")
        return frozenset(
            [
                *words.weekdays, *words.short_weekdays, *words.months, *words.relative, *words.parts, *words.shifts,
                *words.phases, *words.ordinals, *words.plural_units, *words.holidays, *words.about,
                *(word for name in lists for word in words.words[name]),
            ]
        )  # fmt: skip

    def begins(self, form: str) -> bool:
        """Return whether an expression can begin with a folded word."""
        return form in self._firsts or self.numbers.begins(form)

    def at(self, text: Text, index: int) -> Reading | None:
        """Return the longest expression that begins with the word at `index`."""
        best: Reading | None = None
        for read in self._readers:
            found = read(text, index)
            if found and (best is None or found.next > best.next):
                best = found
        return best and self._ranged(text, best)

    def _made(self, text: Text, first: int, after: int, **slots: Any) -> Reading:
        return Reading(start=text.starts[first], end=text.ends[after - 1], next=after, **slots)

    # Dates, as chains of atoms.

    def _dated(self, text: Text, index: int) -> Reading | None:
        """Parse a chain: Tuesday, November 19; late Sunday night; about 7 p.m. on May 3; yesterday evening."""
        at, phase, about = self._lead(text, index)
        found = self._atom(text, at)
        if found is None:
            return None
        kind, after, slots = found
        if kind == "year" and "year" in slots and at == index and not self.atoms.year(text, at):
            return None
        kinds = [kind]
        while more := self._next_atom(text, after, kinds, slots):
            kind, after, added = more
            kinds.append(kind)
            slots = {**slots, **{name: value for name, value in added.items() if value is not None}}
        if kinds == ["part"] and not self._lone_part(text, at, after):
            return None
        if about and "clock" not in kinds:
            return None
        timed = "clock" in kinds or "part" in kinds
        return self._made(
            text,
            index,
            after,
            kind="time" if timed else "date",
            phase=phase,
            about=about,
            rule="+".join(kinds),
            **slots,
        )

    def _lead(self, text: Text, index: int) -> tuple[int, Any, bool]:
        """Return the index after early, late, earlier, mid- or about; the phase; whether the time is approximate."""
        form = text.form(index)
        if form in self.calendar.phases and form in {"early", "late", "mid"}:
            at = index + 1
            at += text.form(at) in _DASHES
            at += text.form(at) in {"on", "in"} and form != "mid"
            return at, self.calendar.phases[form], False
        if self.calendar.has(form, "sooner_or_later"):
            return index + 1 + (text.form(index + 1) in {"on", "in"}), None, False
        if self.calendar.has(form, "roughly"):
            return index + 1, None, True
        return index, None, False

    def _atom(self, text: Text, at: int) -> tuple[str, int, dict[str, Any]] | None:
        """Return the kind of the atom at `at`, the index after it, and its slots."""
        if found := self._day(text, at):
            return found
        for kind, read in (
            ("clock", self.atoms.clock),
            ("date", self.atoms.date),
            ("part", self._part),
            ("year", self._year),
        ):
            if slots := read(text, at):
                return kind, *slots
        return None

    def _day(self, text: Text, at: int) -> tuple[str, int, dict[str, Any]] | None:
        """Parse a weekday, today, yesterday, tonight."""
        form = text.form(at)
        if form in self.calendar.weekdays and text.capital(at):
            return "weekday", at + 1, {"weekday": self.calendar.weekdays[form]}
        if form in self.calendar.short_weekdays and text.capital(at):
            return self._short_weekday(text, at)
        if form == "tonight":
            return "relative", at + 1, {"offset": 0, "part": "night"}
        offset = self.calendar.relative.get(form)
        return None if offset is None else ("relative", at + 1, {"offset": offset})

    def _short_weekday(self, text: Text, at: int) -> tuple[str, int, dict[str, Any]] | None:
        after = at + 1 + (text.form(at + 1) == ".")
        day = self.calendar.short_weekdays[text.form(at)]
        joint = after + (text.form(after) == ",")
        return ("weekday", after, {"weekday": day}) if self.atoms.date(text, joint) else None

    def _part(self, text: Text, at: int) -> Slots | None:
        """Parse a part of the day: night, early morning hours, the evening."""
        start = at
        at += text.form(at) == "the"
        at += text.form(at) in {"early", "late"}
        part = self.calendar.parts.get(text.form(at))
        if part is None or (start != at and text.form(at) in {"overnight", "midnight"}):
            return None
        after = at + 1
        after += text.form(after) == "hours"
        return after, {"part": part}

    def _year(self, text: Text, at: int) -> Slots | None:
        """Parse a year, a decade or a century: 2016, the 1990s, fiscal 2014, the 19th century."""
        if century := self.atoms.century(text, at):
            return century
        start = at
        at += text.form(at) == "fiscal"
        form = text.form(at)
        decade = text.form(at + 1) in {"s", "'s"} and text.glued(at + 1)
        if decade and len(form) == 4 and form.isdecimal() and form[3] == "0":
            return at + 2, {"decade": int(form[2]), "hundreds": int(form[:2])}
        found = self.atoms.year(text, at, bare=start != at)
        return (found[0], {"year": found[1]}) if found else None

    def _next_atom(
        self, text: Text, after: int, kinds: list[str], slots: dict[str, Any]
    ) -> tuple[str, int, dict[str, Any]] | None:
        """Return the atom that continues a chain, if its words may stand after the last one's."""
        at = after
        joint = text.form(at)
        if joint == "in" and text.form(at + 1) == "the":
            joint, at = "in the", at + 2
        elif joint in {",", "of", "on", "at", "the"}:
            at += 1
        elif joint == "\n":
            return None
        else:
            joint = ""
        if joint in {"on", ","} and text.form(at) == "the":
            at += 1
        at += text.form(at) in {"late", "early"} and text.form(at + 1) in self.calendar.parts
        found = self._atom(text, at)
        if found is None or found[0] in kinds:
            return None
        allowed = _JOINTS.get((kinds[-1], found[0]))
        if allowed is None or joint not in allowed or (found[0] == "date" and slots.get("month") is not None):
            return None
        return found

    def _lone_part(self, text: Text, at: int, after: int) -> bool:
        """Return whether a part of the day stands for itself: at dawn, overnight, in the morning."""
        form = text.form(after - 1)
        if form == "overnight":
            return not text.form(after)[:1].isalpha() or text.form(after - 2) not in {"an", "the"}
        if form in {"midnight", "noon", "dawn", "dusk", "midday"}:
            return text.form(at - 1) in {"at", "before", "after", "by", "until", "around", "since", "from", "to"}
        return (
            text.form(at) == "the" and text.form(at - 1) in {"in", "during"} and text.form(after) not in {"rush", "-"}
        )

    def _ranged(self, text: Text, one: Reading) -> Reading:
        """Complete both ends of a range: between 2005 and 2015, from June to August, Tuesday and Wednesday are two."""
        if one.kind != "date" or one.days or one.other or not one.dated():
            return one
        first = next((k for k in range(one.next - 1, -1, -1) if text.starts[k] <= one.start), 0)
        before, joint = text.form(first - 1), text.form(one.next)
        ranged = (before == "between" and joint == "and") or (before == "from" and joint in {"to", "until", "through"})
        if not ranged and not (joint in _DASHES and one.year is not None):
            return one
        found = self._atom(text, one.next + 1)
        if found is None or found[0] not in {"date", "year", "weekday"}:
            return one
        kind, after, slots = found
        other = self._made(text, one.next + 1, after, rule=kind, **slots)
        return replace(one, other=other, joint="interval", end=other.end, next=after)

    # Named periods and durations.

    def _holiday(self, text: Text, index: int) -> Reading | None:
        size = text.longest(index, self.calendar.holidays)
        return self._made(text, index, index + size, rule="holiday") if size else None

    def _set(self, text: Text, index: int) -> Reading | None:
        """Parse every day, each month, per year, on Fridays, near-daily."""
        form = text.form(index)
        if self.calendar.has(form, "sets"):
            at = index + 1 + (text.form(index + 1) in {"single", "other"})
            following = text.form(at)
            if number := self.numbers.value(text, at):
                unit = self.calendar.unit(text.form(number[1]))
                return self._made(text, index, number[1] + 1, kind="set", rule="set") if unit else None
            named = (
                self.calendar.unit(following)
                or following in self.calendar.weekdays
                or following in self.calendar.months
            )
            return self._made(text, index, at + 1, kind="set", rule="set") if named and following != "second" else None
        if form.endswith("days") and form[:-1] in self.calendar.weekdays:
            return self._made(text, index, index + 1, kind="set", rule="set")
        if form == "near" and text.form(index + 1) == "-" and text.form(index + 2) == "daily":
            return self._made(text, index, index + 3, kind="set", rule="set")
        return None

    def _shifted(self, text: Text, index: int) -> Reading | None:
        """Parse last month, this morning, last Tuesday, last August, earlier this week, the previous day."""
        at, phase, _ = self._lead(text, index)
        at += text.form(at) == "the"
        shift = self.calendar.shifts.get(text.form(at))
        if shift is None:
            return None
        if part := self._part_of_day(text, at + 1, at):
            return self._made(text, index, part[0], kind="time", phase=phase, rule="part.shifted", **part[1])
        found = self._shifted_day(text, index, at + 1, shift) or self._shifted_unit(text, index, at + 1, shift)
        return found and replace(found, phase=phase)

    def _shifted_day(self, text: Text, index: int, noun: int, shift: Shift) -> Reading | None:
        """Parse last Tuesday, last August, last summer, last weekend."""
        form = text.form(noun)
        if form in self.calendar.weekdays and text.capital(noun):
            return self._with_part(text, index, noun + 1, {"weekday": self.calendar.weekdays[form], "shift": shift})
        if form in self.calendar.months and text.capital(noun) and shift != "anaphoric":
            date = self.atoms.date(text, noun)
            return self._made(text, index, date[0], shift=shift, rule="month.shifted", **date[1]) if date else None
        if form == "weekend":
            return self._made(text, index, noun + 1, shift="anaphoric", rule="period")
        return self._made(text, index, noun + 1, shift=shift, rule="period") if form in self.calendar.seasons else None

    def _shifted_unit(self, text: Text, index: int, noun: int, shift: Shift) -> Reading | None:
        """Parse last month, this fiscal year, the previous day."""
        before = text.form(noun - 1)
        noun += text.form(noun) == "fiscal"
        unit = self.calendar.units.get(text.form(noun))
        compound = text.form(noun + 1) == "-" and text.glued(noun + 1)
        if unit is None or unit in {"S", "MIN", "H"} or compound or before in {"past", "that", "same"}:
            return None
        if unit == "D" and shift != "anaphoric":
            return None
        return self._made(text, index, noun + 1, shift=shift, unit=unit, rule="unit.shifted")

    def _part_of_day(self, text: Text, noun: int, at: int) -> Slots | None:
        """Parse this morning, last night; late last evening."""
        part = self.calendar.parts.get(text.form(noun))
        word = text.form(at)
        if part is None or word not in {"this", "last", "that", "same", "following", "previous"}:
            return None
        slots: dict[str, Any] = {"part": part}
        if word in {"this", "last"}:
            slots["offset"] = 0 if word == "this" else -1
        else:
            slots["shift"] = "anaphoric"
        return noun + 1, slots

    def _with_part(self, text: Text, index: int, after: int, slots: dict[str, Any]) -> Reading:
        if part := self.calendar.parts.get(text.form(after)):
            return self._made(text, index, after + 1, kind="time", part=part, rule="weekday+part", **slots)
        return self._made(text, index, after, rule="weekday.shifted", **slots)

    def _phased(self, text: Text, index: int) -> Reading | None:
        """Parse the end of this month, the start of October, earlier in the day, the weekend, June last year."""
        at = index + (text.form(index) == "the")
        form = text.form(at)
        if form == "weekend":
            return self._made(text, index, at + 1, shift="anaphoric", rule="period") if at > index else None
        if form in {"end", "start", "beginning", "middle", "close", "onset"} and text.form(at + 1) == "of":
            inner = self._shifted(text, at + 2) or self._dated(text, at + 2)
            if (
                inner is None
                and text.form(at + 2) == "the"
                and self.calendar.units.get(text.form(at + 3)) in {"Y", "M", "W", "DEC"}
            ):
                inner = self._made(text, index, at + 4, shift="anaphoric", rule="period")
            return inner and replace(inner, start=text.starts[index], phase=self.calendar.phases[form])
        if (
            self.calendar.has(form, "sooner_or_later")
            and text.form(at + 1) == "in"
            and text.form(at + 2) == "the"
            and text.form(at + 3) in {"day", "week", "month", "year"}
        ):
            return self._made(
                text,
                index,
                at + 4,
                shift="anaphoric",
                kind="time" if text.form(at + 3) == "day" else "date",
                rule="period",
            )
        return self._month_of_shifted_year(text, index)

    def _month_of_shifted_year(self, text: Text, index: int) -> Reading | None:
        """Parse September last year, June 3 this year, Tuesday last week."""
        at, phase, _ = self._lead(text, index)
        date = self.atoms.date(text, at) or (self._atom(text, at) if text.form(at) in self.calendar.weekdays else None)
        if date is None:
            return None
        after, slots = date[-2:]
        shift = self.calendar.shifts.get(text.form(after))
        unit = self.calendar.units.get(text.form(after + 1))
        if shift in {"past", "current", "next"} and unit == "Y" and "month" in slots and "year" not in slots:
            return self._made(text, index, after + 2, shift=shift, unit="Y", phase=phase, rule="date+year", **slots)
        if shift in {"past", "next"} and unit == "W" and "weekday" in slots:
            return self._made(text, index, after + 2, shift="anaphoric", phase=phase, rule="weekday+week", **slots)
        return None
