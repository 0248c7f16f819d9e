"""Decide who or what a figure counts: figures of one event that count the same have one key everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims.analysis.comparison_words import content_words
from claims.analysis.parties import OF_A_SORT, name_key, party_of
from claims.sheet import view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.analysis.parties import PartyKey
    from claims.model import Span
    from claims.model.facets import Figure, Party
    from claims.sheet.tellings import Telling

__all__ = [
    "Counted",
    "CountedKey",
    "counted_key",
    "counted_label",
    "noun_key",
    "shown_figure",
    "size_of",
    "whole_numbers",
]

_OF_THINGS = frozenset({"destroyed", "damaged", "seized", "participating", "other"})
_OF_EITHER = frozenset({"lost", "returned"})
"""Outcomes for people or things, which their nouns tell apart."""
_APART = frozenset({"=child", "=woman", "=soldier", "=militant", "=police"})
"""Concepts of people who are counted apart from people in general."""
_FORCES = frozenset({"state_force", "armed_group"})

CountedKey = tuple[str, bool, object]


class Counted(NamedTuple):
    """A figure and the claim that tells it."""

    telling: Telling
    figure: Figure

    @property
    def shown(self) -> view.Figure:
        """The figure as the sheet shows it."""
        return shown_figure(self.telling, self.figure)

    @property
    def party_key(self) -> PartyKey | None:
        """The key of the party that it counts; None if it names none."""
        party = party_of(self.figure, self.telling.parties)
        return None if party is None else self.telling.key_of(party)


def counted_key(telling: Telling, figure: Figure) -> CountedKey:
    """Return a key that is equal for figures that count the same.

    Claims about people in general, such as “19 persons” and “14 civilians”, count the same. Soldiers, fighters and the
    known parties do not, nor do children and women, parts of another number, and different things.
    """
    span = figure.whose or figure.unit
    if _is_of_things(telling, figure):
        names = tuple(part and name_key(part.exact) for part in (figure.unit, figure.whose))
        return figure.what, figure.is_part, names if any(names) else None
    party = party_of(figure, telling.parties)
    if party is not None and (party.known is not None or party.kind in _FORCES):
        key: object = telling.key_of(party) if party.known else party.kind
        return figure.what, figure.is_part, (key, noun_key(figure)) if figure.what in _OF_EITHER else key
    return figure.what, figure.is_part, next(iter(_concepts(telling, span)), None)


def counted_label(counted: Sequence[Counted]) -> tuple[view.Words | None, str | None]:
    """Return the words for those whom figures with one key count, and the kind of force if they are no known party.

    Both are None for people in general, who need none. The words are None for several forces of one kind, and for a
    force that only a noun names (13 جنديا), which stands in the case that its number gives it.
    """
    telling, figure = counted[0]
    party = party_of(figure, telling.parties)
    if _is_of_things(telling, figure):
        return telling.words(figure.unit or figure.whose), None
    if party is not None and party.known is None and party.kind in _FORCES:
        is_name = party.rule != OF_A_SORT and len({each.party_key for each in counted}) == 1
        return view.Words(party.name, telling.language) if is_name else None, party.kind
    return _words(telling, figure, party), None


def _words(telling: Telling, figure: Figure, party: Party | None) -> view.Words | None:
    span = figure.whose or figure.unit
    concepts = _concepts(telling, span)
    if party is not None and party.known is not None:
        return view.Words(party.name, telling.language)
    if concepts:
        return telling.words(span)
    return telling.exact(figure.span) if figure.is_part else None


def noun_key(figure: Figure) -> str | None:
    """Return a key of the noun that is counted; None if the words have none."""
    span = figure.unit or figure.whose
    return name_key(span.exact) if span else None


def whole_numbers(counted: Sequence[Counted]) -> list[Counted]:
    """Return the numbers without those that are parts of a larger one by the same source in the same document.

    Figures without a number stay only if their source gives none, and single persons only if nobody counts more.
    """
    if any(size_of(each.figure) > 1 for each in counted):
        counted = [each for each in counted if not each.figure.is_of_person]
    greatest: dict[tuple[int, str], int] = {}
    for each in counted:
        of = each.telling.source, each.telling.record.document
        greatest[of] = max(greatest.get(of, -1), size_of(each.figure))
    return [
        each
        for each in counted
        if size_of(each.figure) == greatest[each.telling.source, each.telling.record.document] > -1
    ]


def size_of(figure: Figure) -> int:
    """Return the greatest number that a figure gives; -1 if it gives none."""
    ends = [end for end in (figure.min, figure.max) if end is not None]
    return max(ends, default=-1)


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


def _is_of_things(telling: Telling, figure: Figure) -> bool:
    return figure.what in _OF_THINGS or (figure.what in _OF_EITHER and party_of(figure, telling.parties) is None)


def _concepts(telling: Telling, span: Span | None) -> list[str]:
    words = content_words(span.exact, telling.language or "") if span else ()
    return [word for word in words if word in _APART]
