"""Nouns that go back to someone named before: المصدر، المتحدث ذاته، الخبير نفسه، سموه، البيان."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.same_naming import Sameness
from claims.languages.ar.attribution.source_kinds import has_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as Words

    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.introductions import Introductions
    from claims.languages.ar.attribution.name_introductions import Naming
    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.speakers import Speakers
    from claims.languages.ar.attribution.titled_names import TitledNames

_ISSUER = 120
"""Characters between a document and the one who says something in it, at most."""
_TOLD_BY_NOUN = frozenset({"organization", "media", "document", "group"})
"""Kinds whose nouns stand for nobody of another kind (الصحيفة ذاتها)."""
_HONOURS = 3
"""Words of honour between a verb and a rank (هنأ صاحب السمو الملكي الأمير)."""
_OFFICE = 4
"""Words of an office that is told without a name, at most."""


class BackReferences:
    """Resolves the definite nouns of one article.

    Attributes:
        doubtful: Whether the last answer is one of several that are close.
        torn: Whether it is one of two who have the title that is told.
    """

    def __init__(
        self, names: Names, naming: Naming, introductions: Introductions, titled: TitledNames, speakers: Speakers
    ) -> None:
        self.doubtful = self.torn = False
        self._names = names
        self._naming = naming
        self._introductions = introductions
        self._titled = titled
        self._speakers = speakers
        grammar = names.lexicon.language.grammar
        self._writing = grammar.writing
        self._demonstratives = grammar.clause.demonstratives
        self._relatives = grammar.clause.relatives - {grammar.nominal.partitive}
        self._commas = grammar.sentence.name_commas
        self._sources = names.lexicon.language.sources
        self._sameness = Sameness(names.lexicon)

    def find(self, name: Name, mention: Mention) -> Entity | None:
        """Whom a noun goes back to; None where it is a name, or goes back to nobody."""
        self.doubtful = self.torn = False
        return self._honoured(name, mention) or self._pointed_to(name, mention) or self._one_of_several(name)

    def leads_nowhere(self, name: Name) -> bool:
        """Whether a noun that must go back to someone stands for itself, since nobody was found (الوزير، البيان)."""
        reference, first = self._sources.reference, name.forms[0]
        if name.same or first in self._sources.person.honours:
            return True
        alone = len(name.words) == 1 and self._writing.has_article(first)
        return alone and (
            first in reference.last
            or name.words[0] in reference.incomplete | reference.others
            or first in reference.one_of_two
        )

    def again(self, name: Name) -> Entity | None:
        """A definite noun with an afterthought (التقرير، الصادر في …): known by the noun alone."""
        comma = next((k for k, c in enumerate(name.text) if c in self._commas), None)
        if comma is None:
            return None
        noun = self._names[name.text[:comma]]
        if not noun.forms or not self._writing.has_article(noun.forms[0]):
            return None
        known = self._speakers.known(noun)
        return known if known and all(map(self._naming.is_generic, noun.words)) else None

    def document(self, name: Name, position: int) -> Entity | None:
        """A document known by its noun alone (البيان): the one that the article told whose it is."""
        if len(name.words) != 1 or name.kind != "document" or not self._writing.has_article(name.forms[0]):
            return None
        issued = next(self._introductions.last_of(name.words[0], position), None)
        if issued is not None and self._naming.tells_issuer(issued) and any(map(self._names_issuer, issued.words[1:])):
            return self._speakers.add(issued)
        brought_in = self._introductions.document_of(name, position)
        if brought_in is None:
            return None
        noun, at = brought_in
        bodies = (e for e in self._speakers.mentioned if e.kind not in {"document", "unnamed"})
        said_in = self._introductions.follows_in(at)
        near = [e for e in bodies if abs(e.position - at) < _ISSUER and (said_in or e.kind != "person")]
        if not near:
            return None
        issuer = min(near, key=lambda e: abs(e.position - at))
        return self._speakers.add(self._names[f"{noun} {issuer.name.text}"])

    def _names_issuer(self, word: str) -> bool:
        return word not in self._sources.reference.received and self._naming.is_generic(word)

    # --- honours and offices ------------------------------------------------------------------------------------------

    def _honoured(self, name: Name, mention: Mention) -> Entity | None:
        """Whom an honour stands for (سموه، معاليه): the last person of that rank."""
        ranks = self._sources.person.honours.get(name.forms[0], ()) if len(name.forms) == 1 else ()
        for entity in reversed(self._speakers.recent) if ranks else ():
            if entity.kind == "person" and any(not known.isdisjoint(ranks) for known in entity.words):
                return entity
        for rank in ranks:
            told = self._introductions.told_at(rank, mention.position)
            called = [(at, phrase) for at, phrase in told if phrase.named or len(phrase.words) > _OFFICE]
            if called:
                opening = [phrase for at, phrase in called if self._introductions.opens(at, _HONOURS)]
                self.doubtful = self.torn = not opening and len({phrase.own for _, phrase in called}) > 1
                phrase = (opening or [phrase for _, phrase in called])[-1]
                return self._speakers.known(phrase) or self._speakers.add(phrase)
        return None

    def _pointed_to(self, name: Name, mention: Mention) -> Entity | None:
        forms = [f for f in name.forms if f not in self._demonstratives] or list(name.forms)
        lexicon, reference = self._names.lexicon, self._sources.reference
        head, definite = lexicon[forms[0]].stem, self._writing.has_article(forms[0])
        nameless = definite and not name.named and not has_name(forms, lexicon)
        if nameless and head in reference.people and self._speakers.recent:
            return self._speakers.last_human(mention)
        titled = nameless and head in self._sources.person.titles
        points = forms[0] in reference.last and len(name.words) == 1
        if not self._speakers.recent or not (points or titled or name.same):
            return None
        if titled and len(name.words) > 1:
            return self._same_office(name, mention)
        if titled and (other := self._titled_since(mention, head) or self._kin_told_of(mention, head)):
            return other
        return self._agreeing(name, titled=titled) or self._last(name, forms, mention, titled=titled)

    def _one_of_several(self, name: Name) -> Entity | None:
        """Who spoke as one of those whose noun has a sound plural (أحد الناجين، إحدى المصابات: الناجي، المصابة)."""
        comma = next((k for k, c in enumerate(name.text) if c in self._commas), len(name.text))
        writing, form = self._writing, name.forms[0]
        if not writing.has_article(form) or len(name.text[:comma].split()) > 1:
            return None
        noun = writing.without_article(form).removesuffix(writing.feminine_pronoun)
        nouns = {noun, noun.removesuffix(writing.nisba[0])}
        endings = (writing.plural_oblique, writing.plural_feminine)
        for entity in reversed(self._speakers.mentioned):
            first, *rest = entity.name.forms
            several = writing.without_article(rest[0]) if rest and first in self._sources.reference.one_of else ""
            if any(several.endswith(e) and several.removesuffix(e) in nouns for e in endings):
                return entity
        return None

    def _kin_told_of(self, mention: Mention, noun: str) -> Entity | None:
        """Whose kin the article told of before it used the noun alone (والد أحد الضحايا: الوالد)."""
        if noun not in self._sources.reference.kin:
            return None
        told = next(self._introductions.last_of(noun, mention.position), None)
        return None if told is None else self._speakers.known(told) or self._speakers.add(told)

    def _agreeing(self, name: Name, *, titled: bool) -> Entity | None:
        """The source credited last that was called by all of these words; by a title, if it is its own."""
        words = set(name.words)
        if titled and (own := self._of_somebody(words)) is not None:
            return own
        called = (e for e in reversed(self._speakers.mentioned) if any(words <= known for known in e.words))
        return next((e for e in called if not titled or words <= e.titles), None)

    def _of_somebody(self, words: Words[str]) -> Entity | None:
        """Who was told of last by this title, if a pronoun told whose it was then (محاميه فلان: المحامي)."""
        titled = (e for e in reversed(self._speakers.mentioned) if words <= {*e.titles, e.name.companion})
        last = next(titled, None)
        return last if last is not None and words <= {last.name.companion} else None

    def _last(self, name: Name, forms: Sequence[str], mention: Mention, *, titled: bool) -> Entity | None:
        """The person named last for a title, else the source named last: a document only where the word can be one."""
        if titled:
            last = self._speakers.last_person(mention)
            if last is None or self._sameness.has_other_title(name, last.titles):
                return None
            self.doubtful = self.torn = self._sameness.is_unlike(name, last.titles)
            return last
        personal = not self._sources.reference.last_person.isdisjoint(forms)
        told = self._speakers.mentioned if mention.passing and not personal else self._speakers.recent
        able = [e for e in told if not (personal and e.kind == "document")]
        if name.kind in _TOLD_BY_NOUN and forms[0] not in self._sources.reference.last:
            able = [e for e in able if e.kind == name.kind]
        last = self._speakers.last_fitting(able, mention)
        source = not name.same and name.words[0] in self._sources.unnamed.always
        self.torn = source and last is not None and last.kind == "person" and last.name.named
        return last

    def _same_office(self, name: Name, mention: Mention) -> Entity | None:
        """Whom an office told in full stands for (النائب الأوروبي): one who was given it, or the last person."""
        rest = set(name.words[1:])
        for entity in reversed(self._speakers.recent):
            if any(name.words[0] in known and rest & known for known in entity.words):
                return entity
        last = self._speakers.last_person(mention)
        if last is not None and self._sameness.has_other_office(name, last.name):
            return None
        if name.words[0] in self._sources.reference.spokesmen or last is None or self._speakers.recent.last is not last:
            return None
        if self._is_title_and_name(name) or self._has_other_title(last, name):
            return None
        only = len(self._speakers.persons()) == 1
        described = name.words[0] in self._sources.person.descriptions and self._writing.has_article(name.forms[1])
        of_a_body = any(form.startswith(self._writing.article_after_to) for form in name.forms)
        self.doubtful = not only
        return last if (described or only) and not of_a_body else None

    def _has_other_title(self, entity: Entity, name: Name) -> bool:
        """Whether someone was given an office, and a name tells another title (الوزير فلان، الأمين العام)."""
        person = self._sources.person
        held = frozenset().union(*entity.words)
        return bool(held & person.offices) and name.words[0] not in held | person.descriptions

    def _is_title_and_name(self, name: Name) -> bool:
        """Whether a title goes on to a name that its shape does not tell (المحامي الحسن العلاوي)."""
        writing, last = self._writing, name.forms[-1]
        plain = self._relatives.isdisjoint(name.forms) and not self._naming.is_generic(last)
        if plain and not writing.is_definite(last) and not last.endswith(writing.nisba):
            return len(name.forms) > _OFFICE
        given, *family = name.forms[1:]
        if len(family) != 1 or not all(map(writing.has_article, name.forms)):
            return False
        return family[0].endswith(writing.nisba) and not given.endswith(writing.nisba)

    def _titled_since(self, mention: Mention, title: str) -> Entity | None:
        """Whom the article called by this title last, before it used the title alone (الوزير).

        Another one of this title who spoke since then is meant rather; but which of them is doubtful.
        """
        found = self._titled.named_with_title(title, mention.position)
        if found is None or not found[1].named:
            return None
        at, name = found
        told = self._speakers.known(name) or self._speakers.add(name)
        last = self._speakers.last_person(mention)
        if last is None or last is told or last.position < max(at, told.position):
            return told
        if not any(title in known for known in last.words):
            return told
        self.doubtful = self.torn = True
        return last
