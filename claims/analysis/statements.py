"""What a claim says in each facet, as a stretch of values: two claims cannot both be right where theirs do not meet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from claims.analysis.claim_dates import days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Claim
    from claims.model.facets import Facets, Figure, Place, Time

__all__ = ["FACETS", "Facet", "Statement", "statements"]

Facet = Literal["stance", "figure", "time", "place"]
FACETS: tuple[Facet, ...] = get_args(Facet)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim says in one facet.

    Attributes:
        what: Of a figure what happened; else None.
        low: The least value that the words allow: a number, a day, a place's id; of a stance 1 where it denies.
        high: The greatest.
        reading: The facet as it was read; None for a stance.
    """

    facet: Facet
    what: str | None
    low: float
    high: float
    reading: Figure | Time | Place | None = None

    def rules_out(self, other: Statement) -> bool:
        """Whether both cannot be."""
        if (self.facet, self.what) != (other.facet, other.what):
            return False
        return self.high < other.low or other.high < self.low


def statements(claim: Claim) -> list[Statement]:
    """What a claim says in every facet in which it says one thing."""
    denies = float(claim.act == "deny")
    said = [Statement("stance", None, denies, denies)]
    if claim.facets:
        said += [*_figures(claim.facets), *_date(claim.facets), *_place(claim.facets)]
    return said


def _figures(facets: Facets) -> Iterator[Statement]:
    """For each thing that happened the greatest number of it: others in the claim are parts of that."""
    greatest: dict[str, Figure] = {}
    for figure in facets.figures:
        known = greatest.get(figure.what)
        if figure.what != "other" and _reach(figure) and (known is None or _reach(figure) > _reach(known)):
            greatest[figure.what] = figure
    for what, figure in greatest.items():
        least = figure.min if figure.min is not None and figure.bound != "at_most" else -math.inf
        most = figure.max if figure.max is not None and figure.bound != "at_least" else math.inf
        yield Statement("figure", what, least, most, figure)


def _reach(figure: Figure) -> int:
    return max(figure.min or 0, figure.max or 0)


def _date(facets: Facets) -> Iterator[Statement]:
    dates = {stretch: time for time in facets.times if time.kind == "date" and (stretch := days(time.edtf))}
    if len(dates) == 1:
        (first, last), time = dates.popitem()
        yield Statement("time", None, first, last, time)


def _place(facets: Facets) -> Iterator[Statement]:
    exact = {place.geonames: place for place in facets.places if place.geonames and place.precision == "place"}
    if len(exact) == 1:
        known, place = exact.popitem()
        yield Statement("place", None, known or 0, known or 0, place)
