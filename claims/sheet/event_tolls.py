"""List the tolls of an event: which number which source gives, and how the numbers differ. Never a sum."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from claims.analysis.comparison_words import content_words
from claims.analysis.event_reports import COUNTED
from claims.analysis.numbers import in_conflict
from claims.analysis.parties import name_key, party_of
from claims.sheet import view
from claims.sheet.event_view import Teller, Toll, TollChange, TollValue
from claims.sheet.figure_table import claimed_range, shown_figure

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from claims.model import CountBefore, Span
    from claims.model.facets import Figure
    from claims.sheet.tellings import Telling

__all__ = ["tellers", "toll_changes", "tolls"]

_ORDER = ("killed", "injured", "missing", "captured", "released", "displaced", "lost", "destroyed", "damaged")
_OF_THINGS = frozenset({"destroyed", "damaged", "seized"})
_APART = frozenset({"=child", "=woman", "=soldier", "=militant", "=police"})
"""Concepts of people who are counted apart from people in general."""
_FORCES = frozenset({"state_force", "armed_group"})

_Key = tuple[str, bool, object]


class _Counted(NamedTuple):
    """A figure of a claim, and the claim's words for those who are counted."""

    telling: Telling
    figure: Figure
    shown: view.Figure


def tolls(tellings: Sequence[Telling]) -> tuple[Toll, ...]:
    """Return the tolls that the claims of an event give, the dead first.

    Claims about people in general, such as “19 persons” and “14 civilians”, are about one toll. Soldiers, fighters and
    the known parties are not, nor are children and women, nor parts of another number.
    """
    return tuple(_toll(counted) for counted in _gathered(tellings).values())


def toll_changes(
    tellings: Sequence[Telling], added: Container[str], replaced: Sequence[CountBefore] = ()
) -> tuple[TollChange, ...]:
    """Return the tolls whose range the last addition changed, with the range before and after.

    Args:
        tellings: The claims of an event.
        added: The ids of the new claims.
        replaced: What sources counted in versions of documents that new ones replaced. Such a number was of this event
            if its document now gives another number of the same here, and of no other source if it has several.
    """
    before = _gathered([each for each in tellings if each.record.id not in added])
    found = []
    for key, counted in _gathered(tellings).items():
        new = [each for each in counted if each.telling.record.id in added]
        after = claimed_range([each.shown for each in counted])
        earlier = claimed_range([*(each.shown for each in before.get(key, ())), *_replaced(new, replaced)])
        if after is not None and earlier != after:
            toll = _toll(counted)
            found.append(TollChange(toll.what, toll.party, toll.kind, toll.part, earlier, after))
    return tuple(found)


def _replaced(new: Sequence[_Counted], replaced: Sequence[CountBefore]) -> Iterator[CountBefore]:
    """Yield the numbers that new ones replace: of the same document and source, else the only one of the document."""
    for each in new:
        record = each.telling.record
        same = [old for old in replaced if (old.document, old.what) == (record.document, each.figure.what)]
        own = [old for old in same if old.source == record.source.name]
        yield from own or (same if len(same) == 1 else ())


def _gathered(tellings: Sequence[Telling]) -> dict[_Key, list[_Counted]]:
    gathered: dict[_Key, list[_Counted]] = {}
    for telling in tellings:
        for figure in telling.own(telling.facets.figures):
            if figure.what in COUNTED and telling.stance is None:
                counted = _Counted(telling, figure, shown_figure(telling, figure))
                gathered.setdefault(_key(telling, figure), []).append(counted)
    kept = {key: found for key, counted in gathered.items() if (found := _whole(counted))}
    order = {what: at for at, what in enumerate(_ORDER)}
    return dict(sorted(kept.items(), key=lambda pair: (order.get(pair[0][0], len(order)), pair[0][0], pair[0][1])))


