"""Extract the dates, times, durations and recurring times of an English text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claims.extraction.dating import known_of, resolve
from claims.extraction.time_facets import remembered, time_facet
from claims.languages.en.facets.english_words import Text
from claims.languages.en.facets.time_expressions import Expressions
from claims.model import Span

if TYPE_CHECKING:
    from claims.extraction.time_slots import Reading, Tense
    from claims.model.facets import Time

__all__ = ["find", "read"]

_BACK = 8
"""Words before a time in which its verb is looked for."""
_AHEAD = 6
_ADVERB = 2
"""Words from “be” to its participle: be formally opened."""


@cache
def _expressions() -> Expressions:
    return Expressions()


def find(text: str, *, published: str | None = None) -> tuple[Time, ...]:
    """Return the time expressions of a text, in text order.

    Args:
        text: The text; spans count its code points.
        published: The document's date, from which words such as yesterday are resolved.
    """
    return read(Text(text), published=published)[0]


def read(text: Text, *, published: str | None) -> tuple[tuple[Time, ...], frozenset[int]]:
    """Return the time expressions of a text that is already split, and the indices of their words."""
    known = known_of(published)
    found: list[Time] = []
    taken: set[int] = set()
    for first, reading in _readings(text):
        dated = resolve(reading, known)
        known = remembered(known, reading, dated)
        found.append(time_facet(Span.of(text.text, reading.start, reading.end), reading, dated))
        taken.update(range(first, reading.next))
    return tuple(found), frozenset(taken)


def _readings(text: Text) -> list[tuple[int, Reading]]:
    expressions = _expressions()
    found: list[tuple[int, Reading]] = []
    free = 0
    for index, form in enumerate(text.forms):
        if index >= free and expressions.begins(form) and (reading := expressions.at(text, index)):
            free = reading.next
            found.append((index, replace(reading, tense=_tense(text, index, reading.next))))
    return found


def _tense(text: Text, first: int, after: int) -> Tense | None:
    """Return the tense of the nearest verb before a time in its clause, else of the first one after it."""
    for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
        form = text.forms[index]
        if form in {".", "!", "?", ";", "\n"}:
            break
        if _follows_be(text, index):
            continue
        if tense := _of_verb(form) or _of_infinitive(text, index):
            return tense
    for index in range(after, min(len(text), after + _AHEAD)):
        form = text.forms[index]
        if form in {".", "!", "?", ";", "\n"}:
            break
        if tense := _of_verb(form):
            return tense
    return None


def _follows_be(text: Text, index: int) -> bool:
    """Whether a participle stands after “be”, so that what is before that has the tense: will be held, to be opened."""
    return any(_expressions().calendar.has(form, "be") for form in text.forms[max(0, index - _ADVERB) : index])


def _of_infinitive(text: Text, index: int) -> Tense | None:
    """Return the tense of “to be”: that of the word before it (had to be), else the future (is to be)."""
    calendar = _expressions().calendar
    if index == 0 or not calendar.has(text.forms[index], "be") or not calendar.has(text.forms[index - 1], "to"):
        return None
    return (_of_verb(text.forms[index - 2]) if index > 1 else None) or "future"


def _of_verb(form: str) -> Tense | None:
    calendar = _expressions().calendar
    if calendar.has(form, "future"):
        return "future"
    if calendar.has(form, "past_verbs") or (len(form) > 4 and form.endswith("ed")):
        return "past"
    return None
