"""Resolve mentions to sources: group all the names of one source under the fullest.

Two unnamed sources are never merged: a definite noun (المصدر) refers to the last source that it can stand for, an
indefinite one (مصدر آخر) is a new source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.name_introductions import Naming
from claims.languages.ar.attribution.same_naming import Sameness
from claims.languages.ar.attribution.source_entities import Entity, Mention, Resolved
from claims.languages.ar.attribution.source_kinds import has_name
from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens


class Resolver:
    """Resolves the sources of one article, in the order of its text."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        self._tokens = tokens
        self._names = names
        self._naming = Naming(tokens, names)
        self._sameness = Sameness(names.lexicon)
        self._writing = names.lexicon.language.grammar.writing
        self._demonstratives = names.lexicon.language.grammar.clause.demonstratives
        self._commas = names.lexicon.language.grammar.sentence.name_commas
        self._sources = names.lexicon.language.sources
        self._entities: list[Entity] = []
        self._recent: list[Entity] = []
        self._mentioned: list[Entity] = []

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for."""
        results: list[Entity | None] = []
        for mention in mentions:
            named = self._named(mention, mention.span) if mention.span else None
            entity = named or self._carried(mention, mentions, results)
            if entity is not None:
                entity.gender = entity.gender or gender_of(mention.person)
                self._mentioned = [e for e in self._mentioned if e is not entity] + [entity]
                if mention.within is None and not mention.passing:
                    self._recent = [e for e in self._recent if e is not entity] + [entity]
            results.append(entity)
        return [Resolved(e.name.text, e.kind) if e else Resolved(None, "unnamed") for e in results]

    # --- mentions without words ---------------------------------------------------------------------------------------

    def _carried(
        self, mention: Mention, mentions: Sequence[Mention], results: Sequence[Entity | None]
    ) -> Entity | None:
        """The speaker who is carried on: the last one beside this claim whose gender the cue allows."""
        if mention.within is None and results and (told := self._told_of(mention, mentions[: len(results)])):
            return told
        beside = (
            e
            for m, e in zip(mentions, results, strict=False)
            if e is not None and m.within == mention.within and not m.passing
        )
        return _last_fitting([*self._recent, *beside], mention)

    def _told_of(self, mention: Mention, earlier: Sequence[Mention]) -> Entity | None:
        """The known person whom the sentences between the last claim and this one tell of, if there are any."""
        told = self._told_between(max(m.position for m in earlier), mention.position)
        gender = gender_of(mention.person)
        for entity in reversed(self._recent):
            name = list(entity.name.words[-2:])
            if len(name) > 1 and entity.kind == "person" and entity.fits(gender) and _holds(told, name):
                return entity
        return None

    def _told_between(self, before: int, position: int) -> Sequence[str]:
        """The words of the sentences after the one of an offset and before the one of another."""
        tokens = self._tokens
        starts = [first for paragraph in tokens.paragraphs for first, _ in paragraph.sentences]
        first = next((k for k in starts if tokens.starts[k] > before), None)
        current = next((k for k in reversed(starts) if tokens.starts[k] <= position), None)
        return () if first is None or current is None else self._naming.stems[first:current]

    # --- mentions in words --------------------------------------------------------------------------------------------

    def _named(self, mention: Mention, span: tuple[int, int]) -> Entity:
        name = self._naming.core(*span)
        entity = self._pointed_to(name, mention) or self._known(name) or self._again(name)
        entity = entity or self._introduced(name, span[0]) or self._new(name)
        entity.add(name)
        return entity

    def _introduced(self, name: Name, position: int) -> Entity | None:
        """The source that the article brought in under a fuller name before."""
        fuller = self._naming.introduced(name, position)
        if fuller is None or fuller.text == name.text:
            return None
        same = (e for e in reversed(self._entities) if fuller.own in e.words)
        return next(same, None) or self._new(fuller)

    def _new(self, name: Name) -> Entity:
        entity = Entity.named(name)
        self._entities.append(entity)
        return entity

    def _again(self, name: Name) -> Entity | None:
        """A definite noun with an afterthought (التقرير، الصادر في …): known by the noun alone."""
        comma = next((k for k, c in enumerate(name.text) if c in self._commas), None)
        if comma is None:
            return None
        noun = self._names[name.text[:comma]]
        if not noun.forms or not self._writing.has_article(noun.forms[0]):
            return None
        known = self._known(noun)
        return known if known and all(map(self._naming.is_generic, noun.words)) else None

    # --- definite nouns -----------------------------------------------------------------------------------------------

    def _pointed_to(self, name: Name, mention: Mention) -> Entity | None:
        """المصدر، المتحدث ذاته، الأخير …: the source named last that the words can stand for."""
        forms = [f for f in name.forms if f not in self._demonstratives] or list(name.forms)
        head = self._names.lexicon[forms[0]].stem
        same = not self._sources.reference.same.isdisjoint(forms)
        titled = self._writing.has_article(forms[0]) and head in self._sources.person.titles
        nameless = titled and not has_name(forms, self._names.lexicon)
        points = forms[0] in self._sources.reference.last and len(name.words) == 1
        someone = self._writing.has_article(forms[0]) and head in self._sources.reference.people
        if someone and self._recent and not has_name(forms, self._names.lexicon):
            return self._last_person(mention)
        if not self._recent or not (points or same or nameless):
            return None
        if nameless and len(name.words) > 1:
            return self._same_office(name, mention)
        if nameless and (other := self._titled_since(mention, head)):
            return other
        agreeing = next(
            (e for e in reversed(self._mentioned) if any(set(name.words) <= known for known in e.words)), None
        )
        if agreeing is not None:
            return agreeing
        return self._last_person(mention) if nameless else self._last_speaker(forms, mention)

    def _same_office(self, name: Name, mention: Mention) -> Entity | None:
        """Whom an office told in full stands for (النائب الأوروبي): one who was given it, or the only person."""
        rest = set(name.words[1:])
        for entity in reversed(self._recent):
            if any(name.words[0] in known and rest & known for known in entity.words):
                return entity
        if name.words[0] in self._sources.reference.spokesmen:
            return None
        persons = [e for e in self._entities if e.kind == "person"]
        only = self._last_person(mention) if len(persons) == 1 else None
        return only if only is not None and self._recent[-1] is only else None

    def _titled_since(self, mention: Mention, title: str) -> Entity | None:
        """Whom the article called by this title and a name last, before it used the title alone (الوزير)."""
        name = self._naming.title_before(title, mention.position)
        return (self._known(name) or self._new(name)) if name is not None and name.named else None

    def _last_person(self, mention: Mention) -> Entity | None:
        gender = gender_of(mention.person)
        return next((e for e in reversed(self._recent) if e.kind == "person" and e.fits(gender)), None)

    def _last_speaker(self, forms: Iterable[str], mention: Mention) -> Entity | None:
        """The source named last, a document only where the word can stand for one."""
        personal = not self._sources.reference.last_person.isdisjoint(forms)
        return _last_fitting([e for e in self._recent if not (personal and e.kind == "document")], mention)

    # --- names that were used before ----------------------------------------------------------------------------------

    def _known(self, name: Name) -> Entity | None:
        """An entity that these words name again: in the same words, by a family name, or by its noun made definite."""
        if not name.words:
            return None
        older = (e for e in reversed(self._entities) if e not in self._recent)
        for entity in (*older, *reversed(self._recent)):
            if any(known and self._sameness.names_again(name, known, entity) for known in entity.words):
                return entity
        return self._described(name)

    def _described(self, name: Name) -> Entity | None:
        """An office without a name, when the one person quoted so far was given no office (… رئيس الوفد)."""
        titles = self._sources.person.titles
        persons = [e for e in self._entities if e.kind == "person"]
        if name.kind != "person" or name.words[0] not in titles or name.named or len(persons) != 1:
            return None
        if name.words[0] in self._sources.reference.spokesmen or any(map(self._naming.is_generic, name.words[1:])):
            return None
        untitled = all(titles.isdisjoint(known) for known in persons[0].words)
        return persons[0] if untitled and self._recent[-1:] == persons else None


def _last_fitting(entities: Sequence[Entity], mention: Mention) -> Entity | None:
    """The last of these whose gender the cue allows; the last of all, where it allows none."""
    gender = gender_of(mention.person)
    fitting = (e for e in reversed(entities) if e.fits(gender))
    return next(fitting, entities[-1] if entities else None)


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words of a name stand somewhere in a row."""
    if name[0] not in words:
        return False
    return any(list(words[k : k + len(name)]) == name for k in range(len(words)))
