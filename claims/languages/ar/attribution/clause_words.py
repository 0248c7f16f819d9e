"""Which words no name of a source holds: finite verbs, participles that carry a claim on, adverbials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.cue_forms import analyse
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.word_knowledge import Words

_WORD = re.compile(r"\w+")
_GIVEN_NAME_AND_BESIDE = 3
_PRESENT_PLURAL = 6
"""Letters of such a verb, at least."""
_TANWIN = 4
"""Letters of a participle in the accusative (مشيرا), at least."""


class ClauseWords:
    """Tells a name from a clause. Keeps no state of a text."""

    def __init__(self, lexicon: Words) -> None:
        self._lexicon = lexicon
        self._language = lexicon.language
        grammar = self._language.grammar
        self._writing = grammar.writing
        self._commas = grammar.sentence.name_commas
        self._homographs = grammar.homographs.homographs | self._language.never
        self._openers = (grammar.clause.relatives - {grammar.nominal.partitive}) | grammar.clause.presentatives
        self._ranks = self._language.sources.person.ranks | self._language.sources.person.courtesies
        self._adverbials = self._language.sources.no_name.words

    def is_clause(self, name: Name) -> bool:
        """Whether a name begins with a participle or an adverbial, or holds a verb outside a relative clause.

        A verb after an indefinite noun tells more of someone, as a relative clause does (مصدر رفض كشف اسمه).
        """
        if self.begins_clause(name):
            return True
        first = self._lexicon[name.forms[0]] if name.forms else None
        definite = any(self._writing.has_article(form) for form in name.forms[:2])
        told = first is not None and (first.source or name.forms[0].endswith(self._writing.plural))
        indefinite = told and not definite
        for form in name.forms[1:]:
            if form in self._openers:
                return False
            if self._is_verb(form):
                return not (indefinite or self._is_family_name(name, form) or self._is_last_after_title(name, form))
        return False

    def _is_last_after_title(self, name: Name, form: str) -> bool:
        """Whether a title, a word like a present verb and one more word end a name, or stand before its comma."""
        k = name.forms.index(form)
        around = name.forms[k - 1 : k + 2]
        if len(around) < _GIVEN_NAME_AND_BESIDE or not self.is_given_name(*around):
            return False
        rest = name.text[list(_WORD.finditer(name.text))[k + 1].end() :].lstrip()
        return not rest or rest.startswith(tuple(self._commas))

    def is_given_name(self, before: str, form: str, after: str) -> bool:
        """Whether a word like a present verb is a given name between a title that many have and a family name.

        المهندس يعرب القضاة; not الدكتور يعرب عن أمله.
        """
        title, family = self._lexicon[before], self._lexicon[after]
        if not form.startswith(self._writing.present) or not self._writing.has_article(before):
            return False
        return title.stem in self._ranks and bool(after) and not (family.mark or family.preposition or family.that)

    def _is_family_name(self, name: Name, form: str) -> bool:
        """Whether a word like a present verb ends a name, or stands before its comma (سارة يعيش، كبيرة الاقتصاديين)."""
        k = name.forms.index(form)
        before = name.forms[k - 1]
        if (
            not form.startswith(self._writing.present)
            or self._lexicon[before].source
            or self._writing.has_article(before)
        ):
            return False
        rest = name.text[list(_WORD.finditer(name.text))[k].end() :].lstrip()
        return not rest or rest.startswith(tuple(self._commas))

    def begins_clause(self, name: Name) -> bool:
        """Whether the first word of a name is a verb, a participle that carries on or an adverbial: no name at all."""
        if not name.forms:
            return False
        first = name.forms[0]
        return self._carries_on(first) or first in self._adverbials or self._is_verb(first)

    def cut(self, name: Name, names: Names) -> Name:
        """As much of a clause as can be a name: up to its first verb or adverbial, or all of it where that is first."""
        for match in list(_WORD.finditer(name.text))[1:]:
            if self.breaks(fold_word(match.group())):
                return names[name.text[: match.start()].rstrip("".join((*self._commas, " ")))]
        return name

    def breaks(self, form: str) -> bool:
        """Whether a word ends a name and office that it stands in or beside."""
        word = self._lexicon[form]
        return (
            word.that
            or form in self._openers
            or form in self._adverbials
            or self._is_verb(form)
            or self._carries_on(form)
        )

    def _is_verb(self, form: str) -> bool:
        word = self._lexicon[form]
        if form in self._language.sources.no_name.verbs:
            return True
        if word.source or self._writing.has_article(form):
            return False
        if form in self._language.sources.no_name.names or form in self._homographs:
            return False
        if self._is_present_plural(form):
            return True
        return any(r.finite and r.third for r in analyse(form, self._language))

    def _is_present_plural(self, form: str) -> bool:
        """Whether a word has the shape of a verb of several people (يختطفون), and not of those of a place (يمنيون)."""
        shaped = form.startswith(self._writing.present) and form.endswith(self._writing.plural)
        return (
            shaped and len(form) >= _PRESENT_PLURAL and not form.endswith(self._writing.nisba[0] + self._writing.plural)
        )

    def _carries_on(self, form: str) -> bool:
        """Whether a word is a participle in the accusative, as carries a claim on (مشيرا، مؤكدين)."""
        accusative = len(form) >= _TANWIN and form.endswith(self._writing.accusative)
        return accusative and any(reading.kind == "participle" for reading in analyse(form, self._language))
