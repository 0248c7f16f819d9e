"""Whom a mention can stand for: the sources credited before, and those whom the text around it names.

The rules' own answer is the first of these candidates. Each mention has a bounded number of them, so that time stays
linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.same_naming import Sameness
from claims.languages.ar.attribution.source_genders import Genders
from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.clause_words import ClauseWords
    from claims.languages.ar.attribution.introductions import Introductions
    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.speakers import Speakers
    from claims.languages.ar.attribution.tokens import Tokens

_BEFORE, _AFTER = 120, 10
"""Words before and after a cue among which subjects are looked for."""
_SENTENCES = 3
_PHRASES, _ENTITIES, _IN_FULL = 8, 8, 6
_LONGEST = 40
"""Words of a mention, at most, so that time stays linear where mentions hold each other."""
_SURNAME = 3
"""Letters of a word that is no surname, at most."""
_ONE = frozenset({"3ms", "3fs"})
"""Persons of verbs whose subject is one man or one woman."""
_SINGULAR = _ONE | {"ms", "fs"}
"""The same, and those of participles."""
_PLURAL = frozenset({"3mp", "3fp", "mp", "fp"})


@dataclass(slots=True, eq=False)
class Candidate:
    """Somebody whom a mention may stand for.

    Attributes:
        entity: A source that was credited before; None where `name` is one that was not.
        name: Its name, or a phrase of the text.
        at: The token where the text names it last before the mention; None where only claims tell.
        ruled: How the rules came to this answer; "own" for the mention's own words, "full" for a phrase
            anywhere in the text that holds them, "" for any other candidate.
    """

    entity: Entity | None
    name: Name
    at: int | None = None
    ruled: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a source was credited last: by which mention, the how many-th time."""

    order: int
    mention: Mention
    times: int


