"""Rule for the readings of a claim's words: those in a record are those that the language's reader makes of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.model.edtf import is_edtf
from claims.model.facets import BY_HAND, Event, Figure, Party, Place, Time
from claims.model.span import Span
from claims.validation.country_points import nearer_country
from claims.validation.facet_rules import fits, weekday_problems
from claims.validation.findings import Problem, readable
from claims.validation.rule_registry import set_rule
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from msgspec import Struct

    from claims.extraction.claim_facets import TextReadings
    from claims.model.facets import Facets
    from claims.validation.claim_set import ClaimSet
    from claims.validation.claim_view import ClaimView
    from claims.validation.findings import Path

__all__ = ["reading_differs"]

_KINDS = ("figures", "times", "places", "parties")
_STRUCTS: Mapping[str, type[Struct]] = {
    "figures": Figure, "times": Time, "places": Place, "parties": Party, "event": Event,
}  # fmt: skip
_NOT_MEANING = frozenset({"span", "rule", "romanised"})
"""What does not say what words mean: where they stand, how they were read, how they are written in Latin letters."""
_MEANING: Mapping[str, Sequence[str]] = {
    kind: tuple(name for name in struct.__struct_fields__ if name not in _NOT_MEANING)
    for kind, struct in _STRUCTS.items()
}
"""The properties that say what the words of each kind of reading mean."""
_TELLING: Mapping[str, Sequence[str]] = {
    "figures": ("what", "min", "max", "bound"),
    "times": ("edtf", "partial", "clock", "duration"),
    "places": ("country", "geonames", "lat", "lon"),
    "parties": ("name", "kind"),
    "event": ("type",),
}
"""What is told of a reading that should not be there, or is missing."""


@set_rule("E605")
def reading_differs(view: ClaimView, claims: ClaimSet, _: int) -> Iterable[Problem]:
    """Report a figure, time, place, party or event that the document's language reads otherwise in the same words.

    What reviewers read is not compared: it stands in their acts, or in a claim that the tool did not find. Readings in
    which another rule finds an error are left to it.
    """
    claim, article = view.claim, view.article
    if claim.facets is None and claim.found is None:
        return ()  # A person or another tool made the claim, and has read nothing in its words.
    if article is None or claim.document not in claims.dates or not claim.content:
        return ()
    if view.misquoted or view.misplaced or any(span.start >= span.end for span in view.spans):
        return ()
    readings = _readings(article.text, claims.tongues[claim.document], claims.dates[claim.document])
    if readings is None:
        return ()
    read = readings.of(claim.content)
    return list(_not_read(view, read) if claim.facets is None else _Comparison(view, read).problems())


@lru_cache(maxsize=4)
def _readings(text: str, tongue: str, published: str | None) -> TextReadings | None:
    """Return the readings of a text, of which claims mostly follow each other; None if its language reads none."""
    from claims.extraction import language  # Few record sets have facets to compare.
    from claims.extraction.claim_facets import TextReadings

    reader = language(tongue).facet_reader
    return None if reader is None else TextReadings(text, tongue, published, reader)


def _not_read(view: ClaimView, read: Facets) -> Iterator[Problem]:
    """Yield a problem for a claim that the tool found but that has no readings, although its words say something."""
    told = [(kind, each) for kind in _KINDS for each in getattr(read, kind)]
    told += [("event", read.event)] if read.event is not None else []
    if told and view.follows_words and not view.broken:
        kind, first = told[0]
        more = f", and {len(told) - 1} more" if len(told) > 1 else ""
        said = f"{shown(first.span.exact)} says {_said(first, _TELLING[kind])}{more}"
        yield Problem("E605", ("facets",), f"facets is null, but {said}")


class _Comparison:
    """Compares the facets of a claim with those that its words have.

    A claim that the tool found must have them all, and no others: what people read of it is in their acts.
    """

    def __init__(self, view: ClaimView, read: Facets) -> None:
        self._view = view
        self._told = view.claim.facets
        self._read = read
        self._as_found = view.follows_words and view.claim.found is not None and not view.broken

    def problems(self) -> Iterator[Problem]:
        """Yield the problems, kind by kind."""
        for kind in _KINDS:
            told = list(self._view.numbered(kind, getattr(self._told, kind)))
            yield from self._of_kind(kind, told, list(getattr(self._read, kind)))
        yield from self._of_event(self._told.event, self._read.event)

    def _of_kind(self, kind: str, told: list[tuple[int, Any]], read: list[Any]) -> Iterator[Problem]:
        odd: list[tuple[int, Any]] = []
        for number, facet in told:
            same = next((each for each in _at(facet, read) if not _unlike(kind, facet, each)), None)
            if same is None:
                odd.append((number, facet))
            else:
                read.remove(same)
        for number, facet in odd:
            other = next(_at(facet, read), None)
            if other is not None:
                read.remove(other)
            if self._is_compared(facet) and not _is_faulty(kind, number, facet):
                yield _differing(kind, ("facets", kind, number), facet, other)
        if self._as_found:
            yield from (_left_out(kind, ("facets", kind), each) for each in read)

    def _of_event(self, told: Any, read: Event | None) -> Iterator[Problem]:
        path = ("facets", "event")
        if told is None:
            if read is not None and self._as_found:
                yield _left_out("event", path, read)
        elif self._is_compared(told) and (read is None or _differ(told, read, ("span", "type"))):
            yield _differing("event", path, told, read)

    def _is_compared(self, facet: Any) -> bool:
        return self._as_found or not _is_by_hand(facet)


def _is_by_hand(facet: Any) -> bool:
    return facet.rule in (None, BY_HAND)


def _differing(kind: str, path: Path, told: Any, read: Any) -> Problem:
    words = shown(told.span.exact)
    if read is None:
        what = f"{readable(path)} is {_said(told, _TELLING[kind])}, but {words} says no such thing"
    elif kind == "event" and _differ(told, read, ("span",)):
        what = (
            f"{readable(path)} is {told.type} ({words}), but the main event is {read.type} ({shown(read.span.exact)})"
        )
    else:
        names = _unlike(kind, told, read)
        what = f"{readable(path)} is {_said(told, names)}, but {words} says {_said(read, names)}"
    by_hand = " (made by hand, but no act of a reviewer says so)" if _is_by_hand(told) else ""
    return Problem("E605", path, what + by_hand)


def _left_out(kind: str, path: Path, read: Any) -> Problem:
    message = f"{readable(path)} leaves out what {shown(read.span.exact)} says: {_said(read, _TELLING[kind])}"
    return Problem("E605", path, message)


def _at(facet: Any, read: Iterable[Any]) -> Iterator[Any]:
    """Yield the readings that have the span of a facet."""
    return (each for each in read if not _differ(facet, each, ("span",)))


def _unlike(kind: str, told: Any, read: Any) -> list[str]:
    """Return the properties in which two readings of the same words mean different things."""
    unlike = _differ(told, read, _MEANING[kind])
    if kind == "figures" and _counted(told.rule or BY_HAND) != _counted(read.rule):
        unlike.append("rule")
    return unlike


def _counted(rule: str) -> tuple[bool, bool]:
    """Return whether a figure counts a part of others, or says what happened to one person, as its rule tells."""
    figure = Figure(Span(0, 0, ""), "other", None, None, "unknown", rule=rule)
    return figure.is_part, figure.is_of_person


def _differ(told: Any, read: Any, names: Iterable[str]) -> list[str]:
    return [name for name in names if _plain(getattr(told, name)) != _plain(getattr(read, name))]


def _plain(value: Any) -> Any:
    """Return a value that compares alike whichever decoder made it."""
    if isinstance(value, tuple):
        return tuple((each.geonames, each.name, each.country) for each in value)
    return (value.start, value.end) if hasattr(value, "exact") else value


def _said(reading: Any, names: Iterable[str]) -> str:
    return ", ".join(f"{name} {_worded(getattr(reading, name))}" for name in names)


def _worded(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, tuple):
        return f"[{', '.join(each.name for each in value)}]"
    if hasattr(value, "exact"):
        return shown(value.exact)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_faulty(kind: str, number: int, facet: Any) -> bool:
    """Return whether another rule reports an error in the facet already."""
    if kind == "figures":
        return not fits(facet.min, facet.max, facet.bound)
    if kind == "times":
        dates = [text for text in (facet.edtf, facet.partial) if text is not None]
        odd = weekday_problems(("facets", kind, number), facet)
        return not all(map(is_edtf, dates)) or any(problem.code == "E603" for problem in odd)
    if kind != "places" or facet.country is None or facet.lat is None or facet.lon is None:
        return False
    return nearer_country(facet.country, facet.lat, facet.lon) is not None
