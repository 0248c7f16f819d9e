"""Reads time expressions: which words belong to one, and which slots they fill."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.extraction.time_slots import Amount, Reading
from claims.languages.ar.facets.calendar_words import Calendar, Phrases, calendar
from claims.languages.ar.facets.number_words import Numbers, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from claims.languages.ar.facets.facet_words import Text

__all__ = ["Expressions", "View"]

_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_ISO_DATE = re.compile(r"(?<![\d./-])((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d/-])")
_DAY_FIRST = re.compile(r"(?<![\d./-])(0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?![\d/-])")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:٫.]([0-5]\d)(?![\d:])")
_HIJRI_YEARS = range(1300, 1501)
_YEARS = range(1900, 2100)

Slots = dict[str, Any]
Atom = tuple[int, Slots]


class View:
    """A text read from one word on, that word without its particles."""

    def __init__(self, text: Text, first: int, stem: str) -> None:
        self.text = text
        self.first = first
        self.stem = stem

    def form(self, index: int) -> str:
        """The word at `index`."""
        return self.stem if index == self.first else self.text.form(index)

    def longest(self, index: int, phrases: Phrases) -> tuple[str, ...]:
        """The longest phrase at `index`; () where there is none."""
        for phrase in phrases.table.get(self.form(index), ()):
            if all(self.form(index + k) == word for k, word in enumerate(phrase)):
                return phrase
        return ()

    def at(self, index: int) -> int:
        """Where the word at `index` begins in the folded text, without its particles."""
        word = self.text.words[index]
        if index != self.first:
            return word.at
        return word.end - min(len(self.stem), len(word.form))


class Expressions:
    """Reads the time expressions of one language."""

    def __init__(self, language: str) -> None:
        self.calendar: Calendar = calendar(language)
        self.numbers: Numbers = numbers(language)
        self._begun = lru_cache(maxsize=1 << 14)(self._stems)
        # Of two atoms that take as many words, the first one stands.
        self._atoms: tuple[Callable[[View, int, Slots], Atom | None], ...] = (
            self._vague_hour, self._clock, self._part_adverb, self._part, self._days, self._weekday, self._month,
            self._year, self._decade, self._sub_year, self._unit, self._relative_day, self._shift, self._phase,
        )  # fmt: skip
        self._wholes: tuple[Callable[[View, int], Reading | None], ...] = (
            self._numeric, self._phrase, self._period, self._set, self._related, self._slots, self._duration,
            self._moment,
        )  # fmt: skip

    def views(self, text: Text, index: int) -> Iterator[View]:
        """The ways to take particles off the word at `index`."""
        return (View(text, index, stem) for stem in self._begun(text.form(index)))

    def _stems(self, form: str) -> tuple[str, ...]:
        """What remains of a word without particles, where an expression can begin so."""
        found: list[str] = []
        for particles in _PARTICLES:
            if form.startswith(particles) and len(form) > len(particles):
                stem = form[len(particles) :]
                stem = "ا" + stem if particles.endswith("ل") and stem.startswith("ل") else stem
                if self.calendar.begins(stem) or self.numbers.begins(stem):
                    found.append(stem)
        return tuple(found)

    def at(self, text: Text, index: int) -> Reading | None:
        """The longest expression that begins with the word at `index`, particles aside."""
        best: Reading | None = None
        for view in self.views(text, index):
            reading = self._read(view, index)
            if reading and (best is None or reading.end >= best.end):
                best = reading
        return best

    def _read(self, view: View, index: int) -> Reading | None:
        best: Reading | None = None
        for whole in self._wholes:
            reading = whole(view, index)
            if reading and (best is None or reading.next > best.next):
                best = reading
        return best if best is None or best.other or best.kind in {"duration", "set"} else self._ranged(view, best)

    def _made(self, view: View, first: int, after: int, **slots: Any) -> Reading:
        return Reading(start=view.at(first), end=view.text.words[after - 1].end, next=after, **slots)

    def _is(self, word: str, section: str, key: str) -> bool:
        return word in self.calendar.words(section, key)

    # Whole expressions

    def _numeric(self, view: View, index: int) -> Reading | None:
        """2023-09-15, 15/9/2023: year first, or day first as Arabic newswire writes."""
        word = view.text.words[index]
        if not word.is_number or view.text.form(index - 1) in {"/", "-"}:
            return None
        if match := _ISO_DATE.match(view.text.folded, word.at):
            year, _, month, day = match.groups()
        elif match := _DAY_FIRST.match(view.text.folded, word.at):
            day, _, month, year = match.groups()
        else:
            return None
        after = index
        while after < len(view.text) and view.text.words[after].end <= match.end():
            after += 1
        return Reading(word.at, match.end(), after, year=int(year), month=int(month), day=int(day), rule="date.numeric")

    def _phrase(self, view: View, index: int) -> Reading | None:
        if phrase := view.longest(index, self.calendar.phrases):
            return self._made(view, index, index + len(phrase), rule="phrase")
        return None

    def _period(self, view: View, index: int) -> Reading | None:
        """الفترة الممتدة من فيفري إلى أفريل."""
        phrase = view.longest(index, self.calendar.period)
        if not phrase:
            return None
        after = index + len(phrase)
        if shift := view.longest(after, self.calendar.shifts):
            return self._made(view, index, after + 1, shift=self.calendar.shifts[shift], rule="period")
        after += view.form(after) == "ما"
        if not (self._is(view.form(after), "links", "from") or self._is(view.form(after), "links", "between")):
            return None
        inner = self.at(view.text, after + 1)
        return replace(inner, start=view.at(index)) if inner and inner.other else None

    def _set(self, view: View, index: int) -> Reading | None:
        """يوميا، كل خميس، كل ثلاثة أيام، أيام الأسواق."""
        form, following = view.form(index), view.form(index + 1)
        if self._is(form, "sets", "words"):
            return self._made(view, index, index + 1, kind="set", rule="set.adverb")
        day = ("ال" + following,) in self.calendar.weekdays.values
        if self._is(form, "sets", "each") and (day or following in self.calendar.units):
            return self._made(view, index, index + 2, kind="set", rule="set.each")
        if self._is(form, "sets", "each") and (amount := self._counted(view, index + 1)):
            return self._made(view, index, amount[1], kind="set", rule="set.each")
        recurs = self._is(form, "sets", "plural_of") and following.startswith("ال") and not following[2:].isdecimal()
        if recurs and not self._definite_unit(following) and not view.longest(index + 1, self.calendar.shifts):
            return self._made(view, index, index + 2, kind="set", rule="set.plural")
        return None

    def _related(self, view: View, index: int) -> Reading | None:
        """قبل شهرين، بعد يومين: counted back from now, unless من says from what."""
        form = view.form(index)
        relation = next((r for r in ("ago", "after", "near") if self._is(form, "relations", r)), None)
        counted = self._counted(view, index + 1) or self._bare(view, index + 1)
        if relation is None or counted is None:
            return None
        amount, after, about = counted
        from_then = view.form(after).startswith("من") or relation != "ago"
        return self._made(
            view, index, after, amount=amount, about=about, relation="after" if from_then else "ago", rule="related"
        )

    def _duration(self, view: View, index: int) -> Reading | None:
        """ثلاثة أيام، زهاء ساعتين، أشهر."""
        counted = self._counted(view, index) or self._bare(view, index)
        if counted is None or self._is_age(view.text, index, counted[1]):
            return None
        amount, after, about = counted
        return self._made(view, index, after, kind="duration", amount=amount, about=about, rule="duration")

    def _counted(self, view: View, index: int) -> tuple[Amount, int, bool] | None:
        """So many of a unit, with what limits it: the amount, the index after it, whether it is about."""
        about = len(view.longest(index, self.calendar.about))
        at = index + about
        unit = self.calendar.units.get(view.form(at))
        if unit and self._is(view.form(at), "unit_rules", "duals"):
            return Amount(2, 2, unit), *self._and_half(view, at + 1, bool(about))
        number = self._number(view, at)
        if number is None:
            return None
        number = self.numbers.bounded(view.text, number)
        unit = self.calendar.units.get(view.text.form(number.last))
        if unit is None or number.definite:
            return None
        low, high = number.min, number.max
        return Amount(low, high, unit), *self._and_half(view, number.last + 1, bool(about) or number.bound == "about")

    def _and_half(self, view: View, at: int, about: bool) -> tuple[int, bool]:
        """A half more of the unit makes the amount an approximate one."""
        half = self._is(view.form(at), "clock", "half")
        return at + half, about or half

    def _number(self, view: View, index: int) -> Any:
        word = view.text.words[index] if index < len(view.text) else None
        if word is None or (word.is_mark and not word.is_number):
            return None
        return self.numbers.at(view.text, index)

    def _bare(self, view: View, index: int) -> tuple[Amount, int, bool] | None:
        """A plural without a number, or a single unit after a word that makes it a stretch of time."""
        about = len(view.longest(index, self.calendar.about))
        form = view.form(index + about)
        unit = self.calendar.units.get(form)
        before = view.text.form(index + about - 1)
        if unit is None or view.form(index + about + 1) in self.calendar.ordinals:
            return None
        if self._is(form, "unit_rules", "plurals") and not about and self._tells_time(view, index):
            return Amount(None, None, unit), index + 1, False
        stretch = any(self._is(form, "unit_rules", "singular_after") for form in (before, before[1:]))
        if about > 1:  # أكثر من شهر
            return Amount(None, None, unit), index + about + 1, True
        if stretch:
            one = self._is(view.form(index + about + 1), "unit_rules", "one")
            return Amount(1, 1, unit), index + about + 1 + one, bool(about)
        return None

    def _tells_time(self, view: View, index: int) -> bool:
        """Whether a plural is no construct with a definite noun (ساعات الليل) and no other word (عقود: contracts)."""
        definite = view.form(index + 1).startswith("ال") and not view.longest(index + 1, self.calendar.shifts)
        other = self._is(view.form(index), "unit_rules", "plurals_in_context")
        return not definite and (not other or self._is(view.text.form(index - 1), "unit_rules", "singular_after"))

    def _is_age(self, text: Text, index: int, after: int) -> bool:
        """(38 عاما)، البالغ من العمر 12 عاما."""
        bracketed = text.form(index - 1) in {"(", "،"} and text.form(after) == ")"
        return bracketed or any(self._is(text.form(index - k), "unit_rules", "age_before") for k in (1, 2))

    def _moment(self, view: View, index: int) -> Reading | None:
        """ساعة الحريق، يوم الاقتراع، تاريخ نشر هذا البيان، موسم الأمطار."""
        form, following = view.form(index), view.form(index + 1)
        named = following.startswith("ال") and len(following) > 4 and not self._is(following, "phrases", "moment_not")
        if self._is(form, "phrases", "moment_of") and named and not self._definite_unit(following):
            kind = "time" if self.calendar.units.get(form) == "H" else "date"
            return self._made(view, index, index + 2, kind=kind, rule="moment")
        if self._is(form, "phrases", "date_of") and self._is(following, "phrases", "date_of_what"):
            after = index + 3 + self._is(view.form(index + 2), "demonstratives", "current")
            return self._made(view, index, after, rule="moment") if after <= len(view.text) else None
        season = self._is(form, "season_rules", "free") and following[:1].isalpha()
        return self._made(view, index, index + 2, rule="season.named") if season else None

    # Expressions made of atoms, each filling slots

    def _slots(self, view: View, index: int) -> Reading | None:
        about = len(view.longest(index, self.calendar.about))
        slots: Slots = {}
        at = index + about
        while step := self._next(view, at, slots):
            at = step[0]
            slots |= step[1]
        if at == index + about or not self._stands(slots):
            return None
        if about and "clock" not in slots and "amount" not in slots:
            return None
        slots = {key: value for key, value in slots.items() if not key.startswith("_")}
        if slots.pop("stretch", False):
            return self._made(view, index, at, kind="duration", rule="stretch")
        if self._is_scheduled(view, index):
            slots.setdefault("shift", "next")
        kind = "time" if slots.keys() & {"part", "clock"} else "date"
        return self._made(view, index, at, kind=kind, about=bool(about), rule="date", **slots)

    def _is_scheduled(self, view: View, index: int) -> bool:
        return any(self._is(view.text.form(index - k), "links", "scheduled") for k in (1, 2, 3))

    @staticmethod
    def _stands(slots: Slots) -> bool:
        """Whether the slots tell a time, rather than only limit one."""
        return bool(slots.keys() - {"phase", "shift", "_late", "hijri"})

    def _next(self, view: View, at: int, slots: Slots) -> Atom | None:
        """The longest atom at a place that fills free slots, over the words that may join it to those before."""
        skipped = self._joint(view, at, slots)
        for skip in sorted({0, *skipped}):
            found = [a for atom in self._atoms if (a := atom(view, at + skip, slots)) and not _clash(slots, a[1])]
            if skip and view.form(at) == "من":
                found = [a for a in found if not a[1].keys() <= {"shift", "phase"} and "clock" not in a[1]]
            if found:
                after, filled = max(found, key=lambda a: a[0])
                closed = skip and view.form(at + skip - 1) == "(" and view.form(after) == ")"
                return after + bool(closed), filled
        return None

    def _joint(self, view: View, at: int, slots: Slots) -> list[int]:
        """How many words may be passed over here: من, الموافق, a comma after a weekday, brackets."""
        if not slots:
            return []
        skips = []
        form = view.form(at)
        if self._is(form, "links", "of") and slots.keys() & {
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
        nights = slots.get("part") == "night" and form in {"-", "–"}
        if (form in {"،", "(", "/"} or nights) and slots.keys() & {"weekday", "offset"}:
            skips.append(1)
        return skips

    # Atoms: the index after them and the slots they fill

    def _vague_hour(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.vague_hours)
        return (at + len(phrase), {"_late": True, "_of": True}) if phrase and not slots else None

    def _clock(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        """الساعة الحادية عشرة والنصف، الرابعة فجرا، الساعة 20:30."""
        said = self._is(view.form(at), "clock", "word")
        first = at + said
        hour = self._hour(view, first)
        if hour is None:
            return None
        value, minute, after = hour
        minute, after = self._minutes(view, after, minute)
        of_part = self._is(view.form(after), "links", "of") and view.longest(after + 1, self.calendar.parts)
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
            if self._is(view.form(at), "clock", key):
                return minutes, at + 1
        return minute, at

    def _part_adverb(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.part_adverbs)
        if not phrase:
            evening = self._signed(view, at) or ("clock" in slots and self._is(view.form(at), "part_rules", "signed"))
            return (at + 1, {"part": "evening"}) if evening else None
        if self._is(" ".join(phrase), "part_rules", "after_clock") and "clock" not in slots:
            return None
        return at + len(phrase), {"part": self.calendar.part_adverbs[phrase]}

    def _signed(self, view: View, at: int) -> bool:
        """مساء with its vowel sign, or after a clock time."""
        if not self._is(view.form(at), "part_rules", "signed"):
            return False
        exact = view.text.span(view.at(at), view.text.words[at].end).exact
        return (
            exact.endswith(("ً", "ًا"))
            or view.text.form(at - 1) in self.calendar.ordinals
            or view.text.words[at - 1].is_number
        )

    def _part(self, view: View, at: int, slots: Slots) -> Atom | None:
        """مساء before the day whose evening it is."""
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
        """(يوم) الخميس; of two nights' days (ليل الجمعة السبت) the first one counts."""
        first = at + self._is(view.form(at), "unit_rules", "day_words")
        phrase = view.longest(first, self.calendar.weekdays)
        if not phrase or (not slots and self._is(view.text.form(at - 1), "unit_rules", "prayers")):
            return None
        if slots.get("part") == "night" and "weekday" in slots and not slots.get("_second"):
            return first + 1, {"_second": True}
        pair = view.form(first + 1).removeprefix("و")
        if view.form(first + 1).startswith("و") and (pair,) in self.calendar.weekdays.values and first > at:
            return first + 2, {"_days": True}
        return first + 1, {"weekday": self.calendar.weekdays[phrase]}

    def _days(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        """14 مارس 2024، الثامن من آب/أغسطس، 9 و13 أيلول، 16 من الشهر الجاري."""
        at += self._is(view.form(at), "unit_rules", "day_words")
        numbers = self._day_numbers(view, at)
        if numbers is None:
            return None
        days, after, joint = numbers
        after += view.form(after) == "من"
        month = self._month_name(view, after)
        if month is None:
            unit = self._unit(view, after, {})
            ok = unit and unit[1].get("unit") == "M" and unit[1].get("shift") and len(days) == 1
            return (unit[0], {"day": days[0], **unit[1]}) if unit and ok else None
        after, filled = month
        year = self._year_of(view, after, hijri=filled.get("hijri", False))
        after, filled = (year[0], filled | year[1]) if year else (after, filled)
        return after, filled | (
            {"day": days[0]} if len(days) == 1 else {"days": tuple(days), "joint": joint, "day": days[0]}
        )

    def _day_numbers(self, view: View, at: int) -> tuple[list[int], int, str] | None:
        """One or more days: 9 و13، 9-13، الثامن."""
        days: list[int] = []
        joint = "set"
        first = at
        while (day := self._day(view, at)) and len(days) < 8:
            days.append(day[0])
            at = day[1]
            form = view.form(at)
            if form in {"-", "–"} or self._is(form, "links", "to"):
                joint, more = "interval", 1
            else:
                more = 1 if form in {"و", "،"} else 0
            if not more or not self._day(view, at + more):
                break
            at += more
        if not days or days != sorted(set(days)) or max(days) > 31:
            return None
        between = self._is(view.text.form(first - 1), "links", "between") and first == view.first
        return days, at, "interval" if between and len(days) == 2 else joint

    def _day(self, view: View, at: int) -> tuple[int, int] | None:
        form = view.form(at)
        if form.isdecimal():
            return (int(form), at + 1) if len(form) < 3 and 1 <= int(form) <= 31 else None
        construct = self.calendar.ordinals.get("ال" + form)
        if construct and construct <= 10 and self._month_name(view, at + 1):
            return construct, at + 1
        if ordinal := self._ordinal(view, at):
            return ordinal if 1 <= ordinal[0] <= 31 else None
        return None

    def _ordinal(self, view: View, at: int) -> tuple[int, int] | None:
        """الثامن، الحادي عشر، الرابع والعشرين."""
        value = self.calendar.ordinals.get(view.form(at))
        if value is None:
            return None
        following = view.form(at + 1)
        if value < 10 and self._is(following, "ordinal_rules", "ten"):
            return value + 10, at + 2
        tens = self.calendar.ordinals.get(following.removeprefix("و"), 0) if following.startswith("و") else 0
        if value < 10 and tens >= 20:
            return value + tens, at + 2
        return value, at + 1

    def _month_name(self, view: View, at: int) -> Atom | None:
        """A month by its one or two names: أيلول/سبتمبر، مارس آذار، أغسطس (آب)."""
        at += self._is(view.form(at), "month_rules", "word")
        hijri = False
        phrase, names = view.longest(at, self.calendar.months), self.calendar.months
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
        """The same month's second name, after a slash, in brackets or bare."""
        mark = view.form(after)
        at = after + (mark in {"/", "(", "-", "–"})
        phrase = view.longest(at, names)
        if not phrase or names[phrase] != value:
            return after, 0
        return at + len(phrase), int(mark == "(" and view.form(at + len(phrase)) == ")")

    def _month(self, view: View, at: int, slots: Slots) -> Atom | None:
        """A month without a day."""
        month = self._month_name(view, at)
        if month is None or not self._is_month(view, at, month, slots):
            return None
        year = self._year_of(view, month[0], hijri=month[1].get("hijri", False))
        return (year[0], month[1] | year[1]) if year else month

    def _is_month(self, view: View, at: int, month: Atom, slots: Slots) -> bool:
        """Whether a name that is also another word is a month here."""
        form = view.form(at)
        if not self._is(form, "month_rules", "homographs"):
            return True
        if month[0] > at + 1 or slots.keys() & {"phase", "day"}:
            return True
        if self._year_of(view, month[0], hijri=month[1].get("hijri", False)) or view.longest(
            month[0], self.calendar.shifts
        ):
            return True
        before = view.text.form(at - 1)
        return not self._is(form, "month_rules", "names") and self._is(before, "month_rules", "context")

    def _year_of(self, view: View, at: int, *, hijri: bool = False) -> Atom | None:
        """A year after its month: 2024، عام 2024، من عام 2024، 1445 هـ."""
        first = at + (self._is(view.form(at), "links", "of") and self._is(view.form(at + 1), "years", "word"))
        said = self._is(view.form(first), "years", "word")
        return self._year_number(view, first + said, hijri=hijri)

    def _year_number(self, view: View, at: int, *, hijri: bool = False) -> Atom | None:
        form = view.form(at)
        if len(form) != 4 or not form.isdecimal():
            return None
        value = int(form)
        marked = self._is(view.form(at + 1), "years", "hijri")
        if value in _HIJRI_YEARS and (hijri or marked):
            return at + 1 + marked, {"year": value, "hijri": True}
        if value not in _YEARS or hijri:
            return None
        return at + 1 + self._is(view.form(at + 1), "years", "gregorian"), {"year": value}

    def _year(self, view: View, at: int, slots: Slots) -> Atom | None:
        """عام 2016، and 2016 alone where the word before it leaves nothing else."""
        said = self._is(view.form(at), "years", "word")
        if said or slots.keys() & {"phase", "sub", "month"}:
            return self._year_number(view, at + said)
        if at != view.first or not self._is(view.text.form(at - 1), "years", "bare_after"):
            return None
        year = self._year_number(view, at)
        after = view.text.form(at + 1)
        counts = after[:1].isalpha() and (after.endswith("ا") or after in self.calendar.units)
        return None if year is None or counts or after[:1] in {"%", "/"} else year

    def _decade(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        """ثمانينيات القرن الماضي."""
        phrase = view.longest(at, self.calendar.decades)
        if not phrase:
            return None
        after = at + 1
        century = self._definite_unit(view.form(after)) == "CEN"
        last = view.form(after + 1) in {"الماضي", "العشرين"}
        return (after + 2 if century and last else after), {
            "decade": self.calendar.decades[phrase],
            "century": century and last,
        }

    def _sub_year(self, view: View, at: int, slots: Slots) -> Atom | None:
        """صيف 2014، الربع الأول من العام الماضي، فصل الشتاء."""
        if quarter := view.longest(at, self.calendar.quarters):
            return at + 2, {"sub": self.calendar.quarters[quarter]} if self._of_year(view, at + 2) else {}
        word = self._is(view.form(at), "season_rules", "word")
        if self._is(view.form(at + word), "season_rules", "definite"):
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
        return bool(self._year_of(view, at) or (unit and unit[1].get("unit") == "Y"))

    def _definite_unit(self, form: str) -> str | None:
        return self.calendar.units.get(form[2:]) if form.startswith("ال") else None

    def _unit(self, view: View, at: int, slots: Slots) -> Atom | None:
        """هذا العام، الأسبوع الماضي، الأشهر الثلاثة الماضية، اليوم الخامس، ذلك اليوم."""
        pointing = view.longest(at, self.calendar.demonstratives)
        shift = self.calendar.demonstratives[pointing] if pointing else None
        first = at + len(pointing)
        unit = self._definite_unit(view.form(first)) or (
            self.calendar.units.get(view.form(first)) if self._is(view.form(at), "demonstratives", "once") else None
        )
        if unit is None or (unit == "H" and shift is None and self._hour(view, first + 1)):
            return None
        after, nth = self._numbered(view, first + 1)
        if not pointing and (adjective := view.longest(after, self.calendar.shifts)):
            if self._is(view.form(first)[2:], "unit_rules", "plurals"):
                return after + 1, {"stretch": True}
            return after + 1, {"unit": unit, "shift": self.calendar.shifts[adjective]}
        if nth:
            return after, {"unit": unit, "shift": "anaphoric"}
        if shift:
            return after, {"unit": unit, "shift": shift}
        alone = slots.keys() & {"phase", "sub", "day", "month"} and unit in {"Y", "M", "W", "D"}
        return (first + 1, {"unit": unit, "shift": "current" if unit in {"Y", "M"} else "anaphoric"}) if alone else None

    def _numbered(self, view: View, at: int) -> tuple[int, bool]:
        """The index after a definite number or an ordinal (الثلاثة، الخامس); whether it is an ordinal."""
        if ordinal := self._ordinal(view, at):
            return ordinal[1], True
        if view.form(at) == "ال" and view.text.form(at + 1).isdecimal():
            return at + 2, False
        number = self._number(view, at)
        return (number.last, False) if number and number.definite else (at, False)

    def _relative_day(self, view: View, at: int, slots: Slots) -> Atom | None:  # noqa: ARG002 - one of the atoms
        phrase = view.longest(at, self.calendar.relative_days)
        named = self._is(view.form(at + 1), "unit_rules", "named_day") or view.form(at + 1) in self.calendar.ordinals
        if not phrase or (named and self._is(view.form(at), "unit_rules", "definite_alone")):
            return None
        return at + len(phrase), {"offset": self.calendar.relative_days[phrase]}

    def _shift(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.shifts)
        if not phrase or not slots.keys() & {"month", "weekday", "part", "sub", "_days", "offset"}:
            return None
        return at + len(phrase), {"shift": self.calendar.shifts[phrase]}

    def _phase(self, view: View, at: int, slots: Slots) -> Atom | None:
        phrase = view.longest(at, self.calendar.phases)
        return (
            (at + 1, {"phase": self.calendar.phases[phrase]})
            if phrase and not slots.keys() & {"month", "unit"}
            else None
        )

    # Ranges

    def _ranged(self, view: View, reading: Reading) -> Reading:
        """With its other end, where the words before it ask for one: بين … و…، من … إلى …."""
        before, joint = view.text.form(view.first - 1), view.text.form(reading.next)
        if not reading.dated() or reading.days:
            return reading
        pair = self._is(view.form(view.first), "years", "pair")
        between = self._is(before, "links", "between")
        if (between or pair) and joint.startswith("و"):
            return self._joined(view, reading, reading.next, joint, "interval" if between else "set")
        to = self._is(joint, "links", "to")
        plain = self._is(joint, "links", "bare_to") or joint in {"-", "–"}
        if (to and self._is(before, "links", "from")) or (plain and reading.month is not None):
            return self._joined(view, reading, reading.next + 1, view.text.form(reading.next + 1), "interval")
        return reading

    def _joined(self, view: View, reading: Reading, at: int, form: str, joint: str) -> Reading:
        at, form = (at + 1, view.text.form(at + 1)) if form == "و" else (at, form)
        for stem in {form: 0, form.removeprefix("و"): 0}:
            other = self._slots(View(view.text, at, stem), at) if stem else None
            if other is None and reading.year and stem and (year := self._year_number(View(view.text, at, stem), at)):
                other = self._made(view, at, year[0], **year[1])
            if other and other.dated():
                return replace(reading, other=other, joint=joint, end=other.end, next=other.next)  # type: ignore[arg-type]
        return reading


def _clash(slots: Mapping[str, Any], filled: Mapping[str, Any]) -> bool:
    """Whether an atom would fill a slot that is taken."""
    return bool(slots.keys() & filled.keys() - {"hijri"})
