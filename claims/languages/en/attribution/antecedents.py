"""Whom a mention can stand for: those whom the article names around it, and its own words.

Each mention has a bounded number of candidates, so that time stays linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from claims.languages.en.attribution.article_words import ArticleWords
    from claims.languages.en.attribution.name_phrases import NamePhrases
    from claims.languages.en.attribution.namings import Naming
    from claims.languages.en.attribution.source_entities import Entity

_NEAR, _TOPICS, _PHRASES = 9, 2, 4
_REACH = 250
"""Words before a mention among which whom it stands for is named."""
_HEAD_PLACES, _PEOPLE_REACH, _AFTER = 12, 60, 30
_SPEAKERS, _SAME_WORDS, _MOST = 4, 40, 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a mention may stand for.

    Attributes:
        what: own (nobody but these words), known (somebody named elsewhere), phrase (a phrase with the same noun).
        naming: The phrase that names them.
        at: The word at which they were named last before the mention; None where they were not.
        entity: Who they are; None where nobody was taken for one yet.
    """

    what: str
    naming: Naming
    at: int | None
    entity: Entity | None = None

    @property
    def kind(self) -> str:
        """What sort of source they are; "" where nothing tells."""
        return (self.entity.kind if self.entity else "") or self.naming.kind

    @property
    def gender(self) -> str:
        """m, f, or "" where nothing tells."""
        return (self.entity.gender if self.entity else "") or self.naming.gender

    @property
    def plural(self) -> bool:
        """Whether they are several."""
        return self.entity.plural if self.entity else self.naming.plural

    @property
    def own(self) -> Set[str]:
        """All words with which they were named."""
        return self.entity.own if self.entity else self.naming.own

    @property
    def spoke(self) -> int:
        """The number of their last claim, from 1; 0 where they made none."""
        return self.entity.spoke[-1] + 1 if self.entity is not None and self.entity.spoke else 0


@dataclass(frozen=True, slots=True)
class Place:
    """A mention in the article: its first word, the word of its cue, and its claim's number."""

    at: int
    cue: int
    number: int
    within: int | None = None


