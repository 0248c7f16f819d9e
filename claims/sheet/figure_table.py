"""Group figures by event and party, for each number and source. Figures are never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.analysis.events import Incidents, setting_of
from claims.analysis.numbers import ends, in_all, in_conflict
from claims.analysis.parties import name_key, party_of
from claims.sheet import view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import CountBefore
    from claims.model.facets import Figure
    from claims.sheet.tellings import Telling

    _Told = tuple[int, view.Figure]

__all__ = ["claimed_range", "figure_groups", "shown_figure"]

_PEOPLE = frozenset({"killed", "injured", "missing", "captured", "released", "displaced", "evacuated", "rescued"})
"""Outcomes for people: the counted noun (persons, bodies) says nothing more of who they are."""
_APART = frozenset({"lost", "destroyed", "damaged", "seized", "returned", "participating", "other"})
"""Outcomes that affect things as well as people: their numbers are comparable only if the same thing is counted."""


def figure_groups(tellings: Iterable[Telling]) -> tuple[view.FigureGroup, ...]:
    """Return the claims' figures grouped by event and party, in the order of their first claims.

    Figures whose claims name different times or places form separate groups.
    """
    incidents: dict[tuple[object, ...], Incidents] = {}
    names: dict[tuple[object, ...], view.Words | None] = {}
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for telling in tellings:
        setting = setting_of(telling.facets, telling.document)
        for figure in telling.own(telling.facets.figures):
            alike, name = _group_key(telling, figure)
            incident = incidents.setdefault(alike, Incidents()).number(setting, telling.record.document)
            key = *alike, incident
            names.setdefault(key, name)
            groups.setdefault(key, []).append((telling.source, shown_figure(telling, figure)))
    return tuple(_group(names[key], figures) for key, figures in groups.items())


def _group_key(telling: Telling, figure: Figure) -> tuple[tuple[object, ...], view.Words | None]:
    """Return the key of a figure's group, and the name of its party."""
    party, span = party_of(figure, telling.parties), figure.whose or figure.unit
    unit = name_key(figure.unit.exact) if figure.unit and figure.what in _APART else None
    if party is not None:
        return (figure.what, telling.key_of(party), unit), view.Words(party.name, telling.language)
    name = telling.words(span) if figure.whose or figure.what not in _PEOPLE else None
    return (figure.what, name_key(span.exact) if span else None, unit), name


def shown_figure(telling: Telling, figure: Figure) -> view.Figure:
    """Return a figure as the sheet shows it."""
    return view.Figure(
        what=figure.what,
        min=figure.min,
        max=figure.max,
        bound=figure.bound,
        stance=telling.stance,
        words=telling.exact(figure.span),
        unit=telling.words(figure.unit),
        whose=telling.words(figure.whose),
        event=telling.words(figure.event),
        claim=telling.shown,
    )


def _group(party: view.Words | None, told: Sequence[_Told]) -> view.FigureGroup:
    by_source: dict[int, list[view.Figure]] = {}
    for source, figure in told:
        by_source.setdefault(source, []).append(figure)
    return view.FigureGroup(
        what=told[0][1].what,
        party=party,
        lines=tuple(line for source, own in by_source.items() for line in _lines(source, own)),
        range=claimed_range([figure for _, figure in told if figure.stance is None]),
        differ=in_conflict((source, figure, figure.stance) for source, figure in told),
    )


def _lines(source: int, figures: Sequence[view.Figure]) -> list[view.FigureLine]:
    """Return a line for each number that one source gives, first-hand or through the same intermediaries."""
    readings: dict[object, list[view.Figure]] = {}
    for figure in figures:
        tellers = tuple(outer.source for outer in figure.claim.within)
        readings.setdefault((figure.min, figure.max, figure.bound, figure.stance, tellers), []).append(figure)
    least, most = in_all(figure for figure in figures if figure.stance is None)
    return [_line(source, same, least, most) for same in readings.values()]


def _line(source: int, same: Sequence[view.Figure], least: float, most: float) -> view.FigureLine:
    """Return a line; it is disputed unless it fits the source's other numbers (`least`, `most`)."""
    first = same[0]
    low, high = ends(first)
    return view.FigureLine(
        source=first.claim.source,
        source_number=source,
        gloss=first.claim.gloss,
        min=first.min,
        max=first.max,
        bound=first.bound,
        stance=first.stance,
        disputed=first.stance is None and (high < least or most < low),
        figures=tuple(same),
    )


def claimed_range(claimed: Sequence[view.Figure | CountBefore]) -> view.Range | None:
    """Return the range from the lowest to the highest of some claimed numbers; None if there is no number."""
    ends = [end for figure in claimed for end in (figure.min, figure.max) if end is not None]
    if not ends:
        return None
    return view.Range(
        min=min(ends),
        max=max(ends),
        about=any(figure.bound == "about" for figure in claimed),
        fewer=any(figure.min is None and figure.max == min(ends) for figure in claimed),
        more=any(figure.max is None and figure.min == max(ends) for figure in claimed),
    )
