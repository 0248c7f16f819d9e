"""Which mentions are of one party, and to which party a figure belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.analysis.tellings import name_key

if TYPE_CHECKING:
    from claims.analysis.tellings import Telling
    from claims.model.facets import Figure, Party

__all__ = ["PartyKey", "party_key", "party_of"]

PartyKey = tuple[str, str]


def party_key(party: Party) -> PartyKey:
    """What the mentions of one party have in common: its id where it is known, else its kind and name."""
    return ("known", party.known) if party.known is not None else (party.kind, name_key(party.name))


def party_of(telling: Telling, figure: Figure) -> Party | None:
    """The party in the words that say of whom a figure is; where none say it, in those for what is counted."""
    span = figure.whose or figure.unit
    if span is None:
        return None
    overlapping = (each for each in telling.parties if each.span.start < span.end and span.start < each.span.end)
    return next(overlapping, None)
