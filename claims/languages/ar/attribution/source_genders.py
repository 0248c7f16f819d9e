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
        several = self._writing.is_sound_plural(name.forms[0]) or name.forms[0].endswith(self._writing.dual)
        one = name.kind == "person" and name.words[0] in self._people and not several
        return one and not any(map(self._writing.is_joined, name.forms[1:]))
