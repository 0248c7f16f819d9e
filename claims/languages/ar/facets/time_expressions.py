"""Parse time expressions: find their words and fill their slots."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.extraction.time_slots import Reading
from claims.languages.ar.facets.calendar_words import DIGITS, begins, calendar, firsts
from claims.languages.ar.facets.number_words import numbers
from claims.languages.ar.facets.time_amounts import Amounts
from claims.languages.ar.facets.time_atoms import Atoms, Slots, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.facets.facet_words import Text

__all__ = ["Expressions"]

_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_CLOCK = re.compile(r"(?<![\d:./-])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_ZONE = re.compile(r"\s*(?:ت\.\s?غ\.?|جرينتش|غرينتش)")
_Reader = Callable[[View, int], Reading | None]


class Expressions:
    """Parses the time expressions of one language."""

    def __init__(self, language: str) -> None:
        self.calendar = calendar(language)
        self.numbers = numbers(language)
        self.atoms = Atoms(language)
        self.amounts = Amounts(language)
        self._wholes = self._all_wholes()
        self.stems = lru_cache(maxsize=1 << 14)(self._stems)
        self._wholes_at = lru_cache(maxsize=1 << 14)(self._wholes_of)

    def _all_wholes(self) -> tuple[tuple[_Reader, frozenset[str]], ...]:
        """Return the parsers of whole expressions with the first words of each."""
        known, words = self.calendar, self.calendar.words
        sets = words("sets", "words") | words("sets", "each") | words("sets", "plural_of")
        relations = words("relations", "ago") | words("relations", "after") | words("relations", "near")
        moments = words("phrases", "moment_of") | words("phrases", "date_of") | words("season_rules", "free")
        return (
            (self._numeric, DIGITS),
            (self._phrase, firsts(known.phrases)),
            (self._period, firsts(known.period)),
            (self._set, sets),
            (self._related, relations),
            (self._slots, firsts(known.about) | self.atoms.firsts),
            (self._duration, self.amounts.firsts),
            (self._moment, moments),
        )

    def _wholes_of(self, stem: str, form: str) -> tuple[_Reader, ...]:
        """Return the parsers that can begin with a word, given without its particles and with them."""
        counts = bool(self.numbers.begun(form))
        return tuple(read for read, first in self._wholes if begins(stem, first) or (counts and read == self._duration))

    def views(self, text: Text, index: int) -> Iterator[View]:
        """Yield the ways to remove particles from the word at `index`."""
        return (View(text, index, stem) for stem in self.stems(text.form(index)))

    def _stems(self, form: str) -> tuple[str, ...]:
        """Return the stems of a word with which an expression can begin."""
        found: list[str] = []
        for particles in _PARTICLES:
            if form.startswith(particles) and len(form) > len(particles):
                stem = form[len(particles) :]
                stem = "ا" + stem if particles.endswith("ل") and stem.startswith("ل") else stem
                if self.calendar.begins(stem) or self.numbers.begins(stem):
                    found.append(stem)
        return tuple(found)

    def at(self, text: Text, index: int) -> Reading | None:
        """Return the longest expression that begins with the word at `index`, without particles."""
        best: Reading | None = None
        for view in self.views(text, index):
            reading = self._read(view, index)
            if reading and (best is None or reading.end >= best.end):
                best = reading
        return best

    def _read(self, view: View, index: int) -> Reading | None:
        best: Reading | None = None
        for whole in self._wholes_at(view.stem, view.text.form(index)):
            reading = whole(view, index)
            if reading and (best is None or reading.next > best.next):
                best = reading
        return best if best is None or best.other or best.kind in {"duration", "set"} else self._ranged(view, best)

    def _made(self, view: View, first: int, after: int, **slots: Any) -> Reading:
        return Reading(start=view.at(first), end=view.text.words[after - 1].end, next=after, **slots)

    # Whole expressions.

    def _numeric(self, view: View, index: int) -> Reading | None:
        """Parse a date or an hour in digits."""
        if found := self.atoms.digits(view, index):
            return self._made(view, index, found[0], rule="date.numeric", **found[1])
        return self._written_clock(view, index)

    def _written_clock(self, view: View, index: int) -> Reading | None:
        """Parse 18:20 without the word for the hour, with the zone after it."""
        text, word = view.text, view.text.words[index]
        match = (
            _CLOCK.match(text.folded, word.at) if word.is_number and text.form(index - 1) not in {"/", "-"} else None
        )
        if match is None:
            return None
        zone = _ZONE.match(text.folded, match.end())
        end = zone.end() if zone else match.end()
        after = index
        while after < len(text) and text.words[after].at < end:
            after += 1
        clock = (int(match[1]), int(match[2]))
        return Reading(word.at, end, after, kind="time", clock=clock, rule="clock.written")

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
        if not (
            self.calendar.has(view.form(after), "links", "from")
            or self.calendar.has(view.form(after), "links", "between")
        ):
            return None
        inner = self.at(view.text, after + 1)
        return replace(inner, start=view.at(index)) if inner and inner.other else None

    def _set(self, view: View, index: int) -> Reading | None:
        """يوميا، كل خميس، كل ثلاثة أيام، أيام الأسواق."""
        form, following = view.form(index), view.form(index + 1)
        if self.calendar.has(form, "sets", "words"):
            return self._made(view, index, index + 1, kind="set", rule="set.adverb")
        day = ("ال" + following,) in self.calendar.weekdays.values
        if self.calendar.has(form, "sets", "each") and (day or following in self.calendar.units):
            return self._made(view, index, index + 2, kind="set", rule="set.each")
        if self.calendar.has(form, "sets", "each") and (amount := self.amounts.counted(view, index + 1)):
            return self._made(view, index, amount[1], kind="set", rule="set.each")
        recurs = (
            self.calendar.has(form, "sets", "plural_of")
            and following.startswith("ال")
            and not following[2:].isdecimal()
        )
        if recurs and not self.atoms.definite_unit(following) and not view.longest(index + 1, self.calendar.shifts):
            return self._made(view, index, index + 2, kind="set", rule="set.plural")
        return None

    def _related(self, view: View, index: int) -> Reading | None:
        """Parse قبل شهرين، بعد يومين: relative to now, unless من gives another reference."""
        form = view.form(index)
        relation = next((r for r in ("ago", "after", "near") if self.calendar.has(form, "relations", r)), None)
        counted = self.amounts.counted(view, index + 1) or self.amounts.bare(view, index + 1)
        if relation is None or counted is None:
            return None
        amount, after, about = counted
        from_then = view.form(after).startswith("من") or relation != "ago"
        return self._made(
            view, index, after, amount=amount, about=about, relation="after" if from_then else "ago", rule="related"
        )

    def _duration(self, view: View, index: int) -> Reading | None:
        """ثلاثة أيام، زهاء ساعتين، أشهر."""
        counted = self.amounts.counted(view, index) or self.amounts.bare(view, index)
        if counted is None or self.amounts.is_age(view.text, index, counted[1]):
            return None
        amount, after, about = counted
        return self._made(view, index, after, kind="duration", amount=amount, about=about, rule="duration")

    def _moment(self, view: View, index: int) -> Reading | None:
        """ساعة الحريق، يوم الاقتراع، تاريخ نشر هذا البيان، موسم الأمطار."""
        form, following = view.form(index), view.form(index + 1)
        named = (
            following.startswith("ال")
            and len(following) > 4
            and not self.calendar.has(following, "phrases", "moment_not")
        )
        if self.calendar.has(form, "phrases", "moment_of") and named and not self.atoms.definite_unit(following):
            kind = "time" if self.calendar.units.get(form) == "H" else "date"
            return self._made(view, index, index + 2, kind=kind, rule="moment")
        if self.calendar.has(form, "phrases", "date_of") and self.calendar.has(following, "phrases", "date_of_what"):
            after = index + 3 + self.calendar.has(view.form(index + 2), "demonstratives", "current")
            return self._made(view, index, after, rule="moment") if after <= len(view.text) else None
        season = self.calendar.has(form, "season_rules", "free") and following[:1].isalpha()
        return self._made(view, index, index + 2, rule="season.named") if season else None

    def _slots(self, view: View, index: int) -> Reading | None:
        about = len(view.longest(index, self.calendar.about))
        slots: Slots = {}
        at = index + about
        while step := self.atoms.next(view, at, slots):
            at = step[0]
            slots |= step[1]
        if at == index + about or not self._stands(slots):
            return None
        if about and "clock" not in slots and "amount" not in slots:
            return None
        if (second := slots.get("_second_weekday")) is not None:
            slots |= {"other": Reading(0, 0, 0, weekday=second, shift=slots.get("shift")), "joint": "set"}
        slots = {key: value for key, value in slots.items() if not key.startswith("_")}
        if slots.pop("stretch", False):
            return self._made(view, index, at, kind="duration", rule="stretch")
        if self._is_scheduled(view, index):
            slots.setdefault("shift", "next")
        kind = "time" if slots.keys() & {"part", "clock"} else "date"
        return self._made(view, index, at, kind=kind, about=bool(about), rule="date", **slots)

    def _is_scheduled(self, view: View, index: int) -> bool:
        return any(self.calendar.has(view.text.form(index - k), "links", "scheduled") for k in (1, 2, 3))

    @staticmethod
    def _stands(slots: Slots) -> bool:
        """Return whether the slots determine a time, rather than only limit one."""
        return bool(slots.keys() - {"phase", "shift", "_late", "hijri"})

    # Ranges.

    def _ranged(self, view: View, reading: Reading) -> Reading:
        """Add the other end of a range if the words before it require one: بين … و…، من … إلى …."""
        before, joint = view.text.form(view.first - 1), view.text.form(reading.next)
        if not reading.dated() or reading.days:
            return reading
        pair = self.calendar.has(view.form(view.first), "years", "pair")
        between = self.calendar.has(before, "links", "between")
        if (between or pair) and joint.startswith("و"):
            return self._joined(view, reading, reading.next, joint, "interval" if between else "set")
        to = self.calendar.has(joint, "links", "to")
        plain = self.calendar.has(joint, "links", "bare_to") or joint in {"-", "–"}
        years = joint in {"-", "–"} and reading.year is not None and self.atoms.year_number(view, reading.next + 1)
        if (to and self.calendar.has(before, "links", "from")) or (plain and reading.month is not None) or years:
            return self._joined(view, reading, reading.next + 1, view.text.form(reading.next + 1), "interval")
        return reading

    def _joined(self, view: View, reading: Reading, at: int, form: str, joint: str) -> Reading:
        at, form = (at + 1, view.text.form(at + 1)) if form == "و" else (at, form)
        for stem in {form: 0, form.removeprefix("و"): 0}:
            other = self._slots(View(view.text, at, stem), at) if stem else None
            if (
                other is None
                and reading.year
                and stem
                and (year := self.atoms.year_number(View(view.text, at, stem), at))
            ):
                other = self._made(view, at, year[0], **year[1])
            if other and other.dated():
                return replace(reading, other=other, joint=joint, end=other.end, next=other.next)  # type: ignore[arg-type]
        return reading
