"""What the English lexicon tells the learned extractor of each word."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from claims.extraction.neural.signals import NO_BOUNDS, Constructed
from claims.languages.en.cue_constructions import constructed_cues
from claims.languages.en.cue_lexicon import FORMS, NOUN, lexicon
from claims.languages.en.quotation_credits import crediting_verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claims.extraction.neural.signals import Bounds, Hint
    from claims.languages.en.cue_lexicon import Lexicon, Reading

_FRAMES = ("that", "quote", "obj", "inf", "told", "ask", "as", "evidence")
_CLASSES = (
    "that", "question", "as", "pronoun", "object_pronoun", "possessive", "determiner", "by", "to", "of", "for", "on",
    "with", "preposition", "coordinator", "subordinator", "be", "have", "do", "modal", "negation", "sourceless",
    "attitude", "title", "person_noun", "document_noun", "media_noun", "body_noun", "unnamed", "setting",
)  # fmt: skip
_SPELLINGS = 3
"""Columns for spelling: capitalised, in capitals, ending in -ly."""
_PHRASES = 2
"""Columns for phrases: the first word, a further word."""
_OPENING = frozenset(":\"“”«»„—–'‘")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'"})
_REMEMBERED = 50_000
_CONSTRUCTED = 0.2
"""How likely a claim must be whose cue is marked by a construction."""


class EnglishSignals:
    """Asks the lexicon of English."""

    def __init__(self) -> None:
        self._rows: dict[str, NDArray[np.float32]] = {}

    @property
    def width(self) -> int:
        """How many columns `flags` has."""
        return _PHRASES + _SPELLINGS + len(_CLASSES) + len(FORMS) + 1 + 2 * len(_FRAMES) + 1

    @property
    def quotation_prefixes(self) -> str:
        """Letters that are written onto an opening quotation mark: none."""
        return ""

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon()

    def flags(self, words: Sequence[str]) -> NDArray[np.float32]:
        """What the lexicon says of each word: a row a word."""
        rows = np.stack([self._row(word) for word in words])
        folded = [self.folded(word) for word in words]
        place = 0
        while place < len(folded):
            found = self._lexicon.phrase_at(folded, place)
            if found is None:
                place += 1
                continue
            rows[place, 0] = 1
            rows[place + 1 : place + found[0], 1] = 1
            place += found[0]
        return rows

    def _row(self, word: str) -> NDArray[np.float32]:
        """What is known of a word by itself; the columns of phrases are zero."""
        row = self._rows.get(word)
        if row is None:
            if len(self._rows) >= _REMEMBERED:
                self._rows.clear()
            row = self._rows[word] = np.array(self._columns(word), np.float32)
        return row

    def _columns(self, word: str) -> list[bool]:
        folded = self.folded(word)
        readings = self._lexicon.readings.get(folded, ())
        spelling = [word[0].isupper(), len(word) > 1 and word.isupper(), folded.endswith("ly")]
        classes = [folded in self._lexicon.classes[name] for name in _CLASSES]
        forms = [any(reading.form == form for reading in readings) for form in (*FORMS, NOUN)]
        verbs = [reading for reading in readings if reading.form != NOUN]
        frames = [any(name in reading.cue.frames for reading in verbs) for name in _FRAMES]
        finite = [any(name in reading.cue.frames for reading in verbs if _may_be_finite(reading)) for name in _FRAMES]
        follows = any(reading.cue.follows for reading in verbs)
        return [*[False] * _PHRASES, *spelling, *classes, *forms, *frames, *finite, follows]

    def may_report(self, words: Sequence[str]) -> bool:
        """Whether a cue, a quotation, a dash or a colon stands among these words."""
        known = self._lexicon
        return any(
            word in _OPENING or (folded := self.folded(word)) in known.readings or folded in known.openers
            for word in words
        )

    def hints(self, text: str) -> list[Hint]:
        """The claims that rules find in a text: none, for English has no rules."""
        del text
        return []

    def content_limit(self, words: Sequence[str], quoted: Sequence[int], cue: tuple[int, int]) -> int | None:  # noqa: ARG002
        """The word before which the content of a cue must end: not known for English."""
        return None

    def bounds(self, words: Sequence[str], quoted: Sequence[int]) -> Bounds:  # noqa: ARG002
        """Where grammar allows no span among these words: not known for English."""
        return NO_BOUNDS

    def is_credible(self, *spans: object) -> bool:
        """Whether grammar allows a claim with these spans: any, for English."""
        del spans
        return True

    def constructed(self, words: Sequence[str], quoted: Sequence[int]) -> list[Constructed]:
        """The nouns with their speaker and what is said, the verbs behind quotations, and how likely claims must be."""
        folded = [self.folded(word) for word in words]
        cues = (*constructed_cues(folded), *crediting_verbs(folded, quoted))
        return [Constructed(cue, _CONSTRUCTED) for cue in cues]

    def folded(self, word: str) -> str:
        """A word as it is compared."""
        return self.fold(word)

    @staticmethod
    @lru_cache(maxsize=_REMEMBERED)
    def fold(word: str) -> str:
        """A word in lower case with straight marks."""
        return word.lower().translate(_STRAIGHT)


def _may_be_finite(reading: Reading) -> bool:
    return reading.form in {"past", "s"}
