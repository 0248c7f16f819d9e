"""The full name under which an article brings in a source that it names in fewer words elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.same_naming import Sameness

if TYPE_CHECKING:
    from claims.languages.ar.attribution.clause_words import ClauseWords
    from claims.languages.ar.attribution.introductions import Introductions
    from claims.languages.ar.attribution.name_introductions import Naming
    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.titled_names import TitledNames

_BODIES = frozenset({"organization", "media"})
_SHORT_BODY = 2
"""Words of a body's name that a longer one is looked for."""


class FullNames:
    """Completes the names of one article.

    Attributes:
        torn: Whether the last answer is one of several bodies that the noun may stand for.
    """

    def __init__(
        self, names: Names, naming: Naming, introductions: Introductions, titled: TitledNames, clauses: ClauseWords
    ) -> None:
        self.torn = False
        self._names = names
        self._naming = naming
        self._introductions = introductions
        self._titled = titled
        self._clauses = clauses
        self._sameness = Sameness(names.lexicon)
        self._writing = names.lexicon.language.grammar.writing
        self._sources = names.lexicon.language.sources

    def of(self, name: Name, position: int, gender: str = "") -> Name | None:
        """The fuller name of a source; None where the article has none, or none that is surely its.

        `gender` is the source's, m or f, where a verb tells it.
        """
        self.torn = False
        if name.forms[0] in self._sources.organization.places:
            return None
        fuller = self._body(name, position) or self._person(name, position, gender) or self._called(name)
        if fuller is None or fuller.text == name.text or self._clauses.is_clause(fuller):
            return None
        if fuller.kind == "person" and not self._introductions.may_have(fuller, gender):
            return None
        if self._sameness.is_someone_else(fuller, name.words) or self._sameness.tells_no_more(fuller, name):
            return None
        if name.kind == "document" and not self._naming.tells_issuer(fuller):
            return None
        return fuller

    def issuer(self, document: Name) -> Name | None:
        """The noun of the body that a document's name tells for whose it is (تقرير المنظمة: المنظمة); else None."""
        written, writing = document.text.split(), self._writing
        if document.kind != "document" or len(document.forms) != _SHORT_BODY or len(written) != _SHORT_BODY:
            return None
        body = self._names[writing.with_article(written[1])]
        told = body.kind in _BODIES and writing.has_article(body.forms[0]) and self._naming.is_generic(body.words[0])
        return body if told and not writing.has_article(document.forms[0]) else None

    def told_since(self, name: Name, known: Entity, position: int) -> Name | None:
        """Another body of a noun, with which a sentence began since `known` was credited.

        صحيفة النورس ذكرت …. صحيفة الميناء كتبت عن …: الصحيفة is the latter. Torn where no sentence begins with it.
        """
        self.torn = False
        alone = len(name.words) == 1 and name.kind in _BODIES and self._writing.has_article(name.forms[0])
        if not alone or not self._naming.is_generic(name.words[0]):
            return None
        called = [words for words in known.words if len(words) > 1]
        for at, phrase in self._introductions.told_between(name.words[0], known.position, position):
            if phrase.kind == known.kind and not any(phrase.own <= words or words <= phrase.own for words in called):
                self.torn = not self._introductions.opens(at)
                return None if self.torn else phrase
        return None

    def _person(self, name: Name, position: int, gender: str) -> Name | None:
        fuller, ambiguous = self._introductions.fullest(name, gender)
        if ambiguous:
            return None
        fuller = fuller or self._holder(name, position) or self._titled.introduced(name, position)
        if fuller is None or self._is_of_body(fuller, name):
            return None
        titled = name.words[0] in self._sources.person.titles or name.kind in {"person", "unnamed"}
        return fuller if titled or fuller.kind != "person" else None

    def _holder(self, name: Name, position: int) -> Name | None:
        """The person who holds an office that is told without a name (وزير الدفاع الصومالي)."""
        person = self._sources.person
        office = name.kind == "person" and not name.named and len(name.words) > 1
        if not office or name.words[0] not in person.titles - person.descriptions:
            return None
        return self._introductions.office_holder(name, position)

    def _is_of_body(self, fuller: Name, name: Name) -> bool:
        """Whether a phrase names someone of a body that a name is the name of (مستشار منظمة أوكسفام)."""
        untitled = name.words[0] not in self._sources.person.titles
        at = fuller.words.index(name.words[-1]) if untitled and name.words[-1] in fuller.words else 0
        return at > 1 and fuller.words[at - 1] in self._sources.organization.heads | self._sources.media.heads

    def _called(self, name: Name) -> Name | None:
        """The body or outlet that is called by one word."""
        one = len(name.words) == 1 and name.guessed and not self._naming.is_generic(name.words[0])
        return self._introductions.called(name) if one else None

    def _body(self, name: Name, position: int) -> Name | None:
        """The longer name of a body that is told by its noun (المرصد السوري: المرصد السوري لحقوق الإنسان)."""
        kinds = {"organization", "document", "media"}
        if name.kind not in kinds or len(name.words) > _SHORT_BODY or not self._writing.has_article(name.forms[0]):
            return None
        fuller = self._introductions.fuller_body(name, position)
        one = fuller is not None and len(name.words) == 1
        self.torn = one and self._introductions.are_several_bodies(name, position)
        return fuller
