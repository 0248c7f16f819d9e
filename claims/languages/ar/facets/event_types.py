"""What kind of event a text is about, in the sub-event types of the ACLED codebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import Text, phrase_table, stems
from claims.model.facets import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["find"]

_SPECIFIC, _GENERAL = "event:specific", "event:general"
Phrases = dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class _Terms:
    specific: Phrases
    general: Phrases
    types: Mapping[tuple[bool, tuple[str, ...]], str]


@cache
def _terms(code: str) -> _Terms:
    data = table(code, "events.toml")
    kinds: dict[tuple[bool, tuple[str, ...]], str] = {}
    tables: dict[bool, Phrases] = {}
    for specific, section in ((True, data["specific"]), (False, data["general"])):
        for kind, phrases in section.items():
            for phrase in phrases:
                kinds[specific, tuple(word.form for word in Text(phrase).words)] = kind
        tables[specific] = phrase_table(phrase for phrases in section.values() for phrase in phrases)
    return _Terms(tables[True], tables[False], kinds)


def find(text: str | Text, language: str) -> tuple[Event, ...]:
    """The events that a text has words for, in text order.

    Raises:
        ClaimsError: for a language without data.
    """
    words = text if isinstance(text, Text) else Text(text)
    return tuple(_events(words, _terms(primary(language))))


def _events(text: Text, terms: _Terms) -> Iterator[Event]:
    index = 0
    while index < len(text):
        found = _at(text, index, terms)
        if found:
            yield found[0]
        index = found[1] if found else index + 1


def _at(text: Text, index: int, terms: _Terms) -> tuple[Event, int] | None:
    """The event whose words begin at `index`, and the index after them."""
    for specific, phrases in ((True, terms.specific), (False, terms.general)):
        for particles, stem in stems(text.form(index)):
            for words in phrases.get(stem, ()):
                if text.matches(index + 1, words[1:]):
                    last = index + len(words)
                    span = text.span(text.words[index].at + len(particles), text.words[last - 1].end)
                    return Event(span, terms.types[specific, words], _SPECIFIC if specific else _GENERAL), last
    return None