class Antecedents:
    """Gathers the candidates for the mentions of one article, in the order of its text."""

    def __init__(self, article: ArticleWords, phrases: NamePhrases, entities: Sequence[Entity]) -> None:
        self._article = article
        self._phrases = phrases
        self._entities = entities
        self._named = sorted((at, k) for k, entity in enumerate(entities) for at in entity.places)
        self._starts = [at for at, _ in self._named]
        self.speakers: list[Entity | None] = []
        """Whom each claim so far is credited to."""

    def of(self, place: Place, naming: Naming | None) -> list[Candidate]:
        """The candidates of a mention; `naming` is None for one without words."""
        found: dict[int, Candidate] = {}
        for entity in self._entities_near(place):
            found.setdefault(id(entity), Candidate("known", entity.best, entity.last_before(place.at), entity))
        if naming is None or naming.sort == "pronoun":
            for entity in self._named_after(place):
                found.setdefault(id(entity), Candidate("known", entity.best, None, entity))
            return _of_number(naming, _of_gender(naming, [*found.values(), *self._people_near(place, naming)]))
        own = self._own(naming)
        first = Candidate("own", own.best, own.last_before(place.at), own) if own else Candidate("own", naming, None)
        found.pop(id(own), None)
        for entity in self._sharing(naming):
            if entity is not own:
                found.setdefault(id(entity), Candidate("known", entity.best, entity.last_before(place.at), entity))
        others = [c for c in found.values() if not _is_owner(naming, c) and not _is_someone_else(naming, c)]
        return [first, *_of_gender(naming, others), *self._with_head(place, naming)]

    def _people_near(self, place: Place, naming: Naming | None) -> Iterator[Candidate]:
        """People described by a noun shortly before a pronoun (residents, a man who answered the phone)."""
        if naming is None or naming.kind not in {"masculine", "feminine", "plural", "relative"}:
            return
        number = 0
        for k in self._phrases.people_before(place.at, _PEOPLE_REACH):
            phrase = self._phrases.around(k)
            if phrase.sort in {"definite", "indefinite"} and phrase.head and not phrase.proper:
                yield Candidate("phrase", phrase, k)
                number += 1
            if number >= _PHRASES:
                return

    def _own(self, naming: Naming) -> Entity | None:
        """Who was described by the same words last."""
        recent = (e for e in reversed(self.speakers[-_SAME_WORDS:]) if e is not None)
        return next((e for e in recent if e.sort == "noun" and naming.own in e.descriptions), None)

    def _entities_near(self, place: Place) -> Iterator[Entity]:
        """Those who spoke last, those who were named last, and those of whom the article tells first."""
        yield from (e for e in reversed(self.speakers[-_SPEAKERS:]) if e is not None)
        seen: dict[int, None] = {}
        for at, k in self._before(place.at):
            if place.at - at > _REACH or len(seen) >= _NEAR:
                break
            if k not in seen:
                seen[k] = None
                yield self._entities[k]
        for _, k in self._named[:_TOPICS]:
            if self._entities[k].places[0] < place.at:
                yield self._entities[k]

    def _before(self, at: int) -> Iterator[tuple[int, int]]:
        for k in range(bisect_left(self._starts, at) - 1, -1, -1):
            yield self._named[k]

    def _named_after(self, place: Place) -> Iterator[Entity]:
        """Those whom the rest of the sentence names."""
        _, last = self._article.sentence_range(self._article[min(place.at, len(self._article) - 1)].sentence)
        for k in range(bisect_left(self._starts, place.at), len(self._starts)):
            at, entity = self._named[k]
            if at >= last or at - place.at > _AFTER:
                break
            yield self._entities[entity]

    def _sharing(self, naming: Naming) -> Iterator[Entity]:
        """Those whose names or descriptions have the noun, or a name of the phrase."""
        wanted = {naming.head, *naming.proper} - {""}
        number = 0
        for entity in self._entities[:_MOST]:
            if number >= _PHRASES:
                break
            if entity.places and wanted & entity.own:
                number += 1
                yield entity

    def _with_head(self, place: Place, naming: Naming) -> Iterator[Candidate]:
        """Phrases with the same noun that stand before the mention."""
        if not naming.head:
            return
        places = self._phrases.places(naming.head)
        before = bisect_left(places, place.at)
        some = [*places[: min(_HEAD_PLACES // 2, before)], *places[max(before - _HEAD_PLACES // 2, 0) : before]]
        found: list[tuple[int, Naming]] = []
        for k in dict.fromkeys(some):
            phrase = self._phrases.around(k)
            if phrase.sort == "pronoun" or phrase.head != naming.head or not phrase.own - naming.own:
                continue
            if all(phrase.own != other.own for _, other in found):
                found.append((k, phrase))
        for k, phrase in [*found[:2], *found[max(2, len(found) - 2) :]]:
            yield Candidate("phrase", phrase, k)


def _of_gender(naming: Naming | None, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those of no other gender than a mention; all where nobody else is left."""
    if naming is None or not naming.gender:
        return list(candidates)
    return [c for c in candidates if not c.gender or c.gender == naming.gender] or list(candidates)


def _of_number(naming: Naming | None, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those for whom a plural can stand: no single person who is named."""
    if naming is None or naming.kind != "plural":
        return list(candidates)
    return [c for c in candidates if c.plural or (c.entity.sort if c.entity else c.naming.sort) != "person"]


def _is_someone_else(naming: Naming, c: Candidate) -> bool:
    """Whether a noun tells that somebody else is meant than a candidate who was never called that.

    A relative (the suspect's father) is not the one whose relative he is, and somebody new (a Syrian official) is
    nobody whom the article knows by a name.
    """
    if c.entity is None or not c.entity.full:
        return False
    words = naming_words()
    if any(words.singular(word) == naming.head for word in c.own):
        return False
    return naming.head in words.relations or naming.sort == "indefinite"


def _is_owner(naming: Naming, c: Candidate) -> bool:
    """Whether a candidate is the one to whom a noun belongs (Russia in Russia's defense ministry)."""
    if c.entity is None or not c.entity.full or naming.head in c.own:
        return False
    return any(set(name) <= set(naming.proper) for name in c.entity.names)
