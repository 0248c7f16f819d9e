"""Decide whether two mentions name the same source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name
    from claims.languages.ar.attribution.word_knowledge import Words

_SHARED_WORDS, _SHARED_PART = 2, 0.6
"""What two full names of one source share: words, and part of the shorter one."""
_NAMED_BODIES = frozenset({"organization", "media"})
"""Kinds of sources that have a name of their own after the noun."""


class Sameness:
    """Compares namings in one language."""

    def __init__(self, lexicon: Words) -> None:
        self._lexicon = lexicon
        self._generic = lexicon.language.source_heads
        self._kin = lexicon.language.sources.reference.kin
        self._ministries = lexicon.language.sources.organization.ministries
        self._ministry = lexicon.language.sources.organization.ministry
        self._places = lexicon.language.sources.organization.places
        self._writing = lexicon.language.grammar.writing

    def names_again(self, name: Name, known: frozenset[str], entity: Entity) -> bool:
        """Whether a name is that of an entity, which was named in the `known` words."""
        own = name.own
        if own == known or self._is_ministry(name, entity):
            return True
        if own.isdisjoint(known) or self._differ(name, known, entity):
            return False
        fresh = name.kind == "unnamed" and not self._writing.has_article(name.forms[0])
        if own < known:
            return self._shortens(name, entity, fresh=fresh)
        return not fresh and self._overlaps(name, known, entity)

    def _differ(self, name: Name, known: frozenset[str], entity: Entity) -> bool:
        """Whether two namings that share words are of two: a body and someone of it, kin, two numbers."""
        own = name.own
        if own < known and self._is_place_of(entity.name, own):
            return True
        return _numbers(own) != _numbers(known) or self._kin & known != self._kin & own

    def _shortens(self, name: Name, entity: Entity, *, fresh: bool) -> bool:
        """Whether fewer words are the same source: a family name, or the noun that the longer name begins with."""
        if entity.kind != "person":
            if self._is_own_name(name, entity):
                return True
            return not fresh and (name.words[0] in entity.heads or entity.guessed)
        if name.kind != "person" and not entity.guessed:
            return False
        return not (name.own <= self._generic or fresh) or name.words[0] in entity.heads

    def _is_own_name(self, name: Name, entity: Entity) -> bool:
        """Whether one word is what a body or outlet is called (وكالة الأناضول: الأناضول; منظمة … (اليونيسف))."""
        word, form = name.words[0], name.forms[0]
        if len(name.words) > 1 or entity.kind not in _NAMED_BODIES or not entity.name.words or word in self._generic:
            return False
        if form in self._places or self._is_adjective(form):
            return False
        return word not in entity.heads and entity.name.words[0] in self._generic

    def _is_ministry(self, name: Name, entity: Entity) -> bool:
        """Whether a noun stands for a ministry that was named without it (الخارجية الروسية: الوزارة)."""
        return name.words == (self._ministry,) and entity.name.words[0] in self._ministries

    def _is_adjective(self, form: str) -> bool:
        return self._writing.has_article(form) and form.endswith(self._writing.nisba)

    def _is_place_of(self, name: Name, known: frozenset[str]) -> bool:
        """Whether a name ends with another after a preposition, as someone's body does (باحثة في هيومن رايتس ووتش)."""
        stems = [self._lexicon[f].stem for f in name.forms]
        return any(
            self._lexicon[f].preposition and frozenset(stems[k + 1 :]) == known for k, f in enumerate(name.forms)
        )

    def _adjectives(self, name: Name) -> frozenset[str]:
        """The adjectives of place of a name, which many bodies share (الألمانية)."""
        if len(name.forms) != len(name.words):
            return frozenset()
        pairs = list(zip(name.forms, name.words, strict=True))[1:]
        return frozenset(w for f, w in pairs if self._writing.has_article(f) and f.endswith(self._writing.nisba))

    def _overlaps(self, name: Name, known: frozenset[str], entity: Entity) -> bool:
        """Whether two namings share enough that is no common noun."""
        kinds = {name.kind, entity.kind}
        if len(kinds) > 1 and not entity.guessed and not kinds <= {"person", "unnamed"}:
            return False
        shared = name.own & known
        proper = shared - self._generic
        adjectives = self._adjectives(name) if proper else frozenset()
        if name.own - self._generic - adjectives:
            proper -= adjectives
        if self._is_place_of(name, known):
            return False
        if name.kind == "media" and proper and (entity.kind == "media" or known.isdisjoint(self._generic)):
            return True
        return bool(proper) and len(shared) >= max(_SHARED_WORDS, _SHARED_PART * min(len(name.own), len(known)))


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdecimal())
