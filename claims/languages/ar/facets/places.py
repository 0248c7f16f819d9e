"""Extract places: the bare names in a text, and the gazetteer entries that they refer to.

An ambiguous name is resolved by the country named next to it, then by the article's other places and demonyms, then by
size if one place is much larger than the others; otherwise it stays ambiguous, with its candidates. A place that is not
in the gazetteer keeps its name, and gets a country only if all places around it are in the same country.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from claims.extraction.namesakes import distinct_places, dwarfed, point_of, precision_of
from claims.languages.ar.facets import acting_places, name_tagger, place_mentions, place_relations
from claims.languages.ar.facets.facet_words import Text
from claims.languages.ar.facets.place_words import wording
from claims.model.facets import Candidate, Place
from claims.model.geography import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.extraction.gazetteer import Entry
    from claims.languages.ar.facets.place_mentions import Mention
    from claims.languages.ar.facets.place_relations import Relation
    from claims.languages.ar.facets.place_words import Wording
    from claims.model import Span

__all__ = ["find", "read"]

_LARGER = 5
"""Minimum ratio of a place's population to its namesakes' to choose it without other evidence."""
_SMALL = 100_000
"""Population below which the only place of a name is not taken where the text speaks of another country alone."""
_AHEAD = 3
"""Minimum ratio of mentions of the country of the setting to those of any other country."""
_BESIDE = 3
"""Maximum distance in words to a neighbouring place, its own first word included."""
_WHERE = frozenset(("في", "من"))
_MOST = 8
"""Maximum number of candidates."""


def find(text: str, language: str) -> tuple[Place, ...]:
    """Return the places that a text names.

    Raises:
        ClaimsError: for a language without data.
    """
    words = Text(text)
    return read(words, language, name_tagger.find(words))


def read(text: Text, language: str, found: tuple[name_tagger.Name, ...]) -> tuple[Place, ...]:
    """Return the places of a text that is already split into words and tagged with names."""
    terms = wording(language)
    mentioned = place_mentions.find(text, terms, found)
    resolver = _Resolver(text, terms, mentioned)
    choices = [resolver.choice(mention) for mention in mentioned]
    related = place_relations.find(text, terms, language, mentioned)
    writer = _Writer(text, mentioned, choices, related)
    return writer.places(tuple(acting_places.acting(text, terms, mentioned)))


_Spoken = tuple[set[str], set[str]]
"""The countries named in a text (directly or by demonym), and the countries of its places."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """The place that a name refers to, or unresolved candidates; the country, and the deciding evidence."""

    entry: Entry | None
    candidates: tuple[Entry, ...]
    country: str | None
    rule: str


class _Resolver:
    def __init__(self, text: Text, words: Wording, mentioned: Sequence[Mention]) -> None:
        self.text = text
        self.words = words
        self.mentioned = mentioned
        self.firsts = [mention.first for mention in mentioned]
        self.starts = [0, *(index + 1 for index, form in enumerate(text.forms) if form == "\n")]
        self.nationalities = [
            (index, code) for index, form in enumerate(text.forms) if (code := words.nationality(form))
        ]  # fmt: skip
        self.evidence = self._evidence()
        self.chosen = {id(mention): self._listed(mention) for mention in mentioned if mention.entries}

    def choice(self, mention: Mention) -> _Choice:
        """Return the place that a mention refers to."""
        if mention.entries:
            chosen = self.chosen[id(mention)]
            code = self.words.disputed.get(chosen.entry.geonames or 0) if chosen.entry else None
            return replace(chosen, country=code) if code and self.told[code] else chosen
        country = self._beside(mention) or self._neighbour(mention) or self._only_country(mention)
        return _Choice(None, (), country, mention.rule)

    def _listed(self, mention: Mention) -> _Choice:
        distinct = distinct_places(mention.entries, mention.head)
        if len(distinct) == 1:
            if code := self._elsewhere(distinct[0]):
                return _Choice(None, (), code, "place:unlisted")
            return _Choice(distinct[0], (), distinct[0].country, mention.rule)
        if code := self._beside(mention):
            near = [entry for entry in distinct if entry.country == code]
            if near:
                return self._among(near, distinct, "place:beside")
        weights = [self.evidence[entry.country] for entry in distinct]
        leading = [entry for entry, weight in zip(distinct, weights, strict=True) if weight and weight == max(weights)]
        too_small = dwarfed(leading, distinct) if leading and not self._told_alone(leading[0], distinct) else False
        if len({entry.country for entry in leading}) == 1 and not too_small:
            return self._among(leading, distinct, "place:context")
        return self._among(distinct, distinct, "place:largest")

    def _elsewhere(self, entry: Entry) -> str | None:
        """Return the country of the story where the only place of a name is a small one abroad; None otherwise."""
        if entry.kind != "city" or entry.population >= _SMALL or self.told[entry.country]:
            return None
        (most, weight), *others = [*self.told.most_common(2), (None, 0), (None, 0)][:2]
        return most if weight >= _AHEAD * max(1, others[0][1]) else None

    @cached_property
    def told(self) -> Counter[str | None]:
        """Count how often each country is named, by its name or its demonym."""
        counted: Counter[str | None] = Counter(code for _, code in self.nationalities)
        counted.update(code for mention in self.mentioned if (code := _country(mention)))
        return counted

    def _told_alone(self, entry: Entry, distinct: Sequence[Entry]) -> bool:
        """Return whether the text speaks of a place's country, and of none of its namesakes' countries."""
        others = {other.country for other in distinct} - {entry.country}
        return self.evidence[entry.country] > 1 and not any(self.evidence[code] for code in others)

    def _among(self, leading: Sequence[Entry], distinct: Sequence[Entry], rule: str) -> _Choice:
        """Choose one of some places, in one country or in several, if possible."""
        ranked = sorted(leading, key=lambda entry: -entry.population)
        countries = {entry.country for entry in ranked}
        if len(ranked) == 1 or ranked[0].population >= _LARGER * max(1, ranked[1].population):
            return _Choice(ranked[0], tuple(distinct), ranked[0].country, rule)
        if nearest := self._nearest(ranked):
            return _Choice(nearest, tuple(distinct), nearest.country, "place:nearest")
        return _Choice(None, tuple(distinct), ranked[0].country if len(countries) == 1 else None, "place:ambiguous")

    def _nearest(self, ranked: Sequence[Entry]) -> Entry | None:
        """Return the one that is much nearer than the others to the text's other places in its country."""
        others = self._certain
        if not others or len({entry.country for entry in ranked}) > 1:
            return None
        far = sorted((min(distance_km(e.lat, e.lon, o.lat, o.lon) for o in others), i) for i, e in enumerate(ranked))
        return ranked[far[0][1]] if far[0][0] * 2 < far[1][0] and far[0][0] < 300 else None

    @cached_property
    def _certain(self) -> list[Entry]:
        """Return the unambiguous places, without countries."""
        certain = (m.entries[0] for m in self.mentioned if len(distinct_places(m.entries, m.head)) == 1)
        return list(dict.fromkeys(entry for entry in certain if entry.kind != "country"))

    def _following(self, mention: Mention, least: int, most: int) -> Iterator[Mention]:
        """Yield the mentions that begin between `least` and `most` words after another one."""
        for at in range(bisect_left(self.firsts, mention.last + least), len(self.firsts)):
            if self.firsts[at] > mention.last + most:
                return
            yield self.mentioned[at]

    def _beside(self, mention: Mention) -> str | None:
        """Return the country named right after a place: مدينة الأبيض السودانية, حلب شمال سوريا."""
        following = bisect_right(self.starts, mention.last)
        stop = self.starts[following] if following < len(self.starts) else len(self.text)
        for index in range(mention.last, min(mention.last + 2, stop)):
            if code := place_mentions.demonym(self.text, self.words, index):
                return code
        for other in self._following(mention, 0, 2):
            if code := _country(other):
                between = {self.text.form(i) for i in range(mention.last, other.first)}
                if not between & {".", "\n", "،"} and not self.text.form(other.first).startswith("و"):
                    return code
        return None

    def _neighbour(self, mention: Mention) -> str | None:
        """Return the country of the place in or near which a name is located: بلدة بيت أمر شمال الخليل."""
        words = self.words
        for other in self._following(mention, 1, _BESIDE):
            if id(other) in self.chosen:
                between = self.text.forms[mention.last : other.first]
                if all(form in words.directed or form in words.heads or form in _WHERE for form in between):
                    return self.chosen[id(other)].country
        return None

    def _only_country(self, mention: Mention) -> str | None:
        """Return the only country of a mention's paragraph, else of the text up to its end, else of the whole text.

        A paragraph decides only if it names the country, or if the country is the one most often named in the text.
        """
        paragraph = bisect_right(self.starts, mention.first) - 1
        own, so_far, whole = self._spoken[paragraph], self._spoken_so_far[paragraph], self._spoken_so_far[-1]
        for told, meant in (own, so_far, whole):
            if about := meant or told:
                return self._decided(about, told)
        return None

    @cached_property
    def _spoken(self) -> list[_Spoken]:
        """Return the countries in each paragraph."""
        spoken: list[_Spoken] = [(set(), set()) for _ in self.starts]
        for index, nation in self.nationalities:
            spoken[bisect_right(self.starts, index) - 1][0].add(nation)
        for mention in self.mentioned:
            told, meant = spoken[bisect_right(self.starts, mention.first) - 1]
            told |= {code} if (code := _country(mention)) else set()
            choice = self.chosen.get(id(mention))
            meant |= {choice.country} if choice and choice.country else set()
        return spoken

    @cached_property
    def _spoken_so_far(self) -> list[_Spoken]:
        """Return the countries in the text up to the end of each paragraph."""
        return list(accumulate(self._spoken, _joined))

    def _decided(self, about: set[str], told: set[str]) -> str | None:
        """Return the only country of some, if it is named or most frequent; of several, one that clearly dominates."""
        (most, weight), *others = [*self.evidence.most_common(2), (None, 0), (None, 0)][:2]
        if len(about) == 1:
            code = next(iter(about))
            return code if code in told or self.evidence[code] == weight else None
        return most if most in about and weight >= _AHEAD * others[0][1] else None

    def _evidence(self) -> Counter[str | None]:
        """Count the evidence for each country: its name, its demonym, and unambiguous places."""
        counted: Counter[str | None] = Counter()
        for mention in self.mentioned:
            codes = _codes(mention)
            if len(codes) == 1:
                counted[next(iter(codes))] += 2
        counted.update(code for _, code in self.nationalities)
        del counted[None]
        return counted


