"""Extract places from an English text: the names that are places, and the gazetteer entries that they refer to.

An ambiguous name is resolved by the state or country after it, then by the countries that the text speaks of, then by
size; otherwise it stays ambiguous, with its candidates. A place that is not in the gazetteer keeps its name, and gets
the country of the places around it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.extraction.namesakes import distinct_places, dwarfed, precision_of
from claims.extraction.place_estimates import estimated_point, estimated_radius
from claims.languages.en.facets import place_mentions, place_relations
from claims.languages.en.facets.english_words import Text
from claims.languages.en.facets.place_words import place_words
from claims.model.facets import Candidate, Place
from claims.model.geography import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.gazetteer import Entry
    from claims.languages.en.facets.place_mentions import Mention
    from claims.languages.en.facets.place_relations import Relation
    from claims.model import Span

__all__ = ["find", "read"]

_LARGER = 5
"""Minimum ratio of a place's population to its namesakes' to choose it without other evidence."""
_SMALL = 100_000
"""Population below which the only place of a name is not taken where the text speaks of other countries alone."""
_MOST = 8
"""Maximum number of candidates."""
_SECOND = frozenset(("korean", "koreans", "sudanese", "african", "africans", "lankan", "zealander"))
"""The second words of names of peoples."""
_NEAR = 3
"""Maximum distance in words to a state or country that contains a place."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """The place that a name refers to, or unresolved candidates; the country, and the deciding evidence."""

    entry: Entry | None
    candidates: tuple[Entry, ...]
    country: str | None
    rule: str


def find(text: str) -> tuple[Place, ...]:
    """Return the places that a text names, in text order."""
    return read(Text(text))[0]


def read(text: Text) -> tuple[tuple[Place, ...], frozenset[int]]:
    """Return the places of a text that is already split, and the indices of their words."""
    mentioned = place_mentions.find(text)
    if not mentioned:
        return (), frozenset()
    resolver = _Resolver(text, mentioned)
    choices = {id(mention): resolver.choice(k) for k, mention in enumerate(mentioned)}
    relations = place_relations.find(text, mentioned)
    estimates = {id(r.subject): r for r in relations if r.subject and choices[id(r.subject)].entry is None}
    places = [_place(text, mention, choices[id(mention)], estimates.get(id(mention)), choices) for mention in mentioned]
    alone = [
        place
        for relation in relations
        if relation.subject is None
        and (place := _estimated(text.span(relation.first, relation.last), text, relation, choices, None))
    ]
    taken = frozenset(k for mention in mentioned for k in range(mention.first, mention.last))
    return tuple(sorted([*places, *alone], key=lambda place: (place.span.start, place.span.end))), taken


class _Resolver:
    def __init__(self, text: Text, mentioned: Sequence[Mention]) -> None:
        self.text = text
        self.mentioned = mentioned
        self.evidence = self._evidence()
        self.main = self.evidence.most_common(1)[0][0] if self.evidence else None
        self.latest: str | None = None

    def _evidence(self) -> Counter[str]:
        """Count the evidence for each country: its name, its people's, and its unambiguous places."""
        nationalities = place_words().nationalities
        counted: Counter[str] = Counter()
        for index, form in enumerate(self.text.forms):
            code = nationalities.get(form)
            if form in _SECOND and index:
                code = nationalities.get(f"{self.text.forms[index - 1]} {form}", code)
            if code:
                counted[code] += 1
        for mention in self.mentioned:
            codes = (
                {entry.country for entry in distinct_places(mention.entries, mention.head) if entry.country}
                if mention.entries
                else set()
            )
            if len(codes) == 1:
                counted[next(iter(codes))] += 2
        return counted

    def choice(self, k: int) -> _Choice:
        """Return the place that the k-th mention refers to."""
        mention = self.mentioned[k]
        container = self._container(k)
        if mention.entries:
            found = self._listed(mention, container)
        else:
            within = self._listed(replace(mention, entries=mention.within), None).country if mention.within else None
            found = _Choice(None, (), within or self._country_of(container) or self._around(k), mention.rule)
        if (found.country and not (mention.country and not mention.container)) or (mention.country and found.country):
            self.latest = found.country
        return found

    def _container(self, k: int) -> Mention | None:
        """Return the state or country that contains a place: after its comma, or next in or after of."""
        if k + 1 >= len(self.mentioned):
            return None
        mention, other = self.mentioned[k], self.mentioned[k + 1]
        between = self.text.forms[mention.last : other.first]
        if other.container and between == (",",):
            return other
        inside = "in" in between and all(place_words().has(form, "inside") for form in between)
        wider = any(entry.kind in {"country", "admin"} for entry in other.entries)
        return other if inside and wider and len(between) <= _NEAR else None

    def _country_of(self, mention: Mention | None) -> str | None:
        if mention is None:
            return None
        ranked = sorted(
            mention.entries, key=lambda e: (e.kind != "admin", -self.evidence[e.country or ""], -e.population)
        )
        return ranked[0].country if ranked else None

    def _around(self, k: int) -> str | None:
        """Return the country of the place before a mention in its sentence, else of the text, else of what is near."""
        mention = self.mentioned[k]
        if (
            k
            and self.latest
            and not {".", "\n\n", "\n"} & set(self.text.forms[self.mentioned[k - 1].last : mention.first])
        ):
            return self.latest
        if self.main and self.evidence[self.main] > 2:
            return self.main
        if self.latest:
            return self.latest
        for other in self.mentioned[k + 1 : k + 3]:
            codes = {entry.country for entry in other.entries if entry.country}
            if len(codes) == 1:
                return next(iter(codes))
        return self.main

    def _listed(self, mention: Mention, container: Mention | None) -> _Choice:
        """Return the place that a name of the gazetteer refers to."""
        distinct = distinct_places(mention.entries, mention.head)
        for choose in (self._usual, self._contained):
            if choice := choose(mention, container, distinct):
                return choice
        if len(distinct) > 1:
            return self._evident(mention, distinct)
        entry = distinct[0]
        if entry.kind == "city" and entry.population < _SMALL and not self._told(entry.country):
            return _Choice(None, (), self.latest or self.main, "place:unlisted")
        return _Choice(entry, (), entry.country, mention.rule)

    def _usual(self, mention: Mention, _: Mention | None, distinct: tuple[Entry, ...]) -> _Choice | None:
        """Return the place that a name means by itself (Washington), unless the noun beside it says another kind."""
        usual = place_words().usual.get(self.text.form(mention.first))
        if usual is None or mention.last > mention.first + 1 or mention.head == "admin":
            return None
        entry = next((entry for entry in mention.entries if entry.key == usual), None)
        return _Choice(entry, distinct, entry.country, "place:usual") if entry else None

    def _contained(self, mention: Mention, container: Mention | None, distinct: tuple[Entry, ...]) -> _Choice | None:
        """Return the place of a name in the state or country that stands after it."""
        code = self._country_of(container)
        if container is None or code is None:
            return None
        inside = [entry for entry in mention.entries if entry.country == code and entry not in container.entries]
        inside = _within(inside, container) or inside
        if inside:
            return self._among(distinct_places(tuple(inside), mention.head), distinct, "place:beside")
        return None if any(entry.kind == "country" for entry in distinct) else _Choice(None, (), code, "place:unlisted")

    def _evident(self, mention: Mention, distinct: tuple[Entry, ...]) -> _Choice:
        """Return the place in the country of which the text speaks most, else the largest."""
        region = next((entry for entry in distinct if entry.kind == "region" and entry.country is None), None)
        if region and mention.head is None and " " in region.name:
            return _Choice(region, distinct, region.country, mention.rule)
        weights = [self.evidence[entry.country or ""] for entry in distinct]
        leading = [entry for entry, weight in zip(distinct, weights, strict=True) if weight and weight == max(weights)]
        countries = {entry.country for entry in leading}
        if len(countries) != 1 or dwarfed(leading, distinct):
            return self._among(distinct, distinct, "place:largest")
        ratio = max(e.population for e in distinct) / max(1, *(e.population for e in leading))
        if ratio > _LARGER and countries == {"US"}:  # nearly every text speaks of the United States
            return self._among(distinct, distinct, "place:largest")
        return self._among(leading, distinct, "place:context")

    def _told(self, code: str | None) -> bool:
        """Return whether the text speaks of a country, or of none at all."""
        return not self.evidence or self.evidence[code or ""] > 0

    def _among(self, leading: Sequence[Entry], distinct: Sequence[Entry], rule: str) -> _Choice:
        """Choose one of some places, in one country or in several, if possible."""
        ranked = sorted(leading, key=lambda entry: (entry.kind == "region", -entry.population))
        countries = {entry.country for entry in ranked}
        if len(ranked) == 1 or ranked[0].population >= _LARGER * max(1, ranked[1].population):
            return _Choice(ranked[0], tuple(distinct), ranked[0].country, rule)
        if any(entry.kind == "region" for entry in distinct) and len(countries) > 1:
            region = next(entry for entry in distinct if entry.kind == "region")
            return _Choice(region, tuple(distinct), region.country, rule)
        return _Choice(None, tuple(distinct), ranked[0].country if len(countries) == 1 else None, "place:ambiguous")


