"""Look up context-independent properties of words; results are cached for each distinct word.

Rules spend most of their time classifying words. Answers that depend on the word alone are therefore computed once,
when
the word first occurs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.cue_forms import analyse
from claims.languages.ar.attribution.spelled_names import SpelledNames
from claims.languages.ar.attribution.vowel_signs import shows_passive
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.languages.ar.cue_lexicon import Analysis
    from claims.languages.ar.language_data import Arabic

_LETTERS_OF_A_ROOT = 3
_LIMIT = 60_000
"""Words remembered, so that memory stays bounded (about 30 MB) however long a stream of articles is."""

Phrase = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Word:
    """A distinct word.

    Attributes:
        form: The folded word.
        bare: The same without the conjunction that may be written onto it.
        stem: The same as names are compared: without article and particles.
        mark: Whether it is no word; `comma`, whether a comma or semicolon.
        that: Whether it is a complementizer; `that_with_pronoun`, whether one that belongs to the content (أنه).
        blocks_that: Whether a complementizer after it begins no reported clause (قبل أن).
        source: Whether a bare noun that names sources.
        event: Whether it names an event rather than someone.
        nominal: Whether a source can begin with it, so far as the word itself tells.
        setting: Whether a setting begins with it; `may_be_setting`, whether that depends on the words after it.
        preposition: Whether it is a preposition.
        readings: How it can be read as a cue; empty for most words and for those that are never one.
        passive: Whether its vowel signs show a passive of a cue, which has no source (اتُّهم).
        credits: Whether it can begin a phrase that credits a source.
        opens: Whether any rule can begin with it; a sentence without such a word holds no claim.
        according: The phrases that it can begin, which credit a source; the other phrases likewise.
    """

    form: str
    bare: str
    stem: str
    mark: bool
    comma: bool
    that: bool
    that_with_pronoun: bool
    blocks_that: bool
    source: bool
    event: bool
    nominal: bool
    setting: bool
    may_be_setting: bool
    preposition: bool
    readings: tuple[Analysis, ...]
    passive: bool
    credits: bool
    opens: bool
    according: tuple[Phrase, ...]
    before_verb: tuple[Phrase, ...]
    asides: tuple[Phrase, ...]
    formulas: tuple[Phrase, ...]


class Words(dict[str, Word]):
    """The words of one language: `words[written]`, or the word that has a folded form, within bounded memory.

    A dictionary, since most look-ups are of known words and must cost no more than that.
    """

    def __init__(self, language: Arabic) -> None:
        super().__init__()
        grammar = language.grammar
        clause, nominal, setting = grammar.clause, grammar.nominal, grammar.setting
        self.language = language
        self._that = clause.complementizers | clause.pronoun_complementizers
        self._not_nominal = self._that.union(
            setting.adverbs,
            nominal.not_source,
            nominal.prepositions,
            nominal.pronouns,
            clause.relatives,
            clause.presentatives,
        )
        self._settings_with_conjunction = setting.words & nominal.prepositions
        self._never = language.never | (setting.adverbs - grammar.frames.follow_up)
        self._according = _by_first_word(grammar.according.phrases)
        self._before_verb = _by_first_word(grammar.according.before_verb)
        self._asides = _by_first_word(nominal.asides)
        self._formulas = _by_first_word(grammar.formulas.outlet)
        frames = grammar.frames
        self._spelled = SpelledNames(grammar.spelled, grammar.writing)
        self._credits = frames.documents_in | frames.relay | frames.learned | {*self._according, *self._before_verb}

    def __missing__(self, written: str) -> Word:
        if len(self) >= _LIMIT:
            self.clear()
        word = self[written] = self._word(written)
        return word

    def read(self, written: Sequence[str]) -> list[Word]:
        """What is known of words that stand beside one another: of a name's letters, that they are no particles."""
        found = [self[word] for word in written]
        for first, last in self.spelled(found):
            told = found[first].setting  # لبي بي سي
            found[first + told : last] = [_as_name(word) for word in found[first + told : last]]
        return found

    def spelled(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Where names stand that are spelled letter by letter (سي إن إن)."""
        return self._spelled.ranges([word.form for word in words])

    def _word(self, written: str) -> Word:
        grammar, writing = self.language.grammar, self.language.grammar.writing
        form = fold_word(written)
        bare = self._bare(form)
        mark = not form or not (form[0].isalnum() or form[0] == "_")
        rest = writing.without_conjunction(form)
        asides = _starting(self._asides, form, rest)
        readings = () if mark else self._readings(form, written)
        credits_source = form in self._credits or rest in self._credits
        return Word(
            form=form,
            bare=bare,
            stem=self._stem(form),
            mark=mark,
            comma=form in grammar.sentence.commas,
            that=form in self._that,
            that_with_pronoun=form in grammar.clause.pronoun_complementizers,
            blocks_that=not grammar.clause.before_other_that.isdisjoint((form, bare)),
            source=form in self.language.source_heads,
            event=not mark and self._is_event(form),
            nominal=not mark and self._is_nominal(form, written),
            setting=self._is_setting(form, bare),
            may_be_setting=bool(asides) or self._may_be_setting(bare),
            preposition=form in grammar.nominal.prepositions,
            readings=readings,
            passive=not mark and self._is_passive(form, written, readings),
            credits=credits_source,
            opens=bool(readings) or credits_source,
            according=_starting(self._according, form, rest),
            before_verb=_starting(self._before_verb, form, rest),
            asides=asides,
            formulas=_starting(self._formulas, form, rest),
        )

    def _bare(self, form: str) -> str:
        rest = self.language.grammar.writing.without_conjunction(form)
        if form in self.language.source_heads:
            return form
        return rest if len(rest) >= _LETTERS_OF_A_ROOT or rest in self.language.grammar.nominal.prepositions else form

    def _stem(self, form: str) -> str:
        """A folded word without the article and the particles before it, its sound plural in one case."""
        writing = self.language.grammar.writing
        prefix = next((p for p in writing.article_prefixes if form.startswith(p) and len(form) > len(p) + 1), "")
        stem = form[len(prefix) :]
        if len(stem) > _LETTERS_OF_A_ROOT + 1 and stem.endswith(writing.plural_oblique):
            stem = stem.removesuffix(writing.plural_oblique) + writing.plural
        return stem

    def _is_event(self, form: str) -> bool:
        writing = self.language.grammar.writing
        if writing.has_article(form) or len(form) == 1 or form in self.language.source_heads:
            return False
        owner = next((o for o in reversed(writing.owners) if form.endswith(o)), "")
        events, shape = self.language.grammar.morphology.events, self.language.event
        return any(f in events or shape.fullmatch(f) is not None for f in (form, form.removesuffix(owner)))

    def _is_nominal(self, form: str, written: str) -> bool:
        """Whether a source can begin with a word: not to him, nor to some, nor with a deed (لمجموعته، لبعض، بتدمير)."""
        writing, sources = self.language.grammar.writing, self.language.source_heads
        quantifiers = self.language.grammar.nominal.quantifiers
        if form in self._not_nominal or self._carries_on(form, written):
            return False
        if form.startswith(writing.particle_to):
            owned = written.endswith(writing.owners_after_to) and len(form) > _LETTERS_OF_A_ROOT + 1
            if owned or form.startswith(writing.article_after_to) or form[1:] in quantifiers:
                return False
        return not (form.startswith(writing.particle_with) and form not in sources and self[form[1:]].event)

    def _carries_on(self, form: str, written: str) -> bool:
        """Whether a word is a participle in the accusative, which carries a claim on and names nobody (مشيرا)."""
        accusative = self.language.grammar.writing.accusative
        return form.endswith(accusative) and any(r.kind == "participle" for r in self._readings(form, written))

    def _is_setting(self, form: str, bare: str) -> bool:
        settings = self.language.grammar.setting.words
        return form in settings or bare in self._settings_with_conjunction or self._is_addressee(bare)

    def _is_addressee(self, bare: str) -> bool:
        """Whether a word says to whom, its particle written onto it (لوكالة، للصحفيين)."""
        writing, addressees = self.language.grammar.writing, self.language.grammar.setting.addressees
        if not bare.startswith(writing.particle_to):
            return False
        noun = writing.after_to(bare)
        definite = bare.startswith(writing.article_after_to)
        return noun in addressees or (definite and writing.article + noun in addressees)

    def _may_be_setting(self, bare: str) -> bool:
        setting = self.language.grammar.setting
        led = setting.inside | setting.upon | setting.day_times
        return bare in led or bare == self.language.grammar.writing.particle_to

    def _is_passive(self, form: str, written: str, readings: Iterable[Analysis]) -> bool:
        """Whether the vowel signs of a word leave it no reading but the passive of a cue, or a first person."""
        if form in self._never or len(form) == len(written) or any(r.finite and r.third for r in readings):
            return False
        return any(shows_passive(written, r, self.language.grammar.writing) for r in analyse(form, self.language))

    def _readings(self, form: str, written: str) -> tuple[Analysis, ...]:
        """The readings as a cue that the spelling allows: إفادة has no pronoun, and أُعلن no source."""
        if form in self._never:
            return ()
        writing = self.language.grammar.writing
        feminine = written.endswith(writing.feminine)
        return tuple(
            r
            for r in analyse(form, self.language)
            if not (feminine and r.pronoun == writing.feminine_pronoun) and not shows_passive(written, r, writing)
        )


def _as_name(word: Word) -> Word:
    """A word as a letter of a name."""
    return replace(
        word, that=False, blocks_that=False, preposition=False, setting=False, may_be_setting=False, nominal=True,
        readings=(), credits=False, opens=False, according=(), before_verb=(), asides=(), formulas=(),
    )  # fmt: skip


def _by_first_word(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def _starting(phrases: Mapping[str, tuple[Phrase, ...]], form: str, rest: str) -> tuple[Phrase, ...]:
    """The phrases that can stand at a word, which may carry a conjunction."""
    return phrases.get(form) or phrases.get(rest, ())
