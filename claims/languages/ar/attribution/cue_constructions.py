"""Words that a construction shows to be cues though the model may be unsure: their claims need less evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.neural.signals import Constructed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from claims.languages.ar.attribution.span_bounds import SpanBounds
    from claims.languages.ar.attribution.word_knowledge import Word, Words
    from claims.languages.ar.cue_lexicon import Analysis

_NEAR = 8
"""Words from a verb to what tells that it reports, at most."""
_QUOTED = 3
"""Words from a participle to the quotation that it leads to, at most."""
_INSIDE, _OPENING, _CLOSING = 1, 2, 3
"""How words and marks stand to quotations."""
_NOUN, _DEMAND, _FURTHER, _REFUSED, _CREDITED = 0.45, 0.17, 0.2, 0.1, 0.2
_THREAT, _RECORD, _CHARGE, _DENIAL = 0.3, 0.4, 0.2, 0.3
_SURE = 0.0
"""Of constructions of verbs that the model never learned: where the verb is one, it is a claim."""
_UNSURE, _LIKELY, _ALMOST_SURE = 0.0, 0.75, 0.9
"""How likely a claim of a construction is: of those seen ten times in annotated articles, nine in ten are claims."""


class CueConstructions:
    """Finds cues by construction. Keeps no state of a text."""

    def __init__(self, lexicon: Words, bounds: SpanBounds) -> None:
        self._lexicon = lexicon
        self._bounds = bounds
        language = lexicon.language
        self._grammar = language.grammar
        self._writing = language.grammar.writing
        self._lists = language.grammar.constructions
        self._heads = language.source_heads
        self._places = language.sources.organization.places | self._lists.states
        self._documents = language.sources.document.heads
        self._relaying = language.sources.relay.quoting
        self._recording = self._documents | language.sources.organization.heads | language.sources.unnamed.heads
        self._negations = language.grammar.clause.negations | language.grammar.clause.present_negations
        self._rules: tuple[tuple[float, float, Callable[[Sequence[Word], Sequence[int], int], bool]], ...] = (
            (_DEMAND, _ALMOST_SURE, self._demands),
            (_NOUN, _UNSURE, self._is_noun_with_speaker),
            (_REFUSED, _LIKELY, self._goes_on_refusing),
            (_FURTHER, _ALMOST_SURE, self._goes_on),
            (_CREDITED, _ALMOST_SURE, self._claims_attack),
            (_THREAT, _LIKELY, self._threatens),
            (_RECORD, _LIKELY, self._records),
            (_CREDITED, _ALMOST_SURE, self._document_tells),
            (_CREDITED, _LIKELY, self._speaks_of),
            (_CREDITED, _ALMOST_SURE, self._relays),
            (_CHARGE, _LIKELY, self._charges),
            (_DENIAL, _LIKELY, self._refuses_that),
            (_SURE, _LIKELY, self._condemns_in_quotation),
            (_SURE, _LIKELY, self._pleads),
        )

    def may_hold(self, words: Sequence[str]) -> bool:
        """Whether a verb stands among some words of which a construction may make a cue though the lexicon lacks it."""
        return any(self._lexicon[word].bare in self._lists.verbs for word in words)

    def found(self, words: Sequence[str], quoted: Sequence[int]) -> list[Constructed]:
        """The cues among the words of a unit, of which `quoted` tells how they stand to quotation marks."""
        known = self._lexicon.read(words)
        places = (k for k in range(len(known) - 1) if quoted[k] != _INSIDE and not known[k].mark)
        return [found for k in places if (found := self._at(known, quoted, k)) is not None]

    def _at(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> Constructed | None:
        if not (
            words[k].readings
            or words[k].credits
            or words[k].form in self._lists.further
            or words[k].bare in self._lists.verbs
        ):
            return None
        holding = [(least, chance) for least, chance, rule in self._rules if rule(words, quoted, k)]
        if not holding:
            return None
        return Constructed((k, k + 1), min(least for least, _ in holding), max(chance for _, chance in holding))

    # --- nouns --------------------------------------------------------------------------------------------------------

    def _is_noun(self, word: Word) -> bool:
        """Whether a word can be a verbal noun of a verb of the lexicon, and no finite verb."""
        return any(r.kind == "masdar" for r in word.readings) and not any(r.finite for r in word.readings)

    def _is_noun_with_speaker(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """مطالبة النقابة بـ…: any noun of saying with its speaker."""
        del quoted
        return self._is_noun(words[k]) and not self._heads.isdisjoint((words[k + 1].form, words[k + 1].stem))

    def _demands(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """دعوة واشنطن إلى …، تهديد الحركة بـ…: a noun of demand, threat or promise with its speaker."""
        del quoted
        lemmas = {self._lexicon[r.cue.lemma].form for r in words[k].readings}
        if not self._is_noun(words[k]) or lemmas.isdisjoint(self._lists.demanding):
            return False
        return self._names_speaker(words[k + 1])

    def _names_speaker(self, word: Word) -> bool:
        return word.form in self._places or not self._heads.isdisjoint((word.form, word.stem))

    # --- participles --------------------------------------------------------------------------------------------------

    def _goes_on(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """…، مهددا بـ…: a participle after a comma or a quotation, of a verb that reports more than a feeling."""
        if not k or not (words[k - 1].comma or quoted[k - 1] == _CLOSING) or not self._bounds.carries_on(words, k):
            return False
        if words[k + 1].form in self._lists.prayed_to:
            return False
        spoken = _OPENING in quoted[k + 1 : k + 1 + _QUOTED]
        return any(self._reports(r, spoken=spoken) for r in words[k].readings if r.kind == "participle")

    def _goes_on_refusing(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """…، رافضا …: a participle that the lexicon lacks."""
        after = k and (words[k - 1].comma or quoted[k - 1] == _CLOSING)
        return bool(after) and words[k].form in self._lists.further and words[k + 1].form not in self._lists.unsaid

    def _reports(self, reading: Analysis, *, spoken: bool) -> bool:
        """Whether a participle reports, and not only a feeling; one without a clause does where words are quoted."""
        frames = reading.cue.frames
        return reading.cue.act not in self._lists.attitudes and "hope" not in frames and (spoken or frames != {"quote"})

    # --- verbs --------------------------------------------------------------------------------------------------------

    def _is_finite(self, words: Sequence[Word], k: int, accepts: Callable[[Analysis], bool]) -> bool:
        """Whether a finite verb stands at a word that a rule accepts, and is not denied."""
        if k and words[k - 1].form in self._negations:
            return False
        return any(r.finite and r.third and accepts(r) for r in words[k].readings)

    def _after(self, words: Sequence[Word], k: int) -> Iterator[Word]:
        """The words near a verb that can be its subject and object."""
        for word in words[k + 1 : k + 1 + _NEAR]:
            if (
                word.that
                or word.that_with_pronoun
                or (word.mark and word.form not in self._grammar.sentence.name_commas)
            ):
                return
            yield word

    def _has_after(self, words: Sequence[Word], k: int, forms: Collection[str]) -> bool:
        return any(word.form in forms or word.stem in forms for word in self._after(words, k))

    def _claims_attack(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """تبنت الحركة الهجوم."""
        del quoted
        lemma = self._lists.claiming
        claims = self._is_finite(words, k, lambda r: self._lexicon[r.cue.lemma].form in lemma)
        return claims and self._has_after(words, k, self._lists.attacks)

    def _threatens(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """توعد القائد بالقضاء على …: what is threatened or promised follows with ب."""
        del quoted
        particle = self._writing.particle_with
        acts = self._lists.acts
        if not self._is_finite(words, k, lambda r: r.cue.act in acts and particle in r.cue.governs):
            return False
        if not self._names_speaker(words[k + 1]):
            return False
        return any(self._writing.takes_with(word.form) for word in self._after(words, k))

    def _records(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """سجل التقرير ثلاث مجازر: who keeps records stands right after the verb."""
        del quoted
        lemmas = self._lists.recording
        if not self._is_finite(words, k, lambda r: self._lexicon[r.cue.lemma].form in lemmas):
            return False
        return not self._recording.isdisjoint((words[k + 1].form, words[k + 1].stem))

    def _document_tells(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """حصيلة أولية تفيد بـ…: an indefinite noun of a document, and a verb of the present that tells more of it."""
        del quoted
        telling = self._lists.telling
        if not k or not self._is_finite(words, k, lambda r: self._lexicon[r.cue.lemma].form in telling):
            return False
        if any(r.kind != "present" for r in words[k].readings if r.finite) or words[k - 1].mark:
            return False
        nouns = [word.form for word in words[max(0, k - 2) : k]]
        indefinite = not any(self._writing.is_definite(form) for form in nouns[-1:])
        after = words[k + 1]
        governed = after.that or after.preposition or self._writing.takes_with(after.form)
        return indefinite and governed and not self._documents.isdisjoint(nouns)

    def _speaks_of(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """تحدثت مصادر عن مقتل …: what is spoken of is a happening or a number."""
        del quoted
        if self._lists.speaking.isdisjoint((words[k].form, words[k].bare)):
            return False
        near = words[k + 1 : k + _NEAR]
        about = next((m for m, word in enumerate(near) if word.form in self._grammar.frames.feeling_about), len(near))
        if about + 1 >= len(near) or any(word.comma or word.that for word in near[:about]):
            return False
        told = near[about + 1].form
        return told in self._lists.happenings or told in self._grammar.frames.numerals or told.isdecimal()

    def _relays(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """بحسب الوكالة نقلا عن شهود …: whoever is relayed is a source beside the outlet."""
        del quoted
        if words[k].form not in self._relaying or k + 2 >= len(words):
            return False
        return words[k + 1].form in self._grammar.frames.relay_from and words[k + 2].nominal

    def _charges(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """وجهت النيابة إليه تهمة …: a charge is brought."""
        del quoted
        charged = any(word.form in self._lists.charges for word in self._after(words, k))
        return charged and words[k].bare in self._lists.charging

    def _refuses_that(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """رفض الوزير أن تكون حكومته …: what is refused is a statement."""
        del quoted
        if words[k].bare not in self._lists.refusing:
            return False
        near = words[k + 1 : k + _NEAR]
        place = next((m for m, word in enumerate(near) if word.that), len(near))
        return place + 1 < len(near) and near[place + 1].form in self._lists.being

    def _condemns_in_quotation(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """أدان الرئيس "العمل الجبان": the words of a condemnation; a court's are of what somebody is found guilty."""
        if words[k].bare not in self._lists.condemning or self._has_after(words, k, self._lists.courts):
            return False
        end = next((m for m in range(k + 1, min(k + 1 + _NEAR, len(words))) if quoted[m] == _OPENING), None)
        if end is None or end == k + 1 or end + 2 >= len(words):
            return False
        long = quoted[end + 1] == _INSIDE and quoted[end + 2] == _INSIDE
        guilt = self._writing.takes_with(words[end + 1].form)
        return long and not guilt and not any(word.mark or word.that for word in words[k + 1 : end])

    def _pleads(self, words: Sequence[Word], quoted: Sequence[int], k: int) -> bool:
        """دفع محامي المتهم بعدم اختصاص المحكمة."""
        del quoted
        pleader = words[k + 1]
        if words[k].bare not in self._lists.pleading or pleader.mark:
            return False
        if not any(stem.startswith(tuple(self._lists.pleaders)) for stem in (pleader.stem, pleader.form)):
            return False
        return any(self._writing.takes_with(word.form) for word in self._after(words, k + 1))
