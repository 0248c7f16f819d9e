"""Find the types of events in an English text, as sub-event types of the ACLED codebook."""

from __future__ import annotations

from functools import cache

from claims.languages.en.facets.english_words import Text, phrase_table, table
from claims.model.facets import Event

__all__ = ["find", "read"]

_Terms = tuple[dict[str, list[tuple[str, ...]]], dict[tuple[str, ...], tuple[str, str]]]


@cache
def _terms() -> _Terms:
    """Return the phrases for events by first word, and the type and rule of each."""
    data = table("events.toml")
    types: dict[tuple[str, ...], tuple[str, str]] = {}
    for section in ("general", "open", "specific"):
        for kind, phrases in data[section].items():
            types |= {Text(phrase).forms: (kind, f"event:{section}") for phrase in phrases}
    return phrase_table(" ".join(forms) for forms in types), types


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
            kind, rule = types[text.forms[index : index + size]]
            found.append(Event(text.span(index, index + size), kind, rule))
            free = index + size
    return tuple(found)
