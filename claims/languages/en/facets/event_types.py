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

_SUPPLY_REACH = 8
"""Words before a weapon in which it is said to be supplied."""
_MARKS = frozenset(".,;:!?()\n")


@cache
def _terms() -> _Terms:
    """Return the phrases for events by first word, and the type and rule of each that tells of one."""
    data = table("events.toml")
    types: dict[tuple[str, ...], tuple[str, str]] = {}
    for section, rule in _RULES.items():
        for kind, phrases in data[section].items():
            types |= {Text(phrase).forms: (kind, rule) for phrase in phrases}
    return phrase_table([*(" ".join(forms) for forms in types), *data["unrelated"]["phrases"]]), types


@cache
def _arms() -> tuple[frozenset[tuple[str, ...]], dict[str, str]]:
    """Return the weapons, and for each word about them its list: `equipped`, `supplied` or `used`."""
    data = table("events.toml")["arms"]
    weapons = frozenset(Text(phrase).forms for phrase in data["weapons"])
    return weapons, {word: key for key in ("equipped", "supplied", "used") for word in data[key]}


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
            told = types.get(text.forms[index : index + size])
            if told and not _only_supplied(text, index, index + size):
                found.append(Event(text.span(index, index + size), *told))
            free = index + size
    return tuple(found)


def _only_supplied(text: Text, index: int, after: int) -> bool:
    """Return whether the words are a weapon that is said, just before, to be supplied or made: no event."""
    weapons, lists = _arms()
    if text.forms[index:after] not in weapons:
        return False
    told_by = {"equipped", "supplied"}
    for form in reversed(text.forms[max(0, index - _SUPPLY_REACH) : index]):
        if form in _MARKS or lists.get(form) == "used":
            return False
        if lists.get(form) in told_by:
            return True
        if form == "with":
            told_by = {"equipped"}
    return False
