"""Match mentions of the same party, and assign figures to parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model.facets import Figure, Party

__all__ = ["PartyKey", "name_key", "party_key", "party_of"]

PartyKey = tuple[str, str]


def name_key(name: str) -> str:
    """Return a key that is equal for names that differ only in spelling."""
    return " ".join(fold(name)[0].split()).casefold()


def party_key(party: Party) -> PartyKey:
    """Return a key that is equal for all mentions of a party: its id if known, else its kind and name."""
    return ("known", party.known) if party.known is not None else (party.kind, name_key(party.name))


def party_of(figure: Figure, parties: Iterable[Party]) -> Party | None:
    """Return the party named in a figure's "of whom" words, or else in the words for what is counted."""
    span = figure.whose or figure.unit
    if span is None:
        return None
    return next((each for each in parties if each.span.start < span.end and span.start < each.span.end), None)
