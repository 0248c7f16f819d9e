"""Summarise each group of claims: its sources, where they agree or differ, and the earliest claim."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from claims.analysis.comparison_words import content_words, has_negation, is_negated, is_on_the_way, negated_words
from claims.analysis.events import Day, day_of
from claims.analysis.numbers import cannot_both_be, ends
from claims.analysis.origins import first_published
from claims.analysis.outcomes import outcome_of
from claims.analysis.relays import stance
from claims.model.geography import Spot, can_be_one_place, spot

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from claims.analysis.independence import Independence
    from claims.analysis.outcomes import Outcome
    from claims.analysis.sources import Register
    from claims.model import Claim, Document, Dossier, Group, Span
    from claims.model.facets import Facets, Figure, Place, Time

__all__ = ["FACETS", "Account", "Difference", "Facet", "Statement", "Value", "accounts", "statements", "words_denied"]

Facet = Literal["stance", "outcome", "figure", "time", "place"]
FACETS: tuple[Facet, ...] = get_args(Facet)
_SAME_WORDS = 0.5
"""Minimum share of the words of the shorter claim that a negated one has in common with what it contradicts."""


class Wording(NamedTuple):
    """How a claim says or denies something.

    Attributes:
        is_denial: Whether the cue denies it (he denied that …), and not only a negation in its sentence.
        accuses: Whether it accuses somebody, so that who says that it is not so answers it.
        negates: Whether there is a negation anywhere in its words.
        negated: What it says was not done.
        words: Its content words.
        outcome: Which of two opposite outcomes it tells; None if none.
    """

    is_denial: bool
    accuses: bool
    negates: bool
    negated: frozenset[str]
    words: frozenset[str]
    outcome: Outcome | None

    def contradicts(self, other: Wording) -> bool:
        """Return whether of two opposite stances one denies the other: by a cue, else in nearly the same words."""
        if self.outcome and other.outcome and self.outcome.pair == other.outcome.pair:
            return self.outcome.opposes(other.outcome)
        if self.is_denial or other.is_denial or self.accuses or other.accuses:
            return True
        fewer = min(len(self.words), len(other.words))
        if (self.negates and other.negates) or len(self.words & other.words) < _SAME_WORDS * max(1, fewer):
            return False
        return bool(self.negated & other.words or other.negated & self.words)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim's value in one facet, as an interval; disjoint intervals contradict each other.

    Attributes:
        what: For a figure, what is counted (`killed`, `injured`, …); for an outcome, the pair of opposites; else None.
        low: The lowest value that the words allow: a number, a day, a place's id; for a stance, 1 if it denies; for an
            outcome, 1 if it is the second of the two.
        high: The highest value that the words allow.
        reading: The facet as extracted; None for a stance.
        put: For a stance, how it is put.
    """

    facet: Facet
    what: str | None
    low: float
    high: float
    reading: Figure | Time | Place | None = None
    day: Day | None = None
    spot: Spot | None = None
    put: Wording | None = None

    def rules_out(self, other: Statement) -> bool:
        """Return whether the two statements cannot both be true."""
        if (self.facet, self.what) != (other.facet, other.what):
            return False
        if self.day and other.day:
            return not self.day.meets(other.day)
        if self.spot and other.spot:
            return not can_be_one_place([self.spot], [other.spot])
        apart = cannot_both_be((self.low, self.high), (other.low, other.high))
        return apart and not (self.put and other.put and not self.put.contradicts(other.put))


@dataclass(frozen=True, slots=True)
class Value:
    """A value given by some claims where others differ; the claims are in the dossier's order."""

    claims: tuple[Claim, ...]
    said: Statement