def _key(telling: Telling, figure: Figure) -> _Key:
    span = figure.whose or figure.unit
    if figure.what in _OF_THINGS:
        return figure.what, figure.is_part, name_key(span.exact) if span else None
    party = party_of(figure, telling.parties)
    if party is not None and (party.known is not None or party.kind in _FORCES):
        return figure.what, figure.is_part, telling.key_of(party) if party.known else party.kind
    words = content_words(span.exact, telling.language or "") if span else ()
    return figure.what, figure.is_part, next((word for word in words if word in _APART), None)


def _whole(counted: Sequence[_Counted]) -> list[_Counted]:
    """Return the numbers without those that are parts of a larger one by the same source in the same document.

    Figures without a number stay only if their source gives none, and single persons only if nobody counts more.
    """
    if any(_size(each.figure) > 1 for each in counted):
        counted = [each for each in counted if not each.figure.is_of_person]
    greatest: dict[tuple[int, str], int] = {}
    for each in counted:
        of = each.telling.source, each.telling.record.document
        greatest[of] = max(greatest.get(of, -1), _size(each.figure))
    return [
        each
        for each in counted
        if _size(each.figure) == greatest[each.telling.source, each.telling.record.document] > -1
    ]


def _size(figure: Figure) -> int:
    ends = [end for end in (figure.min, figure.max) if end is not None]
    return max(ends, default=-1)


def _toll(counted: Sequence[_Counted]) -> Toll:
    telling, figure, _ = counted[0]
    party = party_of(figure, telling.parties)
    force = party is not None and party.known is None and party.kind in _FORCES
    values = tuple(_values(counted))
    return Toll(
        what=figure.what,
        party=_party(telling, figure),
        kind=party.kind if party is not None and force else None,
        part=figure.is_part,
        range=claimed_range([each.shown for each in counted]) if len(values) > 1 else None,
        values=values,
        differ=in_conflict((each.telling.source, each.shown, None) for each in counted),
    )


def _party(telling: Telling, figure: Figure) -> view.Words | None:
    """Return the words for those who are counted; None for people in general, who need none."""
    span = figure.whose or figure.unit
    if figure.what in _OF_THINGS or (span and not _APART.isdisjoint(content_words(span.exact, telling.language or ""))):
        return telling.words(span)
    party = party_of(figure, telling.parties)
    if party is not None and party.known is not None:
        return view.Words(party.name, telling.language)
    return telling.exact(figure.span) if figure.is_part else None


def _values(counted: Iterable[_Counted]) -> Iterator[TollValue]:
    gathered: defaultdict[tuple[object, ...], list[_Counted]] = defaultdict(list)
    for each in counted:
        gathered[each.figure.min, each.figure.max, each.figure.bound].append(each)
    for same in sorted(gathered.values(), key=lambda group: (_size(group[0].figure), group[0].figure.bound)):
        yield TollValue(same[0].shown, tellers([(each.telling, each.figure.span) for each in same]))


def tellers(told: Iterable[tuple[Telling, Span]]) -> tuple[Teller, ...]:
    """Return who tells something, and through whom.

    Where one document credits the same words to two sources, one of them passes them on: media count as those who do.

    Args:
        told: Claims, each with the words in its document that tell it.
    """
    places: defaultdict[tuple[str, int], list[Telling]] = defaultdict(list)
    for telling, span in told:
        places[telling.record.document, span.start].append(telling)
    found: dict[tuple[object, ...], Teller] = {}
    for same in places.values():
        first, *others = sorted(same, key=lambda each: each.shown.kind == "media")
        through = (*first.shown.relays, *(outer.source for outer in first.shown.within))
        through += tuple(each.shown.source for each in others if each.source != first.source)
        through = tuple(dict.fromkeys(through))
        key = first.source, tuple(words and words.text for words in through)
        known = found.get(key)
        claims = (*(known.claims if known else ()), *(each.shown for each in same))
        found[key] = Teller(first.shown.source, first.shown.gloss, first.source, through, tuple(dict.fromkeys(claims)))
    return tuple(found.values())
