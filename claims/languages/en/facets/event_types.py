"""Find the types of events in an English text, as sub-event types of the ACLED codebook."""

from __future__ import annotations

from functools import cache

from claims.languages.en.facets.english_words import Text, phrase_table, table
from claims.model.facets import Event

__all__ = ["find", "read"]

_Terms = tuple[dict[str, list[tuple[str, ...]]], dict[tuple[str, ...], tuple[str, str]]]
_RULES = {
    "background": "event:background",
    "deaths": "event:death",
    "mishap": "event:mishap",
    "general": "event:general",
    "open": "event:open",
    "specific": "event:specific",
}
"""The sections of words, least telling first, with the rules that they make; a phrase of two is of the last."""


@cache
def _terms() -> _Terms:
    """Return the phrases for events by first word, and the type and rule of each that tells of one."""
    data = table("events.toml")
    types: dict[tuple[str, ...], tuple[str, str]] = {}
    for section, rule in _RULES.items():
        for kind, phrases in data[section].items():
            types |= {Text(phrase).forms: (kind, rule) for phrase in phrases}
    return phrase_table([*(" ".join(forms) for forms in types), *data["unrelated"]["phrases"]]), types


def find(text: str) -> tuple[Event, ...]:
    """Return the events that a text has words for, in text order."""
    return read(Text(text))


def read(text: Text) -> tuple[Event, ...]:
    """Return the events of a text that is already split."""
    phrases, types = _terms()
    found: list[Event] = []
    free = 0
    for index, form in enumerate(text.forms):
        if index >= free and form in phrases and (size := text.longest(index, phrases)):
            if told := types.get(text.forms[index : index + size]):
                found.append(Event(text.span(index, index + size), *told))
            free = index + size
    return tuple(found)
