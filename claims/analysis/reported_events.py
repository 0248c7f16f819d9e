"""Gather the claims of a dossier about one event, across its documents.

Two documents report one event if claims of theirs are grouped as saying the same, or if both name the same kind of
event, the same day, the same place, and numbers near each other. Nothing that they say may keep the events apart. What
a reviewer says of two claims comes first (see `tied_events`).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from claims.analysis.claim_sentences import ClaimSentences
from claims.analysis.event_reports import EventReport, Gathering, event_reports, gathered_in_documents
from claims.analysis.outcomes import outcome_of
from claims.analysis.sentence_places import places_of_sentences
from claims.analysis.tied_events import are_apart, as_tied, kept_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.event_reports import Apart
    from claims.model import Document, Dossier

__all__ = ["ReportedEvent", "reported_events"]

_TERRITORY = frozenset({"territory_overtaken", "territory_regained", "territory_transferred"})
_TWICE = 2
"""Maximum ratio of two numbers that, with day, place and kind of event, make two reports one event."""


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """An event as claims report it.

    Attributes:
        id: `evt-` and twelve hexadecimal digits, from its first claim: it stays when later documents report it too.
        type: Its event type: that of its lead if the lead's words say what happened exactly, else of most claims whose
            words do, else of most claims; None if no claim's words name one.
        reports: What each claim says of it, in the dossier's order.
    """

    id: str
    type: str | None
    reports: tuple[EventReport, ...]

    @property
    def only_denied(self) -> bool:
        """Whether no claim says that it happened."""
        return all(report.denies for report in self.reports)

    @property
    def lead(self) -> EventReport | None:
        """What the claim says that says most of what, when, where and to how many, the first of several; no denial."""
        stating = [report for report in self.reports if not report.denies]
        plain = [report for report in stating if report.claim.act not in {"accuse", "deny"}] or stating
        return max(plain, key=_says, default=None)

    @property
    def mishap(self) -> EventReport | None:
        """For an event without a type, the claim whose word says what it was (a fire), its lead first; else None."""
        telling = [report for report in self.reports if report.is_mishap and not report.denies]
        return max(telling, key=lambda each: each is self.lead, default=None) if self.type is None else None

    def explains(self, report: EventReport) -> bool:
        """Return whether a report says what violence an event was that others only call a fire or an explosion."""
        return self.mishap is not None and report.says_how and not report.is_mishap

    @property
    def is_told_in_full(self) -> bool:
        """Whether a claim says when it happened, or to how many, or claims of several documents report it."""
        return any(each.counts or each.is_dated for each in self.reports) or len(self.documents) > 1

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that report it."""
        return tuple(dict.fromkeys(report.claim.document for report in self.reports))


def reported_events(dossier: Dossier) -> tuple[ReportedEvent, ...]:
    """Return the events that claims report, those of most documents first, else in the dossier's order.

    Rejected claims report nothing.
    """
    documents = {document.id: document for document in dossier.documents}
    place = {claim.id: at for at, claim in enumerate(dossier.claims)}
    kept = [claim for claim in dossier.claims if claim.review.status != "rejected"]
    apart = kept_apart(dossier.ties)
    tied = {id for pair in dossier.ties.one_event for id in pair}
    places = places_of_sentences(dossier.documents, kept, ClaimSentences(dossier.documents))
    reports = list(event_reports(kept, tied, places))
    gathered = gathered_in_documents(reports, documents, apart)
    merged = _merged(gathered, dossier, apart)
    events = [_event(each, place, documents) for each in as_tied(merged, reports, documents, dossier.ties)]
    return tuple(sorted(events, key=lambda each: (-len(each.documents), place[each.reports[0].claim.id])))


def _says(report: EventReport) -> int:
    return len(report.counts) + bool(report.type or report.is_mishap) + report.is_dated + bool(report.spots)


def _event(gathering: Gathering, place: dict[str, int], documents: Mapping[str, Document]) -> ReportedEvent:
    reports = tuple(sorted(gathering.reports, key=lambda each: place[each.claim.id]))
    digest = hashlib.sha256(reports[0].claim.id.encode()).hexdigest()
    event = ReportedEvent(f"evt-{digest[:12]}", None, reports)
    return replace(event, type=_type(event, {id: document.language for id, document in documents.items()}))


