"""Extract the dates, times, durations and recurring times of a text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims.extraction.dating import known_of, resolve
from claims.extraction.time_facets import remembered, time_facet
from claims.languages.ar.facets.calendar_words import calendar
from claims.languages.ar.facets.facet_words import Text
from claims.languages.ar.facets.time_expressions import Expressions
from claims.languages.ar.facets.time_tense import tenses

if TYPE_CHECKING:
    from claims.extraction.time_slots import Reading
    from claims.model.facets import Time

__all__ = ["extents", "find"]

_OPENING = frozenset('"“«„')
_CLOSING = frozenset('"”»“')
_TITLE = 2
"""Maximum number of words in a quoted name that begins with a time."""


@cache
def _expressions(language: str) -> Expressions:
    return Expressions(language)


def find(text: str | Text, language: str, *, published: str | None = None) -> tuple[Time, ...]:
    """Return the time expressions of a text, in text order.

    Args:
        text: The text, or its words if already split.
        language: BCP 47.
        published: The document's date, from which words such as yesterday are resolved.

    Raises:
        ClaimsError: for a language without data.
    """
    words = text if isinstance(text, Text) else Text(text)
    known = known_of(published)
    found: list[Time] = []
    for reading in _readings(words, language):
        dated = resolve(reading, known)
        known = remembered(known, reading, dated)
        found.append(time_facet(words.span(reading.start, reading.end), reading, dated))
    return tuple(found)


def extents(words: Text, language: str) -> list[tuple[int, int]]:
    """Return the extents of the expressions in the folded text, dated or not, for other parsers."""
    return [(reading.start, reading.end) for reading in _readings(words, language)]


@lru_cache(maxsize=1)
def _readings(words: Text, language: str) -> tuple[Reading, ...]:
    """Return all expressions; cached briefly, because figures need the positions of times."""
    expressions = _expressions(language)
    stems = expressions.stems
    found: list[Reading] = []
    free = 0
    for index, form in enumerate(words.forms):
        if index >= free and stems(form) and (reading := expressions.at(words, index)):
            free = reading.next
            if not _in_title(words, index) and not _is_other(words, index, reading, expressions):
                tense = tenses(language).of(words, index, reading.next)
                _add(found, replace(reading, tense=tense), words, language)
    return tuple(found)


def _add(found: list[Reading], reading: Reading, words: Text, language: str) -> None:
    """Add an expression; the same day in two calendars is one (15 رمضان 1445 الموافق 25 مارس 2024)."""
    last = found[-1] if found else None
    if last is None or last.hijri == reading.hijri or None in (last.day, reading.day, last.year, reading.year):
        found.append(reading)
        return
    joint = words.forms[last.next : _index(words, reading.start, last.next)]
    if not joint or len(joint) > 2 or not all(calendar(language).has(form, "links", "equals") for form in joint):
        found.append(reading)
        return
    exact = last if reading.hijri else reading
    closed = words.form(reading.next) == ")" and "(" in joint
    end = words.words[reading.next].end if closed else reading.end
    weekday = last.weekday if reading.weekday is None else reading.weekday
    found[-1] = replace(exact, start=last.start, end=end, next=reading.next + closed, weekday=weekday)


def _index(words: Text, start: int, first: int) -> int:
    """Return the index of the word in which an offset lies, from `first` on."""
    return next((index for index in range(first, len(words)) if words.words[index].end > start), len(words))


def _in_title(words: Text, index: int) -> bool:
    """Return whether a word begins a short quotation of words alone, such as a newspaper's name: "النهار الجديد"."""
    if words.form(index - 1) not in _OPENING:
        return False
    after = next((i for i in range(index, index + _TITLE + 1) if not words.form(i)[:1].isalpha()), None)
    return after is not None and words.form(after) in _CLOSING


def _is_other(words: Text, index: int, reading: Reading, expressions: Expressions) -> bool:
    """Return whether a time is an outlet's name (أخبار اليوم), someone's age, or a sentence (السجن 10 سنوات)."""
    has = expressions.calendar.has
    if has(words.form(index - 1), "unit_rules", "outlets") and not words.form(index)[:1].isdecimal():
        return True
    if reading.next == index + 1 and words.form(index) == "اليوم":
        quoted = words.form(index - 2) in _OPENING and words.form(reading.next) in _CLOSING
        return quoted or has(words.form(index - 1), "unit_rules", "papers")
    if reading.kind != "duration" or reading.amount is None:
        return False
    if any(has(words.form(index - k), "unit_rules", "sentence") for k in (1, 2, 3)):
        return True
    years = reading.amount.unit == "Y"
    return years and words.form(index - 1) in {"،", "("} and words.form(reading.next) in {"،", ")"}
