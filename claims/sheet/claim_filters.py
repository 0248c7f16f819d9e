"""Define the filters of a sheet: articles, events, sources, review states, and content of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from claims.sheet.event_view import Event

__all__ = ["filters"]


def filters(
    claims: Sequence[view.Claim],
    *,
    sources: Iterable[view.Source],
    figures: Iterable[view.FigureGroup],
    moments: Iterable[view.Moment],
    locations: Iterable[view.Location],
    actors: Iterable[view.Actor],
    events: Iterable[Event] = (),
    language: str = "",
) -> tuple[view.Filter, ...]:
    """Return the filters of a sheet, from the other parts of the sheet.

    A filter without choices is left out, and so is one of articles or of kinds of source with a single choice.
    `claims` are all claims, including rejected ones; `moments` are those with and without a date.
    """
    moments = tuple(moments)
    told = {
        "figures": [figure.claim for group in figures for line in group.lines for figure in line.figures],
        "times": [moment.claim for moment in moments],
        "check": [claim for claim in claims if claim.doubts],
    }
    choices = {
        "article": list(_articles(claims)),
        "incident": [view.Choice(each.id, each.place_in(language), each.claims) for each in events if each.in_full],
        "source": [view.Choice(None, each.name, _once(each.claims)) for each in sources],
        "kind": list(_coded(claims, lambda claim: claim.kind)),
        "status": list(_coded(claims, lambda claim: claim.review.status)),
        "event": list(_coded(claims, lambda claim: claim.event.type if claim.event else None)),
        "date": list(_dates(moments)),
        "place": [view.Choice(None, each.name, _once(each.claims)) for each in locations],
        "party": [view.Choice(None, each.name, _once(deed.claim for deed in each.deeds)) for each in actors],
        "content": [view.Choice(code, None, _once(found)) for code, found in told.items() if found],
    }
    for code in ("article", "kind"):
        if len(choices[code]) < 2:
            del choices[code]
    return tuple(view.Filter(code, tuple(found)) for code, found in choices.items() if found)


def _articles(claims: Iterable[view.Claim]) -> Iterator[view.Choice]:
    """Return a choice for each article with its title, its first words or its id, in order of appearance."""
    gathered: dict[str, list[view.Claim]] = {}
    titles: dict[str, view.Words] = {}
    for claim in claims:
        document = claim.footnote.document
        if document is not None:
            gathered.setdefault(document.id, []).append(claim)
            titles.setdefault(document.id, document.title or document.opening or view.Words(document.id))
    yield from (view.Choice(id, titles[id], _once(found)) for id, found in gathered.items())


def _dates(moments: Iterable[view.Moment]) -> Iterator[view.Choice]:
    """Return a choice for each date that claims name, in the order given."""
    gathered: dict[str, list[view.Claim]] = {}
    for moment in moments:
        if moment.edtf is not None:
            gathered.setdefault(moment.edtf, []).append(moment.claim)
    yield from (view.Choice(edtf, None, _once(found)) for edtf, found in gathered.items())


def _coded(claims: Iterable[view.Claim], code_of: Callable[[view.Claim], str | None]) -> Iterator[view.Choice]:
    """Return a choice for each code that claims have, in order of appearance."""
    gathered: dict[str, list[view.Claim]] = {}
    for claim in claims:
        if (code := code_of(claim)) is not None:
            gathered.setdefault(code, []).append(claim)
    yield from (view.Choice(code, None, _once(found)) for code, found in gathered.items())


def _once(claims: Iterable[view.Claim]) -> tuple[view.Claim, ...]:
    return tuple({claim.footnote.label: claim for claim in claims}.values())
