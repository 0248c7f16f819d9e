"""List the tolls of an event: which number which source gives, and how the numbers differ. Never a sum."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims.analysis.event_reports import COUNTED
from claims.analysis.numbers import in_conflict
from claims.sheet.counted import Counted, counted_key, counted_label, size_of, whole_numbers
from claims.sheet.event_view import Teller, Toll, TollChange, TollValue
from claims.sheet.figure_table import claimed_range

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from claims.model import CountBefore, Span
    from claims.sheet.counted import CountedKey
    from claims.sheet.tellings import Telling

__all__ = ["tellers", "toll_changes", "tolls"]

_ORDER = ("killed", "injured", "missing", "captured", "released", "displaced", "lost", "destroyed", "damaged")


def tolls(tellings: Sequence[Telling]) -> tuple[Toll, ...]:
    """Return the tolls that the claims of an event give, the dead first.

    Which figures are about one toll, `counted_key` says.
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


def _replaced(new: Sequence[Counted], replaced: Sequence[CountBefore]) -> Iterator[CountBefore]:
    """Yield the numbers that new ones replace: of the same document and source, else the only one of the document."""
    for each in new:
        record = each.telling.record
        same = [old for old in replaced if (old.document, old.what) == (record.document, each.figure.what)]
        own = [old for old in same if old.source == record.source.name]
        yield from own or (same if len(same) == 1 else ())


def _gathered(tellings: Sequence[Telling]) -> dict[CountedKey, list[Counted]]:
    gathered: dict[CountedKey, list[Counted]] = {}
    for telling in tellings:
        for figure in telling.own(telling.facets.figures):
            if figure.what in COUNTED and telling.stance is None:
                gathered.setdefault(counted_key(telling, figure), []).append(Counted(telling, figure))
    kept = {key: found for key, counted in gathered.items() if (found := whole_numbers(counted))}
    order = {what: at for at, what in enumerate(_ORDER)}
    return dict(sorted(kept.items(), key=lambda pair: (order.get(pair[0][0], len(order)), pair[0][0], pair[0][1])))


def _toll(counted: Sequence[Counted]) -> Toll:
    figure = counted[0].figure
    party, kind = counted_label(counted)
    values = tuple(_values(counted))
    return Toll(
        what=figure.what,
        party=party,
        kind=kind,
        part=figure.is_part,
        range=claimed_range([each.shown for each in counted]) if len(values) > 1 else None,
        values=values,
        differ=in_conflict((each.telling.source, each.shown, None) for each in counted),
    )


def _values(counted: Iterable[Counted]) -> Iterator[TollValue]:
    gathered: defaultdict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for each in counted:
        gathered[each.figure.min, each.figure.max, each.figure.bound].append(each)
    for same in sorted(gathered.values(), key=lambda group: (size_of(group[0].figure), group[0].figure.bound)):
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