class Antecedents:
    """Finds the candidates of one article's mentions.

    Attributes:
        traces: Where each source was credited last.
        found: Whom each mention was found to stand for, in their order.
        mentions: The mentions so far.
    """

    def __init__(
        self, tokens: Tokens, names: Names, introductions: Introductions, speakers: Speakers, clauses: ClauseWords
    ) -> None:
        self.traces: dict[Entity, Trace] = {}
        self.found: list[Entity | None] = []
        self.mentions: list[Mention] = []
        self._tokens = tokens
        self._names = names
        self._introductions = introductions
        self._phrases = introductions.phrases
        self._speakers = speakers
        self._clauses = clauses
        self._lexicon = names.lexicon
        self._sameness = Sameness(names.lexicon)
        self._genders = Genders(names.lexicon)
        grammar, sources = names.lexicon.language.grammar, names.lexicon.language.sources
        self._writing = grammar.writing
        self._relatives = grammar.clause.relatives
        self._demonstratives = grammar.clause.demonstratives
        self._auxiliaries = grammar.clause.auxiliaries
        self._before_verbs = grammar.clause.already | grammar.clause.negations
        self._people = sources.person.titles | (sources.unnamed.heads - grammar.frames.numerals)
        self._told_of = sources.reference.told_of
        self._own_words = grammar.writing.own_words
        self._said = grammar.frames.relay_said
        self._published = frozenset(sources.relay.published)
        self._capitals = sources.organization.capitals
        self._heads = sources.organization.heads | sources.group.heads | sources.media.heads
        firsts = [(first, p.sentences[0][0]) for p in tokens.paragraphs for first, _ in p.sentences]
        self._sentences = [first for first, _ in firsts]
        self._paragraphs = [paragraph for _, paragraph in firsts]
        self._surnames: dict[str, Entity] = {}
        self._credited: dict[int, Entity] = {}
        self._stems = {word.stem for word in tokens.words}

    def note(self, mention: Mention, entity: Entity | None) -> None:
        """Take down whom the next mention was found to stand for."""
        order = len(self.found)
        self.found.append(entity)
        self.mentions.append(mention)
        if entity is None:
            return
        if mention.span is not None:
            first, last = map(self._tokens.at, mention.span)
            self._credited.update(dict.fromkeys(range(first, min(last, first + _LONGEST)), entity))
        times = self.traces[entity].times + 1 if entity in self.traces else 1
        self.traces[entity] = Trace(order, mention, times)
        for word in entity.name.words:
            if len(word) > _SURNAME and not self._lexicon[word].source:
                self._surnames[word] = entity

    def of(self, mention: Mention, name: Name | None, ruled: Candidate | None) -> list[Candidate]:
        """The candidates of a mention, each once, the rules' first; `name` is what its own words name."""
        found: dict[object, Candidate] = {}
        for candidate in self._all(mention, name, ruled):
            known = found.setdefault(candidate.entity or candidate.name.own, candidate)
            if known.at is None:
                known.at = candidate.at
        return list(found.values())

    def may_mean(self, mention: Mention, name: Name | None, candidate: Candidate) -> bool:
        """Whether grammar lets a mention stand for a candidate at all."""
        who = candidate.entity
        if who is None and candidate.ruled != "own" and self._is_document_in_clause(candidate.name):
            return False
        if candidate.ruled == "own":
            return True
        if name is None:
            return self.agrees(mention, candidate.name, who)
        if self._genders.differ_in_number(name, candidate.name):
            return False
        if candidate.name.kind == "person" and self._is_other_gender(candidate.name, mention.person):
            return False
        titles = candidate.name.titles if who is None else who.titles
        return self._sameness.may_mean(name, candidate.name) and not self._sameness.has_other_title(name, titles)

    def _is_document_in_clause(self, name: Name) -> bool:
        """Whether words tell how a document came out, or go on from it with a verb (بيان نشرته، بيان شنه)."""
        if not self._published.isdisjoint(name.forms):
            return True
        return name.kind == "document" and any(word.endswith(self._own_words) for word in name.text.split()[1:2])

    def agrees(self, mention: Mention, name: Name, entity: Entity | None) -> bool:
        """Whether the verb or participle that credits a mention can be said of whom a name names."""
        if mention.person in _PLURAL:
            return not self._genders.is_one(name)
        gender = gender_of(mention.person) if mention.person in _SINGULAR else ""
        if entity is not None and entity.gender == gender:
            return True
        return not self._genders.differ(name, gender)

    def is_somebody(self, name: Name | None, candidate: Candidate) -> bool:
        """Whether a candidate is no verb after a negation, and nobody of another name than the mention's words tell."""
        at = candidate.at
        if candidate.entity is None and at and self._tokens.words[at - 1].form in self._before_verbs:
            return False
        return name is None or not self._sameness.is_another(name, candidate.name)

    def _is_other_gender(self, who: Name, person: str) -> bool:
        """Whether a person's title tells that the subject of a verb is somebody else (الممرضة: وأضاف)."""
        if person not in _ONE or not self._lexicon[who.words[0]].source:
            return False
        return who.forms[0].endswith(self._writing.feminine_pronoun) != (gender_of(person) == "f")

    def _is_named_by(self, ruled: Candidate, name: Name) -> bool:
        """Whether the rules' answer has these words for its name, or a noun goes back to who was told of at length."""
        return ruled.ruled.startswith("new") or (
            ruled.ruled == "known" and len(name.words) == 1 and self._lexicon[name.words[0]].source
        )

    def _all(self, mention: Mention, name: Name | None, ruled: Candidate | None) -> Iterator[Candidate]:
        if ruled is not None:
            yield ruled
        if name is not None:
            if ruled is None or not self._is_named_by(ruled, name):
                yield Candidate(None, name, None, "own")
            yield from self._country(name)
            yield from self._in_full(name, mention.span or (0, 0))
        for k, phrase in self._near(mention):
            if self._is_own(k, phrase, mention):
                continue
            entity = self._surnames.get(self._tokens.words[k].stem) if len(phrase.words) == 1 else None
            entity = self._credited.get(k) or entity or self._speakers.known(phrase)
            yield Candidate(entity, entity.name if entity else phrase, k)
        for entity in islice(reversed(self._speakers.mentioned), _ENTITIES):
            yield Candidate(entity, entity.name)

    def _country(self, name: Name) -> Iterator[Candidate]:
        """The country that a capital may stand for, where the text names it."""
        countries = self._capitals.get(name.forms[0], ()) if len(name.forms) == 1 else ()
        for country in map(self._names.__getitem__, countries):
            if self._stems.issuperset(country.words):
                yield Candidate(self._speakers.known(country), country, None, "capital")

    def _in_full(self, name: Name, span: tuple[int, int]) -> Iterator[Candidate]:
        """Those who are told of anywhere in the text in words that hold these."""
        for k, phrase in islice(self._introductions.namings(name, span), _IN_FULL):
            entity = self._credited.get(k) or self._speakers.named_as(phrase)
            yield Candidate(entity, entity.name if entity else phrase, None, "full")

    def _is_own(self, k: int, phrase: Name, mention: Mention) -> bool:
        """Whether a phrase takes in words of the mention itself."""
        start = self._tokens.starts[k]
        return mention.span is not None and start < mention.span[1] and mention.span[0] < start + len(phrase.text)

    # --- phrases of the text ------------------------------------------------------------------------------------------

    def _near(self, mention: Mention) -> list[tuple[int, Name]]:
        """The phrases around a mention that can be subjects: before it, the nearest first, then after its cue."""
        cue = self._tokens.at(mention.position)
        low = self._sentences[max(self.sentence(cue) - _SENTENCES + 1, 0)]
        before = list(self._phrases_in(max(low, cue - _BEFORE), cue))[-_PHRASES:]
        after: list[tuple[int, Name]] = []
        if mention.span is None and mention.content:
            high = min(self._tokens.at(mention.content[0][0]), cue + _AFTER)
            relayed = any(word.form in self._said for word in self._tokens.words[cue + 1 : high])
            if not relayed:  # Else the agency follows: نقلت الوكالة قوله.
                after = list(islice(self._phrases_in(cue + 1, high), 1))
        return [*reversed(before), *after]

    def _phrases_in(self, start: int, end: int) -> Iterator[tuple[int, Name]]:
        k = start
        while k < end:
            if not self._begins(k):
                k += 1
                continue
            phrase = self._phrases.beginning_at(k)
            if not self._clauses.is_clause(phrase) and not self._demonstratives.issuperset(phrase.forms):
                yield k, phrase
            k = max(k + 1, self._tokens.at(self._tokens.starts[k] + len(phrase.text)))

    def told_last(self, mention: Mention) -> Candidate | None:
        """Whom two sentences before a mention tell of last, if the gender of its words allows that (الأخيرة)."""
        if mention.span is None:
            return None
        first = self._tokens.at(mention.span[0])
        feminine = self._tokens.words[first].form.endswith(self._writing.feminine_pronoun)
        low = self._sentences[max(self.sentence(first) - 1, 0)]
        k, last = max(low, first - _BEFORE), None
        while k < first:
            if not self._names_someone(k):
                k += 1
                continue
            phrase = self._phrases.beginning_at(k)
            stem = self._tokens.words[k].stem
            entity = self._credited.get(k) or (None if stem in self._told_of else self._surnames.get(stem))
            known = self._speakers.known(phrase)
            entity = entity or (known if known and phrase.words[0] in known.heads else None)
            name = entity.name if entity else phrase
            if not self._genders.differ(name, "f" if feminine else "m"):
                last = Candidate(entity, name, k, "latter")
            end = self._tokens.at(self._tokens.starts[k] + len(phrase.text))
            if k in self._credited:
                end = next((m for m in range(k, first) if self._credited.get(m) is not entity), first)
            k = next((m for m in range(k + 1, end) if self._is_credited_elsewhere(m, phrase)), max(k + 1, end))
        return last

    def _names_someone(self, k: int) -> bool:
        """Whether a word is the noun of a source, of someone whom news tell of, or the family name of who spoke."""
        word = self._tokens.words[k]
        nouns = self._heads | self._told_of | self._people
        return not word.mark and word.nominal and (word.stem in nouns or word.stem in self._surnames)

    def _is_credited_elsewhere(self, k: int, phrase: Name) -> bool:
        """Whether the family name of someone who spoke stands in a phrase that names somebody else."""
        entity = self._surnames.get(self._tokens.words[k].stem)
        return entity is not None and phrase.words[0] not in {*entity.heads, self._tokens.words[k].stem}

    def _begins(self, k: int) -> bool:
        """Whether a phrase begins at a word that names someone, as its class or its place in the clause tells."""
        word = self._tokens.words[k]
        if word.mark or word.preposition or word.that or not word.nominal or word.form in self._relatives:
            return False
        if self._is_past_feminine(word.form) and word.stem not in self._heads:
            return False
        if word.stem in self._heads or word.stem in self._surnames or self._phrases.is_title(k):
            return True
        return k > 0 and not word.setting and not word.event and self.leads(k - 1)

    def _is_past_feminine(self, form: str) -> bool:
        """Whether a word has the shape of a past with a feminine subject (تمكنت), which names nobody."""
        return (
            len(form) > 4
            and form.endswith(self._writing.past_feminine)
            and not form.endswith(self._writing.plural_feminine)
        )

    def leads(self, k: int) -> bool:
        """Whether a subject can follow a word: a verb of saying, a complementizer, the first word of a sentence."""
        word = self._tokens.words[k]
        if word.that or word.form in self._auxiliaries:
            return True
        if any(r.finite and r.third for r in word.readings):
            return True
        return not word.mark and k == self.first(k)

    # --- places -------------------------------------------------------------------------------------------------------

    def sentence(self, k: int) -> int:
        """The number of a token's sentence."""
        return max(bisect_right(self._sentences, k) - 1, 0)

    def first(self, k: int) -> int:
        """The first token of a token's sentence."""
        return self._sentences[self.sentence(k)]

    def in_one_paragraph(self, one: int, other: int) -> bool:
        """Whether two tokens stand in one paragraph."""
        return self._paragraphs[self.sentence(one)] == self._paragraphs[self.sentence(other)]
