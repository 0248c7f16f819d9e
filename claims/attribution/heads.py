"""Finds the heads of claims: a cue, its source and where its content begins, each by a named rule.

Compute, then write: nothing here touches a spaCy Doc. Every rule is one method of `HeadFinder`, takes a sentence and
the place of a cue, and returns a Head or None. Where a claim's content ends is decided afterwards, for the sentence as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.attribution.morphology import Morphology
from claims.attribution.sentence import CueWord, Sentence
from claims.languages import Language
from claims.languages.loading import Analysis

Range = tuple[int, int]
_ZONE = 70
_NAME_QUOTE = 4
_LONG_SUBJECT = 16
_NEGATIONS = frozenset({"لم", "لن", "ولم", "ولن", "فلم"})
_PRESENT_ONLY_NEGATION = frozenset({"لا", "ولا"})


@dataclass(frozen=True, slots=True)
class Head:
    """A claim's cue, source and start.

    Attributes:
        rule: The rule that found it.
        lemma: The lexicon entry of its cue.
        act: The speech act.
        cue: Token range; `source` likewise, None where the sentence names none.
        start: Where the content begins; None where it lies before the cue.
        person: Person and gender of the cue, "" where it has none.
        frame: What the content is: that, quote, colon, np, before (a closing attribution), around.
        back: For a closing attribution, the token ranges that it covers.
        end: Where the content must end, where the frame fixes it; None otherwise.
        chained: Whether it carries on the speaker of the claim before it.
    """

    rule: str
    lemma: str
    act: str
    cue: Range
    source: Range | None
    start: int | None
    person: str
    frame: str
    back: tuple[Range, ...] = ()
    end: int | None = None
    chained: bool = False
    borrowed: bool = False
    clip: int = 0
    """How many characters of the source's first word are a particle (لمصدر after وفقا)."""

    @property
    def left(self) -> int:
        """The first token of the head: its cue or the source before it."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]


@dataclass(slots=True)
class Zone:
    """What the words after a cue hold: its subject and the start of its content."""

    subject: Range | None
    start: int | None
    frame: str
    end: int | None = None


class HeadFinder:
    """The rules of one language."""

    def __init__(self, language: Language, morphology: Morphology) -> None:
        self._language = language
        self._grammar = language.grammar
        self._morphology = morphology
        self._triggers = _triggers(language)
        self._two_objects = False
        self._according = _by_first_word(language.according)
        self._before_verb = _by_first_word(language.before_verb)

    def find(self, s: Sentence) -> list[Head]:
        """The heads of a sentence, in the order of their cues."""
        self._mark_cue_words(s)
        heads: list[Head] = []
        taken: set[int] = set()
        forms = s.tokens.forms
        for i in range(s.first, s.last):
            if (i not in s.cue_words and forms[i] not in self._triggers) or i in taken:
                continue
            for head in self._at(s, i, heads):
                heads.append(head)
                taken.update(range(*head.cue))
                if head.start is not None:
                    taken.update(k for k in range(head.cue[1], head.start) if self._is_absorbed(s, k, head))
        return sorted(heads, key=lambda h: (h.cue, h.start or 0))

    def _is_absorbed(self, s: Sentence, k: int, head: Head) -> bool:
        """Whether a word between a cue and its content only helps to say it (… قائلا، … قوله إن)."""
        word = s.cue_words.get(k)
        return word is not None and (word.reading.kind == "participle" or head.rule == "relayed" or s.form(k) == "القول")

    def _mark_cue_words(self, s: Sentence) -> None:
        for i in range(s.first, s.last):
            readings = self._morphology(s.tokens.forms[i])
            if not readings or s.tokens.forms[i] in self._grammar.never or (s.tokens.forms[i] in self._grammar.adverbs and s.tokens.forms[i] not in self._grammar.follow_up):
                continue
            reading = _best(readings, s, i)
            if reading is not None and not (reading.pronoun == "ه" and s.tokens.word(i).endswith("ة")):
                s.cue_words[i] = CueWord(i, reading)

    def _at(self, s: Sentence, i: int, before: list[Head]) -> Iterator[Head]:
        if s.form(i) in self._triggers and (
            head := self.according(s, i) or self.document_says(s, i) or self.relayed(s, i) or self.learned(s, i)
        ):
            yield head
            return
        word = s.cue_words.get(i)
        if word is None:
            return
        if word.reading.kind == "participle":
            head = self.participle(s, word, before)
        elif word.reading.kind == "masdar":
            head = self.verbal_noun(s, word)
        else:
            head = self.antecedent_claim(s, word) or self.verb(s, word, before)
        if head is not None and not self._told_already(head, before):
            yield head

    def _told_already(self, head: Head, before: list[Head]) -> bool:
        """Whether the quotation that stands before the verb is the content of an earlier cue."""
        if head.rule != "quote-verb":
            return False
        opening = head.back[0][0]
        return any(h.start is not None and opening <= h.start <= opening + 1 for h in before)

    # --- finite verbs -------------------------------------------------------------------------------------------------

    def verb(self, s: Sentence, word: CueWord, before: list[Head]) -> Head | None:
        """A finite reporting verb: its clause, quotation, colon or noun phrase, its subject after or before it."""
        i, reading = word.at, word.reading
        homograph = self._is_homograph(s, i)
        if homograph and not (s.begins_clause(i) or self._reports_at_once(s, i) or self._colon_follows(s, i)):
            return None
        if not reading.person.startswith("3") or self._negated(s, i, reading) or self._is_formula(s, i):
            return None
        if s.form(i - 1) in self._grammar.prepositions and reading.prefix == "":
            return None
        if s.form(i) in self._grammar.prepositions and not self._reports_at_once(s, i):
            return None
        if "hope" in reading.cue.frames:
            return self._hope(s, word, before)
        inverted = self._inverted(s, word)
        if inverted is not None:
            return inverted
        cue_end = self._absorb(s, i)
        zone = self._zone(s, i, cue_end, reading)
        if zone is None or zone.start is None:
            return None
        zone = self._rather_object(s, cue_end, zone, reading)
        if reading.prefix == "ل" and zone.frame == "np":
            return None
        if homograph and not s.begins_clause(i) and zone.frame == "np":
            return None
        if zone.frame == "np" and (s.form(i - 1) in self._grammar.presentatives or s.form(i - 1) == "ما"):
            return None
        subject = zone.subject
        rule = f"verb-{zone.frame}"
        borrowed = False
        if subject is None and reading.prefix != "و":
            subject, borrowed = self._before(s, i, reading)
            rule = f"subject-verb-{zone.frame}" if subject and not borrowed else rule
        if subject is None and i > s.first + 1 and not before and not s.enclosing(i):
            subject, borrowed = self._main_subject(s, i)
        if not self._can_claim(s, reading, subject):
            return None
        head = Head(
            rule, reading.cue.lemma, reading.cue.act, (i, cue_end), subject, zone.start, reading.person, zone.frame, end=zone.end,
            chained=subject is None, borrowed=borrowed,
        )
        return self._cue_start(s, head)

    def antecedent_claim(self, s: Sentence, word: CueWord) -> Head | None:
        """What is claimed stands before the verb, which refers to it: فضائح فساد كشف عنها موقع …"""
        i, reading = word.at, word.reading
        preposition = self._language.resumptive.get(s.form(i + 1))
        if preposition is None or preposition not in reading.cue.frames or reading.prefix or not s.is_nominal(i + 2):
            return None
        end = i
        while end > s.first and (s.form(end - 1) in self._grammar.relatives or s.form(end - 1) in self._grammar.auxiliaries):
            end -= 1
        start = end
        if s.bare(end - 1) in self._grammar.result:
            return None
        while start > s.first and end - start < 6 and not s.is_mark(start - 1) and s.form(start - 1) not in self._grammar.prepositions:  # noqa: PLR2004
            start -= 1
        stop = self._phrase_end(s, i + 2)
        if start == end or any(s.introduces(k) for k in range(i, min(stop + 1, s.last))):
            return None
        source = s.trim(i + 2, stop)
        return Head(
            "antecedent", reading.cue.lemma, reading.cue.act, (i, i + 1), source, None, reading.person, "around", ((start, end),)
        )

    def _colon_follows(self, s: Sentence, i: int) -> bool:
        return any(s.is_colon(k) and s.is_open_quote(k + 1) for k in range(i + 1, min(i + 6, s.last)))

    def _rather_object(self, s: Sentence, start: int, zone: Zone, reading: Analysis) -> Zone:
        """A bare object or a demand before a later quotation is what the verb reports; the quotation belongs to another clause."""
        if zone.frame not in {"quote", "colon"} or zone.start is None or not reading.cue.frames & {"obj", "ask"}:
            return zone
        if "ask" in reading.cue.frames:
            asked = self._asked(s, start, zone.start, reading.cue.frames, None, None)
            return asked if asked and asked.start is not None and asked.start < zone.start and not s.is_colon(zone.start - 1) else zone
        other = self._object(s, start, zone.start, reading)
        if other is None or other.start is None or other.start >= zone.start:
            return zone
        return other if any(s.is_comma(k) for k in range(other.start, zone.start)) else zone

    def _is_homograph(self, s: Sentence, i: int) -> bool:
        return s.form(i) in self._grammar.homographs or s.bare(i) in self._grammar.homographs

    def _reports_at_once(self, s: Sentence, i: int) -> bool:
        """Whether what is reported follows at once, an adverb or the governed preposition apart."""
        return s.introduces(i + 1) or any(s.is_that(k) for k in range(i + 2, min(i + 6, s.last))) or (
            s.introduces(i + 2) and (s.form(i + 1) in self._grammar.adverbs or s.form(i + 1) in self._grammar.prepositions)
        )

    def _can_claim(self, s: Sentence, reading: Analysis, subject: Range | None) -> bool:
        """Facts and events show, but do not claim: what evidence verbs take as a source must be a document or someone."""
        if "evidence" not in reading.cue.frames:
            return subject is None or not (s.is_event(subject[0], s.bare(subject[0]).removeprefix("ال")) and "obj" in reading.cue.frames)
        if subject is None:
            return reading.prefix == "و" and reading.kind == "past"
        words = [s.bare(k).removeprefix("ال") for k in range(subject[0], min(subject[1], subject[0] + 2))]
        return any(s.is_source_head(w) for w in words)

    def _cue_start(self, s: Sentence, head: Head) -> Head:
        """Take in a verb of going on before the cue (ومضت تقول، عاد ليقول)."""
        i = head.cue[0]
        if s.bare(i - 1) in self._grammar.go_on or s.form(i - 1) in self._grammar.go_on:
            return replace(head, cue=(i - 1, head.cue[1]))
        return head

    def _absorb(self, s: Sentence, i: int) -> int:
        """The end of the cue, a participle or verb of saying right after it taken in (وتابع قائلا)."""
        return i + 2 if s.form(i + 1) in self._grammar.follow_up else i + 1

    def _negated(self, s: Sentence, i: int, reading: Analysis) -> bool:
        before = s.form(i - 1)
        if reading.cue.act in {"deny", "expect"} and reading.cue.frames >= {"obj"}:
            return False
        return before in _NEGATIONS or (before in _PRESENT_ONLY_NEGATION and reading.kind == "present")

    def _is_formula(self, s: Sentence, i: int) -> bool:
        return any(s.matches(i, phrase) for phrase in self._language.formulas)

    def _zone(self, s: Sentence, cue: int, start: int, reading: Analysis) -> Zone | None:
        """Read on from the cue: its subject, settings, and what the content is."""
        frames = reading.cue.frames
        self._two_objects = "two" in frames
        governed = frames & {"عن", "الي", "علي", "من", "في"}
        subject_start: int | None = None
        subject_end: int | None = None
        noun_phrase: int | None = None
        related = False
        k = start
        limit = min(s.last, start + _ZONE)
        while k < limit:
            form = s.form(k)
            if s.is_that(k):
                if "that" in frames or "hope" in frames or "two" in frames:
                    if noun_phrase is not None and not self._governs_that(s, k, governed):
                        break
                    return self._clause(s, subject_start, subject_end, k)
                break
            if s.is_open_quote(k) and s.is_that(k + 1) and "that" in frames:
                return self._clause(s, subject_start, k if subject_end is None else subject_end, k + 1)
            if form in self._grammar.follow_up and s.cue_words.get(k) is not None and s.cue_words[k].reading.kind == "participle":
                subject_end = k if subject_end is None else subject_end
                k += 1
                continue
            if s.is_open_quote(k):
                close = s.close_of(k)
                if self._is_name(s, k, close, subject_start, limit, frames):
                    subject_start = k if subject_start is None and subject_end is None else subject_start
                    k = close + 1
                    continue
                if noun_phrase is not None:
                    break
                if "quote" in frames:
                    return self._quoted(s, subject_start, subject_end, k, close)
                break
            if s.is_colon(k):
                if frames & {"quote"}:
                    return self._after_colon(s, subject_start, subject_end, k)
                break
            if s.is_comma(k):
                step = self._over_comma(s, k, reading)
                if step is None:
                    break
                if (s.is_setting(step) or s.form(step) == "وقد") and subject_end is None:
                    subject_end = k
                k = step
                continue
            if form in governed and not s.is_that(k + 1) and not s.is_setting(k) and not (s.is_open_quote(k + 1) and s.is_that(k + 2)):
                if noun_phrase is None and self._may_govern(s, k, subject_start, frames):
                    noun_phrase = k + 1
                    subject_end = k if subject_end is None else subject_end
                k += 1
                continue
            if s.is_setting(k):
                if subject_start is not None and subject_end is None:
                    subject_end = k
                elif subject_start is None and form not in self._grammar.light:
                    subject_end = -1
                k = s.aside_end(k) or k + 1
                continue
            if "ب" in frames and noun_phrase is None and form.startswith("ب") and len(form) > 3 and s.is_event(k, form[1:]):
                noun_phrase = k
                subject_end = k if subject_end is None else subject_end
                k += 1
                continue
            if k != start and self._other_verb(s, k):
                break
            related = related or (subject_start is not None and form in self._grammar.relatives)
            if subject_start is not None and subject_end is None and not related and self._leaves_subject(s, k):
                subject_end = k
            if subject_start is None and subject_end is None:
                if s.is_nominal(k) or (form == "لا" and any(s.is_that(m) for m in range(k + 1, k + 5))):
                    subject_start = k
                elif form in self._grammar.adverbs:
                    pass
                else:
                    subject_end = -1
            elif subject_start is None and subject_end == -1 and s.form(k) not in self._grammar.prepositions:
                pass
            k += 1
        return self._noun_phrase(s, cue, start, reading, subject_start, subject_end, noun_phrase, k)

    def _leaves_subject(self, s: Sentence, k: int) -> bool:
        """Whether a subject ends before the word: a preposition that no title takes, an adverb, an object with a pronoun."""
        form = s.form(k)
        if form in {"علي", "عن", "الي", "مع"}:
            return s.form(k - 1).removeprefix("ال") not in self._grammar.with_preposition
        if form in self._grammar.adverbs or s.form(k - 1) in self._grammar.complete:
            return True
        word = s.tokens.word(k)
        owned = word.endswith(("ه", "ها")) and len(form) > 4 and not form.startswith("ال") and not form.endswith("لله")  # noqa: PLR2004
        return owned and not s.is_source_head(s.form(k - 1)) and not s.is_source_head(form)

    def _governs_that(self, s: Sentence, k: int, governed: frozenset[str]) -> bool:
        return s.form(k - 1) in governed

    def _may_govern(self, s: Sentence, k: int, subject_start: int | None, frames: frozenset[str]) -> bool:
        """Whether the preposition at `k` is the verb's own: it does not introduce a place in the subject's name."""
        return s.form(k) not in {"من", "في"} or subject_start is None or s.is_event(k + 1)

    def _other_verb(self, s: Sentence, k: int) -> bool:
        word = s.cue_words.get(k)
        if word is None or not word.finite or not word.reading.person.startswith("3"):
            return False
        if s.form(k - 1) in self._grammar.relatives or s.form(k - 1) in self._grammar.presentatives:
            return any(s.is_that(m) for m in range(k + 1, min(k + 3, s.last)))
        if s.form(k - 1) in {"ما", "لما"} or s.form(k - 1).endswith("ما") and (s.form(k - 1),) in self._language.before_verb:
            return False
        return any(s.introduces(m) for m in range(k + 1, min(k + 7, s.last)))

    def _over_comma(self, s: Sentence, k: int, reading: Analysis) -> int | None:
        """Where to read on after a comma; None where the comma ends what belongs to the cue."""
        n = k + 1
        while s.is_comma(n) or (s.is_mark(n) and s.form(n) == "."):
            n += 1
        if n >= s.last or s.form(n) in self._grammar.result:
            return None
        if s.is_setting(n):
            return n
        word = s.cue_words.get(n)
        if word is not None and (word.reading.kind == "participle" or word.finite) and not s.is_that(n):
            if word.reading.kind == "participle" or word.reading.prefix or word.finite:
                return None
        if s.bare(n) in self._grammar.connectors and not s.is_setting(n) and s.form(n) not in {"في", "وفي"}:
            return None
        return n

    def _clause(self, s: Sentence, subject_start: int | None, subject_end: int | None, that: int) -> Zone:
        start = s.skip_that(that)
        if self._two_objects and subject_start is not None and self._is_object(s, subject_start):
            return Zone(None, subject_start, "np")
        return Zone(self._subject(s, subject_start, subject_end, that), start, "that")

    def _is_object(self, s: Sentence, k: int) -> bool:
        """Whether the noun after a verb of describing is what is described, not who describes (وصف الهجوم بأنه …)."""
        return s.form(k).startswith("ال") and not s.is_source_head(s.form(k).removeprefix("ال")) and s.form(k)[-2:] != "ون"

    def _quoted(self, s: Sentence, subject_start: int | None, subject_end: int | None, k: int, close: int) -> Zone:
        return Zone(self._subject(s, subject_start, subject_end, k), k, "quote")

    def _after_colon(self, s: Sentence, subject_start: int | None, subject_end: int | None, k: int) -> Zone | None:
        if k + 1 >= s.last:
            return None
        return Zone(self._subject(s, subject_start, subject_end, k), k + 1, "quote" if s.is_open_quote(k + 1) else "colon")

    def _subject(self, s: Sentence, start: int | None, end: int | None, stop: int) -> Range | None:
        if start is None:
            return None
        end = stop if end is None or end < start else min(end, stop)
        while end > start and (s.form(end - 1) in self._grammar.prepositions or s.form(end - 1) in {"ب", "بـ", "ال"}):
            end -= 1
        start, end = s.trim(start, end)
        if end - start == 1 and s.form(start).startswith("بال"):
            return None
        return (start, end) if start < end else None

    def _is_name(
        self, s: Sentence, k: int, close: int, subject_start: int | None, limit: int, frames: frozenset[str]
    ) -> bool:
        """Whether a quotation is part of a name rather than what was said."""
        words = sum(1 for m in range(k + 1, close) if not s.is_mark(m))
        if s.is_colon(k - 1) or s.is_that(k - 1) or s.is_comma(k - 1):
            return False
        if frames & {"ask", "acc"}:
            return True
        before = s.bare(k - 1)
        if before in self._grammar.prepositions and words <= 2 * _NAME_QUOTE:
            return True
        if words <= _NAME_QUOTE + 1 and (s.is_source_head(before.removeprefix("ال")) or s.is_source_head(before[1:])):
            return s.cue_words.get(k - 1) is None
        if words > _NAME_QUOTE or k - 1 in s.cue_words:
            return False
        if subject_start is not None and k - subject_start > 6:  # noqa: PLR2004 - far from its verb, a few words are a name
            return True
        if "quote" not in frames or words <= 2:  # noqa: PLR2004 - a word or two in marks is a name more often than speech
            return True
        for m in range(close + 1, min(limit, close + 30)):
            if s.is_that(m) or s.is_colon(m) or (s.is_open_quote(m) and s.close_of(m) - m > words + 2):
                return True
            if s.is_comma(m) or s.cue_words.get(m) is not None:
                break
        return False

    # --- noun phrases as content --------------------------------------------------------------------------------------

    def _noun_phrase(
        self, s: Sentence, cue: int, start: int, reading: Analysis, subject_start: int | None, subject_end: int | None,
        governed: int | None, stop: int,
    ) -> Zone | None:
        """No clause and no quotation: a noun phrase may be what is claimed, if the verb takes one."""
        frames = reading.cue.frames
        if "acc" in frames:
            return self._accused(s, start, stop, reading, subject_start, subject_end)
        if frames & {"ask", "ask-علي", "ask-ب"}:
            return self._asked(s, start, stop, frames, subject_start, subject_end)
        if governed is not None:
            at = governed if s.form(governed).startswith("ب") and s.form(governed - 1) not in self._grammar.prepositions else governed - 1
            return Zone(self._subject(s, subject_start, subject_end, at), governed, "np")
        if "ب" in frames and (at := self._with_bi(s, start, stop)) is not None:
            return Zone(self._subject(s, subject_start, subject_end, at), at, "np")
        if "two" in frames:
            return self._two(s, cue, start, stop, reading)
        if "obj" in frames and not reading.pronoun:
            return self._object(s, start, stop, reading)
        return None

    def _with_bi(self, s: Sentence, start: int, stop: int) -> int | None:
        for k in range(start, min(stop, s.last)):
            form = s.form(k)
            if form.startswith("ب") and len(form) > 3:
                rest = form[1:]
                definite = rest.startswith("ال")
                if k == start or s.is_event(k, rest.removeprefix("ال") if definite else rest) or (definite and rest.endswith("ات")):
                    return k
        return None

    def _accused(
        self, s: Sentence, start: int, stop: int, reading: Analysis, subject_start: int | None, subject_end: int | None
    ) -> Zone | None:
        at = next((k for k in range(start, min(stop + 12, s.last)) if _is_bi(s, k) and not s.is_source_head(s.form(k))), None)
        passive = at == start and reading.cue.act == "accuse" and not reading.pronoun and reading.kind != "participle"
        if at is None or passive:
            return None
        if reading.pronoun:
            return Zone(self._subject(s, subject_start, subject_end, at), at, "np")
        split = self._object_start(s, start, at)
        if split is None:
            return Zone(self._subject(s, subject_start, subject_end, at), at, "np")
        subject = self._subject(s, start, split, split) if split > start and s.is_nominal(start) else None
        return Zone(subject, split, "np")

    def _object_start(self, s: Sentence, start: int, stop: int) -> int | None:
        """Where the object begins after a subject: at a quotation, a comma, an accusative plural or after a full name."""
        for k in range(start + 1, stop):
            if s.is_open_quote(k) and not s.is_source_head(s.form(k - 1).removeprefix("ال")):
                return k
            if s.is_comma(k) and not s.is_setting(k + 1):
                return k + 1
            if s.form(k).startswith("ال") and s.form(k).endswith("ين") and not s.form(k - 1).endswith("ين"):
                return k
            if s.is_source_head(s.form(k)) and s.form(k - 1).startswith("ال"):
                return k
        return None

    def _asked(
        self, s: Sentence, start: int, stop: int, frames: frozenset[str], subject_start: int | None, subject_end: int | None
    ) -> Zone | None:
        wanted = {"ask-علي": ("علي",), "ask-ب": ()}.get(next(f for f in frames if f.startswith("ask")), ("الي",))
        for k in range(start, min(stop + 40, s.last)):
            form = s.form(k)
            if form in wanted:
                subject = self._asking(s, start, k, subject_start, subject_end)
                return Zone(subject, k + 1, "np")
            if form.startswith("ل") and k > start and s.is_event(k, form[2:] if form.startswith("لل") else form[1:]):
                return Zone(self._asking(s, start, k, subject_start, subject_end), k, "np")
            if "ask-ب" in frames and _is_bi(s, k) and s.is_event(k, form[1:].removeprefix("ال")):
                return Zone(self._asking(s, start, k, subject_start, subject_end), k, "np")
            if k != start and self._other_verb(s, k):
                return None
        return None

    def _asking(
        self, s: Sentence, start: int, stop: int, subject_start: int | None, subject_end: int | None
    ) -> Range | None:
        """The subject of a demand, without the addressee that may follow it."""
        first = s.form(start)
        if first.startswith("ال") and first.endswith("ين"):
            return None
        split = self._object_start(s, start, stop)
        end = split if split is not None else subject_end
        return self._subject(s, subject_start, end, stop)

    def _two(self, s: Sentence, cue: int, start: int, stop: int, reading: Analysis) -> Zone | None:
        """An object and what is said of it: اعتبر الأمر مشرفا، وصفتها الصحيفة بالتاريخية."""
        if reading.kind == "present" and not reading.pronoun and s.form(cue - 1) not in self._grammar.relatives:
            return None
        if reading.pronoun:
            return self._predicate(s, start)
        if s.is_event(start) or s.form(start) in self._grammar.demonstratives or s.form(start) in {"ما", "نفسه", "نفسها"}:
            return Zone(None, start, "np")
        for k in range(start + 1, min(start + 10, s.last)):
            if s.form(k) in self._grammar.demonstratives or s.is_event(k):
                return Zone(self._subject(s, start, k, k) if s.is_nominal(start) else None, k, "np")
        if s.is_nominal(start) and not s.is_mark(start) and not s.is_open_quote(start):
            return Zone(None, start, "np")
        return None

    def _predicate(self, s: Sentence, start: int) -> Zone | None:
        """After a verb that carries its object: the subject, then the predicate, indefinite, quoted or with ب."""
        for k in range(start, min(start + 12, s.last)):
            form = s.form(k)
            if s.is_open_quote(k) and (k > start or s.close_of(k) - k > _NAME_QUOTE):
                frame = "np" if s.form(s.close_of(k) + 1).startswith("و") else "quote"
                return Zone(self._subject(s, start, k, k) if k > start else None, k, frame)
            if k > start and _is_bi(s, k):
                alone = form in {"ب", "بـ"}
                frame = "quote" if alone and s.is_open_quote(k + 1) else "np"
                return Zone(self._subject(s, start, k, k), k + 1 if alone else k, frame)
            raw = s.tokens.word(k)
            indefinite = raw.endswith(("ا", "ًا", "اً")) and not form.startswith("ال")
            if k > start and (indefinite or s.is_event(k)) and not s.is_mark(k):
                return Zone(self._subject(s, start, k, k), k, "np")
            if s.is_comma(k):
                break
        if s.is_nominal(start) and start + 1 < s.last and not s.is_mark(start + 1):
            return Zone(self._subject(s, start, start + 1, start + 1), start + 1, "np")
        return None

    def _object(self, s: Sentence, start: int, stop: int, reading: Analysis) -> Zone | None:
        """A bare object: نفى ارتكاب أي مخالفات، أكدت الوزارة وفاة شخصين."""
        limit = min(s.last, start + 30)
        if reading.kind == "participle" and s.is_nominal(start) and not s.is_mark(start):
            return Zone(None, start, "np")
        setting = False
        for k in range(start, limit):
            form = s.form(k)
            opens = s.is_setting(k) and form in self._grammar.prepositions and s.aside_end(k) is None
            setting = (setting or opens) and not s.is_comma(k)
            if setting or (s.is_mark(k) and not (s.is_comma(k) or s.is_open_quote(k))):
                continue
            if s.form(k - 1) in self._grammar.prepositions and k > start and not s.matches(k - 2, ("من", "قبل")):
                continue
            fresh = k == start or self._closes_subject(s, k - 1)
            if s.is_comma(k - 1) and k > start + 1 and form.startswith("ال") and s.is_event(k, form[2:]):
                return Zone(self._cut_setting(s, (start, k)) if s.is_nominal(start) else None, k, "np")
            if fresh and (s.is_event(k) or form in self._grammar.demonstratives and not self._is_speaker(s, k) or form == "ما"):
                subject = self._subject(s, start, k, k) if k > start and s.is_nominal(start) else None
                if subject is not None:
                    subject = self._cut_setting(s, subject)
                return Zone(subject, k, "np")
            if self._other_verb(s, k):
                return None
        if reading.cue.act == "deny" and s.is_nominal(start) and s.form(start).startswith("ال"):
            return Zone(None, start, "np")
        return None

    def _is_speaker(self, s: Sentence, k: int) -> bool:
        return s.is_source_head(s.form(k + 1).removeprefix("ال"))

    def _closes_subject(self, s: Sentence, k: int) -> bool:
        """Whether a subject can be complete after this word: a definite noun, a name, a bracket or a comma."""
        form = s.form(k)
        return form.startswith(("ال", "لل", "بال")) or s.is_comma(k) or s.is_mark(k) or not s.is_source_head(form)

    def _cut_setting(self, s: Sentence, subject: Range) -> Range:
        for k in range(subject[0] + 1, subject[1]):
            if s.is_setting(k) or (s.is_comma(k) and s.is_setting(k + 1)):
                return s.trim(subject[0], k)
        return subject

    # --- subjects before the verb -------------------------------------------------------------------------------------

    def _before(self, s: Sentence, i: int, reading: Analysis) -> tuple[Range | None, bool]:
        """The subject that stands before the verb, and whether it is borrowed from another verb of the sentence."""
        end = i
        while end > s.first and s.form(end - 1) in self._grammar.auxiliaries:
            end -= 1
        if s.form(end - 1) in self._grammar.relatives:
            return self._antecedent(s, end - 1)
        if s.form(end - 1) in self._grammar.presentatives:
            return self._main_subject(s, end - 1)
        if end > s.first and s.is_open_quote(end - 1):
            end -= 1
        if end > s.first and s.is_comma(end - 1):
            end -= 1
        start = end
        while start > s.first and end - start < 45 and not self._left_edge(s, start - 1, end):
            start -= 1
        if s.form(start - 1) in self._grammar.pronoun_complementizers:
            return None, False
        start = self._enter(s, start, end)
        if start >= end:
            return None, False
        if self._is_main_verb(s, start) or self._is_present(s, start):
            subject = self._first_phrase(s, start + 1, end)
            return subject, True
        if not s.is_nominal(start) or s.form(start) in self._grammar.presentatives:
            return None, False
        start, end = s.trim(start, end)
        if end - start > _LONG_SUBJECT and not any(s.form(k) in self._grammar.relatives for k in range(start, end)):
            return None, False
        return ((start, end), False) if start < end else (None, False)

    def _is_present(self, s: Sentence, k: int) -> bool:
        """Whether a word has the shape of a third person present (يفهم), which no source begins with."""
        form = s.form(k)
        return form.startswith("ي") and len(form) > 3 and not s.is_source_head(form) and not form.endswith("ه")  # noqa: PLR2004

    def _left_edge(self, s: Sentence, k: int, end: int) -> bool:
        """Whether the subject cannot reach back over this word."""
        form = s.form(k)
        if s.is_that(k) or form in {":", "؛"} or s.is_comma(k) and not self._apposition(s, k, end):
            return True
        enclosing = s.enclosing(end)
        if enclosing and k <= enclosing[0]:
            return True
        return s.bare(k) in {"لكن", "حيث", "اذ", "بينما", "فيما", "لكنه", "لكنها"} or form in {"حين", "كما", "ان"}

    def _apposition(self, s: Sentence, comma: int, end: int) -> bool:
        return s.is_nominal(comma + 1) and s.cue_words.get(comma + 1) is None or s.form(comma + 1) in self._grammar.presentatives

    def _enter(self, s: Sentence, start: int, end: int) -> int:
        """Step over what may precede a subject: connectors, settings up to their comma, كان, قد."""
        while start < end:
            form = s.form(start)
            if s.is_comma(start) or s.form(start) in self._grammar.auxiliaries or s.bare(start) in {"اما", "لكن", "كان", "كانت", "كانوا"}:
                start += 1
                continue
            if form in self._grammar.prepositions or s.is_setting(start) or s.bare(start) in self._grammar.prepositions:
                comma = next((k for k in range(start, end) if s.is_comma(k)), None)
                if comma is None:
                    return end
                start = comma + 1
                continue
            break
        return start

    def _is_main_verb(self, s: Sentence, k: int) -> bool:
        """Whether the word at `k` looks like the verb of a main clause, its subject following."""
        form = s.bare(k)
        if s.cue_words.get(k) is not None:
            return s.cue_words[k].finite
        if form.startswith("ال") or s.is_source_head(form) or form in self._grammar.demonstratives or form in self._grammar.quantifiers:
            return False
        if form in self._grammar.events or s.form(k) in self._grammar.events:
            return False
        following = s.form(k + 1)
        head = following.removeprefix("ال")
        return s.is_source_head(head) or (following.startswith("ال") and s.form(k)[:1] in ("و", "ف", "ي", "ت"))

    def _first_phrase(self, s: Sentence, start: int, end: int) -> Range | None:
        for k in range(start, end):
            if k > start and (s.is_comma(k) or s.is_setting(k) or s.is_event(k) or s.form(k) in {"علي", "الي", "عن"}):
                if s.is_comma(k) and self._apposition(s, k, end):
                    continue
                end = k
                break
            if k > start and (form := s.form(k)).startswith("ب") and (form.startswith("بال") or s.is_source_head(form[1:]) or s.is_event(k, form[1:])):
                end = k
                break
            if k > start and self._leaves_subject(s, k):
                end = k
                break
        if not s.is_nominal(start):
            return None
        start, end = s.trim(start, end)
        return (start, end) if start < end else None

    def _antecedent(self, s: Sentence, relative: int) -> tuple[Range | None, bool]:
        """The noun phrase that a relative clause belongs to, when it is a source (البيان الذي أكد أن)."""
        start = relative
        if s.is_comma(start - 1):
            start -= 1
        k = start
        while k > s.first and start - k < 8 and not s.is_mark(k - 1) and s.form(k - 1) not in self._grammar.prepositions:
            k -= 1
            if s.is_source_head(s.bare(k).removeprefix("ال")) or s.is_source_head(s.form(k).removeprefix("ال")):
                return s.trim(k, start), False
        return None, False

    # --- quotation first ----------------------------------------------------------------------------------------------

    def _inverted(self, s: Sentence, word: CueWord) -> Head | None:
        """The words first, then who said them: "…"، يقول زيد. And the closing aside: …، يقول زيد."""
        i, reading = word.at, word.reading
        before = i - 1
        if s.form(before) in {"كما"} or reading.prefix == "و":
            return None
        if s.is_comma(before):
            before -= 1
        if s.form(before) == "." and s.form(before - 1) == ".":
            before -= 2
        opening = next((o for o, (q, c) in s.tokens.quotes.items() if c == before and q.closed and o >= s.first), None)
        if opening is not None and "quote" in reading.cue.frames and not self._complement_follows(s, i):
            return self._said_before(s, word, (opening, before + 1))
        if reading.kind == "present" and s.is_comma(i - 1) and reading.cue.frames >= {"quote"} and reading.prefix == "":
            return self._aside(s, word)
        return None

    def _complement_follows(self, s: Sentence, i: int) -> bool:
        for k in range(i + 1, min(i + 25, s.last)):
            if s.is_that(k) or s.form(k) == ":":
                return True
            if s.is_comma(k):
                return False
        return False

    def _said_before(self, s: Sentence, word: CueWord, quote: Range) -> Head | None:
        i = word.at
        start = i + 1
        end = self._phrase_end(s, start)
        source = s.trim(start, end) if end > start and s.is_nominal(start) else None
        parts: list[Range] = [quote]
        after = next((k for k in range(end, min(end + 12, s.last)) if s.is_open_quote(k)), None)
        if after is not None and (s.is_comma(after - 1) or s.form(after - 1) == ":"):
            parts.append((after, s.close_of(after) + 1))
        reading = word.reading
        if not self._is_speech(s, quote, source):
            return None
        return Head(
            "quote-verb", reading.cue.lemma, reading.cue.act, (i, self._absorb(s, i)), source, None, reading.person, "around", tuple(parts),
            chained=source is None,
        )

    def _is_speech(self, s: Sentence, quote: Range, source: Range | None) -> bool:
        words = quote[1] - quote[0] - 2
        before = s.form(quote[0] - 1)
        alone = quote[0] == s.first or s.is_mark(quote[0] - 1)
        return alone or (words > _NAME_QUOTE and before not in self._grammar.relatives)

    def _phrase_end(self, s: Sentence, start: int) -> int:
        for k in range(start, s.last):
            form = s.form(k)
            if s.is_comma(k) or s.is_open_quote(k) or form in {":", "."}:
                return k
            if k > start and (s.is_setting(k) or form in self._grammar.presentatives or form in {"الي", "ثم"}):
                return k
            if k > start and s.cue_words.get(k) is not None and s.cue_words[k].reading.prefix == "و":
                return k
            if k == start and not s.is_nominal(k):
                return k
        return s.last

    def _aside(self, s: Sentence, word: CueWord) -> Head | None:
        """…، يضيف المصدر نفسه، … and …، يقول النقيب فلان at the end."""
        i, reading = word.at, word.reading
        end = self._phrase_end(s, i + 1)
        if end == i + 1 or not s.is_nominal(i + 1):
            return None
        source = s.trim(i + 1, end)
        if end - i > 10:  # noqa: PLR2004 - an aside names its speaker briefly
            return None
        tail = end < s.last and not all(s.is_mark(k) for k in range(end, s.last))
        if tail and not s.is_comma(end):
            return None
        if tail and any(s.is_that(k) for k in range(end, min(end + 2, s.last))) and s.form(end + 1) != "فان" and not s.form(end + 1).startswith("فان"):
            return None
        clause = self._clause_start(s, i - 1)
        back = (s.trim(clause, i - 1),)
        if tail:
            back = (*back, (end + 1, -1))
        return Head(
            "aside", reading.cue.lemma, reading.cue.act, (i, i + 1), source, None, reading.person, "before", back,
        )

    def _clause_start(self, s: Sentence, stop: int) -> int:
        return s.first

    # --- participles --------------------------------------------------------------------------------------------------

    def participle(self, s: Sentence, word: CueWord, before: list[Head]) -> Head | None:
        """…، مضيفا أن …: it carries on the speaker before it, or borrows the subject of the sentence's verb."""
        i, reading = word.at, word.reading
        if not self._adverbial(s, i) or self._is_homograph(s, i):
            return None
        if reading.cue.frames >= {"hope"}:
            return self._hope(s, word, before)
        zone = self._zone(s, i, i + 1, reading)
        if zone is None or zone.start is None:
            return None
        source, borrowed = (None, True) if any(h.cue[0] < i for h in before) else self._main_subject(s, i)
        return Head(
            f"participle-{zone.frame}", reading.cue.lemma, reading.cue.act, (i, i + 1), source, zone.start, reading.person, zone.frame,
            end=zone.end, chained=source is None, borrowed=source is not None,
        )

    def _adverbial(self, s: Sentence, i: int) -> bool:
        """Whether an accusative participle stands as an adverb: after a comma, a mark or و, or before its own clause."""
        if s.is_comma(i - 1) or i == s.first or s.is_mark(i - 1) or s.cue_words[i].reading.prefix:
            return True
        if s.cue_words[i].reading.person == "ms":
            return not s.tokens.word(i - 1).endswith(("ا", "اً", "ًا"))
        return self._reports_at_once(s, i)

    def _main_subject(self, s: Sentence, i: int) -> tuple[Range | None, bool]:
        start = s.first
        while start < i and (s.form(start) in self._grammar.auxiliaries or s.bare(start) in {"كان", "كانت"} or s.is_mark(start) and not s.is_open_quote(start)):
            start += 1
        start = self._enter(s, start, i)
        if start >= i:
            return None, False
        if s.form(start + 1) == "علي" and not s.form(start).startswith("ال"):
            return self._first_phrase(s, start + 2, i), True
        if self._is_main_verb(s, start) or (s.form(start)[:1] in ("و", "ف") and not s.is_event(start) and not s.is_source_head(s.form(start))):
            return self._first_phrase(s, start + 1, i), True
        return None, False

    def _hope(self, s: Sentence, word: CueWord, before: list[Head]) -> Head | None:
        """معربا عن أمله في أن …: the feeling is part of the cue, the content an أن clause."""
        i, reading = word.at, word.reading
        k = i + 1
        for k in range(i + 1, min(i + 12, s.last)):
            if s.form(k) in self._grammar.feelings:
                break
        else:
            zone = self._zone(s, i, i + 1, reading)
            if zone is None or zone.start is None or not s.is_that(zone.start - 1) and not s.is_that(zone.start):
                return None
            return Head(
                f"feeling-{reading.kind}", reading.cue.lemma, reading.cue.act, (i, i + 1), zone.subject, zone.start, reading.person, "that",
                chained=zone.subject is None,
            )
        for m in range(k + 1, min(k + 5, s.last)):
            if s.is_that(m) or s.form(m) in {"ان", "بان"}:
                source: Range | None = None
                borrowed = False
                if reading.kind != "participle":
                    end = next((n for n in range(i + 1, k) if s.form(n) in {"عن"}), k)
                    source = s.trim(i + 1, end) if end > i + 1 and s.is_nominal(i + 1) else None
                elif not any(h.cue[0] < i for h in before):
                    source, borrowed = self._main_subject(s, i)
                return Head(
                    "feeling", reading.cue.lemma, "expect", (i, k + 1), source, s.skip_that(m), reading.person, "that",
                    chained=source is None, borrowed=borrowed,
                )
        return None

    # --- verbal nouns -------------------------------------------------------------------------------------------------

    def verbal_noun(self, s: Sentence, word: CueWord) -> Head | None:
        """قول علماء إن …، إعلانه أن …: a verbal noun with its speaker and a clause."""
        i, reading = word.at, word.reading
        if s.is_that(i + 1) and reading.pronoun:
            return Head("verbal-noun", reading.cue.lemma, reading.cue.act, (i, i + 1), None, s.skip_that(i + 1), "", "that", chained=True)
        if reading.pronoun or not s.is_nominal(i + 1) or s.is_mark(i + 1):
            return None
        for k in range(i + 2, min(i + 9, s.last)):
            if s.is_that(k):
                source = s.trim(i + 1, k)
                head = s.bare(source[0]).removeprefix("ال")
                if not (s.is_source_head(head) or k - source[0] <= 4):
                    return None
                return Head("verbal-noun", reading.cue.lemma, reading.cue.act, (i, i + 1), source, s.skip_that(k), "", "that")
            if s.is_mark(k) or s.cue_words.get(k) is not None:
                return None
        return None

    # --- according to -------------------------------------------------------------------------------------------------

    def according(self, s: Sentence, i: int) -> Head | None:
        """بحسب المصدر، وفقا لـ …، على حد قول …، كما قال …، حسبما أفاد …: before, inside or after what it credits."""
        verb = self._according_verb(s, i)
        if verb is not None:
            cue, reading = verb
            after = cue[1] + 1 if s.bare(cue[1] - 1)[:2] == "نق" and s.form(cue[1]) == "عن" else cue[1]
            if s.form(after) in {"له", "لها", "عنه", "عنها", "اليه", "اليها", "به", "بها", "عليه", "عليها", "فيه", "ان"}:
                after += 1
            return self._placed(s, cue, after, reading.cue.lemma, "according-verb", True)
        phrase = next((p for p in _starting(self._according, s.form(i)) if s.matches(i, p)), None)
        if phrase is None:
            return None
        cue_end = i + len(phrase)
        start = self._after_governed(s, phrase[-1], cue_end)
        if start is None:
            return None
        own = phrase[-1].endswith(("ه", "ها", "هم")) and len(phrase) > 1
        return self._placed(s, (i, cue_end), cue_end if own else start, phrase[0], "according", False, own)

    def _according_verb(self, s: Sentence, i: int) -> tuple[Range, Analysis] | None:
        for phrase in _starting(self._before_verb, s.form(i)):
            if not s.matches(i, phrase):
                continue
            k = i + len(phrase)
            if s.form(k) in {"قد", "كان", "كانت", "سبق"}:
                k += 1
            word = s.cue_words.get(k)
            if word is not None and word.finite and word.reading.person.startswith("3"):
                own = not word.reading.cue.frames.isdisjoint({"two", "hope"}) or s.bare(k) in self._grammar.learned
                return None if own or word.reading.cue.lemma == "عَلِمَ" else ((i, k + 1), word.reading)
            if s.form(k) in self._grammar.documents_in and s.form(k + 1) == "في" and phrase[0] != "علي":
                return (i, k + 2), Analysis(next(iter(self._language.cues.values())), "past", "3ms", "", "")
        return None

    def _after_governed(self, s: Sentence, word: str, k: int) -> int | None:
        governed = self._language.governed.get(word)
        if governed is None:
            return k
        for preposition in governed:
            if s.form(k) == preposition or s.form(k) == preposition + "ـ":
                return k + 1
            if len(preposition) == 1 and s.form(k).startswith(preposition):
                return k
        return None

    def _placed(
        self, s: Sentence, cue: Range, start: int, lemma: str, rule: str, verbal: bool, own: bool = False
    ) -> Head | None:
        source: Range | None = None
        end = start
        if not own:
            if s.is_comma(start) or start >= s.last:
                return None
            end = self._source_end(s, start, cue[0])
            if end <= start:
                return None
            if verbal and s.bare(cue[0]) == "كما" and not self._as_someone_said(s, start, end):
                return None
            source = self._strip_particle(s, s.trim(start, end), verbal)
            if source[0] >= source[1] or not self._creditable(s, source, cue[0], verbal):
                return None
        first = self._is_first(s, cue[0])
        clip = self._clip(s, cue, source) if source and not verbal else 0
        head = Head(rule, lemma, "attribute", cue, source, None, "", "before", chained=own, clip=clip)
        if first:
            if verbal and s.form(cue[0]) == "كما":
                return None
            return self._leading(s, head, end)
        return self._trailing(s, head, end)

    def _clip(self, s: Sentence, cue: Range, source: Range) -> int:
        """One where the preposition that the cue governs is written onto the source (وفقا لمصدر), else none."""
        word = s.form(cue[1] - 1)
        governed = self._language.governed.get(word) or self._language.governed.get(word[1:], ())
        first = s.form(source[0])
        return int(any(len(p) == 1 and first.startswith(p) and not first.startswith(p + p) for p in governed))

    def _as_someone_said(self, s: Sentence, start: int, end: int) -> bool:
        """Whether كما means "as": a speaker and nothing else follows, up to the end of the clause (كما قال شهود)."""
        if s.is_that(end) or s.introduces(end) or s.is_event(start) or not s.is_nominal(start):
            return False
        if not (s.is_comma(end) or all(s.is_mark(k) for k in range(end, s.last)) or s.is_setting(end)):
            return False
        return not any(s.form(k) in self._grammar.not_source or s.tokens.word(k).endswith(("اً", "ًا")) for k in range(start, end))

    def _strip_particle(self, s: Sentence, source: Range, verbal: bool) -> Range:
        return source

    def _is_first(self, s: Sentence, i: int) -> bool:
        return all(s.is_mark(k) for k in range(s.first, i)) or (s.is_comma(i - 1) and s.form(i)[:1] == "و" and False)

    def _source_end(self, s: Sentence, start: int, cue: int) -> int:
        """Where the source of an attribution ends: at the clause it introduces, a comma, or the sentence's end."""
        k = start
        while k < s.last:
            form = s.form(k)
            if s.is_that(k) and k > start or form in {"فقد", "فيما", "بينما"} or form in {"؛", ":"}:
                return k
            if s.is_open_quote(k):
                k = s.close_of(k) + 1
                continue
            if form == "(":
                k = next((m for m in range(k, s.last) if s.form(m) == ")"), k) + 1
                continue
            if s.is_comma(k):
                return k
            if k > start and (form in {"في", "علي", "الي"} and cue > s.first and not self._rest_is_short(s, k)):
                return k
            if k > start and s.is_setting(k) and form not in {"في", "علي"} and not form.startswith("ل"):
                return k
            if k > start and s.bare(k) in {"لكن"} or form in self._grammar.presentatives or form in self._grammar.relay_said:
                return k
            if k > start and (word := s.cue_words.get(k)) is not None and word.finite and self._reports_at_once(s, k):
                return k
            k += 1
        while k > start and s.is_mark(k - 1) and s.form(k - 1) not in {")", "]"} and not self._closes_quote(s, k - 1):
            k -= 1
        return k

    def _closes_quote(self, s: Sentence, k: int) -> bool:
        return any(c == k for _, (_, c) in s.tokens.quotes.items())

    def _rest_is_short(self, s: Sentence, k: int) -> bool:
        """Whether the prepositional phrase at `k` closes the sentence or its clause soon, so belongs to the source."""
        for m in range(k, min(k + 7, s.last + 1)):
            if m >= s.last or s.is_comma(m) or s.form(m) == ".":
                return True
        return False

    def _creditable(self, s: Sentence, source: Range, cue: int, verbal: bool) -> bool:
        """Whether one can be credited: not a standard (وفق معايير), and someone or a document where nothing sets it off."""
        head = s.form(source[0])
        bare = head[1:] if head.startswith("لل") else head
        forms = {head, bare, "ا" + bare if head.startswith("لل") else bare}
        if head.startswith("ل") and len(head) > 3:
            forms.add(head[1:])
        if forms & self._grammar.standards or head.isdigit():
            return False
        if not s.is_nominal(source[0]) and not head.startswith("ل"):
            return False
        if verbal:
            return True
        set_off = s.is_comma(cue - 1) or all(s.is_mark(k) for k in range(s.first, cue)) or s.is_mark(cue - 1)
        known = any(s.is_source_head(f.removeprefix("ال")) or f.endswith(("ون", "ين")) for f in forms)
        return known or (set_off and not s.is_event(source[0]))

    def _leading(self, s: Sentence, head: Head, end: int) -> Head | None:
        """At the sentence's start: what follows the source is what is claimed."""
        k = end
        while k < s.last and (s.is_comma(k) or s.form(k) in {"فقد", "قد"}):
            k += 1
        if k >= s.last:
            return None
        word = s.cue_words.get(k)
        if word is not None and word.reading.kind == "present":
            comma = next((m for m in range(k, min(k + 8, s.last)) if s.is_comma(m)), None)
            k = comma + 1 if comma is not None and s.form(comma + 1).startswith("فان") else k
        if s.is_that(k):
            start = s.skip_that(k)
            if s.form(k).startswith("فان") and s.form(k) != "فان":
                start = k
            return replace(head, start=start, frame="that", rule=f"{head.rule}-first")
        return replace(head, start=k, frame="clause", rule=f"{head.rule}-first")

    def _trailing(self, s: Sentence, head: Head, end: int) -> Head | None:
        """Inside or at the end: what stands before, and after it what carries the same clause on."""
        stop = head.cue[0]
        if s.is_comma(stop - 1):
            stop -= 1
        back = s.trim(s.first, stop)
        if back[0] >= back[1]:
            return None
        that = end + 1 if s.is_comma(end) else end
        if s.is_that(that) and s.form(that) != "فان":
            return replace(head, start=s.skip_that(that), frame="that", rule=f"{head.rule}-within")
        closed = all(s.is_mark(k) for k in range(end, s.last))
        parts: tuple[Range, ...] = (back,)
        enclosed = s.is_comma(head.cue[0] - 1)
        if not closed and (s.is_comma(end) if enclosed else True) and self._carries_on(s, end, enclosed):
            parts = (back, (end + 1 if s.is_comma(end) else end, -1))
        return replace(head, back=parts, rule=f"{head.rule}-last" if len(parts) == 1 else f"{head.rule}-inside")

    def _carries_on(self, s: Sentence, end: int, enclosed: bool) -> bool:
        """Whether the clause that an attribution interrupts goes on after it rather than a new one beginning."""
        k = end + 1 if s.is_comma(end) else end
        form = s.form(k)
        if not enclosed:
            return not s.is_comma(end) and form != "."
        word = s.cue_words.get(k)
        if word is not None or form.startswith(("و", "ف")) and not form.startswith("فان") or form in self._grammar.connectors and form not in {"في"}:
            return False
        return True

    # --- documents, relays --------------------------------------------------------------------------------------------

    def document_says(self, s: Sentence, i: int) -> Head | None:
        """وجاء في بيان … أن …"""
        if s.bare(i) not in self._grammar.documents_in and s.form(i) not in self._grammar.documents_in:
            return None
        if s.form(i + 1) not in {"في", "ضمن"}:
            return None
        for k in range(i + 2, min(i + _ZONE, s.last)):
            if s.is_that(k) or s.form(k) == ":" or (s.is_open_quote(k) and s.close_of(k) - k > _NAME_QUOTE + 1):
                source = self._cut_setting(s, s.trim(i + 2, k))
                if not s.is_source_head(s.bare(source[0]).removeprefix("ال")) and not s.form(source[0]).startswith("ال"):
                    return None
                start = s.skip_that(k) if s.is_that(k) else (k + 1 if s.form(k) == ":" else k)
                return Head("document-says", "جاء في", "state", (i, i + 2), source, start, "", "that" if s.is_that(k) else "quote")
        return None

    def relayed(self, s: Sentence, i: int) -> Head | None:
        """نقلت الصحيفة عن زيد قوله إن …: zaid is the source, the relaying verb the cue."""
        if s.bare(i) not in self._grammar.relay and s.form(i) not in self._grammar.relay or s.form(i) == "نقلا":
            return None
        about = next((k for k in range(i + 1, min(i + 18, s.last)) if s.form(k) in {"عن", "عنه", "عنها", "عنهم"}), None)
        if about is None or any(s.is_that(k) for k in range(i, about)):
            return None
        for k in range(about + 1, min(about + 40, s.last)):
            said = s.form(k) in self._grammar.relay_said
            if said or s.is_that(k) or s.form(k) == ":" or (s.is_open_quote(k) and s.close_of(k) - k > _NAME_QUOTE + 1):
                start = self._relayed_start(s, k + 1 if said else k)
                if start is None:
                    return None
                source = s.trim(about + 1, k)
                named = source if source[0] < source[1] else None
                named = self._cut_setting(s, named) if named else None
                return Head("relayed", "نَقَلَ", "report", (i, i + 1), named, start, "", "that", chained=named is None)
        return None

    def _relayed_start(self, s: Sentence, k: int) -> int | None:
        while k < s.last:
            if s.is_that(k):
                return s.skip_that(k)
            if s.form(k) == ":":
                return k + 1
            if s.is_open_quote(k):
                return k
            if not (s.is_comma(k) or s.is_setting(k) or s.form(k) in self._grammar.adverbs):
                return None if s.is_mark(k) else k
            k += 1
        return None

    def learned(self, s: Sentence, i: int) -> Head | None:
        """وعلم الموقع من مصادر مطلعة أن …: those the outlet learned it from are the source."""
        if s.bare(i) not in self._grammar.learned and s.form(i) not in self._grammar.learned:
            return None
        for k in range(i + 1, min(i + 8, s.last)):
            if s.form(k) in {"من", "لدي"}:
                that = next((m for m in range(k + 1, min(k + 20, s.last)) if s.is_that(m)), None)
                if that is None:
                    return None
                source = self._subject(s, k + 1, None, that)
                if source is None:
                    return None
                return Head("learned", "عَلِمَ", "report", (i, i + 1), self._cut_setting(s, source), s.skip_that(that), "", "that")
        return None


