"""Parse the words after a cue: its subject and settings, then the clause, quotation or noun phrase with its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from claims.languages.ar.attribution.claim_head import Stretch, Zone
from claims.languages.ar.attribution.cue_words import is_other_verb, is_participle
from claims.languages.ar.attribution.object_phrases import noun_phrase
from claims.languages.ar.attribution.sentence_words import ASIDE
from claims.languages.ar.attribution.subjects import leaves_subject, subject

if TYPE_CHECKING:
    from claims.languages.ar.attribution.sentence_words import Sentence
    from claims.languages.ar.cue_lexicon import Analysis

_REACH = 70
"""Words that are read from a cue on."""
NAME_QUOTE = 4
"""Words in quotation marks that are more often a name than speech."""
_SURNAME = 2
"""Words in quotation marks that are a surname."""
_NO_SUBJECT = -1
_FAR = 6
_END: Literal["end"] = "end"
_NOTHING: Literal["nothing"] = "nothing"

Step = Zone | int | Literal["end", "nothing"]
"""What a word leads to: the content, the next word to read, the end of reading on, or certainty that nothing comes."""


def complement(s: Sentence, cue: int, start: int, reading: Analysis) -> Zone | None:
    """What the cue at `cue`, read on from `start`, has for a subject and a content; None where it has no content."""
    return _Reader(s, cue, start, reading).read()


class _Reader:
    """One reading on: what has been met of the subject so far."""

    def __init__(self, s: Sentence, cue: int, start: int, reading: Analysis) -> None:
        self.s = s
        self.cue = cue
        self.start = start
        self.reading = reading
        self.frames = reading.cue.frames
        self.limit = min(s.last, start + _REACH)
        self.governing = reading.cue.governs & s.grammar.nominal.governing
        writing = s.grammar.writing
        self.governs_onto = not reading.cue.governs.isdisjoint((writing.particle_with, writing.particle_to))
        self.subject_start: int | None = None
        self.subject_end: int | None = None
        self.governed: int | None = None
        self.related = False

    def read(self) -> Zone | None:
        k = self.start
        while k < self.limit:
            step = self._step(k)
            if isinstance(step, Zone):
                return step
            if step == _NOTHING:
                return None
            if step == _END:
                break
            k = step
        return noun_phrase(
            self.s,
            Stretch(self.cue, self.reading, self.start, k, self.subject_start, self.subject_end, self.governed),
        )

    def _step(self, k: int) -> Step:
        s, word = self.s, self.s.word(k)
        if word.mark:
            return self._at_mark(k)
        if word.that and s.is_that(k):
            return self._at_that(k)
        if word.readings and word.form in s.grammar.frames.follow_up and is_participle(s, k):
            self._end_subject(k)
            return k + 1
        if word.form in self.governing and (step := self._at_preposition(k)):
            return step
        if (word.setting or word.may_be_setting) and (step := self._at_setting(k)):
            return step
        return self._at_with(k) or self._at_word(k)

    def _at_mark(self, k: int) -> Step:
        s = self.s
        if s.is_open_quote(k):
            return self._at_quote(k)
        if s.is_colon(k):
            return self._at_colon(k)
        return self._at_comma(k) if s.is_comma(k) else self._at_word(k)

    def _end_subject(self, k: int) -> None:
        self.subject_end = k if self.subject_end is None else self.subject_end

    def _content(self, start: int, stop: int, frame: str) -> Zone:
        return Zone(subject(self.s, self.subject_start, self.subject_end, stop), start, frame)

    # --- what begins a content ----------------------------------------------------------------------------------------

    def _at_that(self, k: int) -> Step:
        """A clause: قال الوزير إن …."""
        unless_governed = self.governed is not None and self.s.form(k - 1) not in self.governing
        if self.frames.isdisjoint({"that", "hope", "two"}) or unless_governed:
            return _END
        return self._clause(k)

    def _clause(self, that: int) -> Zone:
        if "two" in self.frames and self.subject_start is not None and self._is_described(self.subject_start):
            return Zone(None, self.subject_start, "np")
        return self._content(self.s.skip_that(that), that, "that")

    def _is_described(self, k: int) -> bool:
        """Whether the noun after a verb of describing is what is described, not who describes (وصف الهجوم بأنه …)."""
        writing, form = self.s.grammar.writing, self.s.form(k)
        return writing.has_article(form) and not self.s.is_source(k) and not form.endswith(writing.plural)

    def _at_quote(self, k: int) -> Step:
        """A quotation: قال الوزير "…"، قال "إن …"; one that is a name is read over (صحيفة "الحياة")."""
        s, close = self.s, self.s.close_of(k)
        if s.is_that(k + 1) and "that" in self.frames:
            self._end_subject(k)
            return self._clause(k + 1)
        if self._is_name(k, close):
            if self.subject_start is None and self.subject_end is None:
                self.subject_start = k
            return close + 1
        if self.governed is not None or "quote" not in self.frames:
            return _END
        return self._content(k, k, "quote")

    def _at_colon(self, k: int) -> Step:
        """A colon: قال الوزير: …."""
        if "quote" not in self.frames:
            return _END
        if k + 1 >= self.s.last:
            return _NOTHING
        return self._content(k + 1, k, "quote" if self.s.is_open_quote(k + 1) else "colon")

    # --- what is read over --------------------------------------------------------------------------------------------

    def _at_comma(self, k: int) -> Step:
        """A comma that may set a setting off: قال الوزير، في تصريح صحفي، إن …."""
        after = self._over_comma(k)
        if after is None:
            return _END
        nominal = self.s.grammar.nominal
        if self.s.is_setting(after) or self.s.form(after) in self.s.grammar.clause.and_already:
            self._end_subject(k)
        elif self.s.form(after) in nominal.anonymity:
            self._end_subject(k)
            return self.s.next_comma(after, ASIDE) or after
        return after

    def _over_comma(self, k: int) -> int | None:
        """Where to read on after a comma; None where the comma ends what belongs to the cue."""
        s, clause, n = self.s, self.s.grammar.clause, k + 1
        while s.is_comma(n) or s.form(n) == ".":
            n += 1
        if n >= s.last or s.form(n) in clause.result:
            return None
        if s.form(n) in s.grammar.nominal.anonymity:
            return n
        if is_participle(s, n):
            return None
        if s.is_setting(n):
            return n
        word = s.cue_words.get(n)
        if word is not None and word.reading.finite and not s.is_that(n):
            return None
        return None if s.bare(n) in clause.connectors and s.form(n) not in clause.while_in else n

    def _at_preposition(self, k: int) -> int | None:
        """أعلن الوزير عن …: the verb's own preposition, where no clause or setting follows."""
        s, nominal = self.s, self.s.grammar.nominal
        if s.is_that(k + 1) or s.is_setting(k):
            return None
        if s.is_open_quote(k + 1) and s.is_that(k + 2):
            return None
        of_name = s.form(k) in nominal.of_names and self.subject_start is not None and not s.is_event(k + 1)
        if self.governed is None and not of_name:
            self.governed = k + 1
            self._end_subject(k)
        return k + 1

    def _at_setting(self, k: int) -> int | None:
        """A setting, which ends the subject: قال الوزير أمس إن …."""
        s = self.s
        if not s.is_setting(k):
            return None
        if self.subject_start is not None:
            self._end_subject(k)
        elif s.form(k) not in s.grammar.nominal.light:
            self.subject_end = _NO_SUBJECT
        return s.aside_end(k) or k + 1

    def _at_with(self, k: int) -> int | None:
        """A noun with ب or ل, where the verb takes one: طالب المحتجون بإسقاط …، أشار الوزير لوفاة …."""
        if not self.governs_onto or self.governed is not None:
            return None
        writing, form = self.s.grammar.writing, self.s.form(k)
        if form[:1] not in self.reading.cue.governs or not writing.takes_particle(form):
            return None
        noun = writing.after_to(form) if form.startswith(writing.particle_to) else form[1:]
        if not self.s.lexicon[noun].event:
            return None
        self.governed = k
        self._end_subject(k)
        return k + 1

    def _told(self, k: int) -> int:
        """The end of whom it was told to: words with ل that the text has without it, too (قال لعنب بلدي طبيب)."""
        s, writing = self.s, self.s.grammar.writing
        form = s.form(k)
        if not form.startswith(writing.particle_to) or not writing.takes_particle(form):
            return k
        written, rest = s.tokens.written, s.tokens.written[k][1:]
        if rest not in written:
            return k
        other, length = written.index(rest), 1
        while written[other + length : other + length + 1] == written[k + length : k + length + 1]:
            length += 1
        return k + length

    def _at_word(self, k: int) -> Step:
        """Any other word: it begins the subject, carries it on or ends it."""
        s, form = self.s, self.s.form(k)
        if self.subject_start is not None and form in s.grammar.nominal.anonymity and s.form(k - 1) != ":":
            self._end_subject(k)
            return k + 1
        if k != self.start and (is_other_verb(s, k) or self._is_adverbial(k)):
            return _END
        if self.subject_start is not None:
            self.related = self.related or form in s.grammar.clause.relatives
            if self.subject_end is None and not self.related and leaves_subject(s, k):
                self.subject_end = k
            if form in s.grammar.frames.carriers:
                self._end_subject(k)
        elif self.subject_end is None:
            if k == self.start and (told := self._told(k)) > k:
                return told
            if s.is_nominal(k) or (form in s.grammar.clause.no and s.that_within(k + 1, k + 5)):
                self.subject_start = k
            elif form not in s.grammar.setting.adverbs:
                self.subject_end = _NO_SUBJECT
        return k + 1

    def _is_adverbial(self, k: int) -> bool:
        """Whether a participle carries the speaker on without a comma (استبعد الوزير ذلك مرجحا …)."""
        word = self.s.cue_words.get(k)
        return word is not None and word.reading.kind == "participle" and word.reading.person == "ms"

    # --- names in quotation marks -------------------------------------------------------------------------------------

    def _is_name(self, k: int, close: int) -> bool:
        """Whether a quotation is part of a name rather than what was said."""
        s = self.s
        if s.is_colon(k - 1) or s.is_that(k - 1) or s.is_comma(k - 1) or self._goes_on_speaking(close + 1):
            return False
        if not self.frames.isdisjoint({"ask", "acc", "blame"}):
            return True
        words = sum(1 for m in range(k + 1, close) if not s.is_mark(m))
        if words <= _SURNAME and k - 1 in s.cue_words and self._is_subject_alone(close + 1):
            return True
        if s.lexicon[s.bare(k - 1)].preposition and words <= 2 * NAME_QUOTE:
            return True
        return not self._closes_speech(close) and self._is_short_name(k, close, words)

    def _is_subject_alone(self, k: int) -> bool:
        """Whether the clause, quotation or setting of a verb follows the marks right after it (وأوضح "الهادي" أن …)."""
        s = self.s
        if s.bare(self.cue) in s.grammar.frames.learned:
            return False
        k += s.is_comma(k)
        if s.is_that(k) or s.is_colon(k) or (s.form(k) in self.governing and s.is_that(k + 1)):
            return True
        return s.is_setting(k) and any(s.is_comma(m) and s.is_that(m + 1) for m in range(k, self.limit - 1))

    def _closes_speech(self, close: int) -> bool:
        """Whether nothing else is left to be said by a verb of speech (وأضاف الدبلوماسي "الوقت ينفد".)."""
        speaks = "quote" in self.frames and "two" not in self.frames
        return speaks and self.s.only_marks(close + 1, self.s.last)

    def _is_short_name(self, k: int, close: int, words: int) -> bool:
        """Whether a few words in marks are a name: after its noun (صحيفة "الحياة"), far from the verb, or too few."""
        s, before = self.s, self.s.bare(k - 1)
        if words <= NAME_QUOTE + 1 and (s.noun(k - 1).source or s.lexicon[before[1:]].source):
            return s.cue_words.get(k - 1) is None
        if words > NAME_QUOTE or k - 1 in s.cue_words:
            return False
        far = self.subject_start is not None and k - self.subject_start > _FAR
        # A word or two in marks is a name more often than speech.
        return far or "quote" not in self.frames or words <= 2 or self._content_follows(close + 1, words)

    def _goes_on_speaking(self, k: int) -> bool:
        """Whether a verb of reporting joins on right after the marks ("…" وأضاف أن …)."""
        word = self.s.cue_words.get(k)
        return word is not None and word.reading.finite and word.reading.prefix == self.s.grammar.writing.joining

    def _content_follows(self, start: int, words: int) -> bool:
        """Whether a clause, a colon or a longer quotation follows soon, so that this one is a name."""
        s = self.s
        for m in range(start, min(self.limit, start + 29)):
            if s.is_that(m) or s.is_colon(m) or (s.is_open_quote(m) and s.close_of(m) - m > words + 2):
                return True
            if s.is_comma(m) or s.cue_words.get(m) is not None:
                return False
        return False
