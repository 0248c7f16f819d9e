"""Where a source begins and ends, as far as the words around a cue show: who is asked or told is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.verb_prepositions import VerbPrepositions, finite_readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.ar.attribution.word_knowledge import Word, Words

_SUBJECT = 16
"""Words of a subject, at most."""

Pair = tuple[int, int]


class SourceEdges:
    """Tells the edges of sources, by words. Keeps no state of a text."""

    def __init__(self, lexicon: Words) -> None:
        grammar = lexicon.language.grammar
        self._verbs = VerbPrepositions(lexicon)
        self._writing = grammar.writing
        self._nominal = grammar.nominal
        self._setting = grammar.setting
        self._frames = grammar.frames
        self._bars = grammar.sentence.bars
        self._titles = lexicon.language.sources.person.titles
        self._with_source = grammar.frames.learned | grammar.frames.relay
        self._accusative = tuple(grammar.writing.accusative)
        self._in_name_of = lexicon.language.sources.reference.in_name_of

    def starts(self, words: Sequence[Word]) -> Iterator[Pair]:
        """Verbs after a relative that is not their subject, each with where that follows (حزب تصفه | أنقرة بأنه …)."""
        for k in range(1, len(words) - 2):
            if not words[k].readings or not self._verbs.is_relative(words[k - 1]):
                continue
            finite = [reading for reading in finite_readings(words[k]) if not reading.prefix]
            if not finite:
                continue
            owned = any(reading.pronoun for reading in finite)
            subject = k + 1 if owned else k + 2
            if (owned or words[k + 1].form in self._nominal.resumptive) and self._may_be_subject(words[subject]):
                yield k, subject

    def _may_be_subject(self, word: Word) -> bool:
        other = word.event or word.setting or word.readings or self._writing.takes_with(word.form)
        return word.nominal and not other

    def no_starts(self, written: Sequence[str], words: Sequence[Word]) -> Iterator[Pair]:
        """Verbs, each with a word that a preposition after it governs (طلب النواب من | الوزير …)."""
        for k in range(len(words) - 2):
            if not words[k].readings or not finite_readings(words[k]) or self._takes_source(words[k]):
                continue
            for place in range(k + 1, min(k + _SUBJECT, len(words) - 1)):
                if self._verbs.ends_clause(words[place]):
                    break
                if self._governs(written[place], words[place].form):
                    yield k, place + 1

    def _takes_source(self, verb: Word) -> bool:
        """Whether a verb names its source after a preposition (علمت الصحيفة من مصدر …)."""
        return not self._with_source.isdisjoint((verb.form, verb.bare))

    def _governs(self, written: str, form: str) -> bool:
        """Whether a word is a preposition, other than one before those who are relayed, and no name (علي)."""
        governs = form in self._nominal.governing and form not in self._frames.relay_from
        return governs and written not in self._nominal.given_names

    def ends(self, words: Sequence[Word]) -> Iterator[int]:
        """Words before which a source ends: those told after a comma (قال الرئيس | ، للممثل …), a letter (تقريرا)."""
        for k in range(1, len(words)):
            told = words[k - 1].comma and words[k].form.startswith(self._writing.article_after_to)
            letter = words[k].form in self._frames.carriers and words[k].form.endswith(self._accusative)
            if told or letter:
                yield k

    def unfinished(self, written: Sequence[str], words: Sequence[Word]) -> Iterator[int]:
        """Titles before a preposition that is not the verb's: their names go on (قال المسؤولون | عن الحملة)."""
        for k in range(len(words) - 2):
            after = words[k + 1].form
            led = after in self._nominal.governing
            if not (led or after in self._in_name_of) or not self._is_title(words[k]):
                continue
            if written[k + 1] in self._nominal.given_names or (led and self._is_setting(words[k + 1], words[k + 2])):
                continue
            if after not in self._taken(words, k):
                yield k

    def _taken(self, words: Sequence[Word], k: int) -> frozenset[str]:
        """The prepositions of the last verb before a word that is near enough."""
        for word in reversed(words[max(0, k - _SUBJECT) : k + 1]):
            if finite := finite_readings(word):
                return self._verbs.governed(finite) | self._verbs.lent(finite)
        return frozenset()

    def _is_title(self, word: Word) -> bool:
        """Whether a word is a title that takes a preposition into its name, in any number (المسؤولون، المتحدثة)."""
        titles, stem = self._nominal.with_preposition, word.stem
        endings = (self._writing.plural, self._writing.dual, self._writing.feminine_pronoun)
        return stem in titles or any(stem.endswith(e) and stem.removesuffix(e) in titles for e in endings)

    def _is_setting(self, word: Word, after: Word) -> bool:
        """Whether a preposition and a noun tell where or how something was said (في بيان، على هامش، من جهته)."""
        in_place = word.form in self._setting.inside and after.form in self._setting.after_in
        on_place = word.form in self._setting.upon and after.form in self._setting.after_on
        return in_place or on_place or any(phrase[1:2] == (after.form,) for phrase in word.asides)

    def barred(self, words: Sequence[Word]) -> Iterator[Pair]:
        """Names in which a bar stands between a title and whose it is: no span ends there (محافظ الواحات | سامر)."""
        if not any(word.form in self._bars for word in words):
            return
        first = 0
        for k in range(len(words) - 1):
            is_bar = words[k].form in self._bars
            if is_bar and k > first and words[first].stem in self._titles and words[k + 1].nominal:
                yield k - 1, k + 2
            if (words[k].mark and not is_bar) or finite_readings(words[k]):
                first = k + 1

    def elided(self, words: Sequence[Word]) -> Iterator[int]:
        """Verbs of relaying after which a pronoun is all that tells whose words they are (نقلت الوكالة قوله …)."""
        for k in range(len(words) - 2):
            if self._frames.relay.isdisjoint((words[k].form, words[k].bare)):
                continue
            for word in words[k + 1 : k + _SUBJECT]:
                if word.form in self._frames.feeling_about or word.that or word.mark:
                    break
                if word.form in self._frames.relay_said:
                    yield k
                    break
