"""Where an article introduces someone in full: the phrases around a family name or a noun, anywhere in its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.clause_words import ClauseWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.attribution.name_extents import NameExtents
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Range, Tokens

_SHORT_NAME = 5
"""Words of a name that a fuller one is looked for."""
_LONGEST_BODY = 8
_LONGEST = 18
_OPENING = 3
"""Words of a sentence within which its subject begins, after the verb."""
_PLACES = 40
"""Places of a word that are looked at, so that time stays linear in the text."""
_SKELETON = 4
"""Consonants that two spellings of one name share at least."""
_SHORT_WORD = 2
_WRITTEN_TOGETHER = ("عبدال", "ابو")
_GIVEN_NAMES = 3
"""Words of a name before the family name, where no title leads to it."""


class Introductions:
    """The phrases of one text that name someone in full."""

    def __init__(self, tokens: Tokens, names: Names, extents: NameExtents) -> None:
        self._tokens = tokens
        self._names = names
        self._extents = extents
        self._lexicon = names.lexicon
        self._language = names.lexicon.language
        self._writing = self._language.grammar.writing
        self._clauses = ClauseWords(names.lexicon)
        self._starts = [p.sentences[0][0] for p in tokens.paragraphs if p.sentences]
        self._phrases: dict[int, Name | None] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands, by its stem."""
        found: dict[str, list[int]] = {}
        for k, word in enumerate(self._tokens.words):
            if not word.mark:
                found.setdefault(word.stem, []).append(k)
        return found

    # --- nouns --------------------------------------------------------------------------------------------------------

    def last_of(self, noun: str, offset: int, *, definite: bool = False) -> Iterator[Name]:
        """Phrases of more than a word that begin with a noun, from an offset backwards (وزارة الدفاع، بيان للجيش)."""
        places = self._places.get(noun, [])
        for k in reversed(places[: bisect_left(places, self._tokens.at(offset))][-_PLACES:]):
            form = self._tokens.words[k].form
            if self._writing.has_article(form) and not definite:
                continue
            end = self._extents.end_after(self._tokens, k, self._paragraph(k))
            end = next((m for m in range(k + 1, end) if self._breaks(m) or self._is_past(m)), end)
            if end > k + 1:
                yield self._text(k, end, self._particle_before(form, noun))

    def _particle_before(self, form: str, noun: str) -> int:
        """How many characters before a noun are a particle or conjunction."""
        return 0 if self._writing.has_article(form) else max(0, len(form) - len(noun))

    def office_holder(self, name: Name) -> Name | None:
        """The one person whom the article names with this office anywhere (وزير الدفاع: وزير الدفاع فلان)."""
        noun, rest = name.words[0], set(name.words[1:])
        found: dict[str, Name] = {}
        for k in self._places.get(noun, [])[:_PLACES]:
            end = self._extents.end_after(self._tokens, k, self._paragraph(k))
            end = next((m for m in range(k + 1, end) if self._breaks(m) or self._is_past(m)), end)
            form = self._tokens.words[k].form
            phrase = self._text(k, end, self._particle_before(form, noun))
            alone = self._writing.has_article(form) and not self._writing.has_article(self._tokens.words[k + 1].form)
            if phrase.named and (rest <= phrase.own or (alone and len(phrase.words) > 2)):
                found.setdefault(self.proper(phrase)[-1] if self.proper(phrase) else "", phrase)
        return next(iter(found.values())) if len(found) == 1 else None

    def fuller_body(self, name: Name, offset: int) -> Name | None:
        """The longer name of a body or document that begins with these words: the last before an offset, or the next.

        المرصد السوري: المرصد السوري لحقوق الإنسان.
        """
        found: list[tuple[int, Name]] = []
        for k in self._places.get(name.words[0], [])[:_PLACES]:
            end = self._extents.end_after(self._tokens, k, self._paragraph(k))
            end = next((m for m in range(k + 1, end) if self._breaks(m) or self._is_past(m)), end)
            form = self._tokens.words[k].form
            phrase = self._text(k, end, self._particle_before(form, name.words[0]))
            if name.own < phrase.own and phrase.kind == name.kind and len(phrase.words) <= _LONGEST_BODY:
                found.append((self._tokens.starts[k], phrase))
        before = [phrase for at, phrase in found if at < offset]
        return before[-1] if before else found[0][1] if found else None

    def document_of(self, document: Name, offset: int) -> tuple[str, int] | None:
        """A definite document's noun without its article, and where it was brought in without one (… في بيان)."""
        noun = document.words[0]
        places = self._places.get(noun, [])
        for k in reversed(places[: bisect_left(places, self._tokens.at(offset))]):
            if not self._writing.has_article(self._tokens.words[k].form):
                return self._writing.without_article(document.text), self._tokens.starts[k]
        return None

    def first_person(self, offset: int) -> Name | None:
        """The person told of last at the beginning of a sentence before an offset (استقبل الوزير فلان …. وأكد أن)."""
        starts = [first for p in self._tokens.paragraphs for first, _ in p.sentences]
        for first in reversed([k for k in starts if self._tokens.starts[k] < offset]):
            for k in range(first, min(first + _OPENING, self._tokens.at(offset))):
                if self._is_title(k):
                    end = self._extents.end_after(self._tokens, k, self._paragraph(k))
                    end = next((m for m in range(k + 1, end) if self._breaks(m) or self._is_past(m)), end)
                    phrase = self._text(k, end, 0)
                    if phrase.named and phrase.kind == "person":
                        return phrase
        return None

    # --- people -------------------------------------------------------------------------------------------------------

    def fullest(self, name: Name) -> tuple[Name | None, bool]:
        """The fullest phrase that names this person, and whether it may be one of several of the name.

        None where the article has no fuller one.
        """
        proper = self.proper(name)
        surname = self._titled_surname(name)
        described = bool(name.words) and self._lexicon[name.words[0]].source and not name.named and not surname
        if not (name.kind == "person" or surname) or not proper or described or len(name.words) > _SHORT_NAME:
            return None, False
        found = [c for c in self._around(proper[-1]) if self._completes(c, name, proper)]
        if not found:
            return None, False
        given = {g for c in found if (g := self._given(c, proper[-1])) is not None}
        best = max(found, key=lambda c: (self._titles(c) & name.own == self._titles(name), bool(self._titles(c)), len(c.words)))
        return best, len(given) > 1 and len(proper) == 1

    def proper(self, name: Name) -> list[str]:
        """The words of a name that are no common nouns of sources and no offices."""
        forms = [f for f in name.forms if f in self._lexicon]
        words = []
        for form, word in zip(name.forms, name.words, strict=False) if len(name.forms) == len(name.words) else ():
            known = self._lexicon[form]
            if known.preposition or known.mark or self._lexicon[word].source or len(word) < _SHORT_WORD:
                continue
            words.append(word)
        return words

    def _titles(self, name: Name) -> frozenset[str]:
        return name.own & self._language.sources.person.titles

    def _given(self, name: Name, family: str) -> str | None:
        """The word before the family name, where it is no title."""
        k = name.words.index(family) if family in name.words else 0
        before = name.words[k - 1] if k else None
        return None if before is None or self._lexicon[before].source else before

    def _completes(self, candidate: Name, name: Name, proper: list[str]) -> bool:
        if candidate.kind not in {"person", "unnamed"} or len(candidate.words) <= len(name.words) or len(candidate.words) > _LONGEST:
            return False
        definite = len(name.words) == 1 and self._writing.has_article(name.forms[0])
        if definite and not self._titles(candidate) and not name.forms[0].endswith(self._writing.nisba):
            return False
        if len(name.words) == 1 and (candidate.words[0] == name.words[0] or alike(candidate.words[0], name.words[0])):
            return False
        if len(proper) == 1 and not self._titles(name) <= candidate.own:
            return False
        return all(w in candidate.own or len(w) <= _SHORT_WORD or w in {"عبد", "ابو"} or self._spelled_in(w, candidate) for w in proper)

    def _titled_surname(self, name: Name) -> bool:
        """Whether a title stands before one name (اللواء الغامدي، الدكتور العتيبي، أبو مازن)."""
        person = self._language.sources.person
        if len(name.words) != 2 or name.words[0] not in person.titles:
            return False
        return name.forms[-1].endswith(self._writing.nisba) or name.words[0] in person.kunya

    def _spelled_in(self, word: str, candidate: Name) -> bool:
        return any(alike(word, other) for other in candidate.words)

    def _around(self, word: str) -> Iterator[Name]:
        places = self._places.get(word, [])[:_PLACES]
        if len(places) <= 1:
            others = (at for other, at in self._places.items() if other != word and alike(word, other))
            places = [*places, *(k for at in others for k in at)]
        for k in places[:_PLACES]:
            if (phrase := self.phrase(k)) is not None:
                yield phrase

    def phrase(self, k: int) -> Name | None:
        """The phrase that names someone around a token."""
        if k not in self._phrases:
            start, end = self._extents.around(self._tokens, k, self._paragraph(k))
            self._phrases[k] = self._trimmed(start, end, k)
        return self._phrases[k]

    def _paragraph(self, k: int) -> Range:
        place = bisect_right(self._starts, k)
        return self._starts[place - 1], self._starts[place] if place < len(self._starts) else len(self._tokens.words)

    def _trimmed(self, start: int, end: int, anchor: int) -> Name | None:
        """A phrase from its first title on, or from its given name, without what cannot belong to a name."""
        start = self._left_edge(start, anchor)
        titled = next((k for k in range(start, anchor) if self._is_title(k)), None)
        if titled is None:
            start = self._given_names(start, anchor)
        elif not self._leads_to(titled, anchor):
            return None
        else:
            start = titled
        skip = self._particle(start, titled=titled is not None)
        return self._text(start, self._right_edge(anchor, end, titled=titled is not None and not self._is_kin(titled)), skip)

    def _given_names(self, start: int, anchor: int) -> int:
        """Where the given names begin, if no title leads to the family name at `anchor`."""
        first, start = start, anchor
        while start > max(first, anchor - _GIVEN_NAMES) and self._is_like_name(start - 1):
            start -= 1
        return start

    def _is_like_name(self, k: int) -> bool:
        """Whether a word can be a given name, or the phrase was found to begin with it and its shape allows that."""
        word, written = self._tokens.words[k], self._tokens.written[k]
        if word.mark or self._is_preposition(k) or word.source or word.event or self._clauses.breaks(word.form):
            return False
        allowed = not word.form.startswith(("ال", "لل", "بال", "و")) and word.form[:1].isalpha()
        return allowed and not written.endswith(self._writing.not_of_names)

    def _left_edge(self, start: int, anchor: int) -> int:
        """How far back the phrase can reach: to the last verb, clause, setting or second comma before `anchor`."""
        commas = 0
        for k in range(anchor - 1, start - 1, -1):
            word = self._tokens.words[k]
            commas += word.comma
            joined = k < anchor - 1 and self._joins(k + 1)
            if commas > 1 or joined or self._breaks(k) or (self._is_quote(k) and self._tokens.quotes[k] > anchor + _GIVEN_NAMES):
                return k + 1
        return start

    def _joins(self, k: int) -> bool:
        """Whether a title with a conjunction begins someone else after a name (جون كيري والرئيس أوباما)."""
        form, before = self._tokens.words[k].form, self._tokens.words[k - 1]
        if not (self._writing.has_conjunction(form) or self._writing.takes_particle(form)):
            return False
        if before.mark or before.source or self._writing.has_article(before.form) or self._is_preposition(k - 1):
            return False
        rest, titles = form[1:], self._language.sources.person.titles
        return rest in titles or (self._writing.has_article(rest) and self._lexicon[rest].stem in titles)

    def _right_edge(self, anchor: int, end: int, *, titled: bool) -> int:
        """Where the phrase ends: after the name, or after the office that follows it."""
        words = self._tokens.words
        k = anchor + 1
        while k < end and self._may_be_surname(k) and not self._is_definite_pair(k, end):
            k += 1
        if k < end and k in self._tokens.quotes.values():
            k += 1
        office = k + words[k].comma if k < end else k
        if office >= end or not self._is_office(office, after_comma=office > k, titled=titled):
            return k
        return next((m for m in range(office, end) if self._breaks(m)), end)

    def _is_definite_pair(self, k: int, end: int) -> bool:
        """Whether two words with articles follow each other, as in an office (محمد حسين المفتي العام)."""
        pair = self._tokens.words[k : min(k + 2, end)]
        return len(pair) > 1 and all(self._writing.has_article(word.form) for word in pair)

    def _is_office(self, k: int, *, after_comma: bool, titled: bool) -> bool:
        """Whether an office begins here that belongs to the name before it."""
        word = self._tokens.words[k]
        if after_comma:
            return word.source and (word.form in self._language.source_heads or self._writing.has_article(word.form))
        if self._writing.has_article(word.form):
            return self._is_title(k) or word.form.endswith(self._writing.nisba)
        return not titled and word.form in self._language.sources.person.titles

    def _leads_to(self, title: int, anchor: int) -> bool:
        """Whether the words from a title lead to the name at `anchor`: not to a body that someone belongs to."""
        words = self._tokens.words
        last = next((k for k in range(anchor - 1, title, -1) if self._is_preposition(k)), None)
        if last is None:
            return True
        between = range(last + 1, anchor)
        places = self._language.sources.organization.places
        return any(
            words[k].comma or self._writing.has_article(words[k].form) or words[k].form in places or self._is_title(k)
            for k in between
        )

    def _breaks(self, k: int) -> bool:
        """Whether a word cannot stand within a name and office: a verb, a complementizer, a relative, a full stop."""
        word = self._tokens.words[k]
        if word.mark:
            return not (word.comma or k in self._tokens.quotes or k in self._tokens.quotes.values() or word.form in "()-–")
        return self._clauses.breaks(word.form) and not self._is_title(k)

    def _is_past(self, k: int) -> bool:
        """Whether a word has the shape of a past with a feminine subject (اعتمدت), which is no noun."""
        form = self._tokens.words[k].form
        if self._writing.has_article(form) or form in self._language.sources.organization.places:
            return False
        shaped = len(form) > _SHORT_NAME - 1 and form.endswith(self._writing.past_feminine)
        return shaped and not form.endswith(self._writing.plural_feminine)

    def _is_kin(self, k: int) -> bool:
        """Whether a title is part of a name (ابن رودس، أبو مازن)."""
        sources = self._language.sources
        return self._tokens.words[k].stem in sources.reference.kin | sources.person.kunya

    def _is_preposition(self, k: int) -> bool:
        """Whether a word is a preposition, and no given name that folds to one (علي)."""
        if not self._tokens.words[k].preposition:
            return False
        name = self._tokens.written[k] in self._language.grammar.nominal.given_names
        return not (name and self._tokens.spells_apart)

    def _is_quote(self, k: int) -> bool:
        return k in self._tokens.quotes

    def _is_title(self, k: int) -> bool:
        word, titles = self._tokens.words[k], self._language.sources.person.titles
        particle = word.form[:1] in self._writing.noun_particles
        return word.form in titles or word.stem in titles or (particle and word.form[1:] in titles)

    def _may_be_name(self, k: int) -> bool:
        """Whether a word can be a given name by its shape."""
        word, written = self._tokens.words[k], self._tokens.written[k]
        if word.mark or self._is_preposition(k) or word.source or word.event or self._clauses.breaks(word.form):
            return False
        return not word.form.startswith(self._writing.not_before_names) and not written.endswith(self._writing.not_of_names)

    def _may_be_surname(self, k: int) -> bool:
        """Whether a word can be one name more after a name (محمد حسين العبيدي)."""
        word = self._tokens.words[k]
        if word.mark or self._is_preposition(k) or word.source or self._clauses.breaks(word.form):
            return False
        if self._writing.takes_particle(word.form) and self._lexicon[word.form[1:]].event:
            return False
        definite = self._writing.has_article(word.form)
        return word.form.endswith(self._writing.nisba) if definite else self._may_be_name(k)

    def _particle(self, k: int, *, titled: bool) -> int:
        """How many characters of the first word are a particle or conjunction (للوزير: none is, لوزير: one)."""
        word, titles = self._tokens.words[k], self._language.sources.person.titles
        if not titled:
            return int(self._writing.takes_particle(word.form) and self._is_name_elsewhere(word.form[1:]))
        if word.form in titles or self._writing.has_article(word.form):
            return 0
        joined = self._writing.without_conjunction(word.form)
        if joined != word.form and (joined in titles or self._writing.has_article(joined)):
            return 1
        return int(word.form[:1] in self._writing.noun_particles and word.form[1:] in titles)

    def _is_name_elsewhere(self, form: str) -> bool:
        """Whether the text has a word without the particle (لمارك: مارك)."""
        return len(form) > _SHORT_WORD and any(self._tokens.words[k].form == form for k in self._places.get(form, ()))

    def _text(self, start: int, end: int, skip: int) -> Name:
        tokens = self._tokens
        if end - 1 in tokens.quotes.values() and not any(tokens.quotes.get(k) == end - 1 for k in range(start, end)):
            end -= 1
        return self._names[tokens.text[tokens.starts[start] + skip : tokens.end(end - 1)]]


def alike(one: str, other: str) -> bool:
    """Whether two words can be two spellings of one name (بوريطة، بوريطا; ميتشل، ميتشيل; عبد العاطي، عبدالعاطي)."""
    one, other = _without_servant(one), _without_servant(other)
    if one == other:
        return True
    if one[:1] != other[:1]:
        return False
    if one[:-1] == other[:-1] and {one[-1], other[-1]} <= {"ا", "ه"}:
        return True
    skeleton = _skeleton(one)
    return len(skeleton) >= _SKELETON and skeleton == _skeleton(other)


def _without_servant(word: str) -> str:
    """A word without the noun that is written together with it in some texts (عبدالعاطي، أبوزيد)."""
    for noun in _WRITTEN_TOGETHER:
        if word.startswith(noun) and len(word) > len(noun) + 1:
            return word[len(noun) :]
    return word


def _skeleton(word: str) -> str:
    return word[:1] + "".join(c for c in word[1:] if c not in "اويه")
