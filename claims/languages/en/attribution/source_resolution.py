"""Who is meant by each claim's source, over a whole article.

Names are sorted first: a surname is the person whose full name the article gives, a short name the body's. Pronouns,
nouns that refer back (the minister, the group) and claims without a source are then traced, in the order of the text,
to the likeliest of those whom the article names around them, or to nobody else.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from claims.extraction.antecedent_choice import read_choice
from claims.extraction.source_mentions import Resolved
from claims.languages.en.attribution.antecedent_features import SILENT, WEIGHTS, AntecedentFeatures
from claims.languages.en.attribution.antecedents import Antecedents, Place
from claims.languages.en.attribution.barred_candidates import barred_candidates
from claims.languages.en.attribution.name_phrases import NamePhrases
from claims.languages.en.attribution.namings import NamingReader
from claims.languages.en.attribution.relays import Relays
from claims.languages.en.attribution.source_entities import Entities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from claims.extraction.antecedent_choice import AntecedentChoice, Ranked
    from claims.extraction.source_mentions import Mention, Relayer
    from claims.languages.en.attribution.antecedents import Candidate
    from claims.languages.en.attribution.article_words import ArticleWords, Range
    from claims.languages.en.attribution.namings import Naming
    from claims.languages.en.attribution.source_entities import Entity

_DOUBT = 0.7
"""Chance of a name being right below which it is marked as uncertain."""
_DESCRIBED = 0.85
"""How often, on annotated articles, somebody new (a witness) is nobody else whom the article names more fully."""
_LONG_NAME = 6
_OUTLETS = 400
"""Names of an article among which the outlets are looked for."""
_ALONE = "alone"
"""What tells that the article has nobody else for whom the words could stand."""
_NONE: frozenset[str] = frozenset()


class Resolver:
    """Resolves the sources of one article, in the order of its text."""

    def __init__(self, article: ArticleWords, choice: AntecedentChoice | None = None) -> None:
        self._article = article
        self._reader = NamingReader(self._article)
        self._phrases = NamePhrases(self._article, self._reader)
        self._relays = Relays(self._article, self._reader)
        self._entities = Entities()
        self._choice = choice or read_choice(WEIGHTS, SILENT)

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for; the mentions are in the order of their cues."""
        namings = [self._naming(mention) for mention in mentions]
        named = self._entities.add_all(self._names(namings))
        self._antecedents = Antecedents(self._article, self._phrases, self._entities.all)
        self._features = AntecedentFeatures(self._article, self._antecedents)
        found = []
        for number, mention in enumerate(mentions):
            naming = self._subject_after(number, mentions, namings) or namings[number]
            found.append(self._found(number, mention, naming, named))
        return [self._resolved(m, n, *f) for m, n, f in zip(mentions, namings, found, strict=True)]

    def _subject_after(
        self, number: int, mentions: Sequence[Mention], namings: Sequence[Naming | None]
    ) -> Naming | None:
        """The name of who speaks next, where a claim opens their sentence (Accusing the army of …, Haddad said …)."""
        mention = mentions[number]
        if mention.span is not None or number + 1 >= len(mentions) or not len(self._article):
            return None
        cue = min(self._article.at(mention.position), len(self._article) - 1)
        naming, after = namings[number + 1], mentions[number + 1]
        if naming is None or naming.sort not in {"person", "body"} or after.within is not None:
            return None
        opens = self._article[cue].form.endswith("ing") and self._article.opens_sentence(cue)
        same = self._article[naming.span[0]].sentence == self._article[cue].sentence
        return naming if opens and same else None

    def _naming(self, mention: Mention) -> Naming | None:
        if mention.span is None:
            return None
        span = self._article.range_of(mention.span)
        return self._reader.read(span, kind=mention.kind) if span[0] < span[1] else None

    def _names(self, namings: Sequence[Naming | None]) -> Iterator[tuple[int, Naming, bool]]:
        """The names of the article: those of sources, and those that stand elsewhere."""
        sources = {n.span: n for n in namings if n is not None and n.sort in {"person", "body"}}
        words: dict[int, frozenset[str]] = {}
        for (first, last), naming in sources.items():
            words |= dict.fromkeys(range(first, last), frozenset(naming.proper))
        rest = [
            (phrase.at, phrase.naming, False)
            for phrase in self._phrases.names()
            if phrase.naming.sort in {"person", "body"}
            and not self._article.in_dateline(phrase.at)
            and words.get(phrase.at, _NONE).isdisjoint(phrase.naming.proper)
        ]
        yield from sorted([*((span[0], n, True) for span, n in sources.items()), *rest], key=lambda item: item[0])

    def _found(
        self, number: int, mention: Mention, naming: Naming | None, named: dict[Range, tuple[Entity, bool]]
    ) -> tuple[Entity | None, bool, list[str]]:
        """Whom a mention stands for, whether a namesake may be meant, and what tells how sure it is."""
        if naming is not None and naming.sort in {"person", "body"}:
            entity, namesake = named[naming.span]
            self._note(entity, number)
            return entity, namesake, [f"sort={naming.sort}"]
        cue = min(self._article.at(mention.position), len(self._article) - 1)
        at = naming.span[0] if naming is not None and naming.span[0] < naming.span[1] else cue
        place = Place(at, cue, number, mention.within)
        candidates = self._antecedents.of(place, naming)
        barred = barred_candidates(naming, candidates)
        if len(barred) == len(candidates):
            self._antecedents.speakers.append(None)
            return None, False, []
        sort = self._features.sort(naming, place)
        ranked = self._ranked(sort, candidates, self._features.of(place, naming, candidates), barred)
        entity = self._entity(candidates[ranked.index], naming, at)
        self._note(entity, number)
        alone = len(candidates) == 1 and candidates[0].what == "own"
        return entity, False, [*ranked.features, *([_ALONE] if alone else [])]

    def _ranked(
        self, sort: str, candidates: Sequence[Candidate], features: Sequence[Sequence[str]], barred: Set[int]
    ) -> Ranked:
        del candidates
        return self._choice.choose(sort, features, ruled=False, barred=barred)

    def _entity(self, candidate: Candidate, naming: Naming | None, at: int) -> Entity:
        """Who a candidate is, with the words of the mention as one more of its descriptions."""
        entity = candidate.entity
        if entity is None:
            entity = self._entities.add(candidate.naming, candidate.at or at, source=candidate.what == "own")
        if naming is not None and naming.sort != "pronoun":
            entity.add(naming, at, source=True)
        return entity

    def _note(self, entity: Entity, number: int) -> None:
        entity.spoke.append(number)
        self._antecedents.speakers.append(entity)

    def _resolved(
        self, mention: Mention, naming: Naming | None, entity: Entity | None, namesake: bool, features: list[str]
    ) -> Resolved:
        relayed_by = self._relayed_by(mention, entity)
        if entity is None:
            doubt = mention.span is None
            return Resolved(None, "unnamed", mention.span, uncertain=doubt, confidence=0.0, relayed_by=relayed_by)
        best = entity.best
        sort = naming.sort if naming is not None else "none"
        stands = naming is not None and naming.span == best.span
        told = [f"mention={sort}", f"mention={sort}|{stands}", *_of_name(best, entity), f"namesake={namesake}"]
        confidence = self._certainty([*features, *told])
        described = stands and (sort == "indefinite" or _ALONE in features)
        confidence = max(confidence, _DESCRIBED) if described else confidence
        uncertain = namesake or confidence < _DOUBT
        return Resolved(self._article.slice(best.span), _kind(entity), mention.span, uncertain, confidence, relayed_by)

    def _relayed_by(self, mention: Mention, source: Entity | None) -> tuple[Relayer, ...]:
        """Who passed a claim on, under their full names; a source does not relay itself."""
        found = []
        for naming in self._relays.of(mention):
            known = self._entities.called(naming) if naming.proper else self._outlet_before(naming)
            if known is None or known is not source:
                fuller = known is not None and not known.best.own <= naming.own
                name = self._article.slice(known.best.span if known and fuller else naming.span)
                first, last = naming.span
                found.append((name, (self._article[first].start, self._article[last - 1].end)))
        return tuple(found)

    def _outlet_before(self, naming: Naming) -> Entity | None:
        """The outlet that was named last before words for one (the newspaper)."""
        if naming.sort != "definite":
            return None
        outlets = (e for e in self._entities.all[:_OUTLETS] if e.kind == "media" and e.full)
        named = [(at, e) for e in outlets if (at := e.last_before(naming.span[0])) is not None]
        return max(named, key=itemgetter(0), default=(0, None))[1]

    def _certainty(self, features: Sequence[str]) -> float:
        return self._choice.certainty(features)


def _of_name(name: Naming, entity: Entity) -> Iterator[str]:
    """What a name tells of how sure it is."""
    size = min(name.span[1] - name.span[0], _LONG_NAME)
    yield f"name={name.sort}|{size}"
    yield f"full={min(len(name.proper), 2)}|{name.titled}|{name.sort}"
    yield f"namings={min(len(entity.descriptions), 4)}"


def _kind(entity: Entity) -> str:
    if entity.sort == "person" or (entity.sort == "body" and entity.kind == "person"):
        return "person"
    if entity.kind == "person":
        return "unnamed"
    return entity.kind or "organization"
