"""The rules about what a claim says: where its facets stand, and whether their readings can be right.

Each takes a `View` and returns the problems that it finds. A rule is shown only facets whose form is right. The tests
of single readings are functions of plain values, for what decides quickly asks them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from claims.model.edtf import day, is_edtf
from claims.validation.country_points import nearer_country
from claims.validation.findings import Path, Problem, readable
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.validation.claim_rules import View

__all__ = ["KINDS", "SPANS", "Reading", "fits", "other_country", "readings", "said_weekday"]

KINDS = ("figures", "times", "places", "parties")
SPANS: Mapping[str, tuple[str, ...]] = {
    "figures": ("span", "unit", "whose", "event"),
    "times": ("span",),
    "places": ("span", "relation"),
    "parties": ("span",),
    "event": ("span",),
}
"""The properties of each kind of facet that are spans."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Reading(NamedTuple):
    """One facet of a claim, with its kind and its path in the record."""

    kind: str
    path: Path
    value: Mapping[str, Any]


def readings(facets: object) -> Iterator[Reading]:
    """The facets of what a record holds as such, whatever it is; their form may be wrong."""
    if not isinstance(facets, dict):
        return
    for kind in KINDS:
        held = facets.get(kind)
        for number, value in enumerate(held if isinstance(held, list) else ()):
            if isinstance(value, dict):
                yield Reading(kind, ("facets", kind, number), value)
    if isinstance(facets.get("event"), dict):
        yield Reading("event", ("facets", "event"), facets["event"])


_KNOWN: Mapping[str, frozenset[tuple[bool, bool]]] = {
    "exact": frozenset({(True, True)}),
    "at_least": frozenset({(True, False)}),
    "at_most": frozenset({(False, True)}),
    "range": frozenset({(True, True)}),
    "about": frozenset({(True, True), (True, False), (False, True)}),
    "unknown": frozenset({(False, False)}),
}
"""Which of minimum and maximum each sort of bound has."""


def fits(least: int | None, most: int | None, bound: str) -> bool:
    """Whether a figure's limits fit each other and the word for how it is bound."""
    if (least is not None, most is not None) not in _KNOWN[bound]:
        return False
    if least is None or most is None:
        return True
    return least == most if bound == "exact" else least < most if bound == "range" else least <= most


def said_weekday(edtf: str | None) -> str | None:
    """The weekday of the day that a date names; None where it is no single day."""
    one = day(edtf) if edtf else None
    return None if one is None else _WEEKDAYS[one.weekday()]


def other_country(country: str | None, lat: float | None, lon: float | None) -> str | None:
    """The country in which the point of a place lies, where that is plainly not the one it is said to be in."""
    if country is None or lat is None or lon is None:
        return None
    return nearer_country(country, lat, lon)


def facet_outside(claim: View) -> Iterable[Problem]:
    """E210 facet-outside; not asked where the content itself is misplaced, which is said by another rule."""
    content = claim.content()
    text = None if claim.article is None else claim.article.text
    if text is not None and any(text[part.start : part.end] != part.exact for part in content):
        return
    for _, path, value in claim.readings():
        start, end = value["span"]["start"], value["span"]["end"]
        if start < end and not any(part.start <= start and end <= part.end for part in content):
            name = readable((*path, "span"))
            message = f"{name} ({start}–{end}) is not inside the claim's content: it is not the claim that says this"
            yield Problem("E210", (*path, "span"), message)


def figure_bound(claim: View) -> Iterable[Problem]:
    """E601 figure-bound."""
    for kind, path, value in claim.readings():
        if kind == "figures" and not fits(value["min"], value["max"], value["bound"]):
            yield Problem("E601", path, f"{readable(path)}: {_misfit(value['min'], value['max'], value['bound'])}")


def _misfit(least: int | None, most: int | None, bound: str) -> str:
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
    return f'bound is "{bound}", which wants {wanted[bound]}: they are {shown(least)} and {shown(most)}'


def edtf_unreadable(claim: View) -> Iterable[Problem]:
    """E602 edtf-unreadable."""
    for kind, path, value in claim.readings():
        for name in ("edtf", "partial"):
            text = value.get(name) if kind == "times" else None
            if text is not None and not is_edtf(text):
                where = (*path, name)
                yield Problem(
                    "E602", where,
                    f"{readable(where)} is {shown(text)}: expected a date that there is, as EDTF writes it, "
                    "such as 2016, 2024-02, 2024-02-28 or 2024-02-27/2024-02-28",
                )  # fmt: skip


def weekday_conflict(claim: View) -> Iterable[Problem]:
    """E603 weekday-conflict, W509 weekday-contradicted."""
    for kind, path, value in claim.readings():
        if kind == "times" and (value.get("weekday") or value.get("contradiction")):
            yield from _weekday(path, value)


def _weekday(path: Path, value: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the weekday of a time, or with what its reading notes of it."""
    said, noted, falls = value.get("weekday"), value.get("contradiction"), said_weekday(value["edtf"])
    here = (*path, "contradiction")
    is_a = f"{value['edtf']} is a {str(falls).capitalize()}"
    if falls is None or said is None:
        if noted is not None:
            message = f"the article contradicts itself: by its words {readable(path)} would be a {noted.capitalize()}"
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


def outside_country(claim: View) -> Iterable[Problem]:
    """E604 place-outside-country."""
    for kind, path, value in claim.readings():
        if kind != "places":
            continue
        country, lat, lon = value["country"], value["lat"], value["lon"]
        if (other := other_country(country, lat, lon)) is not None:
            message = f"{readable(path)}: {lat}, {lon} is not in {country}: the places around it are in {other}"
            yield Problem("E604", (*path, "lat"), message)
