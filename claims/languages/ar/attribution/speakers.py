"""The sources that an article has named so far: who they are, who spoke last, and which of them a name names again."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.same_naming import Sameness
from claims.languages.ar.attribution.source_entities import Entity, LastOnes
from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from collections.abc import Reversible

    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.source_names import Name, Names


class Speakers:
    """The sources of one article, as they are met.

    Attributes:
        all: Every one, in the order of their first naming.
        recent: Those who made a claim of the article's own, the last one last.
        mentioned: Those who were credited with anything, likewise.
    """

    def __init__(self, names: Names) -> None:
        self.all = LastOnes()
        self.recent = LastOnes()
        self.mentioned = LastOnes()
        self._beside: dict[int, LastOnes] = {}
        self._lexicon = names.lexicon
        self._sources = names.lexicon.language.sources
        self._sameness = Sameness(names.lexicon)

    def add(self, name: Name) -> Entity:
        """A new source."""
        entity = Entity.named(name)
        self.all.add(entity)
        return entity

    def forget(self, entity: Entity) -> None:
        """Take back a source that nobody was found to be."""
        if entity not in self.mentioned:
            self.all.remove(entity)

    def note(self, entity: Entity, mention: Mention) -> None:
        """Take down that a source was credited."""
        entity.gender = entity.gender or gender_of(mention.person)
        entity.position = mention.position
        self.mentioned.add(entity)
        if mention.passing:
            return
        if mention.within is None:
            self.recent.add(entity)
        else:
            self._beside.setdefault(mention.within, LastOnes()).add(entity)

    # --- who spoke last -----------------------------------------------------------------------------------------------

    def last_beside(self, mention: Mention) -> Entity | None:
        """The last speaker beside a claim whose person and gender the cue allows."""
        beside = () if mention.within is None else self._beside.get(mention.within, ())
        return self.last_fitting([*self.recent, *beside], mention)

    def last_fitting(self, entities: Reversible[Entity], mention: Mention) -> Entity | None:
        """The last of these whose person and gender the cue allows; the last of all, where it allows none."""
        fitting = (e for e in reversed(entities) if e.fits(mention.person))
        return next(fitting, next(reversed(entities), None))

    def last_person(self, mention: Mention) -> Entity | None:
        """The last person whose gender the cue allows."""
        return next((e for e in reversed(self.recent) if e.kind == "person" and e.fits(mention.person)), None)

    def last_human(self, mention: Mention) -> Entity | None:
        """The last one, named or not, who is no source of word (مصدر) and whose gender the cue allows."""
        sources = {noun for nouns in self._sources.reference.alike.values() for noun in nouns}
        people = (e for e in reversed(self.recent) if e.kind in {"person", "unnamed"} and e.fits(mention.person))
        return next((e for e in people if sources.isdisjoint(e.name.words[:1])), None)

    def persons(self) -> list[Entity]:
        """The people among them."""
        return [e for e in self.all if e.kind == "person"]

    # --- names that were used before ----------------------------------------------------------------------------------

    def known(self, name: Name, person: str = "") -> Entity | None:
        """A source that these words name again: in the same words, by a family name, or by its noun made definite.

        A person by a family name alone only where the cue can be theirs, which has this `person` and gender.
        """
        if not name.words:
            return None
        older = (e for e in reversed(self.all) if e not in self.recent)
        for entity in chain(older, reversed(self.recent)):
            if len(name.words) == 1 and entity.kind == "person" and not entity.fits(person):
                continue
            if self._sameness.differ_in_number(name, entity.name):
                continue
            if any(known and self._sameness.names_again(name, known, entity) for known in entity.words):
                return entity
        return self._described(name)

    def called(self, name: Name) -> Entity | None:
        """The source that was called by these words, or by more that begin alike, last (محاميه خالد الهادي: محاميه)."""
        called = (e for e in reversed(self.mentioned) if any(name.own <= known for known in e.words))
        alike = (e for e in called if e.name.companion == name.companion and e.name.words[0] == name.words[0])
        return next(alike, None)

    def named_as(self, name: Name) -> Entity | None:
        """The source that was named in exactly these words."""
        return next((e for e in reversed(self.all) if name.own in e.words), None)

    def _described(self, name: Name) -> Entity | None:
        """An office without a name, when the one person quoted so far was given no office (… رئيس الوفد)."""
        titles, persons = self._sources.person.titles, self.persons()
        if name.kind != "person" or name.words[0] not in titles or name.named or len(persons) != 1:
            return None
        generic = any(self._lexicon[word].source for word in name.words[1:])
        if name.words[0] in self._sources.reference.spokesmen or generic:
            return None
        untitled = all(titles.isdisjoint(known) for known in persons[0].words)
        return persons[0] if untitled and self.recent.last is persons[0] else None
