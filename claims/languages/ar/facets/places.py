"""Places: the bare names in a text, and which places of the gazetteer they mean.

A name that several places share is decided by the country that the words beside it name, then by the article's other
places and demonyms, then by size where one is much larger than the others; else it stays undecided, with its
candidates. A place that the gazetteer lacks keeps its name, and gets a country only where all places about it lie in
one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from claims.languages.ar.facets import name_tagger, place_mentions, place_relations
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
    from claims.model.facets import Precision

__all__ = ["find", "read"]

_SAME_KM = 60
"""Two places of one name and country that lie nearer to each other are one: a town and its province."""
_LARGER = 5
"""How many times larger than its namesakes a place is that needs no other evidence."""
_DWARFS = 20
"""How many times larger a place is than a namesake that nobody means without saying so."""
_AHEAD = 3
"""How much more often a text speaks of the one country that it is set in than of any other that it names."""
_BESIDE = 3
"""How many words, with its own first one, a neighbouring place stands away at most."""
_WHERE = frozenset(("في", "من"))
_MOST = 8
"""How many candidates are kept."""
_TOWN_KM = 5.0
"""How far a town reaches."""
_FITS = {
    "village": ("city",), "city": ("city",), "admin": ("admin", "region"), "country": ("country",),
    "feature": ("region", "city"), "district": ("city",),
}  # fmt: skip
"""Which kinds of entry each kind of head word names, likeliest first."""


def find(text: str, language: str) -> tuple[Place, ...]:
    """The places that a text names.

    Raises:
        ClaimsError: for a language without data.
    """
    words = Text(text)
    return read(words, language, name_tagger.find(words))


def read(text: Text, language: str, found: tuple[name_tagger.Name, ...]) -> tuple[Place, ...]:
    """The places of a text that is cut into words and whose names are found already."""
    terms = wording(language)
    mentioned = place_mentions.find(text, terms, found)
    resolver = _Resolver(text, terms, mentioned)
    choices = [resolver.choice(mention) for mention in mentioned]
    related = place_relations.find(text, terms, language, mentioned)
    return _Writer(text, mentioned, choices, related).places()


_Spoken = tuple[set[str], set[str]]
"""Countries that are named or whose demonyms stand in a text, and countries in which its places lie."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a name means: a place, or candidates that nothing decides between; the country, and what decided."""

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
        """Which place a mention means."""
        if mention.entries:
            return self.chosen[id(mention)]
        country = self._beside(mention) or self._neighbour(mention) or self._only_country(mention)
        return _Choice(None, (), country, mention.rule)

    def _listed(self, mention: Mention) -> _Choice:
        distinct = _distinct(mention.entries, mention.head)
        if len(distinct) == 1:
            return _Choice(distinct[0], (), distinct[0].country, mention.rule)
        if code := self._beside(mention):
            near = [entry for entry in distinct if entry.country == code]
            if near:
                return self._among(near, distinct, "place:beside")
        weights = [self.evidence[entry.country] for entry in distinct]
        leading = [entry for entry, weight in zip(distinct, weights, strict=True) if weight and weight == max(weights)]
        if len({entry.country for entry in leading}) == 1 and not _dwarfed(leading, distinct):
            return self._among(leading, distinct, "place:context")
        return self._among(distinct, distinct, "place:largest")

    def _among(self, leading: Sequence[Entry], distinct: Sequence[Entry], rule: str) -> _Choice:
        """The one of some places, in one country or in several, that is chosen, if one is."""
        ranked = sorted(leading, key=lambda entry: -entry.population)
        countries = {entry.country for entry in ranked}
        if len(ranked) == 1 or ranked[0].population >= _LARGER * max(1, ranked[1].population):
            return _Choice(ranked[0], tuple(distinct), ranked[0].country, rule)
        if nearest := self._nearest(ranked):
            return _Choice(nearest, tuple(distinct), nearest.country, "place:nearest")
        return _Choice(None, tuple(distinct), ranked[0].country if len(countries) == 1 else None, "place:ambiguous")

    def _nearest(self, ranked: Sequence[Entry]) -> Entry | None:
        """The one that lies much nearer than the others to what else the text names in its country."""
        others = self._certain
        if not others or len({entry.country for entry in ranked}) > 1:
            return None
        far = sorted((min(distance_km(e.lat, e.lon, o.lat, o.lon) for o in others), i) for i, e in enumerate(ranked))
        return ranked[far[0][1]] if far[0][0] * 2 < far[1][0] and far[0][0] < 300 else None

    @cached_property
    def _certain(self) -> list[Entry]:
        """The places, no countries, that nothing else can be meant by."""
        certain = (m.entries[0] for m in self.mentioned if len(_distinct(m.entries, m.head)) == 1)
        return list(dict.fromkeys(entry for entry in certain if entry.kind != "country"))

    def _following(self, mention: Mention, least: int, most: int) -> Iterator[Mention]:
        """The mentions that begin so many words after another one."""
        for at in range(bisect_left(self.firsts, mention.last + least), len(self.firsts)):
            if self.firsts[at] > mention.last + most:
                return
            yield self.mentioned[at]

    def _beside(self, mention: Mention) -> str | None:
        """The country named right after a place: مدينة الأبيض السودانية, حلب شمال سوريا."""
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
        """The country of the place that a name is said to lie in or beside: بلدة بيت أمر شمال الخليل."""
        words = self.words
        for other in self._following(mention, 1, _BESIDE):
            if id(other) in self.chosen:
                between = self.text.forms[mention.last : other.first]
                if all(form in words.directed or form in words.heads or form in _WHERE for form in between):
                    return self.chosen[id(other)].country
        return None

    def _only_country(self, mention: Mention) -> str | None:
        """The country of all places of a mention's paragraph, of the text up to its end, or of all, where there is one.

        A paragraph decides where it names the country or speaks of the one that the text speaks of most.
        """
        paragraph = bisect_right(self.starts, mention.first) - 1
        own, so_far, whole = self._spoken[paragraph], self._spoken_so_far[paragraph], self._spoken_so_far[-1]
        for told, meant in (own, so_far, whole):
            if about := meant or told:
                return self._decided(about, told)
        return None

    @cached_property
    def _spoken(self) -> list[_Spoken]:
        """The countries that each paragraph speaks of."""
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
        """The countries that the text speaks of up to the end of each paragraph."""
        return list(accumulate(self._spoken, _joined))

    def _decided(self, about: set[str], told: set[str]) -> str | None:
        """The only country of some, where they are spoken of by name or most; of several the one far ahead of all."""
        (most, weight), *others = [*self.evidence.most_common(2), (None, 0), (None, 0)][:2]
        if len(about) == 1:
            code = next(iter(about))
            return code if code in told or self.evidence[code] == weight else None
        return most if most in about and weight >= _AHEAD * others[0][1] else None

    def _evidence(self) -> Counter[str | None]:
        """How often the text speaks of each country: by its name, its demonym, or places of no other."""
        counted: Counter[str | None] = Counter()
        for mention in self.mentioned:
            codes = _codes(mention)
            if len(codes) == 1:
                counted[next(iter(codes))] += 2
        counted.update(code for _, code in self.nationalities)
        del counted[None]
        return counted


