"""The people and bodies that an article names: which of its phrases name the same one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.languages.en.attribution.article_words import Range
    from claims.languages.en.attribution.namings import Naming

_MOST = 40
"""Namesakes that a name is compared with, so that time stays linear in the text."""
_LONG_DESCRIPTION = 10
_INITIALS = (2, 7)
_STATES = frozenset({"republic", "kingdom", "emirates", "federation"})
"""Words that are left off the name of a state; one that ends another name (Global Affairs Canada) is no short form."""


@dataclass(slots=True, eq=False)
class Entity:
    """A person, a body, or somebody whom only a noun describes.

    Attributes:
        sort: person, body or noun.
        best: The phrase that names it most fully: a full name with a title before a name alone; the first of equals.
        own: All words with which it was named; `descriptions`, the words of each of its phrases.
        places: The words at which it is named, in order.
        spoke: The numbers of the claims of which it is the source.
        uncertain: Whether a mention of it may be of a namesake.
    """

    sort: str
    best: Naming
    own: set[str] = field(default_factory=set)
    descriptions: set[frozenset[str]] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)
    full: tuple[str, ...] = ()
    places: list[int] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    gender: str = ""
    kind: str = ""
    plural: bool = False
    sure: bool = False
    _fullness: tuple[int, ...] = ()

    def add(self, naming: Naming, at: int, *, source: bool) -> None:
        """Take in a phrase that stands for it."""
        fullness = _fullness(naming, source=source)
        if not self.descriptions or fullness > self._fullness:
            self.best, self._fullness = naming, fullness
        self.own |= naming.own
        self.descriptions.add(naming.own)
        self.shorts |= {naming.short} - {""}
        place = bisect_left(self.places, at)
        if place == len(self.places) or self.places[place] != at:
            self.places.insert(place, at)
        if naming.sort in {"person", "body"} and naming.proper not in self.names:
            self.names.append(naming.proper)
            self.full = max(self.full, naming.proper, key=len)
        self.gender = self.gender or naming.gender
        self.sure = self.sure or naming.sure
        if not self.kind or (naming.sure and naming.kind):
            self.kind = naming.kind or self.kind
        self.plural = self.plural or naming.plural

    def last_before(self, at: int) -> int | None:
        """The last place before a word at which it is named."""
        k = bisect_left(self.places, at)
        return self.places[k - 1] if k else None


def _fullness(naming: Naming, *, source: bool) -> tuple[int, ...]:
    if naming.sort == "person":
        full = min(len(naming.proper), 2)
        return 1, full, naming.titled, source, not naming.relative, min(naming.span[1] - naming.span[0], 20)
    if naming.sort == "body":
        return 1, 3, 0, 0, min(len(naming.own), 12)
    return 0, min(len(naming.own), _LONG_DESCRIPTION), -naming.span[0]


class Entities:
    """Who is who in one article: phrases are added with all full names first."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._words = naming_words()

    def add_all(self, phrases: Iterable[tuple[int, Naming, bool]]) -> dict[Range, tuple[Entity, bool]]:
        """Sort phrases (place, naming, whether it is a source) into entities.

        Returns:
            By the words of each phrase that is a source, who it is, and whether it may be a namesake.
        """
        phrases = list(phrases)
        found: dict[Range, tuple[Entity, bool]] = {}
        full = [p for p in phrases if p[1].sort == "person" and p[1].sure and len(_names(p[1])) > 1]
        rest = [p for p in phrases if p[1].sort == "person" and not (p[1].sure and len(_names(p[1])) > 1)]
        bodies = sorted((p for p in phrases if p[1].sort == "body"), key=lambda p: (-len(p[1].proper), p[0]))
        for at, naming, source in [*full, *rest]:
            who = self._person(naming, at, source=source)
            found |= {naming.span: who} if source else {}
        for at, naming, source in bodies:
            who = self._body(naming, at, source=source)
            found |= {naming.span: who} if source else {}
        return found

    def add(self, naming: Naming, at: int, *, source: bool) -> Entity:
        """A new entity."""
        sort = naming.sort if naming.sort in {"person", "body"} else "noun"
        entity = Entity(sort, naming)
        self.all.append(entity)
        self._note(entity, naming, at, source=source)
        return entity

    def _note(self, entity: Entity, naming: Naming, at: int, *, source: bool) -> None:
        entity.add(naming, at, source=source)
        if naming.sort in {"person", "body"}:
            letters = _initials(naming.proper)
            for word in {*naming.proper, naming.short, letters, ".".join(letters)} - {""}:
                if entity not in (known := self._by_word[word])[-_MOST:]:
                    known.append(entity)

    # --- people -------------------------------------------------------------------------------------------------------

    def _person(self, naming: Naming, at: int, *, source: bool) -> tuple[Entity, bool]:
        names = _names(naming)
        if not names:
            return self.add(naming, at, source=source), False
        some = [e for e in self._by_word.get(names[-1], ())[-_MOST:] if e.sort == "person" and _may_be(e, naming)]
        strict = [e for e in some if any(_names_of(n)[-1:] == names[-1:] for n in e.names)]
        some = strict or [e for e in some if len(names) == 1]
        if not some:
            if len(names) == 1 and not naming.sure and (body := self._same_body(names[0])):
                self._note(body, naming, at, source=source)
                return body, False
            return self.add(naming, at, source=source), False
        before = [(e.last_before(at), e) for e in some]
        earlier = [(place, k) for k, (place, _) in enumerate(before) if place is not None]
        entity = some[max(earlier)[1]] if earlier else some[0]
        self._note(entity, naming, at, source=source)
        return entity, len(some) > 1

    def _same_body(self, word: str) -> Entity | None:
        return next((e for e in self._by_word.get(word, ()) if e.sort == "body" and (word,) in e.names), None)

    def _person_called(self, naming: Naming, at: int) -> tuple[Entity | None, bool]:
        """The person whose surname, or full name, a plain name is, and whether others have it."""
        more = len(naming.own - self._words.particles) > len(naming.proper)
        if (naming.kind and naming.sure) or naming.head or more:
            return None, False
        if len(naming.proper) > 1:
            known = self._by_word.get(naming.key, ())[-_MOST:]
            return next((e for e in known if e.sort == "person" and naming.proper in e.names), None), False
        some = [e for e in self._by_word.get(naming.key, ())[-_MOST:] if e.sort == "person"]
        some = [e for e in some if any(_names_of(n)[-1:] == (naming.key,) for n in e.names)] or some
        before = [(place, k) for k, e in enumerate(some) if (place := e.last_before(at)) is not None]
        return (some[max(before)[1]] if before else some[0] if some else None), len(some) > 1

    # --- bodies -------------------------------------------------------------------------------------------------------

    def _body(self, naming: Naming, at: int, *, source: bool) -> tuple[Entity, bool]:
        person, namesake = self._person_called(naming, at)
        if person is not None:
            self._note(person, replace(naming, sort="person", kind="person", sure=False), at, source=source)
            return person, namesake
        known = {id(e): e for word in naming.proper for e in self._by_word.get(word, ())[-_MOST:] if e.sort == "body"}
        same = [e for e in known.values() if self._is_same(naming, e)]
        if not same:
            return self.add(naming, at, source=source), False
        exact = [e for e in same if naming.proper in e.names]
        entity = (exact or same)[0]
        self._note(entity, naming, at, source=source)
        return entity, len(exact or same) > 1

    def called(self, naming: Naming) -> Entity | None:
        """The body that a name is of, among those that were added."""
        some = (e for word in naming.proper for e in self._by_word.get(word, ())[-_MOST:] if e.sort == "body")
        return next((e for e in some if self._is_same(naming, e)), None)

    def _is_same(self, naming: Naming, entity: Entity) -> bool:
        proper = naming.proper
        if proper in entity.names or (len(proper) == 1 and proper[0] in entity.shorts):
            return True
        return any(self._shortens(proper, full) for full in entity.names) or (
            len(proper) == 1 and any(_initials(n) == proper[0].replace(".", "") for n in entity.names)
        )

    def _shortens(self, short: Sequence[str], full: Sequence[str]) -> bool:
        """Whether a name is another one with words left off (Amnesty; Africa Command; the Times)."""
        if len(short) >= len(full) or not set(short) <= set(full):
            return False
        if short[-1] == full[-1] and len(short) > 1:
            return True
        if short[-1] == full[-1]:
            if short[0] in self._words.places:
                return not _STATES.isdisjoint(full)
            return short[0] not in self._words.bodies or short[0] in self._words.media
        rest = full[len(short) :] if tuple(full[: len(short)]) == tuple(short) else ()
        place = len(short) == 1 and short[0] in self._words.places
        return bool(rest) and not place and rest[-1] in self._words.body_endings


def _initials(name: Sequence[str]) -> str:
    letters = "".join(word[0] for word in name if word not in {"of", "for", "the", "and"})
    return letters if _INITIALS[0] <= len(letters) <= _INITIALS[1] else ""


def _names(naming: Naming) -> tuple[str, ...]:
    return _names_of(naming.proper)


def _names_of(proper: Sequence[str]) -> tuple[str, ...]:
    endings = naming_words().endings
    return tuple(word for word in proper if word not in endings)


def _may_be(entity: Entity, naming: Naming) -> bool:
    """Whether a name can be another one's: no other given name, no other gender."""
    names = _names(naming)
    if naming.gender and entity.gender and naming.gender != entity.gender:
        return False
    for known in (_names_of(known) for known in entity.names):
        shorter, longer = sorted((names, known), key=len)
        if len(shorter) == 1:
            if shorter[0] in longer:
                return True
        elif _given_alike(names, known):
            return True
    return False


def _given_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if one[-1] != other[-1]:
        return set(one) <= set(other) or set(other) <= set(one)
    a, b = one[0].rstrip("."), other[0].rstrip(".")
    return a.startswith(b) or b.startswith(a) or bool(set(one[:-1]) & set(other[:-1]))
