"""Represent a sentence under analysis: its words, and basic queries shared by all rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.tokens import Quote, Range, Tokens
    from claims.languages.ar.attribution.word_knowledge import Phrase, Word, Words
    from claims.languages.ar.cue_lexicon import Analysis
    from claims.languages.ar.grammar import Grammar

_OPENING_BRACKETS, _CLOSING_BRACKETS = frozenset("(["), frozenset(")]")
_KEPT_AT_THE_END = _CLOSING_BRACKETS | {"%"}


ASIDE = 16
"""Words that an aside on why a source is not named takes at most."""


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that may be a cue: where it stands and how it is read."""

    at: int
    reading: Analysis


@dataclass(slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) of a text.

    Attributes:
        lexicon: What is known of the language's words.
        quotes: The quotations of which a part stands in it, in the order of their opening marks.
        cue_words: The words that may be cues, by their index.
    """

    tokens: Tokens
    lexicon: Words
    first: int
    last: int
    quotes: Sequence[Quote] = ()
    cue_words: dict[int, CueWord] = field(default_factory=dict)
    grammar: Grammar = field(init=False)
    _words: list[Word] = field(init=False)
    _outside: Word = field(init=False)

    def __post_init__(self) -> None:
        self.grammar = self.lexicon.language.grammar
        self._words = self.tokens.words
        self._outside = self.lexicon[""]

    # --- one word -----------------------------------------------------------------------------------------------------

    def word(self, i: int) -> Word:
        """What is known of the word at an index; an empty mark outside the sentence."""
        return self._words[i] if self.first <= i < self.last else self._outside

    def form(self, i: int) -> str:
        """The folded word at an index, or "" outside the sentence."""
        return self._words[i].form if self.first <= i < self.last else ""

    def bare(self, i: int) -> str:
        """The folded word without the conjunction that may be written onto it."""
        return self._words[i].bare if self.first <= i < self.last else ""

    def noun(self, i: int) -> Word:
        """The word at `i` without conjunction and article (والوزير: وزير)."""
        return self.lexicon[self.grammar.writing.without_article(self.bare(i))]

    def is_source(self, i: int) -> bool:
        """Whether a noun stands there that names sources, its article taken off (الوزير)."""
        return self.lexicon[self.grammar.writing.without_article(self.form(i))].source

    def opening_words(self) -> list[int]:
        """The places where a rule can begin."""
        words = self._words
        return [i for i in range(self.first, self.last) if words[i].opens]

    def is_mark(self, i: int) -> bool:
        """Whether the token is no word."""
        return self.word(i).mark

    def is_colon(self, i: int) -> bool:
        """Whether the token is a colon of the writer's, not one of an address or a time."""
        return self.form(i) == ":" and self.form(i + 1) != "/"

    def is_comma(self, i: int) -> bool:
        """Whether the token is a comma or semicolon, or two dots used as one."""
        word = self.word(i)
        if not word.mark or word.comma:
            return word.comma
        return (word.form == "." and self.form(i + 1) == ".") or (word.form == "…" and i + 1 < self.last)

    # --- clauses ------------------------------------------------------------------------------------------------------

    def is_that(self, i: int) -> bool:
        """Whether the word is a complementizer that can begin a reported clause here."""
        return self.word(i).that and not self.word(i - 1).blocks_that

    def skip_that(self, i: int) -> int:
        """Where the content begins, given a complementizer at `i`: one that carries a pronoun belongs to it."""
        return i if self.word(i).that_with_pronoun else i + 1

    def introduces(self, i: int) -> bool:
        """Whether what is reported begins at `i`: a complementizer, a quotation or a colon."""
        return self.is_that(i) or self.is_open_quote(i) or self.is_colon(i)

    def that_within(self, start: int, end: int) -> bool:
        """Whether a complementizer stands in a token range."""
        return any(self.is_that(k) for k in range(start, min(end, self.last)))

    def begins_clause(self, i: int) -> bool:
        """Whether a clause can begin with the word at `i`: first, after a mark, a particle or a relative."""
        clause, before = self.grammar.clause, self.word(i - 1)
        return (
            before.mark
            or before.that
            or before.form in clause.auxiliaries
            or before.form in clause.relatives
            or before.form in clause.connectors
            or before.form[1:] in clause.connectors
        )

    def is_break(self, i: int) -> bool:
        """Whether the token sets a phrase off: a comma or a dash."""
        return self.is_comma(i) or self.form(i) in self.grammar.sentence.dashes

    def next_comma(self, start: int, reach: int) -> int | None:
        """The next comma within some words."""
        return next((k for k in range(start, min(start + reach, self.last)) if self.is_comma(k)), None)

    def only_marks(self, start: int, end: int) -> bool:
        """Whether no word stands in a token range."""
        return all(self.is_mark(k) for k in range(start, end))

    # --- quotations ---------------------------------------------------------------------------------------------------

    def is_open_quote(self, i: int) -> bool:
        """Whether a quotation opens here."""
        return i in self.tokens.quotes

    def close_of(self, i: int) -> int:
        """The index of the closing mark of the quotation that opens at `i`."""
        return self.tokens.quotes[i]

    def enclosing(self, i: int) -> Range | None:
        """The innermost quotation around a token, as indices of its marks."""
        return max(((q.open, q.close) for q in self.quotes if q.open < i <= q.close), default=None)

    def closes_quote(self, i: int, since: int = 0) -> bool:
        """Whether a quotation that opens at `since` or later closes here."""
        return any(q.close == i and since <= q.open for q in self.quotes)

    # --- phrases ------------------------------------------------------------------------------------------------------

    def is_setting(self, i: int) -> bool:
        """Whether when, where, through what or to whom it was said begins at `i`."""
        word = self.word(i)
        if word.setting or not word.may_be_setting:
            return word.setting
        if self.aside_end(i) is not None:
            return True
        setting, following = self.grammar.setting, self.form(i + 1)
        if word.bare in setting.day_times:
            return following in setting.days or following[:1].isdecimal()
        if word.bare in setting.inside:
            return following in setting.after_in
        if word.bare in setting.upon:
            return following in setting.after_on
        return word.bare == self.grammar.writing.particle_to and self.is_open_quote(i + 1)

    def aside_end(self, i: int) -> int | None:
        """The end of the adverbial of several words that begins at `i` (من جهته); None where there is none."""
        phrase = next((p for p in self.word(i).asides if self.matches(i, p)), None)
        return i + len(phrase) if phrase else None

    def anonymity_asides(self) -> list[Range]:
        """The asides on why a source is not named (، طلب عدم ذكر اسمه،), each up to its closing comma."""
        words, openers = self._words, self.grammar.nominal.anonymity
        starts = [i for i in range(self.first + 1, self.last) if words[i].form in openers and self.is_comma(i - 1)]
        ends = [(i, self.next_comma(i, ASIDE)) for i in starts]
        return [(i, end) for i, end in ends if end is not None and self._names_identity(i, end)]

    def _names_identity(self, start: int, end: int) -> bool:
        return any(self.form(k) in self.grammar.nominal.identity for k in range(start, end))

    def is_nominal(self, i: int) -> bool:
        """Whether a source can begin with the word at `i`."""
        word = self.word(i)
        if word.mark:
            return self.is_open_quote(i) or word.form == "("
        return word.nominal and not self.is_setting(i)

    def is_event(self, i: int) -> bool:
        """Whether the word names an event or a state of affairs rather than someone."""
        return self.word(i).event

    def matches(self, i: int, phrase: Phrase) -> bool:
        """Whether the words of a phrase stand at `i`, the first perhaps with a conjunction."""
        if i + len(phrase) > self.last:
            return False
        if len(phrase) > 1 and self.form(i + 1) != phrase[1]:
            return False  # the word that most phrases fail at
        first = self.form(i)
        if first != phrase[0] and self.grammar.writing.without_conjunction(first) != phrase[0]:
            return False
        return all(self.form(i + k) == phrase[k] for k in range(1, len(phrase)))

    def trim(self, start: int, end: int) -> Range:
        """Take marks off both ends of a token range, but not quotation marks or brackets that belong to it."""
        while end > start and self._trailing(start, end - 1):
            end -= 1
        while start < end and self._leading(start, end):
            start += 1
        return start, end

    def _trailing(self, start: int, i: int) -> bool:
        word = self.word(i)
        return word.mark and word.form not in _KEPT_AT_THE_END and not self.closes_quote(i, start)

    def _leading(self, start: int, end: int) -> bool:
        word = self.word(start)
        if not word.mark or word.form in _OPENING_BRACKETS:
            return False
        return not (self.is_open_quote(start) and self.close_of(start) < end)
