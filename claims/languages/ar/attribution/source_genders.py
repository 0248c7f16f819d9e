"""The grammatical gender and number of those whom a name names: that of its first noun, as a verb agrees with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.languages.ar.attribution.source_names import Name
    from claims.languages.ar.attribution.word_knowledge import Words

_PEOPLE, _TEXTS = frozenset({"person", "unnamed"}), frozenset({"document", "media"})


class Genders:
    """Tells genders. Keeps no state of a text."""

    def __init__(self, lexicon: Words) -> None:
        self._lexicon = lexicon
        self._writing = lexicon.language.grammar.writing
        sources = lexicon.language.sources
        people = sources.person.titles | sources.unnamed.heads | lexicon.language.companions
        self._people = people - sources.person.either
        self._men = sources.person.men
        self._women = sources.person.women
        self._bodies = sources.organization.heads - sources.person.titles - sources.organization.either
        self._masculine = sources.organization.masculine
        self._titles = sources.person.titles
        self._pointing = lexicon.language.grammar.clause.demonstratives | sources.reference.same
        self._nouns = people | sources.reference.sides
        self._plurals = sources.unnamed.plurals | sources.group.heads

    def of(self, name: Name) -> str:
        """The gender, m or f, of one person or body; "" where the words do not tell it, and for several people."""
        noun = name.companion or self._lexicon[name.forms[0]].stem
        if name.kind in _PEOPLE:
            return self._of_person(name, noun)
        if name.kind == "organization" and noun in self._bodies:
            return "m" if noun in self._masculine else "f"
        told = name.kind in _TEXTS and self._lexicon[noun].source
        return "f" if told and noun.endswith((self._writing.feminine_pronoun, self._writing.plural_feminine)) else ""

    def _of_person(self, name: Name, noun: str) -> str:
        if noun in self._women:
            return "f"
        if noun in self._men:
            return "m"
        if noun not in self._people or name.forms[0].endswith(self._writing.plural_feminine):
            return ""
        if self._writing.is_sound_plural(noun) or noun.endswith(self._writing.dual):
            return ""
        return "f" if noun.endswith(self._writing.feminine_pronoun) else "m"

    def differ(self, name: Name, gender: str) -> bool:
        """Whether a verb of this gender, m, f or "", cannot be said of whom a name names."""
        return bool(gender) and self.of(name) not in {"", gender}

    def is_one(self, name: Name) -> bool:
        """Whether a name names one person, of whom no plural can be said."""
        one = name.kind == "person" and name.words[0] in self._people and not self.is_several(name)
        return one and not any(map(self._writing.is_joined, name.forms[1:]))

    def differ_in_number(self, name: Name, other: Name) -> bool:
        """Whether one of two names is of one person and the other of several."""
        return (self.is_several(name) and self._is_someone(other)) or (
            self.is_several(other) and self._is_someone(name)
        )

    def is_several(self, name: Name) -> bool:
        """Whether the noun of a name is a dual or plural of people (الوزيران، وزيرا الصحة والمالية، المصادر)."""
        if name.companion or name.kind in _TEXTS:
            return False
        first = next((form for form in name.forms if form not in self._pointing), name.forms[0])
        form = self._writing.without_article(first)
        if form in self._plurals:
            return True
        if form in self._titles:
            return False
        whole = (self._writing.dual, self._writing.plural, self._writing.plural_oblique)
        noun = next((form.removesuffix(ending) for ending in whole if form.endswith(ending)), "")
        cut = next((form.removesuffix(ending) for ending in self._writing.cut_short if form.endswith(ending)), "")
        return noun in self._nouns or (len(name.forms) > 1 and cut in self._titles)

    def _is_someone(self, name: Name) -> bool:
        """Whether a name is of one person or source, named or not."""
        if name.kind not in _PEOPLE or self.is_several(name) or any(map(self._writing.is_joined, name.forms[1:])):
            return False
        return name.named or name.guessed or name.words[0] in self._people
