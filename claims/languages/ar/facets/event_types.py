"""Find the types of events in a text, as sub-event types of the ACLED codebook."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import Text, phrase_table, stems
from claims.model.facets import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find"]

_RULES = {
    "unrelated": "",
    "decisive": "event:decisive",
    "specific": "event:specific",
    "general": "event:general",
    "mishap": "event:mishap",
    "deaths": "event:death",
    "background": "event:background",
}
"""The sections of words with the rules that they make, as they are tried; those that tell of no event make none."""
_SENTENCE_END = re.compile(r"[.؟!؛\n]")
_ARMS = ("used", "equipped", "supplied")
_SUPPLY_REACH = 8
"""Words before a weapon in which it is said to be supplied."""
Phrases = dict[str, list[tuple[str, ...]]]


class _Terms:
    """The phrases for events, by rank, and the type of each."""

    def __init__(self, code: str) -> None:
        data = dict(table(code, "events.toml"))
        self.types: dict[tuple[str, tuple[str, ...]], str] = {}
        self._tables: dict[str, Phrases] = {}
        data["specific"] = data["specific"] | {
            kind: [
                *data["specific"].get(kind, ()),
                *(f"{word} {place}" for word in words for place in data["places"]["kinds"]),
            ]
            for kind, words in data["before_places"].items()
        }
        stopping = [f"{word} {what}" for word in data["stopping"]["words"] for what in data["stopping"]["of"]]
        data["unrelated"] = {"": [*data["unrelated"]["phrases"], *stopping]}
        self.open = {Text(word).forms for words in data["open"].values() for word in words}
        self.weapons = {Text(word).forms for word in data["arms"]["weapons"]}
        self._arms = [(key, {Text(word).forms[0] for word in data["arms"][key]}) for key in _ARMS]
        for rank in _RULES:
            for kind, phrases in data[rank].items():
                for phrase in phrases:
                    self.types[rank, Text(phrase).forms] = kind
            self._tables[rank] = phrase_table(phrase for phrases in data[rank].values() for phrase in phrases)
        self.begun = lru_cache(maxsize=1 << 14)(self._begun)
        self.supply = lru_cache(maxsize=1 << 14)(self._supply)

    def _supply(self, form: str) -> str | None:
        """The list of words about weapons that a word is in: `used`, `equipped` or `supplied`; None if in none."""
        every = {stem for _, stem in stems(form)}
        return next((key for key, words in self._arms if every & words), None)

    def _begun(self, form: str) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """The phrases that may begin with a word, as they are tried: their rank, letters of particles, words."""
        return tuple(
            (rank, len(particles), words)
            for rank, phrases in self._tables.items()
            for particles, stem in stems(form)
            for words in phrases.get(stem, ())
        )


@cache
def _terms(code: str) -> _Terms:
    return _Terms(code)


def find(text: str | Text, language: str) -> tuple[Event, ...]:
    """The events that a text has words for, in text order.

    Raises:
        ClaimsError: for a language without data.
    """
    words = text if isinstance(text, Text) else Text(text)
    terms = _terms(primary(language))
    return tuple(_told_apart(list(_events(words, terms)), words.text, terms))


def _events(text: Text, terms: _Terms) -> Iterator[Event]:
    begun, free = terms.begun, 0
    for index, form in enumerate(text.forms):
        if index >= free and begun(form) and (found := _at(text, index, terms)):
            free = found[1]
            if found[0].type and not _only_supplied(text, index, found[1], terms):
                yield found[0]


def _only_supplied(text: Text, index: int, after: int, terms: _Terms) -> bool:
    """Return whether the words are a weapon that is said, just before, to be supplied or made: no event."""
    rest = text.forms[index + 1 : after]
    particles = [letters for letters, stem in stems(text.form(index)) if (stem, *rest) in terms.weapons]
    if not particles:
        return False
    told_by = {"equipped"} if particles[0].endswith("ب") else {"equipped", "supplied"}
    for before in range(index - 1, max(-1, index - 1 - _SUPPLY_REACH), -1):
        supply = terms.supply(text.form(before))
        if text.words[before].is_mark or supply == "used":
            return False
        if supply in told_by:
            return True
    return False


def _told_apart(events: list[Event], text: str, terms: _Terms) -> Iterator[Event]:
    """Yield the events; a bombardment is what the weapon after it in its sentence makes it (قصف … بطائرة مسيرة).

    Without one, it stays open from where it came.
    """
    for event, after in zip_longest(events, events[1:]):
        if Text(event.span.exact).forms not in terms.open:
            yield event
        elif after is not None and _names_weapon(event, after, text, terms):
            yield replace(event, type=after.type)
        else:
            yield replace(event, rule="event:open")


def _names_weapon(event: Event, after: Event, text: str, terms: _Terms) -> bool:
    """Return whether the event after a bombardment, in its sentence, says with what it was done."""
    is_open = Text(after.span.exact).forms in terms.open
    is_weapon = after.type in {"air_strike", "shelling"} and not is_open
    return is_weapon and not _SENTENCE_END.search(text, event.span.end, after.span.start)


def _at(text: Text, index: int, terms: _Terms) -> tuple[Event, int] | None:
    """The event whose words begin at `index`, and the index after them."""
    for rank, cut, words in terms.begun(text.form(index)):
        if text.matches(index + 1, words[1:]):
            last = index + len(words)
            span = text.span(text.words[index].at + cut, text.words[last - 1].end)
            return Event(span, terms.types[rank, words], _RULES[rank]), last
    return None
