"""Define the slots that the words of a time expression fill, before they are resolved to dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from claims.model.facets import DayPart, Phase, TimeKind

__all__ = ["Amount", "Reading", "Shift", "Tense"]

Shift = Literal["past", "current", "next", "anaphoric"]
Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units; None without a number, or without a limit on that side."""

    min: int | None
    max: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The slots of one expression; offsets are of the folded text.

    Attributes:
        next: Index after its last word.
        sub: EDTF number of a season, quarter or half of the year.
        decade: The decade within its century.
        hundreds: The digits with which the years of a century begin: 18 of the nineteenth.
        weekday: 0 is Monday.
        offset: Days from the document's date.
        unit: The unit that `shift` moves: العام الماضي; None if it moves the month or weekday before it.
        days: Several days of one month; `joint` says how they, or this and `other`, are combined.
        tense: Whether the words around it place it before or after the document.
        relation: Whether a duration counts back from now, or from something else in the text.
    """

    start: int
    end: int
    next: int
    kind: TimeKind = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    sub: int | None = None
    decade: int | None = None
    hundreds: int | None = None
    weekday: int | None = None
    part: DayPart | None = None
    phase: Phase | None = None
    clock: tuple[int, int] | None = None
    offset: int | None = None
    shift: Shift | None = None
    unit: str | None = None
    amount: Amount | None = None
    relation: Literal["ago", "after"] | None = None
    days: tuple[int, ...] = ()
    other: Reading | None = None
    joint: Literal["interval", "set"] | None = None
    about: bool = False
    rule: str = ""
    tense: Tense | None = None

    def dated(self) -> bool:
        """Whether it names a day, month, year or weekday, so that it can be an end of a range."""
        named = (self.year, self.month, self.weekday, self.offset, self.sub, self.clock, self.hundreds)
        return any(value is not None for value in named) or self.unit is not None

    def sharing(self, other: Reading) -> Reading:
        """Return this end of a range completed with the month and year of the other end."""
        month = self.month if self.month is not None or self.day is None else other.month
        shared = other.year if month is not None and self.shift is None else None
        return replace(self, month=month, year=self.year or shared)
