"""Find the types of events in a text, as sub-event types of the ACLED codebook."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import Text, phrase_table, stems
from claims.model.facets import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find"]

_RANKS = ("decisive", "specific", "general", "background")
Phrases = dict[str, list[tuple[str, ...]]]


class _Terms:
    """The phrases for events, by rank, and the type of each."""

    def __init__(self, code: str) -> None:
        data = table(code, "events.toml")
        self.types: dict[tuple[str, tuple[str, ...]], str] = {}
        self._tables: dict[str, Phrases] = {}
        for rank in _RANKS:
            for kind, phrases in data[rank].items():
                for phrase in phrases:
                    self.types[rank, Text(phrase).forms] = kind
            self._tables[rank] = phrase_table(phrase for phrases in data[rank].values() for phrase in phrases)
        self.begun = lru_cache(maxsize=1 << 14)(self._begun)

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
    return tuple(_events(words, _terms(primary(language))))


def _events(text: Text, terms: _Terms) -> Iterator[Event]:
    begun, free = terms.begun, 0
    for index, form in enumerate(text.forms):
        if index >= free and begun(form) and (found := _at(text, index, terms)):
            yield found[0]
            free = found[1]


def _at(text: Text, index: int, terms: _Terms) -> tuple[Event, int] | None:
    """The event whose words begin at `index`, and the index after them."""
    for rank, cut, words in terms.begun(text.form(index)):
        if text.matches(index + 1, words[1:]):
            last = index + len(words)
            span = text.span(text.words[index].at + cut, text.words[last - 1].end)
            return Event(span, terms.types[rank, words], f"event:{rank}"), last
    return None
