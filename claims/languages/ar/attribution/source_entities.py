"""Model the sources of an article: their mentions, their identity, and all the names given to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.attribution.source_names import Name

_MOST = 200
"""Sources that are kept in mind, and namings of one; those named longest ago are forgotten.

Each mention is compared with all of them, so that this keeps time linear in the text. No article has as many.
"""

_SHORT = 2
"""Words of a name that is a family name or a title at most."""


@dataclass(slots=True, eq=False)
class Entity:
    """One source of the article.

    Attributes:
        name: Its fullest name so far; `kind`, what sort of source that is.
        words: The words of each of its namings; `heads`, their first words; `kin`, by these words, the nouns that tell
            whose kin it is.
        titles: The titles that it was given.
        gender: m or f, once a cue has told it.
        guessed: Whether nothing in the name tells its kind.
        namesakes: The people of its name, where it may be one of several.
        position: Offset of the cue that credited it last.
        adrift: Whether all that is known of it is a noun that goes back to someone whom nothing tells.
    """

    name: Name
    kind: str
    guessed: bool
    words: list[frozenset[str]] = field(default_factory=list)
    kin: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    gender: str = ""
    namesakes: tuple[Name, ...] = ()
    position: int = 0
    adrift: bool = False

    @classmethod
    def named(cls, name: Name) -> Entity:
        """A new source with its first name."""
        return cls(name, name.kind, name.guessed, [name.own], {name.own: name.kin}, {name.words[0]}, set(name.titles))

    @property
    def uncertain(self) -> bool:
        """Whether it may be one of several people of its name."""
        return bool(self.namesakes)

    def fits(self, person: str) -> bool:
        """Whether a cue of this person, number and gender can be its; each may be unknown."""
        gender = gender_of(person)
        if gender and self.gender and self.gender != gender:
            return False
        return self.kind != "person" or not person.endswith("p")

    def add(self, name: Name) -> None:
        """Take in one more naming, and the name itself where it tells more than the one so far."""
        if name.own not in self.words:
            self.words.append(name.own)
            self.kin[name.own] = name.kin
            del self.words[:-_MOST]
        self.heads.add(name.words[0])
        self.titles |= name.titles
        if self.guessed and not name.guessed:
            self.kind, self.guessed = name.kind, False
        if self._is_fuller(name):
            self.name, self.kind = name, name.kind

    def _is_fuller(self, name: Name) -> bool:
        """Whether a naming has a name where there was only a family name or a title."""
        old = self.name
        if self.kind != "person":
            return False
        return len(old.words) <= _SHORT and len(name.words) > len(old.words) and old.own <= name.own


class LastOnes:
    """Sources in the order in which they came last, each once."""

    def __init__(self) -> None:
        self._order: dict[Entity, None] = {}

    def add(self, entity: Entity) -> None:
        """Make a source the last one."""
        self._order.pop(entity, None)
        self._order[entity] = None
        if len(self._order) > _MOST:
            del self._order[next(iter(self._order))]

    def remove(self, entity: Entity) -> None:
        """Take a source out."""
        self._order.pop(entity, None)

    @property
    def last(self) -> Entity | None:
        """The last of them."""
        return next(reversed(self._order), None)

    def __contains__(self, entity: object) -> bool:
        return entity in self._order

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._order)

    def __reversed__(self) -> Iterator[Entity]:
        return reversed(self._order)

    def __len__(self) -> int:
        return len(self._order)
