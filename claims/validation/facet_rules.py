"""Rules for facets: their position, and whether their readings are consistent."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from claims.model.edtf import day, is_edtf
from claims.validation.country_points import nearer_country
from claims.validation.findings import Path, Problem, readable
from claims.validation.rule_registry import claim_rule
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Span
    from claims.model.facets import Time
    from claims.validation.claim_view import ClaimView

_is_edtf = lru_cache(maxsize=4096)(is_edtf)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


_KNOWN: Mapping[str, frozenset[tuple[bool, bool]]] = {
    "exact": frozenset({(True, True)}),
    "at_least": frozenset({(True, False)}),
    "at_most": frozenset({(False, True)}),
    "range": frozenset({(True, True)}),
    "about": frozenset({(True, True), (True, False), (False, True)}),
    "unknown": frozenset({(False, False)}),
}
"""Which of minimum and maximum each kind of bound needs."""


def fits(least: int | None, most: int | None, bound: str) -> bool:
    """Return whether a figure's limits fit each other and its bound."""
    if (least is not None, most is not None) not in _KNOWN[bound]:
        return False
    if least is None or most is None:
        return True
    return least == most if bound == "exact" else least < most if bound == "range" else least <= most


@lru_cache(maxsize=4096)
def said_weekday(edtf: str | None) -> str | None:
    """Return the weekday of the day that a date names; None if it is not a single day."""
    one = day(edtf) if edtf else None
    return None if one is None else _WEEKDAYS[one.weekday()]


@claim_rule("E210")
def facet_outside(view: ClaimView) -> Iterable[Problem]:
    """Report a facet outside its claim's content; skipped if the content itself is misplaced or malformed."""
    claim = view.claim
    if claim.facets is None or (view.broken and view.is_broken(("content",))):
        return ()
    if any(number < view.core and view.path(number)[0] == "content" for number in view.misplaced):
        return ()
    first, last = view.extent()
    one = len(claim.content) == 1
    return [
        Problem(
            "E210",
            path,
            f"{readable(path)} ({span.start}–{span.end}) is outside the claim's content: another claim says this",
        )
        for number, span in enumerate(view.spans)
        if (span.start < first or span.end > last or not (one or _is_inside(span, claim.content)))
        and number >= view.core
        and span.start < span.end
        for path in [view.path(number)]
        if path[-1] == "span"
    ]


def _is_inside(span: Span, content: Sequence[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in content)


@claim_rule("E601")
def figure_bound(view: ClaimView) -> Iterable[Problem]:
    """Report a figure whose limits contradict each other or its bound."""
    facets = view.claim.facets
    return [
        Problem("E601", path, f"{readable(path)}: {misfit(figure.min, figure.max, figure.bound)}")
        for number, figure in (view.numbered("figures", facets.figures) if facets is not None else ())
        if not fits(figure.min, figure.max, figure.bound)
        for path in [("facets", "figures", number)]
    ]


def misfit(least: int | None, most: int | None, bound: str) -> str:
    """Return in words why a figure's limits do not fit each other and its bound."""
    if least is not None and most is not None and least > most:
        return f"min is {least}, but max is {most}"
    wanted = {
        "exact": "min and max to be the same number",
        "at_least": "min to be a number and max null",
        "at_most": "max to be a number and min null",
        "unknown": "min and max to be null",
        "about": "min or max to be a number",
        "range": "min to be a number and max a greater one",
    }
    return f'bound is "{bound}", which needs {wanted[bound]}: they are {shown(least)} and {shown(most)}'


@claim_rule("E602")
def edtf_unreadable(view: ClaimView) -> Iterable[Problem]:
    """Report a date that is not valid EDTF, or does not exist."""
    facets = view.claim.facets
    found: list[Problem] = []
    for number, time in view.numbered("times", facets.times) if facets is not None else ():
        for name, text in (("edtf", time.edtf), ("partial", time.partial)):
            if text is not None and not _is_edtf(text):
                where = ("facets", "times", number, name)
                message = (
                    f"{readable(where)} is {shown(text)}: expected an existing date in EDTF, "
                    "such as 2016, 2024-02, 2024-02-28 or 2024-02-27/2024-02-28"
                )
                found.append(Problem("E602", where, message))
    return found


@claim_rule("E603", "W509")
def weekday_conflict(view: ClaimView) -> Iterable[Problem]:
    """Report a date whose weekday differs from the one in the words."""
    facets = view.claim.facets
    found: list[Problem] = []
    for number, time in view.numbered("times", facets.times) if facets is not None else ():
        if time.weekday or time.contradiction:
            found += weekday_problems(("facets", "times", number), time)
    return found


def weekday_problems(path: Path, time: Time) -> Iterator[Problem]:
    """Yield the problems of a time's weekday, or of its noted contradiction."""
    said, noted, falls = time.weekday, time.contradiction, said_weekday(time.edtf)
    here = (*path, "contradiction")
    is_a = f"{time.edtf} is a {str(falls).capitalize()}"
    if falls is None or said is None:
        if noted is not None:
            message = f"the article contradicts itself: {readable(path)} would be a {noted.capitalize()} by its words"
            yield Problem("W509", here, message)
    elif noted not in {None, falls}:
        yield Problem("E603", here, f'{readable(path)}: {is_a}, but contradiction is "{noted}"')
    elif said != falls and noted is None:
        message = f'{readable(path)}: {is_a}, but weekday is "{said}", and no contradiction is noted'
        yield Problem("E603", (*path, "weekday"), message)
    elif said == falls and noted is not None:
        yield Problem("E603", here, f"{readable(path)}: {is_a}, as the words say: there is no contradiction")
    elif noted is not None:
        yield Problem("W509", here, f"the article contradicts itself: it speaks of a {said.capitalize()}, but {is_a}")


@claim_rule("E604")
def outside_country(view: ClaimView) -> Iterable[Problem]:
    """Report a place whose coordinates lie in another country than its own."""
    facets = view.claim.facets
    found: list[Problem] = []
    for number, place in view.numbered("places", facets.places) if facets is not None else ():
        country, lat, lon = place.country, place.lat, place.lon
        if country is None or lat is None or lon is None:
            continue
        if (other := nearer_country(country, lat, lon)) is not None:
            path = ("facets", "places", number)
            message = f"{readable(path)}: {lat}, {lon} is not in {country}: the places around it are in {other}"
            found.append(Problem("E604", (*path, "lat"), message))
    return found
