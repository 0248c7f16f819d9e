"""Parse amounts of time units: ثلاثة أيام، زهاء ساعتين، أشهر."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.time_slots import Amount
from claims.languages.ar.facets.calendar_words import DIGITS, calendar, firsts
from claims.languages.ar.facets.number_words import numbers
from claims.languages.ar.facets.time_atoms import number_at

if TYPE_CHECKING:
    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.time_atoms import View

__all__ = ["Amounts"]


class Amounts:
    """Parses the amounts of time of one language."""

    def __init__(self, language: str) -> None:
        self.calendar = calendar(language)
        self.numbers = numbers(language)
        self.firsts = firsts(self.calendar.about) | frozenset(self.calendar.units) | DIGITS
        """The first words of amounts, without words for numbers."""

    def counted(self, view: View, index: int) -> tuple[Amount, int, bool] | None:
        """Parse an amount with its bound: return the amount, the index after it, and whether it is approximate."""
        about = len(view.longest(index, self.calendar.about))
        at = index + about
        unit = self.calendar.units.get(view.form(at))
        if unit and self.calendar.has(view.form(at), "unit_rules", "duals"):
            return Amount(2, 2, unit), *self._and_half(view, at + 1, bool(about))
        number = number_at(self.numbers, view, at)
        if number is None:
            return None
        number = self.numbers.bounded(view.text, number)
        unit = self.calendar.units.get(view.text.form(number.last))
        if unit is None or (number.definite and not view.text.words[number.last - 1].is_number):  # الـ24 ساعة
            return None
        low, high = number.min, number.max
        return Amount(low, high, unit), *self._and_half(view, number.last + 1, bool(about) or number.bound == "about")

    def _and_half(self, view: View, at: int, about: bool) -> tuple[int, bool]:
        """Parse an added half, which makes the amount approximate."""
        half = self.calendar.has(view.form(at), "clock", "half")
        return at + half, about or half

    def bare(self, view: View, index: int) -> tuple[Amount, int, bool] | None:
        """Parse a plural without a number, or a single unit after a word that makes it a duration."""
        about = len(view.longest(index, self.calendar.about))
        form = view.form(index + about)
        unit = self.calendar.units.get(form)
        before = view.text.form(index + about - 1)
        if unit is None or view.form(index + about + 1) in self.calendar.ordinals:
            return None
        if self.calendar.has(form, "unit_rules", "plurals") and not about and self._tells_time(view, index):
            return Amount(None, None, unit), index + 1, False
        stretch = any(self.calendar.has(form, "unit_rules", "singular_after") for form in (before, before[1:]))
        if about > 1:  # أكثر من شهر
            return Amount(None, None, unit), index + about + 1, True
        if stretch:
            one = self.calendar.has(view.form(index + about + 1), "unit_rules", "one")
            return Amount(1, 1, unit), index + about + 1 + one, bool(about)
        return None

    def _tells_time(self, view: View, index: int) -> bool:
        """Return whether a plural is a time, not a construct (ساعات الليل) or another word (عقود: contracts)."""
        definite = view.form(index + 1).startswith("ال") and not view.longest(index + 1, self.calendar.shifts)
        other = self.calendar.has(view.form(index), "unit_rules", "plurals_in_context")
        return not definite and (
            not other or self.calendar.has(view.text.form(index - 1), "unit_rules", "singular_after")
        )

    def is_age(self, text: Text, index: int, after: int) -> bool:
        """Return whether the words are an age: (38 عاما)، البالغ من العمر 12 عاما."""
        bracketed = text.form(index - 1) in {"(", "،"} and text.form(after) == ")"
        return bracketed or any(self.calendar.has(text.form(index - k), "unit_rules", "age_before") for k in (1, 2))
