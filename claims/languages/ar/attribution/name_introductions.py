"""Separate the name from the rest of a mention, and find the full name that the article introduced earlier."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from claims.text.folding import fold_word

if TYPE_CHECKING:
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens

_WORD = re.compile(r"\w+")
_FULL_ENOUGH = 3
"""Words of a name that is looked for no further."""
_NAME_REACH, _TITLE_REACH, _PHRASE_REACH = 12, 7, 12
_COMMA_REACH = 4
_MARKED_NAME = 5
_SHORT_WORD = 3
"""Letters: de, al, bin."""
_APART = ("،", ",", "(", "-", "–")
_ALIKE = 4
"""Letters that two spellings of one word share."""


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
        self._first_places = {stem: i for i, stem in reversed([*enumerate(self.stems)])}
        self._titles: dict[tuple[str, bool], list[tuple[int, Name]]] = {}

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

    def _is_definite_noun(self, form: str) -> bool:
        """Whether a word with an article has not the shape of a family name."""
        return self._writing.has_article(form) and not form.endswith(self._writing.nisba)

    # --- where the article introduced it ------------------------------------------------------------------------------

    def title_before(self, title: str, offset: int, *, demonstrated: bool = False) -> Name | None:
        """The last phrase before an offset that begins with a title, name included (وزير العدل، مصطفى الرميد)."""
        found = self._last_titled(title, offset, demonstrated=demonstrated)
        return found[1] if found else None

    def named_with_title(self, title: str, offset: int) -> tuple[int, Name] | None:
        """The last phrase before an offset that begins with a title, and the offset where it stands."""
        found = self._last_titled(title, offset, demonstrated=False)
        return (self._tokens.starts[found[0]], found[1]) if found else None

    def _last_titled(self, title: str, offset: int, *, demonstrated: bool) -> tuple[int, Name] | None:
        phrases = self._titles.get((title, demonstrated))
        if phrases is None:
            phrases = self._titles[title, demonstrated] = self._titled_phrases(title, demonstrated=demonstrated)
        before = bisect_left(phrases, self._tokens.at(offset), key=itemgetter(0))
        return phrases[before - 1] if before else None

    def _titled_phrases(self, title: str, *, demonstrated: bool) -> list[tuple[int, Name]]:
        """The phrases of several words that begin with a title, each with the token where it begins."""
        spellings = {title, *(particle + title for particle in self._writing.noun_particles)}
        if demonstrated:
            spellings.add(self._writing.article + title)
        places = (i for i, form in enumerate(self.forms) if form in spellings)
        phrases = ((i, self._titled_phrase(i, title)) for i in places)
        return [(i, phrase) for i, phrase in phrases if len(phrase.forms) > 1]

    def _titled_phrase(self, i: int, title: str) -> Name:
        form = self.forms[i]
        return self._phrase_from(i, 0 if self._writing.has_article(form) else len(form) - len(title))

    def introduced(self, name: Name, before: int) -> Name | None:
        """The fuller name under which the article brought this source in before, if it did."""
        words = name.words
        if not words or len(words) > _FULL_ENOUGH:
            return None
        noun = next((f for f in name.forms if f not in self._clause.demonstratives), "")
        if self.is_generic(words[0]):
            if self._writing.has_article(noun):
                return self._titled(name, before, demonstrated=noun != name.forms[0])
            if self.is_generic(words[-1]):
                return None
        found = self._full_name(words, before)
        if found is None and len(words) == _FULL_ENOUGH:
            return self._full_name(words[:-1], before)  # the verb's object was taken in
        return found

    def _titled(self, name: Name, before: int, *, demonstrated: bool) -> Name | None:
        """The title and name that a definite title stands for, unless it says otherwise (الوزير: وزير العدل فلان)."""
        found = self.title_before(name.words[0], before, demonstrated=demonstrated)
        if found is None:
            return None
        rest = {w[:_ALIKE] for w in name.words[1:]}
        return found if rest <= {w[:_ALIKE] for w in found.words} else None

    def _full_name(self, words: tuple[str, ...], before: int) -> Name | None:
        """A person's first name and title, from the first place that has the family name with them."""
        key, end = words[-1], self._tokens.at(before)
        if self.is_generic(key) or self._lexicon[key].preposition or (first := self._first_places.get(key, end)) >= end:
            return None
        found = self._name_around(first, words)
        more = len(found.words) > len(words)
        return found if more and all(w in found.words or len(w) <= _SHORT_WORD for w in words) else None

    # --- the words around a family name -------------------------------------------------------------------------------

    def _name_around(self, i: int, words: tuple[str, ...]) -> Name:
        """The name that ends at token `i`, with the title before or after it."""
        end = self._name_end(i, alone=len(words) == 1)
        start = self._name_start(i)
        titled = next((k for k in range(start, i) if self._is_title(self.forms[k])), None)
        if titled is not None:
            return self._text(titled, end, self._particle(titled))
        start = max(start, i - 2)
        while start < i and not self._may_be_name(start) and self.stems[start] not in words:
            start += 1
        if start == i - 1 and start > 0 and self._tokens.words[start - 1].preposition:
            start = i
        return self._text(start, end)

    def _name_start(self, i: int) -> int:
        """How far back from a family name what belongs to it can reach."""
        start, comma = i, False
        while start > 0 and i - start < _NAME_REACH and self._in_name(start - 1, i, comma=comma):
            start -= 1
            comma = comma or self.forms[start] in self._commas
        return start

    def _particle(self, i: int) -> int:
        """How many characters of a title are a particle (للوزير: none is, لوزير: one)."""
        form = self.forms[i]
        return int(form[:1] in self._writing.noun_particles and not self.is_generic(form))

    def _text(self, start: int, end: int, skip: int = 0) -> Name:
        tokens = self._tokens
        return self._names[tokens.text[tokens.starts[start] + skip : tokens.end(end - 1)]]

    def _name_end(self, i: int, *, alone: bool) -> int:
        """Where a name ends after its family name at `i`: at once, at a closing mark, or after a title that follows."""
        quote = self._marks_around(i)
        if quote is not None:
            return quote + 1 if alone else i + 1
        end = i + 1
        if end < len(self.forms) and self._is_title(self.forms[end]):
            while end < len(self.forms) and end - i < _TITLE_REACH and self._goes_on(end, i):
                end += 1
        return end

    def _marks_around(self, i: int) -> int | None:
        """The closing mark of a short quotation around a token."""
        quotes = self._tokens.quotes
        openings = (o for o in range(max(0, i - _MARKED_NAME), i) if o in quotes)
        return next((quotes[o] for o in openings if i < quotes[o] <= o + _MARKED_NAME), None)

    def _goes_on(self, k: int, i: int) -> bool:
        return self._in_name(k, i, comma=True) and not self._writing.is_joined(self.forms[k])

    def _is_title(self, form: str) -> bool:
        titles = self._language.sources.person.titles
        particle = form[:1] in self._writing.noun_particles
        return form in titles or self._lexicon[form].stem in titles or (particle and form[1:] in titles)

    def _in_name(self, k: int, i: int, *, comma: bool) -> bool:
        """Whether a word can stand between a title and the family name at `i`; one `comma` can."""
        form, word = self.forms[k], self._tokens.words[k]
        if form in self._commas:
            return not comma and i - k <= _COMMA_REACH
        if k in self._tokens.quotes:
            return self._tokens.quotes[k] > i
        if word.mark or word.preposition or word.that or form in self._language.forms:
            return False
        return form not in self._clause.relatives and form not in self._clause.auxiliaries

    def _may_be_name(self, k: int) -> bool:
        """Whether a word can be a given name: no common noun, verb or word with an article by its shape."""
        form, writing = self.forms[k], self._writing
        if not form[:1].isalpha() or form in self._language.grammar.morphology.events:
            return False
        written = self._tokens.written[k]
        return not form.startswith(writing.not_before_names) and not written.endswith(writing.not_of_names)

    # --- the words after a title --------------------------------------------------------------------------------------

    def _phrase_from(self, i: int, skip: int) -> Name:
        """The noun phrase at token `i`: to the next preposition, mark or clause, a name after a comma taken in."""
        quotes, end, commas = self._tokens.quotes, i + 1, 0
        while end < len(self.forms) and end - i < _PHRASE_REACH:
            if self._comma_before_name(i, end) and not commas:
                commas += 1
            elif end in quotes and quotes[end] - end <= _MARKED_NAME:
                end = quotes[end] + 1
                break
            elif self._ends_phrase(i, end):
                break
            end += 1
        return self._text(i, end, skip)

    def _comma_before_name(self, i: int, k: int) -> bool:
        """Whether the comma at `k` parts the title at `i` from its name (وزير العدل، مصطفى الرميد)."""
        if self.forms[k] not in self._commas or not self._is_title(self.forms[i]) or k + 2 >= len(self.forms):
            return False
        return self._may_be_name(k + 1) and not self._tokens.words[k + 2].mark

    def _ends_phrase(self, i: int, k: int) -> bool:
        """Whether the noun phrase that begins at `i` ends before the word at `k`."""
        form, word, grammar = self.forms[k], self._tokens.words[k], self._language.grammar
        if form == self._partitive and self.stems[i] in self._language.sources.group.heads:
            return False
        if word.mark or word.preposition or word.that or form in self._relatives:
            return True
        if form in grammar.setting.words or form in self._clause.auxiliaries:
            return True
        if form in self._language.sources.reference.received:
            return True
        verb = k > i + 1 and form in self._language.forms and not self._is_title(form)
        return verb or self._is_past_feminine(form)

    def _is_past_feminine(self, form: str) -> bool:
        """Whether a word has the shape of a past with a feminine subject (أعلنت), which is no noun."""
        writing = self._writing
        shaped = len(form) > 4 and form.endswith(writing.past_feminine)
        return shaped and not form.endswith(writing.plural_feminine)
