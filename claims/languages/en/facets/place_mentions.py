"""Find the names of an English text that are places, from the gazetteer and from the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.facets.capitalised_names import DASHES, Name, Names
from claims.languages.en.facets.place_contexts import Contexts
from claims.languages.en.facets.place_names import by_sound, sound
from claims.languages.en.facets.unlisted_places import UnlistedPlaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.extraction.gazetteer import Entry
    from claims.languages.en.facets.english_words import Text
    from claims.languages.en.facets.place_contexts import Verdict

__all__ = ["Mention", "find"]

_LISTING = frozenset(("place:row", "place:preposition", "place:head", "place:part"))
"""Rules of places after which a comma continues a list."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that is a place here, in the words from `first` to before `last`.

    Attributes:
        first: Index of its first word.
        last: Index after its last one.
        entries: The places that it may be; none if the gazetteer has none.
        head: The kind of the noun that stands with it: city, village, admin, district, feature or facility.
        rule: What shows that it is a place.
        container: Whether it stands after a comma and contains the place before it (Mosul, Iraq).
        within: The places whose name begins a site's: Brussels Airport.
    """

    first: int
    last: int
    entries: tuple[Entry, ...]
    head: str | None
    rule: str
    container: bool = False
    within: tuple[Entry, ...] = ()

    @property
    def country(self) -> bool:
        """Whether it may be a country."""
        return any(entry.kind == "country" for entry in self.entries)


def find(text: Text) -> list[Mention]:
    """Return the mentions of places of a text, in its order."""
    return _Finder(text).mentions()


class _Finder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.names = Names(text)
        self.words = self.names.words
        self.contexts = Contexts(self.names)
        self.unlisted = UnlistedPlaces(self.contexts)

    def mentions(self) -> list[Mention]:
        """Return the names that are places."""
        found: list[Mention] = []
        undecided: list[Name] = []
        for name in self.names.listed:
            verdict = self._judge(name, found[-1].last if found else None)
            if verdict.answer == "yes":
                found.append(self._mention(name, verdict.rule, verdict.head))
            elif verdict.answer == "maybe":
                undecided.append(name)
        sure = {self._key(m.first, m.last) for m in found if not m.country and m.rule != "place:dateline"}
        again = (name for name in undecided if self._key(name.first, name.last) in sure and self._can_be_again(name))
        found.extend(self._mention(name, "place:again", None) for name in again)
        rows = self._with_rows(found)
        return sorted([*rows, *self._repeated(rows)], key=lambda mention: mention.first)

    def _can_be_again(self, name: Name) -> bool:
        """Return whether a name that is a place elsewhere in the text can be it here, too."""
        return not self.contexts.acts(name) and not (name.wide and self.contexts.describes(name))

    def _judge(self, name: Name, contained: int | None) -> Verdict:
        return self.contexts.judge(name, contained) if name.entries else self.unlisted.judge(name)

    def _key(self, first: int, last: int) -> str:
        return " ".join(self.text.forms[first:last])

    def _mention(self, name: Name, rule: str, head: str | None) -> Mention:
        first, last = name.first, name.last
        if head == "facility" and rule == "place:facility":
            return Mention(first, self._site_end(name), (), head, rule, within=self.names.longest(first, last)[1])
        if rule == "place:site":
            return Mention(first, last + 2, (), head, rule)
        entries = name.entries or self._by_sound(first, last)
        return Mention(first, last, entries, head, rule, container=rule == "place:container")

    def _site_end(self, name: Name) -> int:
        """Return the index after a site's name, with its common nouns: the Maelbeek subway station."""
        last, text, has = name.last, self.text, self.words.has
        while has(text.form(last), "facilities"):
            last += 1
        if has(text.form(last - 1), "facilities") or has(text.form(name.first), "site_firsts"):
            return last
        return next((k for k in range(last, last + 3) if has(text.form(k), "facilities")), last - 1) + 1

    def _by_sound(self, first: int, last: int) -> tuple[Entry, ...]:
        """Return the places in Arabic-speaking countries whose names sound like a name that the gazetteer lacks."""
        words = [form for form in self.text.forms[first:last] if form not in DASHES]
        return by_sound().get(sound(" ".join(words)), ())

    # Rows and repetitions.

    def _with_rows(self, found: Sequence[Mention]) -> list[Mention]:
        """Add what stands in a row with a place: in Iraq and Syria, the districts of Dhubri, Mangaldoi and Nagaon."""
        by_first = {mention.first: mention for mention in found}
        by_name = {name.first: name for name in self.names.listed}
        for name in self.names.listed:
            at = by_first.get(name.first)
            while at is not None:
                at = next(self._following(at, by_first, by_name), None)
                if at is not None:
                    by_first[at.first] = at
        return [by_first[first] for first in sorted(by_first)]

    def _following(self, at: Mention, found: dict[int, Mention], names: dict[int, Name]) -> Iterator[Mention]:
        """Yield the place that stands in a row after another one, if it is not found yet."""
        joint, following = self.text.form(at.last), at.last + 1
        if joint not in {"and", ",", "or"}:
            return
        following += joint == "," and self.text.form(following) == "and"
        following += self.text.form(following) == "the"
        if following in found:
            return
        state = self.words.state_codes.get(self.text.form(following)) if joint == "," else None
        other = names.get(following)
        if state and self.text.capital(following):
            end = following + 1 + (self.text.form(following + 1) == ".")
            entries = self.names.known.named(state.lower())
            yield Mention(following, end, entries, "admin", "place:container", container=True)
        elif other and not other.inner and self._continues(at, other, joint):
            yield self._mention(other, "place:row", None)

    def _continues(self, at: Mention, other: Name, joint: str) -> bool:
        """Return whether a name continues a row of places."""
        text, form = self.text, self.text.form(other.first)
        whole = self.names.capital(other.last) or text.form(other.last) == "'s" or self.names.titled(other.first)
        if whole or self.words.has(form, "given_names"):
            return False
        if other.entries:
            return not (joint == "," and at.rule not in _LISTING) and not self.contexts.acts(other)
        listed = at.rule in {"place:row", "place:head"} and not at.entries
        return listed and not self.words.has(form, "no_places") and other.last - other.first <= 2

    def _repeated(self, found: Sequence[Mention]) -> list[Mention]:
        """Return the other mentions of names that the gazetteer lacks and that were found to be places."""
        taken = {k for mention in found for k in range(mention.first, mention.last)}
        keys = {self._key(mention.first, mention.last) for mention in found if not mention.entries}
        return [
            self._mention(Name(first, last, ()), "place:again", None)
            for first, last in self.names.runs
            if self._key(first, last) in keys
            and first not in taken
            and self.text.forms[last - 1] not in self.names.surnames
        ]
