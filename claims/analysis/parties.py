"""Which mentions are of one party, and to which party a figure belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model.facets import Figure, Party

__all__ = ["PartyKey", "name_key", "party_key", "party_of"]

PartyKey = tuple[str, str]


def name_key(name: str) -> str:
    """What names have in common that differ in spelling alone."""
    return " ".join(fold(name)[0].split()).casefold()


def party_key(party: Party) -> PartyKey:
    """What the mentions of one party have in common: its id where it is known, else its kind and name."""
    return ("known", party.known) if party.known is not None else (party.kind, name_key(party.name))


def party_of(figure: Figure, parties: Iterable[Party]) -> Party | None:
    """The party in the words that say of whom a figure is; where none say it, in those for what is counted."""
    span = figure.whose or figure.unit
    if span is None:
        return None
    return next((each for each in parties if each.span.start < span.end and span.start < each.span.end), None)
