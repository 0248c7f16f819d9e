"""Where Arabic grammar allows no span of a claim: within a name, across a verb's preposition, into another claim."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claims.extraction.neural.signals import Bounds
from claims.languages.ar.attribution.source_edges import SourceEdges
from claims.languages.ar.attribution.verb_prepositions import VerbPrepositions, finite_readings

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from claims.languages.ar.attribution.word_knowledge import Word, Words
    from claims.languages.ar.cue_lexicon import Analysis

_SUBJECT = 16
"""Words of a subject, at most."""
_ADJECTIVES = 3
"""Words after a speaker among which an adjective of what is said stands, at most."""
_OBJECT = 8
"""Words from a verb to its preposition, at most."""
_AGENT = 8
"""Words between a passive and who did it, at most."""
_SINGULAR = frozenset({"3ms", "3fs"})


class SpanBounds:
    """Tells the bounds of sources and contents that the words themselves show. Keeps no state of a text."""

    def __init__(self, lexicon: Words) -> None:
        self._lexicon = lexicon
        self._verbs = VerbPrepositions(lexicon)
        self._edges = SourceEdges(lexicon)
        language = lexicon.language
        self._writing = language.grammar.writing
        self._grammar = language.grammar
        self._nominal = language.grammar.nominal
        self._governing = {phrase[-1] for phrase in language.grammar.clause.before_deed}
        self._lists = language.grammar.constructions
        self._frames = language.grammar.frames
        self._sources = language.sources
        self._heads = language.source_heads
        self._homographs = language.grammar.homographs.homographs

    def bounds(self, words: Sequence[str], quoted: Sequence[int]) -> Bounds:
        """The bounds among the words of a unit, of which `quoted` tells how they stand to quotation marks."""
        known = self._lexicon.read(words)
        governed = [  # not by علي, which is folded like على
            pair for pair in self._prepositions(known) if words[pair[1]] not in self._nominal.given_names
        ]
        ends = {*(k for _, k in governed), *self._before_adjectives(known), *self._before_told(known)}
        ends.update(self._edges.ends(known))
        return Bounds(
            whole=(*self._lexicon.spelled(known), *self._edges.barred(known)),
            source_ends=tuple(sorted(ends)),
            content_ends=tuple(self._before_claims(known, quoted)),
            content_starts=tuple((verb, k + 1) for verb, k in governed if self._speaks_of(known, verb, k)),
            unsourced=frozenset(k for k, word in enumerate(known) if word.passive and not self._has_agent(known, k)),
            resuming=frozenset(self._resuming(known)),
            source_starts=tuple(self._edges.starts(known)),
            no_source_starts=tuple(self._edges.no_starts(words, known)),
            unfinished=frozenset(self._edges.unfinished(words, known)),
            elided=frozenset(self._edges.elided(known)),
        )

    def _has_agent(self, words: Sequence[Word], k: int) -> bool:
        """Whether a passive tells who did it (من قبل البعض), or on what it stands (ورقة كُتب عليها)."""
        if k + 1 < len(words) and words[k + 1].form in self._nominal.resumed | self._nominal.written_on:
            return True
        near = [word.form for word in words[max(0, k - _AGENT) : k + _AGENT]]
        return any((one, two) in self._nominal.agent for one, two in pairwise(near))

    # --- sources ------------------------------------------------------------------------------------------------------

    def _prepositions(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Verbs, each with its own preposition, before which its subject ends (أعربت المنظمة | عن قلقها)."""
        for k, word in enumerate(words):
            finite = finite_readings(word)
            governed, lent = self._verbs.governed(finite), self._verbs.lent(finite)
            place = self._preposition(words, k, governed, lent) if governed or lent else None
            if place is not None:
                yield k, place

    def _speaks_of(self, words: Sequence[Word], verb: int, k: int) -> bool:
        """Whether a verb tells only what stands after its preposition (تحدث الشاهد عن | …)."""
        spoken = not self._lists.speaking.isdisjoint((words[verb].form, words[verb].bare))
        return spoken and words[k].form in self._frames.feeling_about

    def _preposition(
        self, words: Sequence[Word], verb: int, governed: Container[str], lent: Container[str]
    ) -> int | None:
        """Where the first preposition of a verb stands, if it is no part of its subject's name."""
        for k in range(verb + 1, min(verb + _SUBJECT, len(words) - 1)):
            if self._verbs.ends_clause(words[k]):
                return None
            is_lent = words[k].form in lent
            if k > verb + 1 and (is_lent or words[k].form in governed) and self._is_the_verbs(words, k, lent=is_lent):
                return k
        return None

    def _is_the_verbs(self, words: Sequence[Word], k: int, *, lent: bool) -> bool:
        """Whether a preposition is governed by a verb before it, not by a title or noun in its subject."""
        if words[k - 1].stem in self._nominal.with_preposition:
            return False
        after = words[k + 1]
        if after.that or after.that_with_pronoun:
            return True
        if words[k].form in self._nominal.of_names | self._nominal.of_places and not lent:
            return after.event
        rest = words[k + 1 : k + _SUBJECT]
        end = next((m for m, word in enumerate(rest) if word.comma or self._verbs.ends_clause(word)), len(rest))
        again = any(word.form == words[k].form for word in rest[: end + 1])
        return not again or after.form.endswith(self._writing.owners)

    def _before_adjectives(self, words: Sequence[Word]) -> Iterator[int]:
        """A speaker ends before an adjective of what he says (نفي الحكومة | المتكرر)."""
        for k in range(len(words) - 2):
            deed = words[k]
            if not self._is_deed(deed, words[k - 1] if k else None):
                continue
            for place in range(k + 2, min(k + 2 + _ADJECTIVES, len(words))):
                if not words[place - 1].nominal or words[place].mark:
                    break
                speaker = words[place - 1] if place == k + 2 else None
                if self._is_of_deed(deed, speaker, words[place]):
                    yield place
                    break

    def _is_deed(self, word: Word, before: Word | None) -> bool:
        """Whether a word is a verbal noun of saying; one spelled like a verb only after a preposition (رغم نفي)."""
        if word.form.endswith(self._writing.plural_feminine):
            stem = word.bare.removesuffix(self._writing.plural_feminine)
            return any(
                r.kind == "masdar"
                for form in (stem, stem + self._writing.feminine_pronoun)
                for r in self._lexicon[form].readings
            )
        if self._writing.has_article(word.form) or not any(r.kind == "masdar" and not r.pronoun for r in word.readings):
            return False
        governed = before is not None and (before.preposition or before.bare in self._governing)
        return governed or not any(r.finite for r in word.readings)

    def _is_of_deed(self, deed: Word, speaker: Word | None, word: Word) -> bool:
        """Whether an adjective is one of speech, or agrees with the verbal noun and not with a speaker of one word."""
        writing = self._writing
        if not writing.has_article(word.form):
            return False
        feminine = writing.feminine_pronoun
        bare = writing.without_article(word.form)
        if bare.removesuffix(feminine) in self._nominal.of_speech:
            return True
        if speaker is None or not writing.has_article(speaker.form) or speaker.stem not in self._heads:
            return False
        return speaker.form.endswith(feminine) and not (
            deed.form.endswith(feminine) or word.form.endswith((feminine, writing.plural_feminine))
        )

    def _before_told(self, words: Sequence[Word]) -> Iterator[int]:
        """An indefinite source ends before those whom it tells (أبلغ مصدر مطلع | الوكالة أن …)."""
        for k in range(len(words) - 3):
            if any(r.finite and r.third and not r.pronoun and "told" in r.cue.frames for r in words[k].readings):
                yield from self._told(words, k + 1)

    def _told(self, words: Sequence[Word], head: int) -> Iterator[int]:
        writing = self._writing
        if not self._is_indefinite(words[head]):
            return
        end = head + 1
        while end < len(words) - 1 and self._may_be_adjective(words[head], words[end]):
            end += 1
        told = words[end]
        if not writing.has_article(told.form) or told.form in self._nominal.after_adjective:
            return
        governs = end == head + 1 and not words[head].form.endswith((writing.plural, writing.dual))
        if not governs or self._is_all_before_that(words, end + 1):
            yield end

    def _is_all_before_that(self, words: Sequence[Word], k: int) -> bool:
        """Whether nothing but adjectives of origin stands before a complementizer: the noun before them is told."""
        while (
            k < len(words) and self._writing.has_article(words[k].form) and words[k].form.endswith(self._writing.nisba)
        ):
            k += 1
        return k < len(words) and (words[k].that or words[k].that_with_pronoun)

    def _is_indefinite(self, word: Word) -> bool:
        """Whether a noun names sources, with no article (مصدر، دبلوماسيان)."""
        bare = word.form.removesuffix(self._writing.dual).removesuffix(self._writing.plural)
        return not self._heads.isdisjoint((word.form, bare))

    def _may_be_adjective(self, noun: Word, word: Word) -> bool:
        writing = self._writing
        article = writing.is_definite(word.form) or word.mark or word.preposition or word.that or word.readings
        nisba = word.form.endswith((*writing.nisba, writing.plural, writing.dual))
        return not article and (nisba or word.form in self._nominal.adjectives or word.form == noun.form)

    def _resuming(self, words: Sequence[Word]) -> Iterator[int]:
        """Verbs whose subject is not the noun before them (بيانا قالت فيه)."""
        for k in range(1, len(words) - 1):
            finite = any(r.finite and r.third and not r.prefix for r in words[k].readings)
            before = words[k - 1]
            told = finite and not (before.mark or self._writing.is_definite(before.form))
            if told and words[k + 1].form in self._nominal.resumed:
                yield k

    # --- contents -----------------------------------------------------------------------------------------------------

    def _before_claims(self, words: Sequence[Word], quoted: Sequence[int]) -> Iterator[int]:
        """A content ends before the comma that leads to a further claim (…، مهددا بـ…; …، فيما تحدثت …)."""
        for k in range(1, len(words) - 1):
            if words[k - 1].comma and not quoted[k] and self._leads_on(words, k):
                yield k - 1

    def _leads_on(self, words: Sequence[Word], k: int) -> bool:
        return self.carries_on(words, k) or self._links(words, k) or self._begins_with_subject(words, k)

    def carries_on(self, words: Sequence[Word], k: int) -> bool:
        """Whether a word is a participle in the accusative with which the same speaker goes on (مهددا، مطالبة)."""
        word = words[k]
        if word.form in self._lists.further or word.form in self._lists.ordinary:
            return word.form in self._lists.further
        ending = word.form.endswith(
            (self._writing.feminine_pronoun, self._writing.plural_oblique, *self._writing.accusative)
        )
        definite = self._writing.has_article(word.form) or word.stem in self._heads
        participles = [r for r in word.readings if r.kind == "participle" and not r.prefix]
        if not ending or definite or not participles or any(r.finite for r in word.readings):
            return False
        return not (self.names_the_accused(participles) and self._writing.takes_with(words[k + 1].form))

    def names_the_accused(self, readings: Sequence[Analysis]) -> bool:
        """Whether a word is one that names whom it accuses right after it, so that with ب at once it is a passive."""
        accuses = [r for r in readings if "acc" in r.cue.frames]
        return bool(accuses) and not any(r.pronoun or r.cue.governs for r in accuses)

    def _begins_with_subject(self, words: Sequence[Word], k: int) -> bool:
        """Whether a verb of the past joins a claim, with its own subject after it (…، وسجل الباحثون …)."""
        joined = [
            r
            for r in words[k].readings
            if r.kind == "past" and r.person in _SINGULAR and r.prefix == self._writing.joining and not r.pronoun
        ]
        records = any(self._lexicon[r.cue.lemma].form in self._lists.recording for r in joined)
        other = words[k].bare in self._homographs or words[k].bare in self._sources.no_name.names
        if not joined or (other and not records):
            return False
        return not self._heads.isdisjoint((words[k + 1].form, words[k + 1].stem))

    def _links(self, words: Sequence[Word], k: int) -> bool:
        """Whether a conjunction leads from one claim to the next, with its verb (فيما قال، لكن المنظمة تقول إن)."""
        for phrase in self._grammar.clause.linking:
            end = k + len(phrase)
            if end + 1 < len(words) and all(
                part in {words[k + m].form, words[k + m].bare} for m, part in enumerate(phrase)
            ):
                already = words[end].form in self._grammar.clause.already
                return self._reports(words, end + already) or self._reports_after_subject(words, end)
        return False

    def _reports_after_subject(self, words: Sequence[Word], k: int) -> bool:
        """Whether a subject leads to a verb of reporting and its clause (المنظمة تقول إن)."""
        for place in range(k + 1, min(k + _OBJECT, len(words) - 1)):
            if words[place - 1].mark or not words[place - 1].nominal:
                return False
            if self._reports(words, place):
                return words[place + 1].that or words[place + 1].that_with_pronoun
        return False

    def _reports(self, words: Sequence[Word], k: int) -> bool:
        """Whether a word is a finite verb of reporting; one spelled like another word, with a preposition (تحدث عن)."""
        finite = [r for r in words[k].readings if r.finite and r.third and not r.prefix]
        if words[k].form not in self._homographs:
            return bool(finite)
        return any(word.form in self._verbs.lent(finite) for word in words[k + 1 : k + _OBJECT])
