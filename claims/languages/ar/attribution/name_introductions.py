"""Separate the name from the rest of a mention."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from claims.text.folding import fold_word

if TYPE_CHECKING:
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens

_WORD = re.compile(r"\w+")
_SHORT_WORD = 3
"""Letters: de, al, bin."""
_APART = ("،", ",", "(", "-", "–")


class Naming:
    """The names of one text."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        self._tokens = tokens
        self._names = names
        self._lexicon = names.lexicon
        self._language = names.lexicon.language
        self._clause = self._language.grammar.clause
        self._writing = self._language.grammar.writing
        self._partitive = self._language.grammar.nominal.partitive
        self._commas = self._language.grammar.sentence.name_commas
        self._relatives = self._clause.relatives - {self._partitive}
        self.forms = [word.form for word in tokens.words]
        self.stems = [word.stem for word in tokens.words]

    def is_generic(self, word: str) -> bool:
        """Whether a word of a name is a common noun of a source (وزير)."""
        return self._lexicon[word].source

    def tells_issuer(self, document: Name) -> bool:
        """Whether a document's name goes on to whose it is, rather than to a clause (بيان لوزارة; not بيان بثه)."""
        after = document.text.split()[1:2]
        if after and after[0].endswith(self._writing.own_words):
            return False
        return any(map(self._begins_complement, document.forms[1:3]))

    def _begins_complement(self, form: str) -> bool:
        writing, word = self._writing, self._lexicon[form]
        if form in self._language.grammar.setting.days or form in self._language.grammar.setting.day_times:
            return False
        return writing.is_definite(form) or form.startswith(writing.particle_to) or word.source or word.preposition

    # --- what of a mention is the name --------------------------------------------------------------------------------

    def core(self, start: int, end: int) -> Name:
        """A mention without the relative clause that tells more of someone who is named (الوزير فلان الذي …)."""
        tokens = self._tokens
        whole = self._names[tokens.text[start:end]]
        for k in range(tokens.at(start) + 1, tokens.at(end)):
            if self.forms[k] in self._relatives or self.forms[k] in self._clause.presentatives:
                if self.forms[k] in self._clause.presentatives and k - tokens.at(start) > 1 + tokens.words[k - 1].comma:
                    return whole
                core = self._names[tokens.text[start : tokens.end(k - 1)].rstrip("".join((*self._commas, " ")))]
                if not core.forms:
                    return whole
                presents = self.forms[k] in self._clause.presentatives
                named = core.named or (self._is_bare_name(core) and (presents or len(core.words) > 1))
                return core if named and core.kind == "person" else whole
        return whole

    def without_time(self, span: tuple[int, int]) -> tuple[int, int]:
        """The words of a mention without a time that they run into (كما كتب سالم الهادي / قبل أعوام)."""
        tokens = self._tokens
        k, last = tokens.at(span[0]) + 1, tokens.at(span[1])
        while k < last:
            if self.forms[k] in self._relatives or self.forms[k] in self._clause.presentatives:
                return span
            if self.forms[k] in self._language.grammar.setting.times and not self._is_issued(k - 1):
                return span[0], tokens.end(k - 1)
            k = tokens.quotes.get(k, k) + 1
        return span

    def _is_issued(self, k: int) -> bool:
        """Whether a word tells when a document came out (التقرير الصادر أمس)."""
        return self.stems[k] in self._language.grammar.nominal.with_preposition or self._tokens.words[k].preposition

    def _is_bare_name(self, name: Name) -> bool:
        """Whether words can be a name without a title: no common noun, no definite one (التوجيهات)."""
        return not (self.is_generic(name.words[0]) or self._is_definite_noun(name.forms[0]))

    def without_afterthought(self, name: Name) -> Name | None:
        """A family name without what tells more of it; None where nothing does.

        ليبرمان زعيم الحزب: ليبرمان; مودي (64 عاما): مودي; كولو الذي فر: كولو.
        """
        words = list(islice(_WORD.finditer(name.text), 2))
        if len(words) == 1 or not self._is_bare_name(name):
            return None
        form = fold_word(words[1].group())
        apart = name.text[words[0].end() : words[1].start()].strip().startswith(_APART)
        person = self._language.sources.person
        if not (apart or form in self._relatives or form in person.titles - person.kunya):
            return None
        short = self._names[words[0].group()]
        family = len(short.words) == 1 and len(short.forms[0]) >= _SHORT_WORD and short.kind == "person"
        return short if family and short.guessed and self._is_bare_name(short) else None

    def office_alone(self, name: Name) -> Name | None:
        """An office without a name, and without what a comma adds to it; else None (محافظ الجنوب، كبرى المحافظات)."""
        comma = next((k for k, c in enumerate(name.text) if c in self._commas), None)
        office = self._names[name.text[:comma].rstrip()] if comma else None
        after = self._names[name.text[comma:]] if comma else None
        if after is None or not after.forms or after.forms[0] not in self._language.grammar.nominal.tells_of_place:
            return None
        titles = self._language.sources.person.titles
        if office is None or office.named or len(office.words) <= 1 or office.words[0] not in titles:
            return None
        return office

    def presented(self, span: tuple[int, int]) -> tuple[Name, Name] | None:
        """A noun and the name that the mention goes on to tell (المسؤول، وهو مدير التسويق سالم الهادي)."""
        tokens = self._tokens
        first, last = tokens.at(span[0]), tokens.at(span[1])
        k = next((k for k in range(first + 1, last - 1) if self.forms[k] in self._clause.presentatives), None)
        if k is None or not tokens.words[k - 1].comma:
            return None
        noun = self._names[tokens.text[span[0] : tokens.end(k - 1)].rstrip("".join((*self._commas, " ")))]
        name = self._names[tokens.text[tokens.starts[k + 1] : span[1]]]
        if not noun.forms or noun.named or not self._writing.has_article(noun.forms[0]):
            return None
        return (noun, name) if name.named and name.kind == "person" else None

    def _is_definite_noun(self, form: str) -> bool:
        """Whether a word with an article has not the shape of a family name."""
        return self._writing.has_article(form) and not form.endswith(self._writing.nisba)
