"""Define the entries of the lexicon of reporting verbs, and the analyses of their forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FRAMES = frozenset({"that", "quote", "obj", "two", "acc", "ask", "hope", "evidence", "told", "blame"})
"""The complements that an entry can take, besides the prepositions that it governs."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A lexicon entry: a reporting verb with the frames that it takes.

    Attributes:
        lemma: The verb, vocalised, third person masculine singular of the past.
        act: The speech act that it performs, one of the claim record's `act` values.
        frames: Its complements: `that` (a clause), `quote`, `obj` (a bare noun phrase), `two` (an object and a
            statement
            about it), `acc` (the accused, then ب), `ask` (the addressee, then a demand), `hope` (a feeling, then a
            clause), `evidence` (facts and documents can be the subject, too), `told` (a person who is told), `blame` (a
            person and what they are blamed for).
        governs: The prepositions, folded, that introduce its content.
        demands: The preposition, folded, that introduces a demand; "" if it makes none.
        damma: Whether its active present begins with a damma, so that a damma does not indicate a passive (يُعلن,
            unlike
            يُعتقد).
    """

    lemma: str
    act: str
    frames: frozenset[str]
    governs: frozenset[str]
    demands: str
    damma: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis of a written word as a form of a cue.

    Attributes:
        kind: past, present, participle or masdar.
        person: 3ms, 3fs, 3mp … of a finite verb; gender and number of a participle.
        prefix: The attached conjunction or particle, or "".
        pronoun: The attached object or possessive pronoun, or "".
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
        """Whether it is a finite verb in the third person."""
        return self.person.startswith("3")


def gender_of(person: str) -> str:
    """Return the gender in a cue's person and number: m (3ms), f (3fp), or "" if it has neither."""
    return "f" if "f" in person else "m" if "m" in person else ""


_LIKELIEST = ("3ms", "3fs", "3mp", "ms", "fs", "mp")


def person_of(readings: Iterable[Analysis]) -> str:
    """Person, number and gender of a cue by its readings: the likeliest where a form has several (أعلن)."""
    readings = list(readings)
    finite = [r for r in readings if r.finite and r.third] or readings
    persons = [r.person for r in finite if r.person]
    return next((p for p in _LIKELIEST if p in persons), persons[0] if persons else "")


def agree(one: str, other: str) -> bool:
    """Return whether two cues can have the same subject, that is, have no conflicting genders."""
    genders = {gender_of(one), gender_of(other)} - {""}
    return len(genders) < 2
