"""Decide whether two mentions name the same source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.name_spellings import Spellings
from claims.languages.ar.attribution.source_genders import Genders
from claims.languages.ar.facets.place_words import wording

if TYPE_CHECKING:
    from collections.abc import Set

    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name
    from claims.languages.ar.attribution.word_knowledge import Words

_SHARED_WORDS, _SHARED_PART = 2, 0.6
"""What two full names of one source share: words, and part of the shorter one."""
_DESCRIBED = 3
"""Words of a name among which an adjective of its noun stands."""
_LONG = 6
"""Words of a name that tells more of someone than who it is."""
_SHORTEST_NAME = 3
"""Letters of a name that stands after a conjunction."""
_NAMED_BODIES = frozenset({"organization", "media"})
"""Kinds of sources that have a name of their own after the noun."""


class Sameness:
    """Compares namings in one language."""

    def __init__(self, lexicon: Words) -> None:
        self._lexicon = lexicon
        self._spellings = Spellings(lexicon.language.sources.spelling)
        self._genders = Genders(lexicon)
        self._generic = lexicon.language.source_heads
        self._demonyms = wording("ar").demonyms
        self._titles = lexicon.language.sources.person.titles
        self._pointing = lexicon.language.sources.person.honours.keys() | lexicon.language.sources.reference.last
        self._courtesies = lexicon.language.sources.person.courtesies
        self._descriptions = lexicon.language.sources.person.descriptions
        self._offices = lexicon.language.sources.person.offices
        self._ministries = lexicon.language.sources.organization.ministries
        self._ministry = lexicon.language.sources.organization.ministry
        self._of_someone = lexicon.language.sources.organization.of_someone
        self._bodies = lexicon.language.sources.organization.heads | lexicon.language.sources.media.heads
        self._names_of = lexicon.language.sources.reference.in_name_of
        self._others = lexicon.language.sources.reference.others
        self._one_of_two = lexicon.language.sources.reference.one_of_two
        self._beside = lexicon.language.sources.reference.beside
        self._places = lexicon.language.sources.organization.places
        self._commas = tuple(lexicon.language.grammar.sentence.name_commas)
        self._demonstratives = lexicon.language.grammar.clause.demonstratives
        self._given = lexicon.language.grammar.nominal.given_names
        self._writing = lexicon.language.grammar.writing

    def names_again(self, name: Name, known: frozenset[str], entity: Entity) -> bool:
        """Whether a name is that of an entity, which was named in the `known` words."""
        own = name.own
        if own == known or self._is_ministry(name, entity) or self._is_same_person(name, entity):
            return True
        if own.isdisjoint(known) or self._differ(name, known, entity) or self._is_other_person(name, entity):
            return False
        noun = next((form for form in name.forms if form not in self._demonstratives), name.forms[0])
        fresh = name.kind == "unnamed" and not self._writing.has_article(noun)
        if own < known:
            return self._shortens(name, entity, fresh=fresh)
        return not fresh and self._overlaps(name, known, entity)

    def differ_in_number(self, name: Name, other: Name) -> bool:
        """Whether of two names one is of one person and the other of several (الوزيران; المصادر، مصدر محلي)."""
        return self._genders.differ_in_number(name, other)

    def _is_same_person(self, name: Name, entity: Entity) -> bool:
        """Whether two long namings begin with one given and family name, whatever office each goes on to tell."""
        person = self._person_at_first(name)
        return len(person) > 1 and entity.kind == "person" and person == self._person_at_first(entity.name)

    def _is_other_person(self, name: Name, entity: Entity) -> bool:
        """Whether two long namings begin with names of which neither has the other's family name."""
        person, other = self._person_at_first(name), self._person_at_first(entity.name)
        if min(len(person), len(other)) <= 1 or entity.kind != "person":
            return False
        has_family = any(self._spellings.alike(person[-1], word) for word in other)
        return not has_family and not any(self._spellings.alike(other[-1], word) for word in person)

    def _person_at_first(self, name: Name) -> tuple[str, ...]:
        """The names that a naming begins with, before a comma, a title or whatever else is no name."""
        pairs = zip(name.forms, name.words, name.text.split(), strict=False)
        found: list[str] = []
        for form, word, written in pairs if len(name.forms) == len(name.words) == len(name.text.split()) else ():
            known = self._lexicon[form]
            if known.source or word in self._titles or (known.preposition and form not in self._given):
                break
            found.append(word)
            if written.endswith(self._commas):
                break
        return tuple(found)

    def _differ(self, name: Name, known: frozenset[str], entity: Entity) -> bool:
        """Whether two namings that share words are of two: a body and someone of it, kin, two numbers."""
        own = name.own
        if own < known and (self._is_place_of(entity.name, own) or self.is_someone_else(entity.name, name.words)):
            return True
        return _numbers(own) != _numbers(known) or entity.kin[known] != name.kin

    def _shortens(self, name: Name, entity: Entity, *, fresh: bool) -> bool:
        """Whether fewer words are the same source: a family name, or the noun that the longer name begins with."""
        if entity.kind != "person":
            if self._is_own_name(name, entity):
                return True
            return not fresh and (name.words[0] in entity.heads or entity.guessed)
        if name.kind == "group" or (name.kind != "person" and not entity.guessed):
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
            self._lexicon[f].preposition and f not in self._given and frozenset(stems[k + 1 :]) == known
            for k, f in enumerate(name.forms)
        )

    def may_mean(self, name: Name, whole: Name) -> bool:
        """Whether words can stand for who has a name, or only for somebody else who stands in it."""
        if self.tells_no_more(whole, name) or self.has_other_office(name, whole) or self._is_of_body(whole, name):
            return False
        if (name.companion and self._is_beside(name, whole)) or self._is_apart(name, whole):
            return False
        return not (self._is_place_of(whole, name.own) or self.is_someone_else(whole, name.words))

    def tells_of_another(self, name: Name) -> bool:
        """Whether words tell of another one than those before, or of one of two (المسؤول الآخر، أحدهما)."""
        if len(name.words) == 1:
            return name.words[0] in self._others or name.forms[0] in self._one_of_two
        return any(self._writing.without_article(form) in self._others for form in name.forms[1:_DESCRIBED])

    def _is_apart(self, name: Name, whole: Name) -> bool:
        """Whether words tell of another one than those before, and somebody was not called so."""
        return self.tells_of_another(name) and not name.own <= whole.own

    def _is_beside(self, name: Name, whole: Name) -> bool:
        """Whether a name is not that of whom a noun with a pronoun tells (شقيقه is not whose brother he is)."""
        if name.companion in {whole.companion, whole.words[0]}:
            return False
        return not name.named or not any(
            self._spellings.alike(word, other) for word in name.words[1:] for other in whole.words
        )

    def _is_of_body(self, whole: Name, name: Name) -> bool:
        """Whether the noun of a body stands in the name of who holds an office of it (رئيسة اللجنة فلانة: اللجنة)."""
        if whole.kind not in {"person", "unnamed"} or len(name.words) > 1:
            return False
        if (
            name.kind == "organization"
            and whole.kind == "person"
            and whole.words[0] in self._titles
            and whole.words[0] not in name.words
        ):
            return True
        return self.is_noun_of(whole, name.forms[0])

    def is_noun_of(self, whole: Name, form: str) -> bool:
        """Whether a definite noun stands without its article in what a person is (القبيلة; أحد وجهاء قبيلة …)."""
        noun = self._writing.without_article(form)
        if noun == form or self._is_adjective(form) or noun not in whole.forms[1:]:
            return False
        k = whole.forms.index(noun, 1)
        return self._lexicon[whole.forms[k - 1]].source or self._lexicon[whole.forms[k - 1]].preposition

    def is_another(self, name: Name, whole: Name) -> bool:
        """Whether a bare name has nothing of a person's name, in any spelling (جورج ميتشل; نبيل أبو ردينة)."""
        if whole.kind != "person" or not name.guessed or self._writing.has_article(name.forms[0]):
            return False
        if name.forms[0] in self._pointing:
            return False
        if any(self._lexicon[form].preposition or self._is_owned(form) for form in name.forms):
            return False
        return not any(self._spellings.alike(word, other) for word in name.words for other in whole.words)

    def _is_owned(self, form: str) -> bool:
        """Whether a word is the noun of a source with a pronoun (مراسلنا)."""
        return any(form.removesuffix(pronoun) in self._generic for pronoun in self._writing.attached_pronouns)

    def has_other_office(self, name: Name, whole: Name) -> bool:
        """Whether words tell an office in full, and somebody's name tells another one (وزير النقل; رئيس النقابة فلان).

        So do demonyms of two countries (المسؤول الإماراتي; الرئيس اليمني فلان).
        """
        if len(name.words) == 1 or whole.kind != "person" or name.kind != "person":
            return False
        if not self._nations(name).isdisjoint(self._nations(whole)) or name.named:
            return False
        if self._nations(name) and self._nations(whole):
            return True
        told = name.words[0] in self._offices and not self._writing.has_article(name.forms[0])
        return told and bool(whole.own & self._offices) and name.words[0] not in whole.own

    def has_other_title(self, name: Name, titles: Set[str]) -> bool:
        """Whether a title alone is not one of those whom these `titles` were given (الوزير; محافظ).

        Of two offices that one alone holds, nobody has both unless the text says so; and who has an office is called by
        it, or by what describes anyone (المسؤول).
        """
        if len(name.words) > 1 or name.words[0] not in self._titles or name.words[0] in titles:
            return False
        title = name.words[0]
        if title in self._courtesies | self._descriptions or name.forms[0] in self._pointing:
            return False
        return bool(titles & self._offices) or (title in self._offices and bool(titles - self._courtesies))

    def is_unlike(self, name: Name, titles: Set[str]) -> bool:
        """Whether a title alone is not one that someone was given: a role, or a description of who has an office.

        المستشار; ناطق. المحامي; وزير.
        """
        title = name.words[0]
        if title in titles or title in self._courtesies or name.forms[0] in self._pointing:
            return False
        return bool(titles & self._offices if title in self._descriptions else titles - self._courtesies)

    def _nations(self, name: Name) -> frozenset[str]:
        """The countries whose demonyms stand in a name (أمريكي and أميركي: US)."""
        return frozenset(self._demonyms[word] for word in name.words if word in self._demonyms)

    def tells_no_more(self, whole: Name, name: Name) -> bool:
        """Whether the noun of a body ends where a phrase goes on (جيش وفي مناطق، هيئة، والمؤرخ، سلطات هذا البلد)."""
        if len(name.words) > 1 or name.kind == "person" or len(whole.forms) == 1:
            return False
        second = whole.forms[1]
        goes_on = self._writing.has_conjunction(second) and self._lexicon[second[1:]].preposition
        ends = whole.text.split(maxsplit=1)[0].endswith(self._commas)
        return ends or goes_on or second in self._demonstratives

    def is_someone_else(self, whole: Name, words: tuple[str, ...]) -> bool:
        """Whether words of a name stand in a longer one as someone else than that one names.

        Somebody speaks for him, works for it or does something to it (ناطق باسم كيري، قائد شرطة دبي، مستشار الرئيس،
        رحب بتأكيد الجانب السويسري), or stands beside him (كيري ولافروف).
        """
        place = _place_in(words, whole)
        if place is None:
            return False
        start, end = place
        if start and self._holds(whole.words[start - 1], whole.kind):
            return True
        alike = len(whole.forms) == len(whole.words)
        if alike and any(map(self._leads_elsewhere, whole.forms[1 : start + 1])):
            return True
        if alike and words[0] in self._titles - whole.titles and start and whole.words[start - 1] in self._titles:
            return True
        beside = end < len(whole.words) and whole.kind == "person" and words[0] not in self._generic
        if not beside or len(whole.forms) != len(whole.words):
            return False
        return self._is_joined(whole.forms[end])

    def _holds(self, noun: str, kind: str) -> bool:
        """Whether a noun before a name makes it somebody else's; a person is of any body, as that is not of itself."""
        if noun in self._names_of or noun in self._of_someone:
            return True
        if kind == "person" and self._lexicon[noun].preposition and noun not in self._given:
            return True
        return (kind == "person" and noun in self._bodies) or self._is_done_to(noun)

    def _leads_elsewhere(self, form: str) -> bool:
        """Whether somebody else follows a word (المبعوث … للرئيس السابق …، الرئيس مع نظيره …)."""
        to = form.startswith(self._writing.article_after_to) and self._writing.after_to(form) in self._titles
        joined = self._writing.is_joined(form) and not self._lexicon[form].source and form[1:] in self._titles
        return to or joined or form in self._beside

    def _is_done_to(self, word: str) -> bool:
        """Whether a word is a deed with a particle before it (بتأكيد)."""
        deed = self._lexicon[word[1:]]
        return self._writing.takes_particle(word) and (deed.event or any(r.kind == "masdar" for r in deed.readings))

    def _is_joined(self, word: str) -> bool:
        """Whether a word is one more name or title (ولافروف، ووزير)."""
        rest = word[1:]
        if not self._writing.is_joined(word) or self._lexicon[word].source or len(rest) < _SHORTEST_NAME:
            return False
        return not self._writing.has_article(rest) or self._lexicon[rest].source

    def _adjectives(self, name: Name) -> frozenset[str]:
        """The adjectives of place of a name, which many bodies share (الألمانية)."""
        if len(name.forms) != len(name.words):
            return frozenset()
        pairs = list(zip(name.forms, name.words, strict=True))[1:]
        return frozenset(w for f, w in pairs if self._writing.has_article(f) and f.endswith(self._writing.nisba))

    def _begins_alike(self, name: Name, known: frozenset[str]) -> bool:
        """Whether the first word of a long name that is no common noun is among those of another naming."""
        adjectives = self._adjectives(name)
        first = next((word for word in name.words if word not in self._generic and word not in adjectives), None)
        return first is None or first in known

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
        if self._is_place_of(name, known) or (len(name.words) >= _LONG and not self._begins_alike(name, known)):
            return False
        if name.kind == "media" and proper and (entity.kind == "media" or known.isdisjoint(self._generic)):
            return True
        return bool(proper) and len(shared) >= max(_SHARED_WORDS, _SHARED_PART * min(len(name.own), len(known)))


def _place_in(words: tuple[str, ...], whole: Name) -> tuple[int, int] | None:
    """Where some words stand in a longer name, the last time; None where they are not all there in a row."""
    size = len(words)
    starts = range(len(whole.words) - size, -1, -1)
    start = next((k for k in starts if whole.words[k : k + size] == words), None)
    return None if start is None else (start, start + size)


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdecimal())