@dataclass(frozen=True, slots=True)
class Difference:
    """A facet in which the claims of a group contradict each other; for a figure, `what` names what is counted.

    For an outcome, it names the pair of opposites.
    """

    facet: Facet
    what: str | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The summary of a group of claims.

    Attributes:
        claims: The group's claims, in the dossier's order.
        sources: The numbers of their sources in the register.
        independent: The number of named sources that are not known to depend on each other.
        unnamed: How many sources there are at least that the documents do not name.
        agreeing: The number of independent sources (unnamed ones as in `unnamed`) in the largest set without a
            contradiction.
        differing: The number of the other independent sources.
        earliest: The claim whose document was published first; None if that is not known.
    """

    group: Group
    claims: tuple[Claim, ...]
    sources: tuple[int, ...]
    independent: int
    unnamed: int
    agreeing: int
    differing: int
    differences: tuple[Difference, ...]
    earliest: Claim | None


def accounts(dossier: Dossier, register: Register, independence: Independence) -> list[Account]:
    """Return an account of each group with at least two claims that are not rejected, in the dossier's order."""
    known = _Known(
        {claim.id: claim for claim in dossier.claims},
        {document.id: document for document in dossier.documents},
        register,
        independence,
    )
    kept = {id for id, claim in known.claims.items() if claim.review.status != "rejected"}
    gathered = ((group, [known.claims[id] for id in group.claims if id in kept]) for group in dossier.groups)
    return [_account(group, claims, known) for group, claims in gathered if len(claims) > 1]


@dataclass(frozen=True, slots=True)
class _Known:
    """The data from which accounts are computed."""

    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    register: Register
    independence: Independence

    def language_of(self, claim: Claim) -> str:
        document = self.documents.get(claim.document)
        return document.language if document else ""


def _account(group: Group, claims: Sequence[Claim], known: _Known) -> Account:
    voices = known.independence.voices(claims)
    denied = words_denied(claims)
    said = [(claim, statements(claim, known.claims, known.language_of(claim), denied)) for claim in claims]
    by_source: defaultdict[int, list[Statement]] = defaultdict(list)
    for claim, own in said:
        by_source[known.register.number_of(claim)] += own
    named, unnamed = ([_of_voice(voice, by_source) for voice in some] for some in (voices.named, voices.unnamed))
    together = _most_that_agree([*named, *unnamed])
    agreeing = [number for number in together if number < len(named)]
    nameless: tuple[list[frozenset[int]], ...] = ([], [])  # Those that agree, and those that differ.
    for number, voice in enumerate(voices.unnamed, start=len(named)):
        nameless[number not in together].append(voice)
    first = first_published([known.documents[claim.document] for claim in claims if claim.document in known.documents])
    return Account(
        group=group,
        claims=tuple(claims),
        sources=tuple(by_source),
        independent=len(named),
        unnamed=voices.least_unnamed,
        agreeing=len(agreeing) + known.independence.least(nameless[0]),
        differing=len(named) - len(agreeing) + known.independence.least(nameless[1]),
        differences=tuple(_differences(said)),
        earliest=next((claim for claim in claims if claim.document == first), None),
    )


def _of_voice(voice: Iterable[int], by_source: Mapping[int, list[Statement]]) -> list[Statement]:
    return [each for number in sorted(voice) for each in by_source[number]]


def _most_that_agree(said: Sequence[Sequence[Statement]]) -> list[int]:
    """Return the largest set of voices found in which no two contradict each other by their numbers.

    Most voices say the same as another one, so only different statements are compared.
    """
    values = [tuple((s.facet, s.what, s.low, s.high, s.day) for s in statements) for statements in said]
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    voices = [numbers[value] for value in values]
    distinct = [said[voices.index(number)] for number in range(len(numbers))]
    apart = {
        (one, other)
        for one, other in product(range(len(distinct)), repeat=2)
        if _ruled_out(distinct[one], distinct[other])
    }
    best: list[int] = []
    for seed in (voices.index(number) for number in range(len(distinct))):
        together, told = [seed], {voices[seed]}
        for other, number in enumerate(voices):
            if other != seed and not any((number, member) in apart for member in told):
                together.append(other)
                told.add(number)
        best = max(best, together, key=len)
    return best


def _ruled_out(some: Sequence[Statement], others: Sequence[Statement]) -> bool:
    return any(one.rules_out(other) for one in some for other in others)


def _differences(said: Iterable[tuple[Claim, list[Statement]]]) -> Iterator[Difference]:
    said = list(said)
    together = _named_together(claim for claim, _ in said)
    gathered: defaultdict[tuple[str, str | None], list[tuple[Statement, Claim]]] = defaultdict(list)
    for claim, own in said:
        for statement in own:
            gathered[statement.facet, statement.what].append((statement, claim))
    for facet in FACETS:
        for (of, what), told in gathered.items():
            if of == facet and any(
                one.rules_out(other) and {one.low, other.low} not in together for one, _ in told for other, _ in told
            ):
                yield Difference(facet, what, _values(_opposed(told) if facet == "stance" else told))