def _dwarfed(some: Sequence[Entry], every: Sequence[Entry]) -> bool:
    """Whether a namesake elsewhere is so large that only words beside the name would mean one of some places."""
    return max(e.population for e in every) > _DWARFS * max(1, *(e.population for e in some))


def _country(mention: Mention) -> str | None:
    return next((e.country for e in mention.entries if e.kind == "country"), None)


def _codes(mention: Mention) -> set[str]:
    return {entry.country for entry in _distinct(mention.entries, mention.head) if entry.country}


def _joined(before: _Spoken, more: _Spoken) -> _Spoken:
    """Both; the same sets where more adds nothing, so that a long text costs little."""
    if more[0] <= before[0] and more[1] <= before[1]:
        return before
    return before[0] | more[0], before[1] | more[1]


@lru_cache(maxsize=1 << 12)
def _distinct(entries: tuple[Entry, ...], head: str | None) -> tuple[Entry, ...]:
    """The places that a name may mean: a town and the province around it count once, as what the word before says."""
    countries = tuple(e for e in entries if e.kind == "country")
    if countries and head in {None, "country"}:
        return countries
    fitting = _FITS[head or "city"]
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.kind not in fitting, -e.population, e.geonames or 0)):
        if not any(e.country == entry.country and _near(e, entry) for e in kept):
            kept.append(entry)
    return tuple(kept)


def _near(one: Entry, other: Entry) -> bool:
    reach = max(_SAME_KM, *(e.radius_km for e in (one, other)))
    return {one.kind, other.kind} != {"city"} and distance_km(one.lat, one.lon, other.lat, other.lon) <= 2 * reach


class _Writer:
    """Writes the places as facets."""

    def __init__(
        self, text: Text, mentioned: Sequence[Mention], choices: Sequence[_Choice], related: Sequence[Relation]
    ) -> None:
        self.text = text
        self.mentioned = mentioned
        self.choices = dict(zip(map(id, mentioned), choices, strict=True))
        self.related = related

    def places(self) -> tuple[Place, ...]:
        """The places, in text order."""
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
        written = [self._place(mention, estimates.get(id(mention))) for mention in self.mentioned]
        return tuple(sorted([*written, *alone], key=lambda p: (p.span.start, p.span.end)))

    def _place(self, mention: Mention, estimate: tuple[Relation, Entry] | None) -> Place:
        choice = self.choices[id(mention)]
        span = self.text.span(mention.start, mention.end)
        candidates = tuple(
            Candidate(e.geonames, e.name, e.country) for e in choice.candidates[:_MOST] if e.geonames is not None
        )
        if estimate:
            return self._estimated(mention, *estimate)
        entry = choice.entry
        if entry is None:
            return Place(span, span.exact, None, choice.country, None, None, None, None, None, candidates, choice.rule)
        precision, radius = _precision(entry)
        return Place(
            span, entry.name, entry.geonames, entry.country, entry.lat, entry.lon, precision, radius, None, candidates,
            choice.rule,
        )  # fmt: skip

    def _estimated(self, mention: Mention, relation: Relation, anchor: Entry) -> Place:
        """A place that the gazetteer lacks, where the text says how far it is from one that it has."""
        span = self.text.span(mention.start, mention.end)
        return self._at_distance(span, relation, anchor, self.choices[id(mention)].country)

    def _alone(self, relation: Relation, anchor: Entry) -> Place:
        """A place that has no name at all: the words that say where it is stand for it."""
        return self._at_distance(self._words(relation), relation, anchor, None)

    def _at_distance(self, span: Span, relation: Relation, anchor: Entry, country: str | None) -> Place:
        around = _precision(anchor)[1]
        lat, lon = relation.point(anchor.lat, anchor.lon, around)
        radius, words = relation.radius(around), self._words(relation)
        return Place(
            span, span.exact, None, country, lat, lon, "estimated", radius, words, (), "place:relation"
        )  # fmt: skip

    def _words(self, relation: Relation) -> Span:
        words = self.text.words
        return self.text.span(words[relation.first].at, words[relation.last - 1].end)


def _precision(entry: Entry) -> tuple[Precision, float]:
    if entry.kind == "city":
        return "place", _TOWN_KM
    return ("country" if entry.kind == "country" else "area"), float(entry.radius_km)