def _country(mention: Mention) -> str | None:
    return next((e.country for e in mention.entries if e.kind == "country"), None)


def _codes(mention: Mention) -> set[str]:
    return {entry.country for entry in distinct_places(mention.entries, mention.head) if entry.country}


def _joined(before: _Spoken, more: _Spoken) -> _Spoken:
    """Merge both; return the same sets if nothing is new, which saves memory for long texts."""
    if more[0] <= before[0] and more[1] <= before[1]:
        return before
    return before[0] | more[0], before[1] | more[1]


class _Writer:
    """Converts places to facets."""

    def __init__(
        self, text: Text, mentioned: Sequence[Mention], choices: Sequence[_Choice], related: Sequence[Relation]
    ) -> None:
        self.text = text
        self.mentioned = mentioned
        self.choices = dict(zip(map(id, mentioned), choices, strict=True))
        self.related = related

    def places(self, acting: Sequence[bool]) -> tuple[Place, ...]:
        """Return the places, in text order, without the names that stand for whoever acts."""
        estimates: dict[int, tuple[Relation, Entry]] = {}
        alone: list[Place] = []
        for relation in self.related:
            subject = place_relations.subject(self.text, relation, self.mentioned)
            anchor = self.choices[id(relation.anchor)].entry
            if anchor is None:
                continue
            if subject is None:
                alone.append(self._alone(relation, anchor))
            elif self.choices[id(subject)].entry is None:
                estimates.setdefault(id(subject), (relation, anchor))
        written = [
            self._place(mention, estimates.get(id(mention)))
            for mention, acts in zip(self.mentioned, acting, strict=True)
            if not acts
        ]
        return tuple(sorted([*written, *alone], key=lambda p: (p.span.start, p.span.end)))

    def _place(self, mention: Mention, estimate: tuple[Relation, Entry] | None) -> Place:
        choice = self.choices[id(mention)]
        span = self._span(mention)
        candidates = tuple(
            Candidate(e.geonames, e.name, e.country) for e in choice.candidates[:_MOST] if e.geonames is not None
        )
        if estimate:
            return self._estimated(mention, *estimate)
        entry = choice.entry
        if entry is None:
            name = span.exact.removeprefix("ل") if span.exact.startswith("لل") else span.exact
            name = f"ا{name}" if name != span.exact else name
            return Place(span, name, None, choice.country, None, None, None, None, None, candidates, choice.rule)
        precision, radius = precision_of(entry)
        lat, lon = point_of(entry)
        return Place(
            span, entry.name, entry.geonames, choice.country, lat, lon, precision, radius, None, candidates,
            choice.rule,
        )  # fmt: skip

    def _span(self, mention: Mention) -> Span:
        """Return the words of a place; with ل where it has swallowed the article: للقدس, since لقدس is no word."""
        joined = mention.start > 0 and self.text.folded[mention.start - 1 : mention.start + 1] == "لل"
        return self.text.span(mention.start - joined, mention.end)

    def _estimated(self, mention: Mention, relation: Relation, anchor: Entry) -> Place:
        """Return a place that is not in the gazetteer, if its distance from a known place is given."""
        span = self._span(mention)
        return self._at_distance(span, relation, anchor, self.choices[id(mention)].country)

    def _alone(self, relation: Relation, anchor: Entry) -> Place:
        """Return a place without a name, represented by the words for its location."""
        return self._at_distance(self._words(relation), relation, anchor, None)

    def _at_distance(self, span: Span, relation: Relation, anchor: Entry, country: str | None) -> Place:
        around = precision_of(anchor)[1]
        lat, lon = relation.point(anchor.lat, anchor.lon, around)
        radius, words = relation.radius(around), self._words(relation)
        return Place(
            span, span.exact, None, country, lat, lon, "estimated", radius, words, (), "place:relation"
        )  # fmt: skip

    def _words(self, relation: Relation) -> Span:
        words = self.text.words
        return self.text.span(words[relation.first].at, words[relation.last - 1].end)
