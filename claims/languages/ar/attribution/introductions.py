"""Where an article introduces someone in full: the phrases around a family name or a noun, anywhere in its text."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.name_phrases import NamePhrases
from claims.languages.ar.attribution.name_spellings import Spellings
from claims.languages.ar.attribution.same_naming import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.ar.attribution.clause_words import ClauseWords
    from claims.languages.ar.attribution.name_extents import NameExtents
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens

_SHORT_NAME = 5
"""Words of a name that a fuller one is looked for, at most."""
_LONGEST, _LONGEST_BODY = 18, 8
_OPENING = 3
"""Words of a sentence within which its subject begins, after the verb."""
_PLACES = 40
"""Places of a word that are looked at, so that time stays linear in the text."""
_SPELLINGS = 3
"""Other spellings of a word that are looked at."""
_SHORT_WORD = 2
_TITLE_AND_NAME = 2


class Introductions:
    """The phrases of one text that name someone in full."""

    def __init__(self, tokens: Tokens, names: Names, extents: NameExtents, clauses: ClauseWords) -> None:
        self._tokens = tokens
        self.phrases = NamePhrases(tokens, names, extents, clauses)
        self._clauses = clauses
        self._lexicon = names.lexicon
        self._sources = names.lexicon.language.sources
        self._writing = names.lexicon.language.grammar.writing
        self._inside = names.lexicon.language.grammar.setting.inside
        self._bodies = self._sources.organization.heads | self._sources.media.heads
        self._stops = names.lexicon.language.grammar.sentence.stops
        self._names_like_verbs = self._sources.no_name.names
        self._spellings = Spellings(self._sources.spelling)
        self._sameness = Sameness(names.lexicon)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands, by its stem."""
        found: dict[str, list[int]] = {}
        for k, word in enumerate(self._tokens.words):
            if not word.mark:
                for part in _parts(word.stem):
                    found.setdefault(part, []).append(k)
        return found

    # --- nouns --------------------------------------------------------------------------------------------------------

    def last_of(self, noun: str, offset: int, *, definite: bool = False) -> Iterator[Name]:
        """Phrases of more than a word that begin with a noun, from an offset backwards (وزارة الدفاع، بيان للجيش)."""
        for k in reversed(self._before(noun, offset)):
            if definite or not self._is_definite(k):
                phrase = self._beginning(k, noun)
                if len(phrase.words) > 1:
                    yield phrase

    def told_between(self, noun: str, start: int, end: int) -> Iterator[tuple[int, Name]]:
        """Phrases that name a body by a noun and more between two offsets, the last first, with where they stand."""
        for k in reversed(self._before(noun, end)):
            if self._tokens.starts[k] <= start:
                return
            if not (self._is_definite(k) or self._leads_to_holder(k)):
                phrase = self._beginning(k, noun)
                if 1 < len(phrase.words) <= _LONGEST_BODY:
                    yield self._tokens.starts[k], phrase

    def told_at(self, noun: str, offset: int) -> list[tuple[int, Name]]:
        """The phrases of more than a word that begin with a noun before an offset, each with where it stands."""
        phrases = ((self._tokens.starts[k], self._beginning(k, noun)) for k in self._before(noun, offset))
        return [(at, phrase) for at, phrase in phrases if len(phrase.words) > 1]

    def document_of(self, document: Name, offset: int) -> tuple[str, int] | None:
        """A definite document's noun without its article, and where it came in without one (في بيان، في بيانها)."""
        noun = document.words[0]
        owned = (noun + pronoun for pronoun in self._writing.third_persons)
        places = sorted(k for form in (noun, *owned) for k in self._before(form, offset))
        brought_in = next((k for k in reversed(places) if not self._is_definite(k)), None)
        if brought_in is None:
            return None
        return self._writing.without_article(document.text), self._tokens.starts[brought_in]

    def follows_in(self, offset: int) -> bool:
        """Whether the word at an offset stands after في (قال الوزير في بيان)."""
        k = self._tokens.at(offset)
        return k > 0 and self._tokens.words[k - 1].form in self._inside

    def fuller_body(self, name: Name, offset: int) -> Name | None:
        """The longer name of a body or document that begins with these words: the last before an offset, or the next.

        المرصد السوري: المرصد السوري لحقوق الإنسان. What stands at the offset itself is the short name. Of those that
        come later, a noun alone stands for the one that it is completed in (الوزارة: وزارة الصيد; not الوزارة الوصية).
        """
        places = self._elsewhere(name, offset)
        phrases = [
            (self._tokens.starts[k], self._beginning(k, name.words[0])) for k in places if not self._leads_to_holder(k)
        ]
        longer = [
            (at, phrase)
            for at, phrase in phrases
            if name.own < phrase.own and phrase.kind == name.kind and len(phrase.words) <= _LONGEST_BODY
        ]
        before = [(at, phrase) for at, phrase in longer if at < offset]
        if before:
            opening = [phrase for at, phrase in before if self.opens(at)]
            return opening[-1] if opening and self._are_several(before) else before[-1][1]
        told = (phrase for _, phrase in longer if not self._writing.has_article(phrase.forms[0]))
        alone = next(told, None) if len(name.words) == 1 else None
        return alone or (longer[0][1] if longer else None)

    def are_several_bodies(self, name: Name, offset: int) -> bool:
        """Whether the text tells of several bodies by this noun before an offset, and opens a sentence with none."""
        places = [self._tokens.starts[k] for k in self._before(name.words[0], offset) if not self._leads_to_holder(k)]
        found = [(at, self._beginning(self._tokens.at(at), name.words[0])) for at in places]
        longer = [
            (at, p) for at, p in found if name.own < p.own and p.kind == name.kind and len(p.words) <= _LONGEST_BODY
        ]
        return self._are_several(longer) and not any(self.opens(at) for at, _ in longer)

    def _are_several(self, phrases: Sequence[tuple[int, Name]]) -> bool:
        """Whether phrases name more than one body: two of which none holds the other's words, neither an adjective's.

        محكمة الاستئناف, محكمة النقض; not الجماعة المتطرفة, الجماعة المسلحة.
        """
        names = [phrase for _, phrase in phrases if not self._writing.has_article(phrase.forms[0])]
        return any(not (names[-1].own <= other.own or other.own <= names[-1].own) for other in names[:-1])

    def opens(self, offset: int, between: int = 0) -> bool:
        """Whether the subject of a sentence begins at an offset: with its first word, or after the verb.

        `between` words, at most, may stand before it besides.
        """
        k = self._tokens.at(offset)
        return not self._firsts.isdisjoint(range(k - 1 - between, k + 1))

    @cached_property
    def _firsts(self) -> frozenset[int]:
        """The first words of sentences."""
        return frozenset(first for paragraph in self._tokens.paragraphs for first, _ in paragraph.sentences)

    def _leads_to_holder(self, k: int) -> bool:
        """Whether a body stands between an office of it and who holds that (المتحدث باسم البلدية كريم ناصر)."""
        words = self._tokens.words
        office = k > 0 and (words[k - 1].form in self._sources.reference.in_name_of or self.phrases.is_title(k - 1))
        title = k + 1 < len(words) and self.phrases.is_title(k + 1)
        return office and self._is_definite(k) and (title or not self._is_definite(k + 1))

    def called(self, name: Name) -> Name | None:
        """The body or outlet that one word is the name of (اليونيسف: منظمة الأمم المتحدة للطفولة "اليونيسف")."""
        word = name.words[0]
        places = [*self._places.get(word, ()), *(k for w in self._other_spellings(word) for k in self._places[w])]
        for k in places[:_PLACES]:
            for head in range(k - 1, max(k - _LONGEST_BODY, -1), -1):
                if self._breaks_body(head):
                    break
                phrase = self._named_by(head, k)
                if phrase is not None:
                    return phrase
        return None

    def _breaks_body(self, k: int) -> bool:
        word = self._tokens.words[k]
        return (word.mark and word.form in self._stops) or word.comma or self._clauses.breaks(word.form)

    def _named_by(self, head: int, k: int) -> Name | None:
        """The phrase from a body's noun to its own name at `k`: right after the noun, or in marks."""
        word = self._tokens.words[head]
        noun = word.stem
        own_name = noun in self._bodies and (head == k - 1 or (self._tokens.words[k - 1].mark))
        if not own_name or (head and self._tokens.words[head - 1].stem in self._bodies):
            return None
        phrase = self._beginning(head, noun)
        end = self._tokens.starts[head] + len(phrase.text)
        return phrase if end >= self._tokens.starts[k] and len(phrase.words) <= _LONGEST_BODY + 2 else None

    def office_holder(self, name: Name, offset: int) -> Name | None:
        """The one person whom the article names with this office elsewhere (وزير الدفاع: وزير الدفاع فلان)."""
        noun, rest = name.words[0], set(name.words[1:])
        found: dict[str, Name] = {}
        for k in self._elsewhere(name, offset):
            if self.phrases.is_of_another(k):
                continue
            phrase = self._beginning(k, noun)
            alone = self._is_definite(k) and not self._is_definite(k + 1) and len(phrase.words) > _TITLE_AND_NAME
            if phrase.named and (rest <= phrase.own or alone):
                found.setdefault((self._proper(phrase) or ("",))[-1], phrase)
        return next(iter(found.values())) if len(found) == 1 else None

    def first_person(self, offset: int) -> Name | None:
        """The person told of last at the beginning of a sentence before an offset (استقبل الوزير فلان …. وأكد أن)."""
        end = self._tokens.at(offset)
        starts = [first for p in self._tokens.paragraphs for first, _ in p.sentences if first < end]
        for first in reversed(starts):
            titles = (k for k in range(first, min(first + _OPENING, end)) if self.phrases.is_title(k))
            for phrase in map(self.phrases.beginning_at, titles):
                if phrase.named and phrase.kind == "person":
                    return phrase
        return None

    def _elsewhere(self, name: Name, offset: int) -> list[int]:
        """The places of a name's first word, without that of the name at an offset."""
        own = range(self._tokens.at(offset), self._tokens.at(offset + len(name.text)))
        return [k for k in self._places.get(name.words[0], [])[:_PLACES] if k not in own]

    def _before(self, noun: str, offset: int) -> Sequence[int]:
        places = self._places.get(noun, [])
        return places[: bisect_left(places, self._tokens.at(offset))][-_PLACES:]

    def _beginning(self, k: int, noun: str) -> Name:
        """The phrase that begins with a noun, without a particle or conjunction before it."""
        form, writing = self._tokens.words[k].form, self._writing
        if form == noun or writing.has_article(form) or form.startswith(writing.article_after_to):
            return self.phrases.beginning_at(k)
        skip = 1 if writing.has_article(form[1:]) else max(0, len(form) - len(noun))
        return self.phrases.beginning_at(k, skip)

    def _is_definite(self, k: int) -> bool:
        return k < len(self._tokens.words) and self._writing.has_article(self._tokens.words[k].form)

    # --- all phrases --------------------------------------------------------------------------------------------------

    def namings(self, name: Name, span: tuple[int, int]) -> Iterator[tuple[int, Name]]:
        """The phrases that hold the last word of a name or begin with its noun, each once, with the token of that word.

        Those at `span`, where the name itself stands, are left out.
        """
        own = range(self._tokens.at(span[0]), self._tokens.at(span[1]))
        found: set[frozenset[str]] = {name.own}
        for k, phrase in self._holding(name, own):
            if phrase.own not in found and 1 < len(phrase.words) <= _LONGEST:
                found.add(phrase.own)
                if not self._clauses.is_clause(phrase):
                    yield k, phrase

    def _holding(self, name: Name, own: range) -> Iterator[tuple[int, Name]]:
        last, noun = name.words[-1], name.words[0]
        for k in self._places.get(last, [])[:_PLACES] if self._is_telling(last) else ():
            phrase = self.phrases.around(k) if k not in own else None
            if phrase is not None:
                yield k, phrase
        for k in self._places.get(noun, [])[:_PLACES] if self._lexicon[noun].source else ():
            if k not in own and not self.phrases.is_of_another(k):
                yield k, self._beginning(k, noun)

    def _is_telling(self, word: str) -> bool:
        return len(word) > _SHORT_WORD and not (self._lexicon[word].source or self._lexicon[word].preposition)

    # --- people -------------------------------------------------------------------------------------------------------

    def fullest(self, name: Name, gender: str = "") -> tuple[Name | None, tuple[Name, ...]]:
        """The fullest phrase that names this person, and all people of the name where it may be one of several.

        None where the article has no fuller one. `gender` is the person's, m or f, where a verb tells it.
        """
        proper = self._proper(name)
        if not proper or len(name.words) > _SHORT_NAME or not self._is_person(name):
            return None, ()
        found = [c for c in self._around(proper[-1]) if self._completes(c, name, proper)]
        found = found or [c for c in self._around_spellings(proper[-1]) if self._completes(c, name, proper)]
        if not found:
            return None, ()
        agreeing = [c for c in found if self.may_have(c, gender)]
        found = agreeing if any(map(self._titles, agreeing)) else found
        titles = self._titles(name)
        titled = [c for c in found if self._titles(c)]
        given = {g: c for c in titled or found if (g := self._given(c, proper[-1])) is not None}
        best = max(found, key=lambda c: (titles <= c.own, bool(self._titles(c)), len(c.words)))
        return best, tuple(given.values()) if len(given) > 1 and len(proper) == 1 else ()

    def may_have(self, who: Name, gender: str) -> bool:
        """Whether the title that a phrase begins with does not tell the other gender (المحامية)."""
        if not gender or not self._lexicon[who.words[0]].source:
            return True
        return who.forms[0].endswith(self._writing.feminine_pronoun) == (gender == "f")

    def _is_person(self, name: Name) -> bool:
        """Whether a name is a person's: not an office alone, nor a body."""
        if self._is_titled_surname(name):
            return True
        return name.kind == "person" and (name.named or not self._lexicon[name.words[0]].source)

    def _is_titled_surname(self, name: Name) -> bool:
        """Whether a title stands before one name (اللواء الغامدي، الدكتور العتيبي، أبو مازن)."""
        person = self._sources.person
        if len(name.words) != _TITLE_AND_NAME or name.words[0] not in person.titles:
            return False
        return name.forms[-1].endswith(self._writing.nisba) or name.words[0] in person.kunya

    def _proper(self, name: Name) -> tuple[str, ...]:
        """The words of a name that are no common nouns of sources and no offices."""
        if len(name.forms) != len(name.words):
            return ()
        pairs = zip(name.forms, name.words, strict=True)
        return tuple(
            word
            for form, word in pairs
            if not (self._lexicon[form].preposition or self._lexicon[word].source or len(word) < _SHORT_WORD)
        )

    def _titles(self, name: Name) -> frozenset[str]:
        return name.own & self._sources.person.titles - self._sources.person.courtesies

    def _given(self, name: Name, family: str) -> str | None:
        """The word before the family name, where it is no title."""
        k = name.words.index(family) if family in name.words else 0
        if k == 0 or self._lexicon[name.words[k - 1]].source or self._lexicon[name.words[k - 1]].preposition:
            return None
        given = name.words[k - 1]
        verb = given.startswith(self._writing.present) and given not in self._names_like_verbs
        return None if self._clauses.breaks(given) or verb else given

    def _around(self, word: str) -> Iterator[Name]:
        """The phrases around the places of a word."""
        for k in self._places.get(word, [])[:_PLACES]:
            if (phrase := self.phrases.around(k)) is not None:
                yield phrase

    def _around_spellings(self, word: str) -> Iterator[Name]:
        """The phrases around the places of a word's other spellings."""
        for other in self._other_spellings(word)[:_SPELLINGS]:
            yield from self._around(other)

    def _other_spellings(self, word: str) -> list[str]:
        keys = self._spellings.keys(word)
        return sorted({other for key in keys for other in self._by_spelling.get(key, ()) if other != word})

    @cached_property
    def _by_spelling(self) -> dict[str, list[str]]:
        """The words of the text by what their spellings share."""
        found: dict[str, list[str]] = {}
        for word in self._places:
            for key in self._spellings.keys(word):
                found.setdefault(key, []).append(word)
        return found

    def _completes(self, candidate: Name, name: Name, proper: Sequence[str]) -> bool:
        """Whether a phrase is a fuller name of the person: it holds the name, and a title or a given name besides."""
        if not self._kin_alike(candidate, name) or self._clauses.breaks(candidate.forms[0]):
            return False
        someone_else = len(name.words) == 1 and self._sameness.is_noun_of(candidate, name.forms[0])
        if someone_else or any(
            self._sameness.is_someone_else(candidate, words) for words in (name.words, tuple(proper[-1:]))
        ):
            return False
        if candidate.kind not in {"person", "unnamed"} or not self._size(name) < self._size(candidate) <= _LONGEST:
            return False
        if len(name.words) == 1 and not self._adds_to(candidate, name):
            return False
        if len(proper) == 1 and not self._titles(name) <= candidate.own:
            return False
        return all(len(word) <= _SHORT_WORD or self._holds(candidate, word) for word in proper)

    def _kin_alike(self, candidate: Name, name: Name) -> bool:
        """Whether neither of two phrases names someone of the other's family (زوجة مينغ)."""
        return candidate.kin == name.kin

    def _size(self, name: Name) -> int:
        """How many names and nouns a name has: what some texts write as one word counts as one."""
        return sum(not self._spellings.is_part(word) for word in name.words)

    def _adds_to(self, candidate: Name, name: Name) -> bool:
        """Whether a phrase has words before a family name: a title, if nothing in its shape tells a family name."""
        form = name.forms[0]
        if candidate.words[0] == name.words[0] and len(candidate.words) > 1:
            return bool(self._titles(candidate)) and not self._lexicon[candidate.forms[1]].source
        told = self._titles(candidate) or candidate.companion
        if self._writing.has_article(form) and not form.endswith(self._writing.nisba) and not told:
            return False
        return not self._spellings.alike(candidate.words[0], name.words[0])

    def _holds(self, candidate: Name, word: str) -> bool:
        if word in candidate.own or self._spellings.is_part(word):
            return True
        return any(self._spellings.alike(word, other) for other in candidate.words)


def _parts(stem: str) -> list[str]:
    """A word, or the words that are joined to one after a hash sign (#جاستين_ترودو)."""
    return [part for part in stem.split("_") if part] if "_" in stem else [stem]
