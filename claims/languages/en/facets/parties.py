"""Extract parties from an English text: people, groups and bodies that do something or are affected.

They are found by a list of known names, by the nouns for a country's bodies and for groups of people, by the words in
the names of bodies, and as people's names: after a title or a first name, or beside a verb of speech. A surname alone
stands for the person of that name whom the text names in full.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from claims.languages.en.facets.english_words import Text, phrase_table, table
from claims.languages.en.facets.place_words import place_words
from claims.model.facets import Party, PartyKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from claims.languages.en.facets.english_words import Phrases

__all__ = ["find", "read"]

_DASHES = frozenset("-–—")
_MOST = 8
"""Maximum number of words in a body's name."""
_NAMES = 4
"""Maximum number of words in a person's name."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Folded words; parties.toml says what each list is for."""

    known: Phrases
    ids: Mapping[tuple[str, ...], tuple[str, PartyKind, str]]
    shouted: frozenset[tuple[str, ...]]
    national: Phrases
    national_kinds: Mapping[tuple[str, ...], PartyKind]
    groups: Phrases
    group_kinds: Mapping[tuple[str, ...], PartyKind]
    bodies: Mapping[str, PartyKind]
    joints: frozenset[str]
    speech: frozenset[str]
    describing: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    not_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention of a party: its words, its kind, its id and name if it is known, and what found it."""

    first: int
    last: int
    kind: PartyKind
    rule: str
    known: str | None = None
    name: str | None = None


def find(text: str) -> tuple[Party, ...]:
    """Return the parties that a text names, in text order."""
    return read(Text(text), frozenset())


def read(text: Text, places: Collection[int]) -> tuple[Party, ...]:
    """Return the parties of a text that is already split; `places` are the indices of the words of places."""
    found = _Reader(text, places).mentions()
    full = _full_names(text, found)
    parties = []
    for mention in found:
        name = mention.name or text.span(mention.first, mention.last).exact
        if mention.kind == "person":
            name = full.get(text.forms[mention.last - 1], name)
        span = text.span(mention.first, mention.last)
        parties.append(
            Party(
                span,
                " ".join(name.split()),
                mention.kind,
                mention.known,
                mention.name or _latin(mention, name),
                mention.rule,
            )
        )
    return tuple(parties)


def _latin(mention: _Found, name: str) -> str | None:
    """Return the name in Latin letters; None if the words are no name but say what sort of people they are."""
    return None if mention.rule == "party:group" else " ".join(name.split())


def _full_names(text: Text, found: list[_Found]) -> dict[str, str]:
    """Return the fullest name of each person by surname; none where two persons share it."""
    names: dict[str, str] = {}
    clashing: set[str] = set()
    for mention in found:
        if mention.kind == "person" and mention.last - mention.first > 1:
            surname, name = text.forms[mention.last - 1], text.span(mention.first, mention.last).exact
            held = names.setdefault(surname, name)
            if held.split()[0] != name.split()[0]:
                clashing.add(surname)
    return {surname: name for surname, name in names.items() if surname not in clashing}


@cache
def _words() -> _Words:
    kinds: dict[str, PartyKind] = {kind: kind for kind in get_args(PartyKind)}
    ids: dict[tuple[str, ...], tuple[str, PartyKind, str]] = {}
    shouted = set()
    for kind, entries in table("known_parties.toml").items():
        for key, entry in entries.items():
            for name in entry["names"]:
                forms = Text(name).forms
                ids[forms] = key, kinds[kind], entry["name"]
                if name.isupper() and len(forms) == 1:
                    shouted.add(forms)
    data = table("parties.toml")
    national = {Text(noun).forms: kinds[kind] for kind, nouns in data["national"].items() for noun in nouns}
    groups = {Text(noun).forms: kinds[kind] for kind, nouns in data["groups"].items() for noun in nouns}
    bodies = {word: kinds[kind] for kind, words in reversed(data["bodies"].items()) for word in words}
    places = place_words().words
    phrases = {name: frozenset(listed) for name, listed in data["phrases"].items()}
    return _Words(
        phrase_table(" ".join(forms) for forms in ids), ids, frozenset(shouted),
        phrase_table(" ".join(forms) for forms in national), national,
        phrase_table(" ".join(forms) for forms in groups), groups,
        bodies, phrases["joints"], phrases["speech"], phrases["describing"], phrases["titles"], places["given_names"],
        places["no_places"],
    )  # fmt: skip


class _Reader:
    def __init__(self, text: Text, places: Collection[int]) -> None:
        self.text = text
        self.places = places
        self.words = _words()
        self.nationalities = place_words().nationalities
        self.surnames: set[str] = set()

    def mentions(self) -> list[_Found]:
        """Return the parties in text order; none within another."""
        found: list[_Found] = []
        index = 0
        while index < len(self.text):
            mention = self._at(index)
            if mention:
                found.append(mention)
                if mention.kind == "person":
                    self.surnames.add(self.text.forms[mention.last - 1])
            index = mention.last if mention else index + 1
        taken = {k for mention in found for k in range(mention.first, mention.last)}
        again = [
            _Found(k, k + 1, "person", "party:surname")
            for k, form in enumerate(self.text.forms)
            if form in self.surnames
            and k not in taken
            and self.text.raw[k][0].isupper()
            and k not in self.places
            and not self.text.capital(k + 1)
        ]
        return sorted([*found, *again], key=lambda mention: mention.first)

    def _at(self, index: int) -> _Found | None:
        form = self.text.forms[index]
        if form in self.words.known and (mention := self._known(index)):
            return mention
        if form in self.nationalities and (mention := self._national(index)):
            return mention
        if self.text.raw[index][0].isupper():
            if index in self.places:
                return None
            return self._body(index) or self._person(index) or self._group(index)
        return self._group(index)

    def _known(self, index: int) -> _Found | None:
        text, words = self.text, self.words
        size = text.longest(index, words.known)
        if not size:
            return None
        forms = text.forms[index : index + size]
        capital = any(text.capital(k) for k in range(index, index + size)) or forms == ("peshmerga",)
        if not capital or (forms in words.shouted and not text.raw[index].isupper()):
            return None
        key, kind, name = words.ids[forms]
        return _Found(index, index + size, kind, "party:known", key, name)

    def _national(self, index: int) -> _Found | None:
        """Return a country's body: Iraqi troops, the Turkish foreign ministry."""
        size = self.text.longest(index + 1, self.words.national)
        if not size:
            return None
        forms = self.text.forms[index + 1 : index + 1 + size]
        return _Found(index, index + 1 + size, self.words.national_kinds[forms], "party:national")

    def _group(self, index: int) -> _Found | None:
        size = self.text.longest(index, self.words.groups)
        if not size or self.text.form(index - 1) in _DASHES:
            return None
        if self.text.forms[index] == "the" and self.text.capital(index + 1):
            return None
        forms = self.text.forms[index : index + size]
        return _Found(index, index + size, self.words.group_kinds[forms], "party:group")

    def _name(self, index: int) -> bool:
        """Return whether the word at `index` can be in a name."""
        written = self.text.written(index)
        return written[:1].isupper() and self.text.form(index) not in {
            "the",
            "in",
            "on",
            "at",
            "but",
            "and",
            "for",
            "he",
            "she",
            "they",
            "it",
            "a",
            "an",
            "i",
        }

    def _body(self, index: int) -> _Found | None:
        """Return a body whose name says what it is: the Small Arms Survey has none, the Ministry of Health does."""
        text, words = self.text, self.words
        if not self._name(index):
            return None
        last, kind = index, None
        k = index
        while k < min(len(text), index + _MOST):
            if self._name(k):
                kind = kind or words.bodies.get(text.forms[k])
                k += 1
                last = k
            elif (
                kind
                and text.forms[k] in words.joints
                and (self._name(k + 1) or (text.form(k + 1) == "the" and text.forms[k] != "and" and self._name(k + 2)))
            ) or (text.forms[k] in _DASHES and text.glued(k) and text.glued(k + 1) and self._name(k + 1)):
                k += 1
            else:
                break
        size = last - index
        if kind is None or size < 2 or text.forms[index] in words.titles or text.forms[index] in words.given:
            return None
        return _Found(index, last, kind, "party:body")

    def _person(self, index: int) -> _Found | None:
        """Return a person: after a title, with a first name, or beside a verb of speech."""
        text, words = self.text, self.words
        form = text.forms[index]
        other = form in words.titles or form in words.not_names or form in self.nationalities
        last = self._name_end(index)
        size = last - index
        if not self._name(index) or other or any(each in words.bodies for each in text.forms[index:last]):
            return None
        before = text.form(index - 2) if text.form(index - 1) == "." else text.form(index - 1)
        if before in words.titles and size <= _NAMES and len(text.raw[index]) > 2:
            return _Found(index, last, "person", "party:title")
        place = any(k in self.places for k in range(index, last)) or text.forms[last - 1] in words.not_names
        if not 2 <= size <= _NAMES + 2 or place:
            return None
        if form in words.given:
            return _Found(index, last, "person", "party:name")
        described = text.form(last) == "," and text.form(last + 1) in words.describing and size <= 3
        spoken = text.form(last) in words.speech or before in words.speech or described
        return _Found(index, last, "person", "party:said") if spoken else None

    def _name_end(self, index: int) -> int:
        text = self.text
        k = index + 1
        while k < len(text) and k - index < 2 * _NAMES:
            form = text.forms[k]
            if self._name(k) and not (form in self.nationalities or form.endswith("day")):
                k += 1
            elif form in _DASHES and text.glued(k) and text.glued(k + 1) and text.form(k + 1).isalpha():
                k += 2
            elif (form == "." and len(text.form(k - 1)) == 1 and self._name(k + 1)) or (
                form in {"al", "el", "bin", "bint", "ibn", "abu", "van", "von", "de", "der", "di"}
                and (self._name(k + 1) or text.form(k + 1) in _DASHES)
            ):
                k += 1
            else:
                break
        return k
