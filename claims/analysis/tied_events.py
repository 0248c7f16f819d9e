"""Apply to events what reviewers say of claims: that two are about one event, or about different ones."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claims.analysis.event_reports import Gathering, publication_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.analysis.event_reports import Apart, EventReport
    from claims.model import Document, Ties

__all__ = ["are_apart", "as_tied", "kept_apart"]


def kept_apart(ties: Ties) -> Apart:
    """Return, for the id of a claim, the ids of those that a reviewer says are about another event."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in ties.two_events:
        found[one].add(other)
        found[other].add(one)
    return dict(found)


def are_apart(one: Gathering, other: Gathering, apart: Apart) -> bool:
    """Return whether a reviewer says that a claim of one event and a claim of another are about different ones."""
    if not apart:
        return False
    others = {id for report in one.reports for id in apart.get(report.claim.id, ())}
    return other.is_apart(others)


def as_tied(
    gathered: Sequence[Gathering], reports: Iterable[EventReport], documents: Mapping[str, Document], ties: Ties
) -> list[Gathering]:
    """Return events as reviewers tie their claims.

    A claim that tells of an event by its words brings that event along, with the claims around it; one that does not,
    and one whose event holds a claim that must stay apart, comes alone.

    Args:
        gathered: The events as the claims tell of them; they are changed.
        reports: What the claims say, those that a reviewer ties included.
        documents: The documents by id.
        ties: What reviewers say of claims.
    """
    if not ties.one_event:
        return list(gathered)
    apart = kept_apart(ties)
    events = _Events(gathered)
    said = {report.claim.id: report for report in reports}
    for pair in ties.one_event:
        if all(id in said for id in pair):
            for id in pair:
                events.take_in(said[id], documents.get(said[id].claim.document))
            one, other = sorted((said[id] for id in pair), key=_tells, reverse=True)
            events.join(one, other, apart)
    return events.found()


def _tells(report: EventReport) -> bool:
    """Return whether a claim tells of an event by its own words."""
    return report.founds or bool(report.counts)


class _Events:
    """Events by the claims that report them."""

    def __init__(self, gathered: Sequence[Gathering]) -> None:
        self._all = list(gathered)
        self._of = {report.claim.id: event for event in gathered for report in event.reports}

    def found(self) -> list[Gathering]:
        """Return the events that have reports."""
        return [event for event in self._all if event.reports]

    def take_in(self, report: EventReport, document: Document | None) -> None:
        """Found an event with a report that belongs to none."""
        if report.claim.id not in self._of:
            self._found(Gathering([report], publication_days(document)))

    def join(self, one: EventReport, other: EventReport, apart: Apart) -> None:
        """Put the report `other`, or the whole event that it tells of, to the event of `one`."""
        into, away = self._of[one.claim.id], self._of[other.claim.id]
        if into is away:
            return
        if not _tells(other) or are_apart(into, away, apart):
            away.reports.remove(other)
            away = Gathering([other], away.published)
        others = apart.get(other.claim.id, frozenset())
        leaving = [report for report in into.reports if report.claim.id in others]
        if leaving:  # They were put there by their words alone: reviewers' acts do not contradict each other.
            into.reports = [report for report in into.reports if report not in leaving]
            self._found(Gathering(leaving, into.published))
        into.absorb(away)
        self._of.update((report.claim.id, into) for report in away.reports)
        away.reports = []

    def _found(self, event: Gathering) -> None:
        self._all.append(event)
        self._of.update((report.claim.id, event) for report in event.reports)
