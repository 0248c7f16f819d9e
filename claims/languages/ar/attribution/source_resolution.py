"""Who a source is: all the ways in which an article names one source brought together under the fullest.

Two unnamed sources are never merged: a definite noun (المصدر) goes back to the last source that it can stand for, an
indefinite one (مصدر آخر) is a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.clause_words import ClauseWords
from claims.languages.ar.attribution.introductions import Introductions
from claims.languages.ar.attribution.name_extents import NameExtents
from claims.languages.ar.attribution.name_introductions import Naming
from claims.languages.ar.attribution.relayed_sources import Relays
from claims.languages.ar.attribution.same_naming import Sameness
from claims.languages.ar.attribution.source_entities import Entity, Mention, Resolved
from claims.languages.ar.attribution.source_kinds import has_name
from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens


_ISSUER = 120
"""Characters between a document and the one who says something in it."""


_OFFICE = 4
"""Words of an office that is told without a name, at most."""


_SHORT_BODY = 2
"""Words of a body's name that a longer one is looked for."""


class Resolver:
    """Resolves the sources of one article, in the order of its text."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        self._tokens = tokens
        self._names = names
        self._naming = Naming(tokens, names)
        extents = NameExtents(names.lexicon)
        self._introductions = Introductions(tokens, names, extents)
        self._relays = Relays(tokens, names, extents)
        self._clauses = ClauseWords(names.lexicon)
        self._sameness = Sameness(names.lexicon)
        self._writing = names.lexicon.language.grammar.writing
        self._demonstratives = names.lexicon.language.grammar.clause.demonstratives
        self._relatives = names.lexicon.language.grammar.clause.relatives - {names.lexicon.language.grammar.nominal.partitive}
        self._commas = names.lexicon.language.grammar.sentence.name_commas
        self._sources = names.lexicon.language.sources
        self._doubtful = False
        self._entities: list[Entity] = []
        self._recent: list[Entity] = []
        self._mentioned: list[Entity] = []

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for."""
        results: list[Entity | None] = []
        doubts: list[bool] = []
        for mention in mentions:
            span = mention.span if mention.span and not self._is_clause_alone(mention.span) else None
            self._doubtful = span is not mention.span
            named = self._named(mention, span) if span else None
            entity = named or self._carried(mention, mentions, results)
            if entity is not None:
                entity.gender = entity.gender or gender_of(mention.person)
                self._mentioned = [e for e in self._mentioned if e is not entity] + [entity]
                if mention.within is None and not mention.passing:
                    self._recent = [e for e in self._recent if e is not entity] + [entity]
            results.append(entity)
            doubts.append(self._doubtful)
        for entity in self._entities:
            if entity.kind == "person":
                fuller, entity.uncertain = self._introductions.fullest(entity.name)
                if fuller is not None and not entity.uncertain:
                    entity.name = fuller
        return list(map(self._resolved, mentions, results, doubts))

    def _relayed_by(self, mention: Mention, entity: Entity | None) -> tuple[tuple[str, tuple[int, int]], ...]:
        """Who passed a claim on, under their full names, without its source."""
        found = []
        for span in self._relays.of(mention):
            name = self._names[self._tokens.text[slice(*span)]]
            known = (self._known(name) if name.words else None) or Entity.named(name)
            if known is not entity:
                found.append((known.name.text, span))
        return tuple(found)

    def _is_clause_alone(self, span: tuple[int, int]) -> bool:
        """Whether words are no name from the first of them on."""
        return self._clauses.begins_clause(self._names[self._tokens.text[slice(*span)]])

    def _resolved(self, mention: Mention, entity: Entity | None, doubtful: bool) -> Resolved:
        """The result for a mention; where a name is a clause, the mention's own words, as far as they are a name."""
        relayed_by = self._relayed_by(mention, entity)
        if entity is None:
            return Resolved(None, "unnamed", uncertain=True, relayed_by=relayed_by)
        name = entity.name
        if self._clauses.is_clause(name):
            own = self._naming.core(*mention.span) if mention.span else name
            name, doubtful = self._clauses.cut(own, self._names), True
        return Resolved(name.text, entity.kind, uncertain=doubtful or entity.uncertain, relayed_by=relayed_by)

    # --- mentions without words ---------------------------------------------------------------------------------------

    def _carried(
        self, mention: Mention, mentions: Sequence[Mention], results: Sequence[Entity | None]
    ) -> Entity | None:
        """The speaker who is carried on: the last one beside this claim whose gender the cue allows."""
        if mention.within is None and results and (told := self._told_of(mention, mentions[: len(results)])):
            return told
        if not results:
            return self._told_at_first(mention)
        self._doubtful = self._doubtful or mention.within is not None
        beside = (
            e
            for m, e in zip(mentions, results, strict=False)
            if e is not None and m.within == mention.within and not m.passing
        )
        return _last_fitting([*self._recent, *beside], mention)

    def _told_of(self, mention: Mention, earlier: Sequence[Mention]) -> Entity | None:
        """The known person whom the sentences between the last claim and this one tell of, if there are any."""
        told = self._told_between(max(m.position for m in earlier), mention.position)
        for entity in reversed(self._recent):
            name = list(entity.name.words[-2:])
            if len(name) > 1 and entity.kind == "person" and entity.fits(mention.person) and _holds(told, name):
                return entity
        return None

    def _told_at_first(self, mention: Mention) -> Entity | None:
        """The person whom the text tells of before its first claim."""
        self._doubtful = True
        told = self._introductions.first_person(mention.position)
        return None if told is None else self._known(told) or self._new(told)

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
        entity = self._honoured(name, mention) or self._pointed_to(name, mention) or self._known(name) or self._again(name)
        entity = entity or self._introduced(name, span[0]) or self._document(name, span[0])
        if entity is None:
            entity, self._doubtful = self._new(name), self._doubtful or self._points_nowhere(name)
        entity.add(name)
        entity.last = mention.position
        return entity

    def _points_nowhere(self, name: Name) -> bool:
        """Whether a name is a common noun that must go back to something, and nothing was found (الوزير، البيان)."""
        if not self._sources.reference.same.isdisjoint(name.forms) or name.forms[0] in self._sources.person.honours:
            return True
        alone = len(name.words) == 1 and self._writing.has_article(name.forms[0])
        reference = self._sources.reference
        return alone and (name.forms[0] in reference.last or name.words[0] in reference.incomplete)

    def _honoured(self, name: Name, mention: Mention) -> Entity | None:
        """Whom an honour stands for (سموه، معاليه): the last person of that rank."""
        words = self._sources.person.honours.get(name.forms[0], ()) if len(name.forms) == 1 else ()
        if not words:
            return None
        for entity in reversed(self._recent):
            if entity.kind == "person" and any(not known.isdisjoint(words) for known in entity.words):
                return entity
        phrases = (p for word in words for p in self._introductions.last_of(word, mention.position, definite=True))
        return next((self._known(p) or self._new(p) for p in phrases if p.named or len(p.words) > _OFFICE), None)

    def _document(self, name: Name, position: int) -> Entity | None:
        """A document known by its noun alone (البيان): the one that the article told whose it is."""
        if len(name.words) != 1 or name.kind != "document" or not self._writing.has_article(name.forms[0]):
            return None
        issued = next(self._introductions.last_of(name.words[0], position), None)
        if issued is not None and any(w not in self._sources.reference.received and self._names.lexicon[w].source for w in issued.words[1:]):
            return self._new(issued)
        brought_in = self._introductions.document_of(name, position)
        if brought_in is None:
            return None
        noun, at = brought_in
        issuers = [e for e in self._recent if e.kind in {"organization", "group", "media"} and abs(e.last - at) < _ISSUER]
        if not issuers:
            return None
        issuer = min(issuers, key=lambda e: abs(e.last - at))
        return self._new(self._names[f"{noun} {issuer.name.text}"])

    def _introduced(self, name: Name, position: int) -> Entity | None:
        """The source that the article brought in under a fuller name before."""
        fuller = self._introductions.fullest(name)[0] or self._holder(name) or self._naming.introduced(name, position)
        titled = name.words[0] in self._sources.person.titles or name.kind in {"person", "unnamed"}
        if name.forms[0] in self._sources.organization.places:
            return None
        if fuller is not None and ((fuller.kind == "person" and not titled) or self._is_of_body(fuller, name)):
            fuller = None
        if fuller is None and name.kind in {"organization", "document", "media"} and len(name.words) <= _SHORT_BODY:
            if self._writing.has_article(name.forms[0]):
                fuller = self._introductions.fuller_body(name, position)
        if fuller is not None and self._clauses.is_clause(fuller):
            fuller = None
        if fuller is None or fuller.text == name.text:
            return None
        same = (e for e in reversed(self._entities) if fuller.own in e.words)
        return next(same, None) or self._new(fuller)

    def _is_of_body(self, fuller: Name, name: Name) -> bool:
        """Whether a phrase names someone of a body that a name is the name of (مستشار منظمة أوكسفام)."""
        at = fuller.words.index(name.words[-1]) if name.words[-1] in fuller.words else 0
        return at > 1 and fuller.words[at - 1] in self._sources.organization.heads | self._sources.media.heads

    def _holder(self, name: Name) -> Name | None:
        """The person who holds an office that is told without a name (وزير الدفاع الصومالي)."""
        office = name.kind == "person" and not name.named and len(name.words) > 1
        if not office or name.words[0] not in self._sources.person.titles - self._sources.person.descriptions:
            return None
        return self._introductions.office_holder(name)

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
        last = self._last_person(mention)
        if last is None or self._recent[-1] is not last:
            return None
        persons = [e for e in self._entities if e.kind == "person"]
        if self._is_title_and_name(name) or self._has_other_office(last, name):
            return None
        self._doubtful = self._doubtful or len(persons) > 1
        described = name.words[0] in self._sources.person.descriptions and self._writing.has_article(name.forms[1])
        return last if described or len(persons) == 1 else None

    def _has_other_office(self, entity: Entity, name: Name) -> bool:
        """Whether someone was given an office, and a name tells another one (الأمير فلان، الرئيس الإيراني)."""
        person = self._sources.person
        held = set().union(*entity.words) & person.offices
        return bool(held) and name.words[0] in person.offices and name.words[0] not in held

    def _is_title_and_name(self, name: Name) -> bool:
        """Whether a title goes on to two words with articles that are a name (المحامي الحسن العلاوي)."""
        last = name.forms[-1]
        related = not self._relatives.isdisjoint(name.forms)
        if not (related or self._writing.is_definite(last) or self._names.lexicon[last].source or last.endswith(self._writing.nisba)):
            return len(name.forms) > _OFFICE
        given, *family = name.forms[1:]
        if len(family) != 1 or not all(map(self._writing.has_article, name.forms)):
            return False
        return family[0].endswith(self._writing.nisba) and not given.endswith(self._writing.nisba)

    def _titled_since(self, mention: Mention, title: str) -> Entity | None:
        """Whom the article called by this title and a name last, before it used the title alone (الوزير)."""
        name = self._naming.title_before(title, mention.position)
        return (self._known(name) or self._new(name)) if name is not None and name.named else None

    def _last_person(self, mention: Mention) -> Entity | None:
        return next((e for e in reversed(self._recent) if e.kind == "person" and e.fits(mention.person)), None)

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
    fitting = (e for e in reversed(entities) if e.fits(mention.person))
    return next(fitting, entities[-1] if entities else None)


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words of a name stand somewhere in a row."""
    if name[0] not in words:
        return False
    return any(list(words[k : k + len(name)]) == name for k in range(len(words)))