def _is_contested(event: ReportedEvent, languages: Mapping[str, str]) -> bool:
    """Return whether some say that a place changed hands and others that it did not: no heading takes sides."""
    told = [outcome_of(report.claim, languages.get(report.claim.document, "")) for report in event.reports]
    held = {each.second for each in told if each and each.pair == "control"}
    return len(held) > 1 or any(report.denies and report.type in _TERRITORY for report in event.reports)


def _type(event: ReportedEvent, languages: Mapping[str, str]) -> str | None:
    contested = _TERRITORY if _is_contested(event, languages) else frozenset()
    if event.lead is not None and event.lead.is_exact and event.lead.type not in contested:
        return event.lead.type
    named = [report for report in event.reports if report.says_how and report.type not in contested]
    mishaps = [report for report in event.reports if report.is_mishap]
    if not mishaps:
        named = named or [report for report in event.reports if report.type]
    elif len(named) <= len(mishaps):
        return None  # That a drone set it on fire is what a few of many say of a fire.
    exact = [report for report in named if report.is_exact]
    specific = [report for report in named if report.specific]
    most = Counter(report.type for report in exact or specific or named).most_common(1)
    return most[0][0] if most else None


def _merged(gathered: Sequence[Gathering], dossier: Dossier, apart: Apart) -> list[Gathering]:
    """Merge the events of the documents, those joined by a group of claims first."""
    events = dict(enumerate(gathered))
    standing = {number: number for number in events}
    for one, other in (*_grouped(gathered, dossier), *_alike(gathered)):
        first, second = sorted((_root(standing, one), _root(standing, other)))
        if first != second and _can_be_one(events[first], events[second], apart):
            events[first].absorb(events.pop(second))
            standing[second] = first
    # A denial names no day and no toll: it belongs to the one event that it can deny.
    for number in [number for number, each in events.items() if not each.founded]:
        fitting = [other for other, each in events.items() if each.founded and _denies(events[number], each)]
        if len(fitting) == 1 and not are_apart(events[number], events[fitting[0]], apart):
            events[fitting[0]].absorb(events.pop(number))
    return list(events.values())


def _can_be_one(one: Gathering, other: Gathering, apart: Apart) -> bool:
    return one.shares_setting(other) and one.can_be(other) and not are_apart(one, other, apart)


def _root(standing: dict[int, int], number: int) -> int:
    while standing[number] != number:
        number = standing[number]
    return number


def _grouped(gathered: Sequence[Gathering], dossier: Dossier) -> Iterator[tuple[int, int]]:
    """Yield the pairs of events of which claims in one group name the same type of event, or count the same."""
    of = {report.claim.id: (number, report) for number, each in enumerate(gathered) for report in each.reports}
    for group in dossier.groups:
        members = [of[id] for id in group.claims if id in of]
        for (one, mine), (other, theirs) in combinations(members, 2):
            if mine.counts.keys() & theirs.counts.keys() or (mine.specific and mine.type == theirs.type):
                yield one, other


def _alike(gathered: Sequence[Gathering]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of events of the same type, day and place whose numbers are near each other."""
    index: defaultdict[tuple[object, ...], dict[int, None]] = defaultdict(dict)
    for number, gathering in enumerate(gathered):
        days = {day.extent.first for day in gathering.days if day.extent.first == day.extent.last}
        places = {p.geonames for r in gathering.reports for p in r.facets.places if p.precision == "place"}
        types = {report.type for report in gathering.reports if report.specific}
        for key in ((kind, day, place) for kind in types for day in days for place in places if place):
            index[key][number] = None
    for numbers in index.values():
        for one, other in combinations(numbers, 2):
            if _near(gathered[one].reports, gathered[other].reports):
                yield one, other


def _near(some: Iterable[EventReport], others: Sequence[EventReport]) -> bool:
    """Return whether both count the same outcome, with numbers of which one is at most twice the other."""
    pairs = [
        sorted(max(each.min or 0, each.max or 0) for each in (one.counts[what], other.counts[what]))
        for one in some
        for other in others
        for what in one.counts.keys() & other.counts.keys()
    ]
    return bool(pairs) and all(high <= _TWICE * low for low, high in pairs)


def _denies(denial: Gathering, event: Gathering) -> bool:
    """Return whether a denial can be of an event: both name the place, or one document has both."""
    together = {r.claim.document for r in denial.reports} & {r.claim.document for r in event.reports}
    return bool(together or (denial.spots and event.spots)) and denial.can_be(event)
