"""What the Arabic lexicon and the Arabic rules tell the learned extractor. The only place that asks the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from claims.extraction.neural.signals import Hint
from claims.extraction.neural.words import units
from claims.languages.ar.attribution.cue_constructions import CueConstructions
from claims.languages.ar.attribution.rule_finder import finder
from claims.languages.ar.attribution.source_names import arabic_names
from claims.languages.ar.attribution.span_bounds import SpanBounds
from claims.languages.ar.attribution.subordinate_clauses import SubordinateClauses
from claims.languages.ar.language_data import arabic
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claims.extraction.neural.signals import Bounds, Constructed
    from claims.languages.ar.attribution.word_knowledge import Word, Words

_KINDS = ("past", "present", "participle", "masdar")
_FLAGS = (
    "mark", "comma", "that", "that_with_pronoun", "blocks_that", "source", "event", "nominal", "setting",
    "may_be_setting", "preposition", "credits", "opens",
)  # fmt: skip
_LISTS = ("according", "before_verb", "asides", "formulas")
_OPENING = frozenset(':"“”«»')


_LONG_LINE = 4000
"""Characters of a paragraph that no article has."""


class ArabicSignals:
    """Asks the lexicon of Arabic, and the rules that find claims in it."""

    def __init__(self) -> None:
        self._clauses = SubordinateClauses(self._words)
        self._bounds = SpanBounds(self._words)
        self._constructions = CueConstructions(self._words, self._bounds)

    @property
    def width(self) -> int:
        """How many columns `flags` has."""
        return len(_FLAGS) + len(_LISTS) + len(_KINDS) + 2

    @property
    def quotation_prefixes(self) -> str:
        """Letters that are written onto an opening quotation mark."""
        return arabic().quotation_prefixes

    @property
    def _words(self) -> Words:
        return arabic_names().lexicon

    def flags(self, words: Sequence[str]) -> NDArray[np.float32]:
        """What the lexicon says of each word: a row a word."""
        return np.array([self._row(word) for word in self._words.read(words)], np.float32)

    def _row(self, word: Word) -> list[bool]:
        kinds = {reading.kind for reading in word.readings}
        plain = [bool(getattr(word, name)) for name in (*_FLAGS, *_LISTS)]
        finite = any(reading.finite and reading.third for reading in word.readings)
        pronoun = any(reading.pronoun for reading in word.readings)
        return [*plain, *(kind in kinds for kind in _KINDS), finite, pronoun]

    def may_report(self, words: Sequence[str]) -> bool:
        """Whether a word that can open a claim, a quotation, a colon or a constructed cue stands among these words."""
        if any(word in _OPENING or self._words[word].opens for word in words):
            return True
        return self._constructions.may_hold(words) and bool(self._constructions.found(words, [0] * len(words)))

    def hints(self, text: str) -> list[Hint]:
        """The claims that the rules find in a text.

        Their time grows with the square of a sentence's length, so a text with a paragraph of very many words is given
        to them in pieces.
        """
        if all(len(line) <= _LONG_LINE for line in text.split("\n")):
            return _hints(text, 0)
        asked = (unit for unit in units(text, prefixes=self.quotation_prefixes) if self.may_report(unit.words))
        bounds = [(unit.offsets[0][0], unit.offsets[-1][1]) for unit in asked]
        return [hint for start, end in bounds for hint in _hints(text[start:end], start)]

    def content_limit(self, words: Sequence[str], quoted: Sequence[int], cue: tuple[int, int]) -> int | None:
        """The word before which the content of a cue must end: where a main clause follows (ورغم تأكيد …، أغلقت …)."""
        return self._clauses.end(words, quoted, cue)

    def bounds(self, words: Sequence[str], quoted: Sequence[int]) -> Bounds:
        """Where grammar allows no span among these words."""
        return self._bounds.bounds(words, quoted)

    def is_credible(
        self, words: Sequence[str], cue: tuple[int, int], source: tuple[int, int] | None, content: tuple[int, int]
    ) -> bool:
        """Whether those who accuse are not rather the accused: اتهم ضباط بـ…، متهمة بـ… name nobody else."""
        if content[0] != cue[1] and (source is None or source[0] != cue[1] or content[0] != source[1]):
            return True
        readings = [r for r in self._words[words[cue[1] - 1]].readings if r.finite or r.kind == "participle"]
        return not (self._bounds.names_the_accused(readings) and self._begins_accusation(words[content[0]]))

    def _begins_accusation(self, word: str) -> bool:
        form, grammar = self._words[word].form, self._words.language.grammar
        return form in grammar.frames.accused_of or grammar.writing.takes_with(form)

    def constructed(self, words: Sequence[str], quoted: Sequence[int]) -> list[Constructed]:
        """The cues that a construction marks as such, and how likely their claims must be and are."""
        return self._constructions.found(words, quoted)

    def folded(self, word: str) -> str:
        """A word as it is compared."""
        return fold_word(word)


def _hints(text: str, shift: int) -> list[Hint]:
    """The claims that the rules find in a part of a text which begins at `shift`."""

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + shift, span[1] + shift

    return [
        Hint(moved(cue), moved(source) if source else None, tuple(map(moved, content)))
        for cue, source, content in finder().spans(text)
    ]