def _within(entries: Sequence[Entry], container: Mention | None) -> list[Entry]:
    """Return the towns that lie in a state or province."""
    states = [entry for entry in container.entries if entry.kind == "admin"] if container else []
    return [
        entry
        for entry in entries
        if any(distance_km(entry.lat, entry.lon, state.lat, state.lon) <= 1.5 * state.radius_km for state in states)
    ]


def _place(
    text: Text, mention: Mention, choice: _Choice, estimate: Relation | None, choices: dict[int, _Choice]
) -> Place:
    span = text.span(mention.first, mention.last)
    if estimate and (place := _estimated(span, text, estimate, choices, choice.country)):
        return place
    candidates = tuple(
        Candidate(e.geonames, e.name, e.country) for e in choice.candidates[:_MOST] if e.geonames is not None
    )
    entry = choice.entry
    if entry is None:
        return Place(span, span.exact, None, choice.country, None, None, None, None, None, candidates, choice.rule)
    precision, radius = precision_of(entry)
    return Place(
        span, entry.name, entry.geonames, choice.country, entry.lat, entry.lon, precision, radius, None, candidates,
        choice.rule,
    )  # fmt: skip


def _estimated(
    span: Span, text: Text, relation: Relation, choices: dict[int, _Choice], country: str | None
) -> Place | None:
    """Return a place at a distance from a known one; None if that is not known."""
    anchor = choices[id(relation.anchor)].entry
    if anchor is None:
        return None
    around = precision_of(anchor)[1]
    lat, lon = estimated_point(anchor.lat, anchor.lon, relation.bearing, relation.km, around)
    radius, words = estimated_radius(relation.km, around), text.span(relation.first, relation.last)
    return Place(span, span.exact, None, country, lat, lon, "estimated", radius, words, (), "place:relation")
