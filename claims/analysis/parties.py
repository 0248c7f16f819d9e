"""Match mentions of the same party, and assign figures to parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.analysis.comparison_words import plain_words, stem
from claims.analysis.name_matching import name_of
from claims.analysis.sources import states_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Document
    from claims.model.facets import Facets, Figure, Party

__all__ = ["OF_A_SORT", "PartyKey", "homes", "name_key", "party_key", "party_of"]

OF_A_SORT = "party:group"
"""The rule that finds words for a sort of people, which are no name."""
_STATE_KINDS = frozenset({"state", "state_force"})

PartyKey = tuple[str, str]


def name_key(name: str) -> str:
    """Return a key that is equal for names that differ only in spelling."""
    return " ".join(fold(name)[0].split()).casefold()


def party_key(party: Party, language: str = "", home: str = "") -> PartyKey:
    """Return a key that is equal for all mentions of a party: its id if known, else its kind and name.

    Args:
        party: The party.
        language: The BCP 47 tag of its name. The forms of a word for a sort of people (المهاجمون, مهاجما) have one key.
        home: Where its document is set, such as a state: "the army" of two states is two. It is used for bodies that
            every state has, named without their state.
    """
    if party.known is not None:
        return "known", party.known
    if party.rule == OF_A_SORT:
        return party.kind, " ".join(stem(word, language) for word in plain_words(party.name))
    if party.kind in _STATE_KINDS and name_of(party.name, "body", language).state_body:
        return party.kind, f"{name_key(party.name)} {home}"
    return party.kind, name_key(party.name)


def homes(documents: Iterable[Document], parties_and_places: Iterable[tuple[str, Facets]]) -> dict[str, str]:
    """Return where each document is set, for `party_key`: the state of nearly all its places, else the document itself.

    Args:
        documents: The documents.
        parties_and_places: The facets of their claims, each with the id of its document.
    """
    states = states_of(parties_and_places)
    return {document.id: states.get(document.id, document.id) for document in documents}


def party_of(figure: Figure, parties: Iterable[Party]) -> Party | None:
    """Return the party named in a figure's "of whom" words, or else in the words for what is counted."""
    span = figure.whose or figure.unit
    if span is None:
        return None
    return next((each for each in parties if each.span.start < span.end and span.start < each.span.end), None)
