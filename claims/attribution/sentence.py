"""One sentence under analysis: its words, and the small questions that every rule asks of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.attribution.tokens import COMMAS, Tokens
from claims.languages import Language
from claims.languages.loading import Analysis

_CLOSERS = frozenset(")]")
_DOTS = frozenset(".…")
_BI, _LI = "ب", "ل"


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that may be a cue: where it stands and how it is read."""

    at: int
    reading: Analysis

    @property
    def finite(self) -> bool:
        """Whether it is a finite verb of the third person."""
        return self.reading.kind in {"past", "present"}


@dataclass(slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) of a text, in its language."""

    tokens: Tokens
    language: Language
    first: int
    last: int
    cue_words: dict[int, CueWord] = field(default_factory=dict)

    def form(self, i: int) -> str:
        """The folded word at an index, or "" outside the sentence."""
        return self.tokens.forms[i] if self.first <= i < self.last else ""

    def bare(self, i: int) -> str:
        """The folded word without the conjunction that may be written onto it."""
        form = self.form(i)
        if form[:1] not in {"و", "ف"} or self.is_source_head(form):
            return form
        rest = form[1:]
        return rest if len(rest) > 2 or rest in self.language.grammar.prepositions else form  # noqa: PLR2004 - a root

    def begins_clause(self, i: int) -> bool:
        """Whether a clause can begin with the word at `i`: first, after a mark, a particle or a relative."""
        grammar = self.language.grammar
        before = self.form(i - 1)
        return (
            i == self.first
            or self.is_mark(i - 1)
            or before in grammar.auxiliaries
            or before in grammar.relatives
            or before in grammar.complementizers
            or before in grammar.pronoun_complementizers
            or before in grammar.connectors
            or before[1:] in grammar.connectors
        )

    def introduces(self, i: int) -> bool:
        """Whether what is reported begins at `i`: a complementizer, a quotation or a colon."""
        return self.is_that(i) or self.is_open_quote(i) or self.is_colon(i)

    def is_colon(self, i: int) -> bool:
        """Whether the token is a colon of the writer's, not one of an address or a time."""
        return self.form(i) == ":" and self.form(i + 1) != "/"

    def is_comma(self, i: int) -> bool:
        """Whether the token is a comma or semicolon, or two dots used as one."""
        form = self.form(i)
        return form in COMMAS or (form == "." and self.form(i + 1) == ".") or (form == "…" and i + 1 < self.last)

    def is_mark(self, i: int) -> bool:
        """Whether the token is no word."""
        form = self.form(i)
        return not form or not (form[0].isalnum() or form[0] == "_")

    def is_open_quote(self, i: int) -> bool:
        """Whether a quotation opens here."""
        return i in self.tokens.quotes

    def close_of(self, i: int) -> int:
        """The index of the closing mark of the quotation that opens at `i`."""
        return self.tokens.quotes[i][1]

    def enclosing(self, i: int) -> tuple[int, int] | None:
        """The innermost quotation around a token, as indices of its marks."""
        around = [(o, c) for o, (_, c) in self.tokens.quotes.items() if o < i <= c]
        return max(around, default=None)

    def is_that(self, i: int) -> bool:
        """Whether the word is a complementizer that can begin a reported clause here."""
        grammar = self.language.grammar
        form = self.form(i)
        if form not in grammar.complementizers and form not in grammar.pronoun_complementizers:
            return False
        before = self.form(i - 1)
        return before not in grammar.before_other_that and self.bare(i - 1) not in grammar.before_other_that

    def skip_that(self, i: int) -> int:
        """Where the content begins, given a complementizer at `i`: one that carries a pronoun belongs to it."""
        return i if self.form(i) in self.language.grammar.pronoun_complementizers else i + 1

    def is_setting(self, i: int) -> bool:
        """Whether when, where, through what or to whom it was said begins at `i`."""
        grammar = self.language.grammar
        form = self.bare(i)
        if self.form(i) in grammar.setting or (form in grammar.setting and form in grammar.prepositions):
            return True
        if self.aside_end(i) is not None:
            return True
        if form in {"في", "ضمن"}:
            return self.form(i + 1) in grammar.setting_after_in
        if form == "علي":
            return self.form(i + 1) in grammar.setting_after_on
        return self._is_addressee(i, form)

    def aside_end(self, i: int) -> int | None:
        """The end of the adverbial of several words that begins at `i`; None where there is none."""
        if self.form(i) not in self.language.aside_words and self.form(i)[1:] not in self.language.aside_words:
            return None
        phrase = next((p for p in self.language.asides if self.matches(i, p)), None)
        return i + len(phrase) if phrase else None

    def _is_addressee(self, i: int, form: str) -> bool:
        addressees = self.language.grammar.addressees
        if form == _LI:
            return self.is_open_quote(i + 1) or self.form(i + 1) == "ـ"
        if form == "لـ":
            return True
        if form.startswith("لل"):
            return "ال" + form[2:] in addressees or form[2:] in addressees
        return form.startswith(_LI) and form[1:] in addressees

    def is_nominal(self, i: int) -> bool:
        """Whether a source can begin with the word at `i`."""
        grammar = self.language.grammar
        form = self.form(i)
        if self.is_mark(i):
            return self.is_open_quote(i) or form == "("
        if form.startswith("ل") and self.tokens.word(i).endswith(("ته", "ها", "هم")) and len(form) > 4:  # noqa: PLR2004
            return False  # to him, to her group: ل with a noun and a pronoun
        if form.startswith("لل") or (form.startswith("ل") and form[1:] in grammar.quantifiers):
            return False
        if form.startswith("ب") and not self.is_source_head(form) and self.is_event(i, form[1:]):
            return False
        return not (
            form in grammar.not_source
            or form in grammar.prepositions
            or form in grammar.pronouns
            or form in grammar.complementizers
            or form in grammar.pronoun_complementizers
            or form in grammar.adverbs
            or form in grammar.relatives
            or self.is_setting(i)
        )

    def is_event(self, i: int, form: str | None = None) -> bool:
        """Whether the word names an event or a state of affairs rather than someone."""
        form = self.form(i) if form is None else form
        if form.startswith("ال") or len(form) < 2:  # noqa: PLR2004 - a letter is no noun
            return False
        if self.is_source_head(form):
            return False
        stem = form.removesuffix("ها") if form.endswith("ها") else form.removesuffix("ه")
        events, shape = self.language.grammar.events, self.language.event
        return any(f in events or shape.fullmatch(f) is not None for f in {form, stem})

    def is_source_head(self, form: str) -> bool:
        """Whether a bare noun is one that names sources."""
        sources = self.language.sources
        return any(
            form in words
            for words in (
                sources.unnamed,
                sources.group,
                sources.organization,
                sources.media,
                sources.document,
                sources.titles,
            )
        )

    def matches(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Whether the words of a phrase stand at `i`, the first perhaps with a conjunction."""
        if i + len(phrase) > self.last:
            return False
        first = self.form(i)
        if first != phrase[0] and not (first[:1] in ("و", "ف") and first[1:] == phrase[0]):
            return False
        return all(self.form(i + k) == word for k, word in enumerate(phrase) if k)

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Take marks off both ends of a token range, but not quotation marks or brackets that belong to it."""
        while end > start and self._trailing(start, end):
            end -= 1
        while start < end and self._leading(start, end):
            start += 1
        return start, end

    def _trailing(self, start: int, end: int) -> bool:
        i = end - 1
        if not self.is_mark(i):
            return False
        if self.form(i) in _CLOSERS or self.form(i) == "%":
            return False
        return not any(start <= o and c == i for o, (_, c) in self.tokens.quotes.items())

    def _leading(self, start: int, end: int) -> bool:
        if not self.is_mark(start):
            return False
        if self.form(start) in {"(", "["}:
            return False
        return not (self.is_open_quote(start) and self.close_of(start) < end)
