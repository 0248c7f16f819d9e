"""Model the sources of an article: their mentions, their identity, and all the names given to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
    """

    span: tuple[int, int] | None
    person: str
    passing: bool
    position: int
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a claim is credited to; `name` is None where the article does not say."""

    name: str | None
    kind: str


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

    @classmethod
    def named(cls, name: Name) -> Entity:
        """A new source with its first name."""
        return cls(name, name.kind, name.guessed, [name.own], {name.words[0]})

    def fits(self, gender: str) -> bool:
        """Whether a cue of this gender can be its; either may be unknown."""
        return not gender or not self.gender or self.gender == gender

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