def _by_first_word(phrases: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _starting(phrases: dict[str, list[tuple[str, ...]]], form: str) -> list[tuple[str, ...]]:
    """The phrases that can stand at a word, which may carry a conjunction."""
    return phrases.get(form) or (phrases.get(form[1:], []) if form[:1] in ("و", "ف") else [])


def _triggers(language: Language) -> frozenset[str]:
    """The words that can begin a phrase that credits a source, with and without a conjunction."""
    phrases = (*language.according, *language.before_verb)
    grammar = language.grammar
    words = {p[0] for p in phrases} | grammar.documents_in | grammar.relay | grammar.learned
    return frozenset(words | {c + w for c in ("و", "ف") for w in words})


def _best(readings: tuple[Analysis, ...], s: Sentence, i: int) -> Analysis | None:
    """The reading that fits the place: a finite verb of the third person first, a verbal noun after a preposition."""
    finite = [r for r in readings if r.kind in {"past", "present"} and r.person.startswith("3")]
    other = [r for r in readings if r.kind not in {"past", "present"}]
    after_preposition = s.form(i - 1) in s.language.grammar.prepositions
    if after_preposition or not finite:
        return other[0] if other else None
    return finite[0]


def _is_bi(s: Sentence, k: int) -> bool:
    form = s.form(k)
    return form in {"ب", "بـ", "بانه", "بانها", "بان", "بانهم"} or (form.startswith("ب") and len(form) > 3)
