"""Resolve mentions to sources: group all the names of one source under the fullest.

Two unnamed sources are never merged: a definite noun (المصدر) refers to the last source that it can stand for, an
indefinite one (مصدر آخر) is a new source. If two sources are equally close, the result is marked as uncertain.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.extraction.antecedent_choice import read_choice
from claims.extraction.source_mentions import Resolved
from claims.languages.ar.attribution.addressees import Addressees
from claims.languages.ar.attribution.antecedent_features import SILENT, WEIGHTS, AntecedentFeatures
from claims.languages.ar.attribution.antecedents import Antecedents, Candidate
from claims.languages.ar.attribution.back_references import BackReferences
from claims.languages.ar.attribution.clause_words import ClauseWords
from claims.languages.ar.attribution.companions import companion_in
from claims.languages.ar.attribution.full_names import FullNames
from claims.languages.ar.attribution.introductions import Introductions
from claims.languages.ar.attribution.name_introductions import Naming
from claims.languages.ar.attribution.relayed_sources import Relays
from claims.languages.ar.attribution.same_naming import Sameness
from claims.languages.ar.attribution.speakers import Speakers
from claims.languages.ar.attribution.titled_names import TitledNames
from claims.languages.ar.cue_lexicon import gender_of
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.extraction.antecedent_choice import AntecedentChoice, Ranked
    from claims.extraction.source_mentions import Mention, Relayer
    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.tokens import Tokens

Offsets = tuple[int, int]
_DOUBT = 0.7
"""Chance of a name being right below which it is marked as uncertain."""
_LEVELS, _LONG_NAME, _MANY = 10, 6, 4
_RIVALS = 3
_SETTLED = frozenset({"back", "document"})
"""Rules whose answer for a noun stands: one goes back to who was called so, the other to the document just told of."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a mention was found to stand for, what tells how sure that is, and who else was near or as likely."""

    entity: Entity | None
    features: tuple[str, ...]
    rivals: tuple[Candidate, ...] = ()
    doubtful: bool = False


