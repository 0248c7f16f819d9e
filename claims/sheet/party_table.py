"""List the parties that claims name, and what each is said to have done or suffered, by source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.analysis.parties import party_of
from claims.model.facets import Figure
from claims.sheet import view
from claims.sheet.counted import shown_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.analysis.parties import PartyKey
    from claims.model.facets import Party
    from claims.sheet.tellings import Telling

    Told = tuple[Telling, Party | Figure]

__all__ = ["actors"]


def actors(tellings: Iterable[Telling]) -> tuple[view.Actor, ...]:
    """Return the parties in the order in which the sheet first names them."""
    names: dict[PartyKey, list[tuple[Telling, Party]]] = {}
    told: dict[PartyKey, list[Told]] = {}
    for telling in tellings:
        for party in telling.own(telling.facets.parties):
            names.setdefault(telling.key_of(party), []).append((telling, party))
        for key, facet in _of_parties(telling):
            told.setdefault(key, []).append((telling, facet))
    return tuple(_actor(named, told[key]) for key, named in names.items())


def _of_parties(telling: Telling) -> Iterator[tuple[PartyKey, Party | Figure]]:
    """Yield the mentions of parties and the figures about them, in text order."""
    facets: list[tuple[PartyKey, Party | Figure]] = [
        (telling.key_of(party), party) for party in telling.own(telling.facets.parties)
    ]
    for figure in telling.own(telling.facets.figures):
        party = party_of(figure, telling.parties)
        facets += [(telling.key_of(party), figure)] if party else []
    yield from sorted(facets, key=lambda pair: pair[1].span.start)


def _actor(named: Sequence[tuple[Telling, Party]], told: Sequence[Told]) -> view.Actor:
    telling, party = named[0]
    return view.Actor(
        name=view.Words(party.name, telling.language),
        kind=party.kind,
        romanised=next((each.romanised for _, each in named if each.romanised is not None), None),
        known=party.known,
        words=tuple(dict.fromkeys(each.exact(mention.span) for each, mention in named)),
        deeds=tuple(_deeds(told)),
    )


def _deeds(told: Sequence[Told]) -> Iterator[view.Deed]:
    """Yield one entry for each clause of each claim that names the party or gives a figure about it."""
    clauses: dict[tuple[str, view.Words], list[Told]] = {}
    for telling, facet in told:
        clauses.setdefault((telling.shown.footnote.label, telling.excerpt(facet.span)), []).append((telling, facet))
    for (_, excerpt), inside in clauses.items():
        figures = tuple(shown_figure(telling, facet) for telling, facet in inside if isinstance(facet, Figure))
        yield view.Deed(excerpt, figures, inside[0][0].shown)
