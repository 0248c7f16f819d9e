"""What the words after a cue hold, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.languages.ar.attribution.tokens import Range
    from claims.languages.ar.cue_lexicon import Analysis


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
