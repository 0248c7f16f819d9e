"""Define the head of a claim (its cue, its source, the start of its content) and the words after a cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.languages.ar.attribution.tokens import Range
    from claims.languages.ar.cue_lexicon import Analysis


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
        frame: What the content is: that, quote, colon, np, clause, before (a closing attribution), around.
        back: For a closing attribution, the token ranges that it covers; -1 stands for the sentence's end.
        borrowed: Whether its source is the subject of another verb of the sentence.
        clip: How many characters of the source's first word are a particle (لمصدر after وفقا).
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
    borrowed: bool = False
    clip: int = 0

    @property
    def left(self) -> int:
        """The first token of the head: its cue or the source before it."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]


def head_of(
    reading: Analysis,
    rule: str,
    cue: Range,
    source: Range | None,
    *,
    start: int | None = None,
    frame: str,
    back: tuple[Range, ...] = (),
    borrowed: bool = False,
) -> Head:
    """The head of a claim whose cue is a form of a verb in the lexicon."""
    verb = reading.cue
    return Head(rule, verb.lemma, verb.act, cue, source, start, reading.person, frame, back=back, borrowed=borrowed)


@dataclass(frozen=True, slots=True)
class Zone:
    """A cue's subject, where its content begins, and what that is (that, quote, colon, np)."""

    subject: Range | None
    start: int
    frame: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words from a cue to where reading on ended, with neither a clause nor a quotation in them.

    Attributes:
        cue: The cue's index; `reading`, how it is read.
        start: The first word after the cue; `stop`, the word that ended the reading on.
        subject_start: Where the subject begins, if one was met; `subject_end`, where it ends, if that is known.
        governed: Where the noun phrase begins that the verb's preposition governs, if one was met.
    """

    cue: int
    reading: Analysis
    start: int
    stop: int
    subject_start: int | None = None
    subject_end: int | None = None
    governed: int | None = None
