"""Group figures by event and by who is counted, for each number and source. Figures are never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.analysis.events import Incidents, setting_of
from claims.analysis.numbers import ends, in_all, in_conflict
from claims.sheet import view
from claims.sheet.counted import Counted, counted_key, counted_label, noun_key, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import CountBefore
    from claims.sheet.counted import CountedKey
    from claims.sheet.event_view import Event
    from claims.sheet.tellings import Telling

__all__ = ["claimed_range", "figure_groups"]


def figure_groups(tellings: Iterable[Telling], events: Iterable[Event], language: str) -> tuple[view.FigureGroup, ...]:
    """Return the claims' figures grouped by event and by who is counted: in the events' order, the others last.

    A figure of a claim that reports no event belongs to the event whose figures it can be about, by time and place, if
    there is one; otherwise such figures form groups by time and place.

    Args:
        tellings: The claims.
        events: The events of the sheet.
        language: The sheet's language.
    """
    event_of = {claim.id: event for event in events for claim in event.claims}
    alike: dict[CountedKey, list[Counted]] = {}
    for telling in tellings:
        for figure in telling.own(telling.facets.figures):
            alike.setdefault(counted_key(telling, figure), []).append(Counted(telling, figure))
    found = [
        _group(event, same, language, named=named)
        for counted in alike.values()
        for event, told in _apart(counted, event_of)
        for same, named in _with_parts(told)
    ]
    return tuple(sorted(found, key=lambda group: (group.event is None, group.event or 0)))


def _apart(counted: Sequence[Counted], event_of: Mapping[str, Event]) -> Iterator[tuple[Event | None, list[Counted]]]:
    """Yield the figures that count the same, event by event; then those of no event, by time and place."""
    incidents = Incidents()
    numbers = [incidents.number(setting_of(one.facets, one.document), one.record.document) for one, _ in counted]
    events = [event_of.get(telling.record.id) for telling, _ in counted]
    of_incident: dict[int, dict[str, Event]] = {}
    for number, event in zip(numbers, events, strict=True):
        of_incident.setdefault(number, {}).update({event.id: event} if event else {})
    found: dict[object, tuple[Event | None, list[Counted]]] = {}
    for each, number, event in zip(counted, numbers, events, strict=True):
        fitting = of_incident[number]
        of = event or (next(iter(fitting.values())) if len(fitting) == 1 else None)
        found.setdefault(of.id if of else number, (of, []))[1].append(each)
    yield from found.values()


def _with_parts(told: Sequence[Counted]) -> Iterator[tuple[Sequence[Counted], bool]]:
    """Yield the figures that give a number of the whole, then each kind of those that its source counts among others.

    The latter need their noun for a name, as True tells.

    A smaller number of what is named alike is no part of the whole: its source contradicts itself.
    """
    claimed = [each for each in told if each.telling.stance is None]
    whole = whole_numbers(claimed) or claimed
    nouns = {noun_key(each.figure) for each in whole}
    parts: dict[str | None, list[Counted]] = {}
    for each in claimed:
        if each not in whole and noun_key(each.figure) not in nouns:
            parts.setdefault(noun_key(each.figure), []).append(each)
    apart = [each for same in parts.values() for each in same]
    yield [each for each in told if each not in apart], False
    yield from ((same, True) for same in parts.values())


def _group(event: Event | None, counted: Sequence[Counted], language: str, *, named: bool) -> view.FigureGroup:
    telling, figure = counted[0]
    party, kind = counted_label(counted)
    told = [(each.telling.source, each.shown) for each in counted]
    by_source: dict[int, list[view.Figure]] = {}
    for source, shown in told:
        by_source.setdefault(source, []).append(shown)
    return view.FigureGroup(
        what=figure.what,
        party=telling.words(figure.unit or figure.whose) if named else party,
        kind=kind,
        part=figure.is_part,
        lines=tuple(line for source, own in by_source.items() for line in _lines(source, own)),
        range=claimed_range([shown for _, shown in told if shown.stance is None]),
        differ=in_conflict((source, shown, shown.stance) for source, shown in told),
        event=event.number if event else None,
        place=event.place_in(language) if event else None,
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
