"""List the events that claims report: when, where, who, with what toll, by whom, and where accounts differ."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from claims.analysis import numbers
from claims.analysis.comparison_words import points_back
from claims.analysis.document_scenes import Scenes
from claims.model.edtf import extent
from claims.sheet import comparison_view, view
from claims.sheet.event_tolls import tellers, toll_changes, tolls
from claims.sheet.event_view import Event, EventParty, Relaying
from claims.sheet.place_table import locations
from claims.sheet.time_table import shown_moment

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from claims.analysis.event_reports import EventReport
    from claims.analysis.independence import Independence
    from claims.analysis.reported_events import ReportedEvent
    from claims.analysis.sources import Register
    from claims.model import Claim, Dossier
    from claims.sheet.event_view import Teller, Toll
    from claims.sheet.tellings import Telling

__all__ = ["Occasions"]

_PRECISIONS = ("place", "area", "estimated", "country")


class Occasions:
    """Makes the events of one sheet.

    Args:
        dossier: The records.
        told: The facets of the claims that the sheet shows.
        publications: The documents as cited in the sheet, by id.
        register: The sources of the claims that are not rejected.
        independence: The dependencies between these sources.
    """

    def __init__(
        self,
        dossier: Dossier,
        told: Iterable[Telling],
        publications: Mapping[str, view.Publication],
        register: Register,
        independence: Independence,
    ) -> None:
        self._told = {telling.record.id: telling for telling in told}
        self._denied_after = _denied_after(dossier, self._told)
        self._languages = {document.id: document.language for document in dossier.documents}
        self._scenes = Scenes(dossier.documents, dossier.claims)
        self._publications = publications
        self._register = register
        self._independence = independence
        self._origin_of = {id: origin.id for origin in dossier.origins for id in origin.documents}
        last = dossier.changes[-1] if dossier.changes else None
        several = last is not None and not set(publications) <= set(last.documents_added)
        self._added = frozenset(last.claims_added) if last and several else frozenset()
        self._replaced = last.counts_before if last and several else ()

    def events(self, found: Iterable[ReportedEvent]) -> tuple[Event, ...]:
        """Return the events: those told in full first, with a date, a toll, or in several documents."""
        ordered = sorted(found, key=lambda each: not each.is_told_in_full)
        return tuple(self._event(number, each) for number, each in enumerate(ordered, start=1))

    def _event(self, number: int, event: ReportedEvent) -> Event:
        told = [(report, self._told[report.claim.id]) for report in event.reports]
        stating = [telling for report, telling in told if not report.denies]
        lead = self._told[event.lead.claim.id] if event.lead else None
        counted = tolls(stating)
        denials = [telling for report, telling in told if report.denies]
        denials += [self._told[id] for report, _ in told for id in self._denied_after.get(report.claim.id, ())]
        accusing = [
            self._told[report.claim.id]
            for report in event.reports
            if not report.denies
            and report is not event.lead
            and (report.claim.act == "accuse" or event.explains(report))
        ]
        places = _places(stating or denials)
        claims = [report.claim for report in event.reports]
        voices = self._independence.voices(claims)
        sources = {self._register.number_of(claim) for claim in claims}
        changes = toll_changes(stating, self._added, self._replaced) if self._added else ()
        is_new = bool(self._added) and all(claim.id in self._added for claim in claims)
        is_new = is_new and all(change.before is None for change in changes)
        return Event(
            number=number,
            id=event.id,
            type=event.type,
            called=self._called(event),
            only_denied=event.only_denied,
            in_full=event.is_told_in_full,
            is_new=is_new,
            dates=_dates(told),
            places=places,
            around=None if places else self._around(event),
            parties=tuple(_parties(telling for _, telling in told)),
            lead=lead.shown if lead else None,
            accusations=tuple(each.shown for each in accusing),
            denials=tuple(each.shown for each in denials),
            tolls=counted,
            differences=tuple(_differences(told, counted)),
            sources=len(sources),
            named=sum(self._register.sources[source].named for source in sources),
            independent=len(voices.named),
            unnamed=voices.least_unnamed,
            relays=tuple(_relays(telling for _, telling in told)),
            claims=tuple(sorted((telling.shown for _, telling in told), key=lambda claim: claim.number)),
            documents=tuple(self._publications[id] for id in event.documents if id in self._publications),
            origins=len({self._origin_of.get(id, id) for id in event.documents}),
            changes=() if is_new else changes,
        )

    def _around(self, event: ReportedEvent) -> view.Words | None:
        set_in = [(self._scenes.told_of(id), id) for id in event.documents]
        named = {place.geonames or place.name: (place, id) for place, id in set_in if place}
        if len(named) != 1:
            return None
        place, id = next(iter(named.values()))
        return view.Words(place.span.exact, self._languages.get(id))

    def _called(self, event: ReportedEvent) -> view.Words | None:
        naming = event.mishap
        said = naming.facets.event if naming else None
        return self._told[naming.claim.id].exact(said.span) if naming and said else None


def _denied_after(dossier: Dossier, told: Container[str]) -> dict[str, list[str]]:
    """Return, by the id of a claim, those of the denials that point back to it: the ministry denied the report."""
    languages = {document.id: document.language for document in dossier.documents}
    found: dict[str, list[str]] = {}
    by_document: dict[str, list[Claim]] = {}
    for claim in dossier.claims:
        if claim.id in told and claim.content:
            by_document.setdefault(claim.document, []).append(claim)
    for document, claims in by_document.items():
        ordered = sorted(claims, key=lambda claim: claim.content[0].start)
        for before, after in pairwise(ordered):
            other = before.source.name != after.source.name and before.act != "deny"
            if after.act == "deny" and other and points_back(after, languages.get(document, "")):
                found.setdefault(before.id, []).append(after.id)
    return found


def _dates(told: Iterable[tuple[EventReport, Telling]]) -> tuple[view.Moment, ...]:
    """Return the distinct days and weekdays named, earliest first; times of which no day is known only without them."""
    found: dict[object, view.Moment] = {}
    for report, telling in told:
        named = () if report.period and not report.counts else telling.own(telling.facets.times)
        for time in named:
            if time.kind in {"date", "time"} and (time.edtf or time.weekday or time.partial):
                found.setdefault(time.edtf or time.partial or time.weekday, shown_moment(telling, time))
    resolved = [each for each in found.values() if each.edtf]
    first = [(days.begins if (days := extent(each.edtf)) else 0, each) for each in resolved]
    return tuple(each for _, each in sorted(first, key=lambda pair: pair[0])) or tuple(found.values())


def _places(told: Sequence[Telling]) -> tuple[view.Location, ...]:
    """Return the places, the most exact first, then those named most often; without the countries of others."""
    found = sorted(
        locations(told),
        key=lambda each: (
            _PRECISIONS.index(each.precision) if each.precision in _PRECISIONS else len(_PRECISIONS) - 1,
            -len(each.claims),
        ),
    )
    within = {each.country for each in found if each.precision != "country"}
    return tuple(each for each in found if each.precision != "country" or each.country not in within)


def _parties(told: Iterable[Telling]) -> Iterator[EventParty]:
    """Yield who is named, without those who are only counted: they stand with their tolls."""
    seen = set()
    for telling in told:
        counted = [span for each in telling.facets.figures for span in (each.unit, each.whose) if span]
        for party in telling.own(telling.facets.parties):
            apart = all(party.span.end <= span.start or span.end <= party.span.start for span in counted)
            if apart and telling.key_of(party) not in seen and party.kind not in {"civilians", "media"}:
                seen.add(telling.key_of(party))
                yield EventParty(view.Words(party.name, telling.language), party.kind, party.romanised, party.known)


def _relays(told: Iterable[Telling]) -> Iterator[Relaying]:
    """Yield each source with each one who passed on its words."""
    for each in tellers([(telling, telling.record.content[0]) for telling in told]):
        for relay in each.through:
            yield Relaying(each.source, each.gloss, relay, each.claims)


def _differences(
    told: Sequence[tuple[EventReport, Telling]], counted: Iterable[Toll]
) -> Iterator[comparison_view.Difference]:
    """Yield what claims contradict each other in: the lowest and the highest number, the days, whether it happened."""
    for toll in counted:
        if toll.differ and not toll.part:
            # Those furthest apart: whose upper end is lowest, and whose lower end is highest.
            least = min(toll.values, key=lambda value: numbers.ends(value.figure)[1])
            most = max(toll.values, key=lambda value: numbers.ends(value.figure)[0])
            values = tuple(_number(value.figure, value.tellers) for value in (least, most))
            yield comparison_view.Difference("figure", toll.what, values)
    days: dict[tuple[float, float], list[Telling]] = {}
    for report, telling in told:
        if len(report.days) == 1 and not report.denies:
            first, last, _ = report.days[0].extent
            days.setdefault((-inf if first is None else first, inf if last is None else last), []).append(telling)
    if len(days) > 1 and not _overlap(list(days)):
        yield comparison_view.Difference("time", None, tuple(_day(days[each]) for each in sorted(days)))
    denials = tuple(telling.shown for report, telling in told if report.denies)
    if denials and len(denials) < len(told):
        stating = tuple(telling.shown for report, telling in told if not report.denies)
        values = (_stance(stating, denies=False), _stance(denials, denies=True))
        yield comparison_view.Difference("stance", None, values)


def _number(figure: view.Figure, given_by: Iterable[Teller]) -> comparison_view.Value:
    claims = tuple(claim for teller in given_by for claim in teller.claims)
    return comparison_view.Value(None, figure, denies=False, claims=claims)


def _stance(claims: tuple[view.Claim, ...], *, denies: bool) -> comparison_view.Value:
    return comparison_view.Value(None, None, denies=denies, claims=claims)


def _day(same: Sequence[Telling]) -> comparison_view.Value:
    edtf = next(time.edtf for time in same[0].facets.times if time.edtf)
    return comparison_view.Value(edtf, None, denies=False, claims=tuple(each.shown for each in same))


def _overlap(days: Sequence[tuple[float, float]]) -> bool:
    return max(first for first, _ in days) <= min(last for _, last in days)
