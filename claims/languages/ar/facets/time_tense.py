"""Tell whether a time lies before or after the document, from the verbs and prepositions around its words."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claims.languages.ar.facets.calendar_words import calendar

if TYPE_CHECKING:
    from claims.extraction.time_slots import Tense
    from claims.languages.ar.facets.calendar_words import Calendar
    from claims.languages.ar.facets.facet_words import Text

__all__ = ["Tenses", "tenses"]

_BACK = 12
_AHEAD = 6
"""Words before and after a time in which its verb is looked for."""
_STOPS = frozenset(".;؛!?؟:\n")
_SUBJECTS = ("", "ت", "ا", "وا", "تا", "نا", "ن")
"""What a verb of the past ends with, by its subject."""
_IMPERFECT = "يتن"


class Tenses:
    """The tenses of one language's times."""

    def __init__(self, language: str) -> None:
        self.calendar: Calendar = calendar(language)
        self._past = self._all_past(language)

    def _all_past(self, language: str) -> frozenset[str]:
        """Every form of the listed verbs of the past, and of the verbs of events that are no nouns as well."""
        listed = {word + end for word in self.calendar.words("tense", "past") for end in _SUBJECTS}
        forms = json.loads(
            files("claims.languages").joinpath(language, "happening_forms.json").read_text(encoding="utf-8")
        )
        events = {form for form, uses in forms.items() if {kind for _, kind in uses} == {"past"}}
        return frozenset(listed | events)

    def of(self, words: Text, first: int, after: int) -> Tense | None:
        """Return the tense of the time in the words from `first` to before `after`; None if nothing tells it."""
        if fixed := self._by_preposition(words, first):
            return fixed
        for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
            form = words.forms[index]
            if form in _STOPS:
                break
            if self.calendar.has(form, "tense", "that"):
                if self._is_plan(words, index):
                    return "future"
                break
            if tense := self._of_verb(words, index):
                return tense
        return self._ahead(words, after)

    def _by_preposition(self, words: Text, first: int) -> Tense | None:
        before = words.form(first - 1) if first else ""
        if self.calendar.has(before, "tense", "since"):
            return "past"
        ends = self.calendar.has(before, "tense", "until") and self._is_deadline(words, first - 1)
        return "future" if ends or self.calendar.has(before, "tense", "by") else None

    def _is_deadline(self, words: Text, until: int) -> bool:
        """Return whether what ends on the day after حتى is still to end, by the words before it."""
        forms = (words.form(index) for index in range(max(0, until - _AHEAD), until))
        return any(self.calendar.has(form, "tense", "deadlines") for form in forms)

    def _is_plan(self, words: Text, index: int) -> bool:
        """Return whether the clause of a conjunction is what somebody plans: من المقرر أن، يعتزم أن."""
        form = words.form(index - 1) if index else ""
        return self.calendar.has(form, "tense", "plans") or self.calendar.has(form, "links", "scheduled")

    def _ahead(self, words: Text, after: int) -> Tense | None:
        for index in range(after, min(len(words), after + _AHEAD)):
            form = words.forms[index]
            if form in _STOPS or form == "،" or self.calendar.has(form, "tense", "that"):
                return None
            if tense := self._of_verb(words, index):
                return tense
        return None

    def _of_verb(self, words: Text, index: int) -> Tense | None:
        form = words.forms[index]
        if form[:1] in "وف" and form[1:] in self._past:
            return "past"
        if form in self._past:
            return "past"
        if self.calendar.has(form, "tense", "not_past"):
            return "past"
        bare = form[1:] if form[:1] in "وف" else form
        future = self.calendar.has(bare, "tense", "will") or self.calendar.has(bare, "links", "scheduled")
        return "future" if future or self._is_future(bare) else None

    def _is_future(self, form: str) -> bool:
        """Return whether a word is a verb with the particle of the future: ستجرى، سيفتح."""
        verb = len(form) > 4 and form[0] == "س" and form[1] in _IMPERFECT
        return verb and not form.startswith(tuple(self.calendar.words("tense", "no_future")))


@cache
def tenses(language: str) -> Tenses:
    """The tenses of a language, loaded once."""
    return Tenses(language)
