"""Parse amounts of time: two years, more than a month ago, the past 24 hours, recent days, a seven-hour battle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims.extraction.time_slots import Amount, Reading
from claims.languages.en.facets.calendar_words import calendar
from claims.languages.en.facets.number_words import numbers

if TYPE_CHECKING:
    from claims.languages.en.facets.english_words import Text

__all__ = ["Amounts"]

_DASHES = frozenset("-–—")
_ARTICLES = frozenset(("a", "an"))
_DEFINITE = frozenset(("the", "these", "those"))
_UPPER = frozenset(("less", "under", "up", "fewer"))
_FORTNIGHT = "W2"


class _Count(NamedTuple):
    """The least and the greatest number of units, None if open; the index of the unit; whether words count at all."""

    low: int | None
    high: int | None
    unit: int
    counted: bool


class Amounts:
    """Parses the durations of English, and the times that they lead to (two years ago)."""

    def __init__(self) -> None:
        self.calendar = calendar()
        self.numbers = numbers()

    def at(self, text: Text, index: int) -> Reading | None:
        """Return the amount of time whose words begin at `index`."""
        about = self.calendar.has(text.form(index), "roughly")
        count = self._count(text, index + about)
        if count is None:
            return None
        noun, hyphen = count.unit, text.form(count.unit) in _DASHES and text.glued(count.unit)
        noun += hyphen
        noun += self.calendar.has(text.form(noun), "lengths")
        unit = self._unit(text, noun, count)
        after = noun + 1
        if unit is None or (hyphen and text.form(after) in _DASHES and text.form(after + 1) == "old"):
            return None
        after += 2 * (hyphen and text.form(after) in _DASHES and text.form(after + 1) == "long")
        if self._is_age_or_sentence(text, index, after):
            return None
        return self._related(text, (index, after), _amount(count, unit), about=about)

    def _count(self, text: Text, at: int) -> _Count | None:
        """Return the number at `at`, after the past, recent, in the coming; a plural unit needs none."""
        first = at + (text.form(at) in _DEFINITE)
        lead = self.calendar.has(text.form(first), "around_now")
        first += lead
        if number := self._number(text, first):
            return number
        plural = text.form(first) in self.calendar.plural_units
        return _Count(None, None, first, counted=False) if plural else None

    def _number(self, text: Text, at: int) -> _Count | None:
        if text.form(at) == "half" and text.form(at + 1) in _ARTICLES:
            return _Count(None, None, at + 2, counted=True)
        if self._single(text, at):
            return _Count(1, 1, at + 1, counted=True)
        limit = text.longest(at, self.numbers.limits)
        if limit and self._single(text, at + limit):
            low, high = (None, 1) if text.form(at) in _UPPER else (1, None)
            return _Count(low, high, at + limit + 1, counted=True)
        number = self.numbers.at(text, at)
        if number is None or number.money:
            return None
        last = number.last - (text.form(number.last - 1) == "of" and number.vague)
        if text.matches(last, ("and", "a", "half")):
            return _Count(None, None, last + 3, counted=True)
        return _Count(
            None if number.fraction else number.min, None if number.fraction else number.max, last, counted=True
        )

    def _single(self, text: Text, at: int) -> bool:
        """Return whether a or an and a unit stand at `at`."""
        following = text.form(at + 1)
        return text.form(at) in _ARTICLES and (following in self.calendar.units or following in {"full", "whole"})

    def _unit(self, text: Text, noun: int, count: _Count) -> str | None:
        form = text.form(noun)
        if form == "second" or (form == "seconds" and not count.counted):
            return None
        return self.calendar.unit(form) if count.counted or form in self.calendar.plural_units else None

    def _is_age_or_sentence(self, text: Text, index: int, after: int) -> bool:
        words = self.calendar
        return (
            bool(text.longest(after, words.of_age) or text.longest(after, words.sentence))
            or text.form(index - 1) == "aged"
        )

    def _related(self, text: Text, extent: tuple[int, int], amount: Amount, *, about: bool) -> Reading:
        """Return a duration, or the point in time that it leads to: ago, later."""
        index, after = extent
        start, end, form = text.starts[index], text.ends[after - 1], text.form(after)
        if form == "ago":
            return Reading(start, text.ends[after], after + 1, amount=amount, relation="ago", about=about, rule="ago")
        if form in {"earlier", "later"} and text.form(after + 1) != "than":
            return Reading(
                start, text.ends[after], after + 1, amount=amount, relation="after", about=about, rule="after"
            )
        return Reading(start, end, after, kind="duration", amount=amount, about=about, rule="duration")


def _amount(count: _Count, unit: str) -> Amount:
    times = 2 if unit == _FORTNIGHT else 1
    low, high = (None if value is None else value * times for value in (count.low, count.high))
    return Amount(low, high, unit[0] if unit == _FORTNIGHT else unit)