class Resolver:
    """Resolves the sources of one article, in the order of its text."""

    def __init__(self, tokens: Tokens, names: Names, choice: AntecedentChoice | None = None) -> None:
        extents = names.extents
        self._tokens = tokens
        self._names = names
        self._naming = Naming(tokens, names)
        self._writing = names.lexicon.language.grammar.writing
        self._latter = names.lexicon.language.sources.reference.latter
        self._governed = names.lexicon.language.grammar.according.governed
        self._clauses = ClauseWords(names.lexicon)
        self._introductions = Introductions(tokens, names, extents, self._clauses)
        titled = TitledNames(tokens, names, self._introductions.phrases)
        self._full_names = FullNames(names, self._naming, self._introductions, titled, self._clauses)
        self._speakers = Speakers(names)
        self._back = BackReferences(names, self._naming, self._introductions, titled, self._speakers)
        self._sameness = Sameness(names.lexicon)
        self._relays = Relays(tokens, names, extents)
        self._addressees = Addressees(tokens, names)
        self._antecedents = Antecedents(tokens, names, self._introductions, self._speakers, self._clauses)
        self._features = AntecedentFeatures(tokens, names, self._speakers, self._antecedents)
        self._choice = choice or read_choice(WEIGHTS, SILENT)
        self._sentences = [first for paragraph in tokens.paragraphs for first, _ in paragraph.sentences]
        self._sentence_offsets = [tokens.starts[first] for first in self._sentences]
        self._told_until: int | None = None

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for, and who relayed what it is credited with."""
        mentions = [replace(mention, span=self._speaking(mention)) for mention in mentions]
        found = [self._found(mention) for mention in mentions]
        for entity in self._speakers.all:
            self._complete(entity)
        levels: dict[Entity, str] = {}
        return [self._resolved(m, who, levels) for m, who in zip(mentions, found, strict=True)]

    def own_words(self, span: Offsets | None) -> Offsets | None:
        """The words of a mention that name the source: without who relayed it, and none that are a clause (مشيرا)."""
        if span is None:
            return None
        name = self._names[self._tokens.text[slice(*span)]]
        if not name.forms or self._clauses.begins_clause(name):
            return None
        return self._relays.source_in(span)

    def _speaking(self, mention: Mention) -> Offsets | None:
        """The words of a mention that name who speaks; None where they name those who are addressed, or nobody."""
        told = mention.span is not None and self._addressees.speaks(mention)
        span = self.own_words(mention.span if told else self._subject_after(mention))
        return self._naming.without_time(span) if span else None

    def _subject_after(self, mention: Mention) -> Offsets | None:
        """The subject right after a finite verb, where none or another was taken for it (وأكدت الأخيرة، وهدد مديرها).

        A title, the latter or a noun with a pronoun; never words of what is said.
        """
        words, k = self._tokens.words, self._tokens.at(mention.position) + 1
        if k >= len(words) or not any(reading.finite and reading.third for reading in words[k - 1].readings):
            return None
        later = [start for start, _ in mention.content if start > mention.position]
        if not later or later[0] <= self._tokens.starts[k] or len(later) < len(mention.content):
            return None
        if words[k].form in self._latter:
            return self._tokens.offsets((k, k + 1))
        titled = self._introductions.phrases.is_title(k) and words[k].nominal
        if not titled and not companion_in(self._tokens.written[k : k + 1], self._names.lexicon):
            return None
        phrase = self._introductions.phrases.beginning_at(k)
        span = self._tokens.starts[k], min(self._tokens.starts[k] + len(phrase.text), later[0])
        return span if self._antecedents.agrees(mention, phrase, None) else None

    def _found(self, mention: Mention) -> Found:
        """Whom a mention stands for."""
        name = self._name_of(mention.span) if mention.span else None
        ruled = self._ruled(mention, name)
        found = self._chosen(mention, name, ruled)
        if found.entity is not None:
            if name is not None:
                found.entity.adrift |= "ruled=new?" in found.features
                found.entity.add(name)
            self._speakers.note(found.entity, mention)
        self._antecedents.note(mention, found.entity)
        self._told_until = max(self._told_until or 0, mention.position)
        return found

    def _ruled(self, mention: Mention, name: Name | None) -> Candidate | None:
        """Whom the rules take a mention for, and which of them did; with a question mark where they doubt it."""
        if name is None or mention.span is None:
            entity, how = self._carried(mention)
        else:
            entity, how = self._named(mention, mention.span, name)
        return Candidate(entity, entity.name, None, how) if entity is not None else None

    def _chosen(self, mention: Mention, name: Name | None, ruled: Candidate | None) -> Found:
        """The likeliest of the candidates: the rules' answer unless another one is clearly likelier."""
        candidates = self._admitted(mention, name, ruled)
        if not candidates:
            return Found(None, ())
        if name is not None and name.forms[-1] in self._latter and len(name.words) == 1:
            return self._told_last(mention, name, candidates)
        ranked = self._likeliest(mention, name, candidates)
        if not self._antecedents.is_somebody(name, candidates[ranked.index]):
            candidates = [c for c in candidates if self._antecedents.is_somebody(name, c)]
            if not candidates:
                return Found(None if name is None else self._speakers.add(name), ranked.features)
            ranked = self._likeliest(mention, name, candidates)
        chosen = candidates[ranked.index]
        if ruled is not None and chosen is not ruled and ruled.entity is not None:
            self._speakers.forget(ruled.entity)
        rivals = tuple(c for c in (candidates[k] for k in ranked.rivals) if c.entity or not c.name.guessed)
        doubtful = name is not None and chosen is ruled and (self._back.torn or self._full_names.torn)
        doubtful |= name is None and not self._antecedents.agrees(mention, chosen.name, chosen.entity)
        doubtful |= self._addressees.slips(mention)
        return Found(chosen.entity or self._speakers.add(chosen.name), ranked.features, rivals, doubtful)

    def _told_last(self, mention: Mention, name: Name, candidates: Sequence[Candidate]) -> Found:
        """Whom the text told of last before a noun that says so (الأخير); doubtful where somebody else is likelier."""
        ranked = self._likeliest(mention, name, candidates)
        chosen, last = candidates[ranked.index], self._antecedents.told_last(mention)
        own = Candidate(None, name, None, "own")
        who = last or (chosen if self._antecedents.agrees(mention, chosen.name, chosen.entity) else own)
        if candidates[0].entity not in {None, who.entity}:
            self._speakers.forget(candidates[0].entity)
        entity = who.entity or self._speakers.add(who.name)
        alike = last is not None and (chosen.entity is entity or chosen.name is who.name)
        return Found(entity, ranked.features, () if alike else (chosen,), doubtful=not alike)

    def _admitted(self, mention: Mention, name: Name | None, ruled: Candidate | None) -> list[Candidate]:
        """The candidates that grammar allows; only the rules' answer where that stands."""
        candidates = self._antecedents.of(mention, name, ruled)
        settled = name is not None and ruled is not None and ruled.ruled in _SETTLED
        if settled or (name is not None and self._introductions.fullest(name, gender_of(mention.person))[1]):
            return candidates[:1]
        admitted = [c for c in candidates if c is ruled or self._antecedents.may_mean(mention, name, c)]
        if name is None and ruled is not None and not self._antecedents.agrees(mention, ruled.name, ruled.entity):
            agreeing = [c for c in admitted if c is not ruled and c.entity is not None]
            return agreeing or admitted
        return admitted

    def _likeliest(self, mention: Mention, name: Name | None, candidates: Sequence[Candidate]) -> Ranked:
        sort = self._features.sort(mention, name)
        return self._ranked(sort, candidates, self._features.of(mention, name, candidates))

    def _ranked(self, sort: str, candidates: Sequence[Candidate], features: Sequence[Sequence[str]]) -> Ranked:
        ruled = candidates[0].ruled not in {"", "own", "full"}
        return self._choice.choose(sort, features, ruled=ruled)

    def _complete(self, entity: Entity) -> None:
        """Give a person the fullest name that the article has, unless several people have the name."""
        if entity.kind == "person":
            fuller, entity.namesakes = self._introductions.fullest(entity.name)
            if fuller is not None and not entity.uncertain:
                entity.name = fuller

    def _resolved(self, mention: Mention, found: Found, levels: dict[Entity, str]) -> Resolved:
        """The result for a mention; where a name is a clause, the mention's own words as far as they are a name."""
        entity = found.entity
        relayed_by = self._relayed_by(mention, entity)
        if entity is None:
            return Resolved(None, "unnamed", mention.span, confidence=0.0, relayed_by=relayed_by)
        name = entity.name
        clause = self._clauses.is_clause(name)
        if clause:
            own = self._name_of(mention.span) if mention.span else name
            name = self._clauses.cut(own, self._names)
        confidence = self._certainty([*found.features, *self._of_name(name, entity, levels), f"clause={clause}"])
        if mention.span is not None or entity not in levels:
            levels[entity] = str(int(confidence * _LEVELS))
        doubtful = found.doubtful or confidence < _DOUBT or entity.uncertain or "ruled=new?" in found.features
        doubtful |= entity.adrift and len(name.words) == 1 and mention.span is not None
        near = [c.entity.name if c.entity else c.name for c in found.rivals]
        rivals = _others(entity.namesakes or near, name.text)
        return Resolved(name.text, entity.kind, mention.span, doubtful, confidence, relayed_by, rivals)

    def _certainty(self, features: Sequence[str]) -> float:
        return self._choice.certainty(features)

    def _of_name(self, name: Name, entity: Entity, levels: Mapping[Entity, str]) -> Iterator[str]:
        """What a name tells of how sure it is: its kind and length, its namesakes, its last mention."""
        size = min(len(name.words), _LONG_NAME)
        yield f"name={name.kind}|{size}"
        yield f"size={size}"
        yield f"named={name.named}|{name.guessed}"
        yield f"namings={min(len(entity.words), _MANY)}"
        yield f"namesakes={entity.uncertain}"
        yield f"earlier={levels.get(entity, 'none')}"
        yield f"definite={self._writing.has_article(name.forms[0])}|{size}|{name.kind}" if name.forms else "nameless"

    def _relayed_by(self, mention: Mention, source: Entity | None) -> tuple[Relayer, ...]:
        """Who passed a claim on, under their full names; a source does not relay itself."""
        found = []
        for span in self._relays.of(mention):
            name = self._names[self._tokens.text[slice(*span)]]
            known = self._speakers.known(name)
            if known is None or known is not source:
                found.append((known.name.text if known else self._writing.with_article(name.text), span))
        return tuple(found)

    # --- mentions without words ---------------------------------------------------------------------------------------

    def _carried(self, mention: Mention) -> tuple[Entity | None, str]:
        """The speaker who is carried on; doubtful inside another claim and before anyone has spoken."""
        if mention.within is not None:
            return self._speakers.last_beside(mention), "beside"
        if self._told_until is None:
            return self._told_at_first(mention), "first"
        told = self._told_of(mention, self._told_until)
        return told or self._speakers.last_beside(mention), "told" if told else "last"

    def _told_at_first(self, mention: Mention) -> Entity | None:
        """The person whom the text tells of before its first claim."""
        told = self._introductions.first_person(mention.position)
        return None if told is None else self._speakers.known(told) or self._speakers.add(told)

    def _told_of(self, mention: Mention, before: int) -> Entity | None:
        """The known person whom the sentences between the last claim and this one tell of, if there are any."""
        told = self._told_between(before, mention.position)
        if not told:
            return None
        pairs = set(pairwise(told))
        for entity in reversed(self._speakers.recent):
            name = entity.name.words[-2:]
            if len(name) > 1 and entity.kind == "person" and entity.fits(mention.person) and name in pairs:
                return entity
        return None

    def _told_between(self, before: int, position: int) -> Sequence[str]:
        """The words of the sentences after the one of an offset and before the one of another."""
        first = bisect_right(self._sentence_offsets, before)
        current = bisect_right(self._sentence_offsets, position) - 1
        return self._naming.stems[self._sentences[first] : self._sentences[current]] if first < current else ()

    # --- mentions in words --------------------------------------------------------------------------------------------

    def _name_of(self, span: Offsets) -> Name:
        """What a mention names, without the particle that the phrase before it governs (وفقا لرويترز: رويترز)."""
        core = self._naming.core(*span)
        text = self._writing.with_article(self._without_conjunction(core.text))
        k = self._tokens.at(span[0])
        if text == core.text and k and text.startswith(self._writing.particle_to):
            before = self._tokens.words[k - 1]
            if any(self._writing.particle_to in self._governed.get(word, ()) for word in (before.form, before.bare)):
                text = text[1:]
        return self._names[text] if text != core.text and self._names[text].forms else core

    def _without_conjunction(self, text: str) -> str:
        """A name without the conjunction that is written onto its first word (والمعارضة)."""
        form = fold_word(text.split(maxsplit=1)[0]) if text.strip() else ""
        lexicon = self._names.lexicon
        joined = self._writing.has_conjunction(form) and self._writing.has_article(form[1:])
        return text[1:] if joined and not lexicon[form].source and lexicon[lexicon[form[1:]].stem].source else text

    def _named(self, mention: Mention, span: Offsets, name: Name) -> tuple[Entity, str]:
        """Whom words name by the rules, and by which of them."""
        self._full_names.torn = False
        if (entity := self._presented(span, mention)) is not None:
            return entity, "back"
        if (name.companion and not name.named) or self._sameness.tells_of_another(name):
            entity = self._speakers.called(name)
            return (entity, "known") if entity else (self._speakers.add(name), self._new(name))
        if (entity := self._back.find(name, mention)) is not None:
            return entity, "back?" if self._back.doubtful else "back"
        if (entity := self._speakers.known(name, mention.person)) is not None:
            return self._last_of_noun(name, entity, span[0])
        if (entity := self._back.again(name)) is not None:
            return entity, "again"
        return self._brought_in(name, span[0], gender_of(mention.person))

    def _presented(self, span: Offsets, mention: Mention) -> Entity | None:
        """Whom a noun goes back to, under the name that the mention goes on to tell (المسؤول، وهو المدير فلان)."""
        told = self._naming.presented(span)
        if told is None:
            return None
        noun, name = told
        meant = self._speakers.known(name) or self._back.find(noun, mention)
        if meant is None or meant.kind not in {"person", "unnamed"}:
            return self._speakers.add(name)
        if not meant.name.named:
            meant.name, meant.kind = name, name.kind
        return meant if meant.name.own >= name.own else self._speakers.add(name)

    def _last_of_noun(self, name: Name, known: Entity, position: int) -> tuple[Entity, str]:
        """A known body, unless a sentence began with another one of its noun since."""
        since = self._full_names.told_since(name, known, position)
        if since is None:
            return known, "known"
        return self._speakers.named_as(since) or self._speakers.add(since), "back"

    def _brought_in(self, name: Name, position: int, gender: str) -> tuple[Entity, str]:
        """Who is named for the first time: as the article tells of them in full, else by these words."""
        if fuller := self._full_names.of(name, position, gender):
            entity = self._speakers.named_as(fuller)
            return (entity, "fuller") if entity else (self._speakers.add(fuller), "introduced")
        if (entity := self._back.document(name, position) or self._issued(name, position)) is not None:
            return entity, "document"
        if (entity := self._holder(name, position)) is not None:
            return entity, "back"
        if (entity := self._in_short(name, position)) is not None:
            return entity, "short"
        return self._speakers.add(name), self._new(name)

    def _holder(self, name: Name, position: int) -> Entity | None:
        """The named holder of an office of which more is told (محافظ الجنوب، كبرى المحافظات: المحافظ فلان)."""
        office = self._naming.office_alone(name)
        fuller = self._full_names.of(office, position) if office else None
        if fuller is None or fuller.kind != "person" or not fuller.named:
            return None
        return self._speakers.named_as(fuller) or self._speakers.add(fuller)

    def _issued(self, name: Name, position: int) -> Entity | None:
        """The known document of a body that is told by its noun (تقرير المنظمة: تقرير لمنظمة النورس)."""
        noun = self._full_names.issuer(name)
        if noun is None:
            return None
        known = self._speakers.known(noun)
        body = known.name if known else self._full_names.of(noun, position)
        if body is None or len(body.words) == 1 or self._full_names.torn:
            return None
        return self._speakers.known(self._names[f"{name.text.split()[0]} {body.text}"])

    def _new(self, name: Name) -> str:
        return "new?" if self._back.leads_nowhere(name) else "new"

    def _in_short(self, name: Name, position: int) -> Entity | None:
        """Whom a name stands for that more is told of than elsewhere (مودي (64 عاما): رئيس الوزراء … مودي)."""
        short = self._naming.without_afterthought(name)
        if short is None:
            return None
        known = self._speakers.known(short)
        if known is not None:
            return known if known.kind == "person" else None
        fuller = self._full_names.of(short, position)
        if fuller is None or fuller.kind != "person":
            return None
        return self._speakers.named_as(fuller) or self._speakers.add(fuller)


def _others(names: Sequence[Name], chosen: str) -> tuple[str, ...]:
    """The texts of some names, each once, but for the chosen one."""
    texts = dict.fromkeys(name.text for name in names)
    texts.pop(chosen, None)
    return tuple(texts)[:_RIVALS]
