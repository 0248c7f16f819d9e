"""The sources of an article: as claims mention them, as who they are, and under all the names that they are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from claims.languages.ar.attribution.source_names import Name

_SHORT = 2
"""Words of a name that is a family name or a title at most."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim's source as the resolver needs it.

    Attributes:
        span: Offsets in the text of the words that name it; None where the sentence names none.
        person: Person and gender of the cue, "" where it has none.
        passing: Whether the source is credited in passing (…، بحسب فلان), so that nobody carries on from it.
        position: The cue's offset.
        within: The claim that this one is part of.
        content: What is said; who relayed it is looked for only where this is given.
    """

    span: tuple[int, int] | None
    person: str
    passing: bool
    position: int
    within: int | None = None
    content: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a claim is credited to.

    Attributes:
        name: None where the article does not say.
        kind: What sort of source it is.
        uncertain: Whether another source may be meant as well.
        relayed_by: Who passed it on, from the outlet to the origin: the full name, and the offsets of the words here.
    """

    name: str | None
    kind: str
    uncertain: bool = False
    relayed_by: tuple[tuple[str, tuple[int, int]], ...] = ()


@dataclass(slots=True, eq=False)
class Entity:
    """One source of the article.

    Attributes:
        name: Its fullest name so far; `kind`, what sort of source that is.
        words: The words of each of its namings; `heads`, their first words.
        gender: m or f, once a cue has told it.
        guessed: Whether nothing in the name tells its kind.
    """

    name: Name
    kind: str
    guessed: bool
    words: list[frozenset[str]] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    gender: str = ""
    uncertain: bool = False
    last: int = 0

    @classmethod
    def named(cls, name: Name) -> Entity:
        """A new source with its first name."""
        return cls(name, name.kind, name.guessed, [name.own], {name.words[0]})

    def fits(self, person: str) -> bool:
        """Whether a cue of this person, number and gender can be its; each may be unknown."""
        gender = gender_of(person)
        if gender and self.gender and self.gender != gender:
            return False
        return self.kind != "person" or not person.endswith("p")

    def add(self, name: Name) -> None:
        """Take in one more naming, and the name itself where it tells more than the one so far."""
        self.words.append(name.own)
        self.heads.add(name.words[0])
        if self.guessed and not name.guessed:
            self.kind, self.guessed = name.kind, False
        if self._is_fuller(name):
            self.name, self.kind = name, name.kind

    def _is_fuller(self, name: Name) -> bool:
        """Whether a naming has a name where there was only a family name or a title."""
        old = self.name
        longer = len(old.words) <= _SHORT and len(name.words) > len(old.words)
        return self.kind == "person" and longer and old.own <= name.own
