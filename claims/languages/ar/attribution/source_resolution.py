"""Resolve mentions to sources: group all the names of one source under the fullest.

Two unnamed sources are never merged: a definite noun (المصدر) refers to the last source that it can stand for, an
indefinite one (مصدر آخر) is a new source. If two sources are equally close, the result is marked as uncertain.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.back_references import BackReferences
from claims.languages.ar.attribution.clause_words import ClauseWords
from claims.languages.ar.attribution.full_names import FullNames
from claims.languages.ar.attribution.introductions import Introductions
from claims.languages.ar.attribution.name_extents import NameExtents
from claims.languages.ar.attribution.name_introductions import Naming
from claims.languages.ar.attribution.relayed_sources import Relays
from claims.languages.ar.attribution.source_entities import Entity, Relayer, Resolved
from claims.languages.ar.attribution.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.source_entities import Mention
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens

Offsets = tuple[int, int]


class Resolver:
    """Resolves the sources of one article, in the order of its text."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        extents = NameExtents(names.lexicon)
        self._tokens = tokens
        self._names = names
        self._naming = Naming(tokens, names)
        self._writing = names.lexicon.language.grammar.writing
        self._governed = names.lexicon.language.grammar.according.governed
        self._clauses = ClauseWords(names.lexicon)
        self._introductions = Introductions(tokens, names, extents, self._clauses)
        self._full_names = FullNames(names, self._naming, self._introductions, self._clauses)
        self._speakers = Speakers(names)
        self._back = BackReferences(names, self._naming, self._introductions, self._speakers)
        self._relays = Relays(tokens, names, extents)
        self._sentences = [first for paragraph in tokens.paragraphs for first, _ in paragraph.sentences]
        self._sentence_offsets = [tokens.starts[first] for first in self._sentences]
        self._told_until: int | None = None

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for, and who relayed what it is credited with."""
        mentions = [replace(mention, span=self._own_words(mention.span)) for mention in mentions]
        found = [self._found(mention) for mention in mentions]
        for entity in self._speakers.all:
            self._complete(entity)
        return [self._resolved(m, entity, doubtful=doubt) for m, (entity, doubt) in zip(mentions, found, strict=True)]

    def _own_words(self, span: Offsets | None) -> Offsets | None:
        """The words of a mention that name the source: without who relayed it, and none that are a clause (مشيرا)."""
        if span is None or self._clauses.begins_clause(self._names[self._tokens.text[slice(*span)]]):
            return None
        return self._relays.source_in(span)

    def _found(self, mention: Mention) -> tuple[Entity | None, bool]:
        """Whom a mention stands for, and whether another one may be meant."""
        entity: Entity | None
        if mention.span is not None:
            entity, doubtful = self._named(mention, mention.span)
        else:
            entity, doubtful = self._carried(mention)
        if entity is not None:
            self._speakers.note(entity, mention)
        self._told_until = max(self._told_until or 0, mention.position)
        return entity, doubtful

    def _complete(self, entity: Entity) -> None:
        """Give a person the fullest name that the article has, unless several people have the name."""
        if entity.kind == "person":
            fuller, entity.uncertain = self._introductions.fullest(entity.name)
            if fuller is not None and not entity.uncertain:
                entity.name = fuller

    def _resolved(self, mention: Mention, entity: Entity | None, *, doubtful: bool) -> Resolved:
        """The result for a mention; where a name is a clause, the mention's own words as far as they are a name."""
        relayed_by = self._relayed_by(mention, entity)
        if entity is None:
            return Resolved(None, "unnamed", mention.span, relayed_by=relayed_by)
        name, doubtful = entity.name, doubtful or entity.uncertain
        if self._clauses.is_clause(name):
            own = self._name_of(mention.span) if mention.span else name
            name, doubtful = self._clauses.cut(own, self._names), True
        return Resolved(name.text, entity.kind, mention.span, uncertain=doubtful, relayed_by=relayed_by)

    def _relayed_by(self, mention: Mention, source: Entity | None) -> tuple[Relayer, ...]:
        """Who passed a claim on, under their full names; a source does not relay itself."""
        found = []
        for span in self._relays.of(mention):
            name = self._names[self._tokens.text[slice(*span)]]
            known = self._speakers.known(name)
            if known is None or known is not source:
                found.append((known.name.text if known else self._writing.with_article(name.text), span))
        return tuple(found)

    # --- mentions without words ---------------------------------------------------------------------------------------

    def _carried(self, mention: Mention) -> tuple[Entity | None, bool]:
        """The speaker who is carried on; uncertain inside another claim and before anyone has spoken."""
        if mention.within is not None:
            return self._speakers.last_beside(mention), True
        if self._told_until is None:
            return self._told_at_first(mention), True
        return self._told_of(mention, self._told_until) or self._speakers.last_beside(mention), False

    def _told_at_first(self, mention: Mention) -> Entity | None:
        """The person whom the text tells of before its first claim."""
        told = self._introductions.first_person(mention.position)
        return None if told is None else self._speakers.known(told) or self._speakers.add(told)

    def _told_of(self, mention: Mention, before: int) -> Entity | None:
        """The known person whom the sentences between the last claim and this one tell of, if there are any."""
        told = self._told_between(before, mention.position)
        if not told:
            return None
        pairs = set(pairwise(told))
        for entity in reversed(self._speakers.recent):
            name = entity.name.words[-2:]
            if len(name) > 1 and entity.kind == "person" and entity.fits(mention.person) and name in pairs:
                return entity
        return None

    def _told_between(self, before: int, position: int) -> Sequence[str]:
        """The words of the sentences after the one of an offset and before the one of another."""
        first = bisect_right(self._sentence_offsets, before)
        current = bisect_right(self._sentence_offsets, position) - 1
        return self._naming.stems[self._sentences[first] : self._sentences[current]] if first < current else ()

    # --- mentions in words --------------------------------------------------------------------------------------------

    def _name_of(self, span: Offsets) -> Name:
        """What a mention names, without the particle that the phrase before it governs (وفقا لرويترز: رويترز)."""
        core = self._naming.core(*span)
        text = self._writing.with_article(core.text)
        k = self._tokens.at(span[0])
        if text is core.text and k and text.startswith(self._writing.particle_to):
            before = self._tokens.words[k - 1]
            if any(self._writing.particle_to in self._governed.get(word, ()) for word in (before.form, before.bare)):
                text = text[1:]
        return self._names[text] if text != core.text and self._names[text].forms else core

    def _named(self, mention: Mention, span: Offsets) -> tuple[Entity, bool]:
        name, doubtful = self._name_of(span), False
        entity = self._back.find(name, mention)
        if entity is not None:
            doubtful = self._back.doubtful
        else:
            entity = self._speakers.known(name) or self._back.again(name)
        if entity is None and (fuller := self._full_names.of(name, span[0])):
            entity = self._speakers.named_as(fuller) or self._speakers.add(fuller)
        if entity is None:
            entity = self._back.document(name, span[0])
        if entity is None:
            entity, doubtful = self._speakers.add(name), self._back.leads_nowhere(name)
        entity.add(name)
        return entity, doubtful
