"""The entries of a language's lexicon of reporting verbs, and the readings of their forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FRAMES = frozenset({"that", "quote", "obj", "two", "acc", "ask", "hope", "evidence", "told", "blame"})
"""What an entry can take, besides the prepositions that it governs."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One lexicon entry: a reporting verb with the frames that it takes.

    Attributes:
        lemma: The verb, vocalised, third person masculine singular of the past.
        act: The speech act that it performs, one of the claim record's `act` values.
        frames: What it takes: `that` (a clause), `quote`, `obj` (a bare noun phrase), `two` (an object and what is
            said of it), `acc` (the accused, then ب), `ask` (the addressee, then a demand), `hope` (a feeling, then a
            clause), `evidence` (facts and documents can show it, too), `told` (someone who is told), `blame` (someone
            and what he is made to answer for).
        governs: The prepositions, folded, that govern its content.
        demands: The preposition, folded, that leads a demand; "" where it makes none.
        damma: Whether its active present begins with a damma, so that the sign tells no passive (يُعلن، but يُعتقد).
    """

    lemma: str
    act: str
    frames: frozenset[str]
    governs: frozenset[str]
    demands: str
    damma: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a written word as a form of a cue.

    Attributes:
        kind: past, present, participle or masdar.
        person: 3ms, 3fs, 3mp … of a finite verb; gender and number of a participle.
        prefix: The conjunction or particle written onto it, or "".
        pronoun: The object or possessive pronoun written onto it, or "".
    """

    cue: Cue
    kind: str
    person: str
    prefix: str
    pronoun: str

    @property
    def finite(self) -> bool:
        """Whether it is a finite verb."""
        return self.kind in {"past", "present"}

    @property
    def third(self) -> bool:
        """Whether it is a finite verb of the third person."""
        return self.person.startswith("3")


def gender_of(person: str) -> str:
    """The gender that a cue's person and number tell: m (3ms), f (3fp), or "" where it has neither."""
    return "f" if "f" in person else "m" if "m" in person else ""


_LIKELIEST = ("3ms", "3fs", "3mp", "ms", "fs", "mp")


def person_of(readings: Iterable[Analysis]) -> str:
    """Person, number and gender of a cue by its readings: the likeliest where a form has several (أعلن)."""
    readings = list(readings)
    finite = [r for r in readings if r.finite and r.third] or readings
    persons = [r.person for r in finite if r.person]
    return next((p for p in _LIKELIEST if p in persons), persons[0] if persons else "")


def agree(one: str, other: str) -> bool:
    """Whether two cues can have one subject: their genders do not contradict each other."""
    genders = {gender_of(one), gender_of(other)} - {""}
    return len(genders) < 2
