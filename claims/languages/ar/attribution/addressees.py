"""Words beside a cue that are read as its source and are none: who is addressed, a pronoun, a manner of speaking.

وأكد لأعضاء المجلس أن …; مناشدا المنظمات …; ونصح الحكومة بـ…; تضيف وهي تبكي.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.source_genders import Genders
from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.source_names import Names
    from claims.languages.ar.attribution.tokens import Tokens

_DEMAND, _TOLD = "demand", "told"
_MASCULINE = "3ms"
_SINGULAR = frozenset({_MASCULINE, "3fs"})


class Addressees:
    """Tells those who speak from those who are spoken to, in one text."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        self._tokens = tokens
        self._names = names
        self._lexicon = names.lexicon
        self._genders = Genders(names.lexicon)
        grammar, sources = names.lexicon.language.grammar, names.lexicon.language.sources
        self._writing = grammar.writing
        self._pronouns = grammar.clause.presentatives | grammar.nominal.pronouns
        self._manners = grammar.setting.adverbs | grammar.setting.words
        self._heads = names.lexicon.language.source_heads
        self._bodies = sources.organization.heads
        self._masculine = sources.organization.masculine
        self._addressed = grammar.nominal.addressed

    def speaks(self, mention: Mention) -> bool:
        """Whether the words of a mention can name who speaks, as far as the words around the cue tell."""
        if mention.span is None:
            return True
        first, last = self._tokens.at(mention.span[0]), self._tokens.at(mention.span[1])
        if last == first + 1 and self._is_manner(first):
            return False
        cue = self._tokens.at(mention.position)
        if last == cue and mention.person in _SINGULAR and self._is_told_of(first, cue, mention.person):
            return False
        if last <= cue and self._differs(mention) and not self._is_topic(first, last, cue):
            return False
        if first <= cue or not self._tokens.words[cue].readings:
            return True
        return self._speaks_after(cue, first, mention.person)

    def slips(self, mention: Mention) -> bool:
        """Whether the words that name who speaks stand before a cue that is in another gender."""
        return mention.span is not None and mention.span[1] <= mention.position and self._differs(mention)

    def _differs(self, mention: Mention) -> bool:
        """Whether words before a cue that agrees with its subject are in another gender (المتحدثة باسمها … نافيا)."""
        one = mention.person in _SINGULAR | {"ms", "fs"} and mention.span is not None
        name = self._names[self._tokens.text[slice(*mention.span)]] if one and mention.span else None
        return name is not None and bool(name.forms) and self._genders.differ(name, gender_of(mention.person))

    def _is_topic(self, first: int, last: int, cue: int) -> bool:
        """Whether a clause is made of some words and the verb right after them (أن الوزارة أكد)."""
        return last == cue and first > 0 and self._tokens.words[first - 1].that

    def _speaks_after(self, cue: int, first: int, person: str) -> bool:
        """Whether words after a cue can name its subject."""
        if person in _SINGULAR and self._is_told(first):
            return False
        if first != cue + 1 or any(reading.kind == "masdar" for reading in self._tokens.words[cue].readings):
            return True
        return not (self._takes_object(cue) or self._is_asked(cue, first) or self._is_other_gender(first, person))

    def _is_told_of(self, first: int, cue: int, person: str) -> bool:
        """Whether a clause tells of an indefinite noun before it, by a verb of another gender (وثائق قال إنها …)."""
        if self._writing.has_article(self._tokens.words[first].form) or cue + 1 >= len(self._tokens.words):
            return False
        after = self._tokens.words[cue + 1]
        if not after.that_with_pronoun:
            return False
        feminine, masculine = (after.form.endswith(pronoun) for pronoun in self._writing.third_singular)
        return feminine if gender_of(person) == "m" else masculine

    def _is_manner(self, k: int) -> bool:
        """Whether a word alone is a pronoun, or tells how or when something was said (وهي، ضاحكا)."""
        return self._tokens.words[k].form in self._pronouns or self._tokens.words[k].form in self._manners

    def _is_told(self, k: int) -> bool:
        """Whether a particle is written onto a word that names those who are told (لأعضاء المجلس، للصحافيين)."""
        form = self._tokens.words[k].form
        if form in self._heads or not form.startswith(self._writing.particle_to):
            return False
        if form.startswith(self._writing.article_after_to):
            return self._lexicon[form].stem in self._heads
        return form[1:] in self._heads

    def _takes_object(self, cue: int) -> bool:
        """Whether a cue is a participle in the accusative, whose subject stands before it (مناشدا المنظمات …)."""
        word = self._tokens.words[cue]
        participle = bool(word.readings) and all(reading.kind == "participle" for reading in word.readings)
        return participle and word.form.endswith(self._writing.accusative)

    def _is_asked(self, cue: int, k: int) -> bool:
        """Whether a word right after a verb is its object: in the oblique, or one of whom things are demanded."""
        word = self._tokens.words[k]
        readings = [reading for reading in self._tokens.words[cue].readings if reading.finite and reading.third]
        to_someone = [r for r in readings if r.cue.act == _DEMAND or _TOLD in r.cue.frames]
        if any(r.person == _MASCULINE for r in to_someone) and word.form in self._addressed:
            return True
        plural = self._writing.definite_oblique(word.form) and word.stem.endswith(self._writing.plural)
        return bool(to_someone) and plural and self._writing.without_article(word.form) not in self._bodies

    def _is_other_gender(self, k: int, person: str) -> bool:
        """Whether a body right after a verb does not agree with it, and so is its object (ونصح الحكومة بـ…)."""
        if person not in _SINGULAR or self._lexicon[self._tokens.words[k].form].stem not in self._bodies:
            return False
        if gender_of(person) == "f":
            return self._lexicon[self._tokens.words[k].form].stem in self._masculine
        written = self._tokens.written[k]
        return written.endswith((self._writing.feminine, self._writing.plural_feminine))