def _opposed(told: Sequence[tuple[Statement, Claim]]) -> Sequence[tuple[Statement, Claim]]:
    """Return the statements that another one contradicts: who denies that a base fell agrees that it was held."""
    return [(one, claim) for one, claim in told if any(one.rules_out(other) for other, _ in told)]


def _named_together(claims: Iterable[Claim]) -> list[set[float]]:
    """Return the pairs of places that one claim names: who names one of them alone does not contradict the other."""
    named = (
        {place.geonames or 0 for place in claim.facets.places if place.geonames} for claim in claims if claim.facets
    )
    return [{float(one), float(other)} for places in named for one, other in combinations(sorted(places), 2)]


def _values(told: Sequence[tuple[Statement, Claim]]) -> tuple[Value, ...]:
    """Return the distinct values with the claims that give them, lowest first."""
    gathered: defaultdict[tuple[float, float], list[tuple[Statement, Claim]]] = defaultdict(list)
    for statement, claim in told:
        gathered[statement.low, statement.high].append((statement, claim))
    ordered = [gathered[key] for key in sorted(gathered)]
    return tuple(Value(tuple(claim for _, claim in members), members[0][0]) for members in ordered)


def statements(
    claim: Claim, claims: Mapping[str, Claim], language: str = "", denied: Container[tuple[str, tuple[Span, ...]]] = ()
) -> list[Statement]:
    """Return a claim's statements: one for each facet in which it gives a single value.

    A number that is denied, demanded or warned of is no statement; the denial itself is the claim's stance. A sentence
    with a negation denies as well, and a denial of such a sentence affirms it.

    Args:
        claim: The claim.
        claims: All claims by id.
        language: The BCP 47 tag of the claim's words.
        denied: The words of denials, from `words_denied`.
    """
    is_denial = claim.act == "deny" or (claim.document, claim.content) in denied
    denies = float(is_denial != is_negated(claim, language))
    words = frozenset(word for part in claim.content for word in content_words(part.exact, language))
    told = outcome_of(claim, language)
    put = Wording(
        is_denial, claim.act == "accuse", has_negation(claim, language), negated_words(claim, language), words, told
    )
    said = [Statement("stance", None, denies, denies, put=put)]
    if told and not is_denial and stance(claim, claims) is None:
        said.append(Statement("outcome", told.pair, float(told.second), float(told.second)))
    if claim.facets:
        if stance(claim, claims) is None:
            said += _figures(claim.facets)
        said += [*_date(claim.facets), *_place(claim, language)]
    return said


def words_denied(claims: Iterable[Claim]) -> set[tuple[str, tuple[Span, ...]]]:
    """Return the words of denials, by document: those under two cues (نقلت عن المصدر نفيه أن …) are found twice."""
    return {(claim.document, claim.content) for claim in claims if claim.act == "deny"}


def _figures(facets: Facets) -> Iterator[Statement]:
    """Yield the largest figure for each thing counted: smaller figures in the same claim are parts of it."""
    greatest: dict[str, Figure] = {}
    for figure in facets.figures:
        known = greatest.get(figure.what)
        if figure.what == "other" or figure.is_part:
            continue
        if _reach(figure) and (known is None or _reach(figure) > _reach(known)):
            greatest[figure.what] = figure
    for what, figure in greatest.items():
        low, high = ends(figure)
        # Whoever speaks of one person's death does not say that nobody else died.
        yield Statement("figure", what, low, math.inf if figure.is_of_person else high, figure)


def _reach(figure: Figure) -> int:
    return max(figure.min or 0, figure.max or 0)


def _date(facets: Facets) -> Iterator[Statement]:
    dates = {day: time for time in facets.times if time.kind == "date" and (day := day_of(time))}
    if len({day.extent for day in dates}) == 1:
        day, time = dates.popitem()
        first, last = day.extent.first, day.extent.last
        low, high = -math.inf if first is None else first, math.inf if last is None else last
        yield Statement("time", None, low, high, time, day)


def _place(claim: Claim, language: str) -> Iterator[Statement]:
    places = claim.facets.places if claim.facets else ()
    exact = {
        place.geonames: place
        for place in places
        if place.geonames and place.precision == "place" and not is_on_the_way(place, claim.content, language)
    }
    if len(exact) == 1:
        known, place = exact.popitem()
        yield Statement("place", None, known or 0, known or 0, place, spot=spot(place))
