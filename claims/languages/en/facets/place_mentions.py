"""Find the names of an English text that are places, from the gazetteer and from the words around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from claims.languages.en.facets.place_names import ARTICLES, by_sound, gazetteer, sound
from claims.languages.en.facets.place_words import place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.gazetteer import Entry
    from claims.languages.en.facets.english_words import Text

__all__ = ["Mention", "find"]

_DASHES = frozenset("-–—")
_LINES = frozenset(("\n", "\n\n", "\n\n\n", ""))
_CAPITALS = frozenset(
    "washington moscow beijing tehran london paris kyiv kiev ankara jerusalem pyongyang seoul tokyo baghdad damascus riyadh islamabad "
    "kabul brussels berlin cairo khartoum beirut amman athens rome madrid ottawa canberra havana caracas delhi belgrade warsaw doha".split()
)
"""Capitals and cities whose names often stand for a government."""
_FUNCTION = frozenset(
    "in the at from on as for near but and of by it he she they we i a an this that these those his her its their our my after before during since when where while if "
    "with to into over under some many most all both one two three four five no not there here what who how why also however meanwhile earlier later last next now then so or "
    "another other such more than about across around inside outside throughout according because despite until once only even still just between among according both each every "
    "several dozens hundreds thousands is was are were be been has have had do does did will would could should may might must can you your us it's mr mrs ms dr".split()
)
_ABBREVIATIONS = frozenset(("st", "mt", "ft", "dr", "mr", "jr", "sr"))
_CONTINENTS = frozenset(("Europe", "Asia", "Africa", "Middle East", "Latin America", "West Africa", "East Africa", "Western Europe", "Eastern Europe", "Caribbean", "Balkans"))
"""Regions that act, too."""
_NATURAL = frozenset(("camp", "fort", "mount", "mt", "lake", "rue"))
"""First words of the names of sites."""
_SMALL = 100_000
"""Population below which a town needs words that say that it is a place."""
_LONGEST_RUN = 6
_Verdict = Literal["yes", "no", "maybe"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that is a place here, in the words from `first` to before `last`.

    Attributes:
        first: Index of its first word.
        last: Index after its last one.
        entries: The places that it may be; none if the gazetteer has none.
        head: The kind of the noun that stands with it: city, admin, district or facility.
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


@dataclass(frozen=True, slots=True)
class _Name:
    first: int
    last: int
    entries: tuple[Entry, ...]
    before: bool
    """Whether a capitalised word that is no place stands before it in the same name."""


_HEADS = {
    "city": "city", "town": "city", "village": "village", "capital": "city", "port": "city", "resort": "city", "hamlet": "village", "community": "city",
    "province": "admin", "provinces": "admin", "state": "admin", "county": "admin", "governorate": "admin", "region": "admin", "prefecture": "admin",
    "district": "district", "districts": "district", "suburb": "district", "borough": "district", "neighborhood": "district", "neighbourhood": "district",
}  # fmt: skip


def find(text: Text) -> list[Mention]:
    """Return the mentions of places of a text, in its order."""
    return _Finder(text).mentions()


class _Finder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.words = place_words()
        self.known = gazetteer()
        self.names: list[_Name] = []
        self.runs: list[tuple[int, int]] = []
        self.people: set[str] = set()
        self._read_runs()

    def mentions(self) -> list[Mention]:
        """Return the names that are places."""
        found: list[Mention] = []
        undecided: list[_Name] = []
        for name in self.names:
            verdict, rule, head = self._judged(name, found[-1] if found else None)
            if verdict == "yes":
                found.append(self._mention(name, rule, head))
            elif verdict == "maybe":
                undecided.append(name)
        sure = {self._key(mention) for mention in found if not mention.country and mention.rule != "place:dateline"}
        for name in undecided:
            key = " ".join(self.text.forms[name.first : name.last])
            if key in sure and not (self._actor(name) and self._acts(name)):
                found.append(self._mention(name, "place:again", None))
        found = self._rows(sorted(found, key=lambda mention: mention.first))
        taken = {k for mention in found for k in range(mention.first, mention.last)}
        again = {self._key(mention) for mention in found if not mention.entries}
        return sorted([*found, *self._repeated(again, taken)], key=lambda mention: mention.first)

    def _key(self, mention: Mention) -> str:
        return " ".join(self.text.forms[mention.first : mention.last])

    # Capitalised names.

    def _capital(self, index: int) -> bool:
        return self.text.capital(index) and self.text.forms[index] not in _FUNCTION

    def _read_runs(self) -> None:
        """Split the text into runs of capitalised words, and these into names of the gazetteer and others."""
        text = self.text
        index, size = 0, len(text)
        while index < size:
            if not (text.raw[index][0].isupper() and text.forms[index] not in _FUNCTION):
                index += 1
                continue
            end = self._run_end(index)
            first = self._with_article(index)
            self._read_run(first, end)
            index = max(end, index + 1)

    def _run_end(self, index: int) -> int:
        text = self.text
        at = index + 1
        while at < len(text) and at - index < 12:
            if self._capital(at):
                at += 1
            elif text.forms[at] in _DASHES and text.glued(at) and text.glued(at + 1) and (self._capital(at + 1) or text.form(at + 1) in ARTICLES):
                at += 2
            elif text.forms[at] == "." and (len(text.form(at - 1)) == 1 or text.form(at - 1) in _ABBREVIATIONS) and self._capital(at + 1):
                at += 1
            elif text.forms[at] in ARTICLES and text.form(at + 1) in _DASHES and text.capital(at + 2):
                at += 3
            elif text.forms[at] in {"of", "de", "del", "la"} and self.known.reach(text.forms[index]) > at - index + 1 and self._capital(at + 1 + (text.form(at + 1) == "the")):
                if not self._hit(index, at + 2 + (text.form(at + 1) == "the")):
                    break
                at += 2 + (text.form(at + 1) == "the")
            else:
                break
        return at

    def _with_article(self, index: int) -> int:
        """Return the index of a written-on article before a name: al-Shadadi."""
        text = self.text
        if text.form(index - 1) in _DASHES and text.form(index - 2) in ARTICLES and text.glued(index):
            return index - 2
        return index

    def _hit(self, first: int, last: int) -> tuple[Entry, ...]:
        words = [form for form in self.text.forms[first:last] if form not in _DASHES and form != "."]
        return self.known.named(" ".join(words))

    def _longest(self, index: int, end: int) -> tuple[int, tuple[Entry, ...]]:
        """Return the index after the longest name of the gazetteer that begins at `index`, and its places."""
        text = self.text
        reach = self.known.reach(text.forms[index])
        if reach:
            for last in range(min(end, index + 2 * reach + 1), index, -1):
                if text.forms[last - 1] not in _DASHES and (entries := self._hit(index, last)):
                    return last, entries
        return index, ()

    def _read_run(self, first: int, end: int) -> None:
        start, at = first, first
        plain = first
        if self._is_site(first, end):
            self.runs.append((start, end))
            self.names.append(_Name(first, end, (), before=False))
            return
        while at < end:
            last, entries = self._longest(at, end)
            form = self.text.forms[at]
            if entries and at == last - 1 and self._never(at):
                entries = ()
            if not entries:
                at += 1
                continue
            before = at > plain and not self._direction(at - 1)
            if before and last == end:
                self.people.add(self.text.forms[last - 1])
            first_word = self._with_direction(at, last)
            if first_word < at:
                entries = self._hit(first_word, last)
            self.names.append(_Name(first_word, last, entries, before))
            plain = at = last
        if plain == first and end - first <= _LONGEST_RUN + 4:
            self.runs.append((start, end))
            self.names.append(_Name(first, end, (), before=False))
            if end - first >= 2 and self.text.forms[end - 1] not in self.words.words["facilities"]:
                self.people.add(self.text.forms[end - 1])
        elif plain < end and end - first >= 2:
            self.people.add(self.text.forms[end - 1])

    def _with_direction(self, first: int, last: int) -> int:
        """Return the index of a direction that belongs to a name though it is not capitalised: eastern Ghouta."""
        whole = first > 0 and self.text.forms[first - 1] in self.words.directions and self._hit(first - 1, last)
        return first - 1 if whole else first

    def _is_site(self, first: int, end: int) -> bool:
        """Return whether a run of capitalised words names a site: Beth Israel Medical Center, Rue Max Roos."""
        forms = self.text.forms[first:end]
        if len(forms) < 2 or self._longest(first, end)[0] >= end or self.words.has(forms[0], "titles"):
            return False
        return self.words.has(forms[-1], "facilities") or (forms[0] in _NATURAL and len(forms) <= 4)

    def _never(self, at: int) -> bool:
        """Return whether a word that is a place's name too is another word: Nice, Reading, Somali."""
        form = self.text.forms[at]
        if form in self.words.nationalities:
            return self.text.form(at + 1) not in {"region", "state"}
        return form in self.words.words["never"] and self.text.raw[at] != "US"

    def _direction(self, index: int) -> bool:
        form = self.text.form(index)
        return form in self.words.directions or form in {"central", "rural", "-", "–", "—", "greater", "downtown"}

    # What the words around a name say.

    def _judged(self, name: _Name, last: Mention | None) -> tuple[_Verdict, str, str | None]:
        if not name.entries:
            return self._unknown(name)
        text, words = self.text, self.words
        if last and last.last > name.first:
            return "no", "", None
        following = text.form(name.last)
        container = text.form(name.first - 1) == "," and last is not None and last.last == name.first - 1
        if container and any(entry.kind in {"country", "admin"} for entry in name.entries):
            return "yes", "place:container", None
        if text.form(name.first - 1) in _DASHES and text.glued(name.first) and text.glued(name.first - 1) and not self._place_before(name):
            return "no", "", None
        if name.before or text.form(name.first - 1) in words.words["given_names"] and text.capital(name.first - 1):
            return "no", "", None
        if self._titled(name.first):
            return "no", "", None
        if self._dateline(name):
            return "yes", "place:dateline", None
        if self._capital(name.last) or (following in _DASHES and text.glued(name.last) and self._capital(name.last + 1)):
            return self._longer(name)
        if following in _DASHES and text.glued(name.last) and text.glued(name.last + 1):
            return self._compound(name)
        return self._evidence(name)

    def _longer(self, name: _Name) -> tuple[_Verdict, str, str | None]:
        """Judge a name before another capitalised word: a site's (Brussels Airport), a body's (Dallas Police) or a day."""
        text, words = self.text, self.words
        form = text.form(name.last)
        if form in words.words["organizations"] or form in words.words["offices"] or form in words.words["titles"]:
            return "no", "", None
        if form in words.words["facilities"]:
            return "maybe", "place:facility", "facility"
        if form.endswith("day") or form in {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"}:
            return self._evidence(name)
        if any(entry.country and form in words.nationalities for entry in name.entries):
            return "no", "", None
        if self._place_follows(name.last):
            return self._evidence(name)
        return "no", "", None

    def _place_follows(self, index: int) -> bool:
        last, entries = self._longest(index, min(len(self.text), index + 4))
        return bool(entries) and not (last == index + 1 and self._never(index))

    def _place_before(self, name: _Name) -> bool:
        """Return whether a hyphen or dash stands between a place and a name: the Afghanistan-Pakistan border."""
        k = bisect_left(self.names, name.first - 1, key=attrgetter("last"))
        return k < len(self.names) and self.names[k].last == name.first - 1 and bool(self.names[k].entries)

    def _titled(self, first: int) -> bool:
        """Return whether a title stands before a name, with or without its dot."""
        text = self.text
        k = first - 1
        if text.form(k) == "." and text.glued(k):
            k -= 1
        return text.capital(k) and text.form(k) in self.words.words["titles"] and text.form(k) != "st"

    def _dateline(self, name: _Name) -> bool:
        """Return whether a name opens a paragraph as the place where it was written: TRIPOLI (Reuters) -."""
        text = self.text
        if text.form(name.first - 1) not in _LINES and name.first:
            return False
        following = text.form(name.last)
        shouted = text.raw[name.first].isupper() and len(text.raw[name.first]) > 3 and "." not in text.raw[name.first]
        marked = following in {"(", "—", "–"} or (following == "-" and not text.glued(name.last))
        marked = marked or (following == "," and text.capital(name.last + 1) and self._marked_later(name.last))
        return marked or (shouted and text.capital(name.last))

    def _marked_later(self, index: int) -> bool:
        text = self.text
        return any(text.form(k) in {"—", "–", "-", "("} and not (text.glued(k) and text.glued(k + 1)) for k in range(index, index + 6))

    def _compound(self, name: _Name) -> tuple[_Verdict, str, str | None]:
        """Judge a name in a compound: US-led and Geneva-based name whoever acts, Pakistan-Afghan border a place."""
        if self.text.form(name.last + 1) in {"area", "region"}:
            return "yes", "place:head", None
        return "no", "", None

    def _evidence(self, name: _Name) -> tuple[_Verdict, str, str | None]:
        text, words = self.text, self.words
        following = text.form(name.last)
        actor = self._actor(name)
        if self._region(name) and not self._continent(name):
            attribute = following.isalpha() and following not in _FUNCTION and following not in words.words["heads_after"]
            if not attribute and following != "'s" and not self._acts(name):
                return "yes", "place:region", None
        if following in words.words["heads_after"] and not (actor and following in {"state", "territory"} and text.form(name.first - 1) != "the"):
            return "yes", "place:head", _HEADS.get(following)
        if following in words.words["adjunct_events"]:
            country = any(e.kind == "country" for e in name.entries)
            return ("no", "", None) if country and text.form(name.first - 1) not in {"a", "the"} else ("yes", "place:event", None)
        if following in words.words["adjunct_people"]:
            return "no", "", None
        head = self._head_before(name.first)
        if head:
            return "yes", "place:head", head
        if following == "'s":
            return self._owner(name, actor=actor)
        before = self._deciding(name.first)
        form = text.form(before)
        if form in words.words["locative"]:
            return "yes", "place:preposition", None
        if verdict := self._preposition(name, before, actor=actor):
            return verdict
        if form in words.words["country_entering"] or (form in words.words["entering"] and not actor):
            return "yes", "place:entered", None
        if self._acts(name) or (form in words.words["acting_before"] and actor):
            return ("no" if actor else "maybe"), "", None
        if actor or self._small(name):
            return "maybe", "", None
        return "yes", "place:name", None

    def _preposition(self, name: _Name, before: int, *, actor: bool) -> tuple[_Verdict, str, str | None] | None:
        """Judge a name after from, to, of and their like."""
        text, words = self.text, self.words
        form = text.form(before)
        previous = text.form(before - 1)
        if form == "with" and previous in {"border", "borders", "frontier", "crossing"}:
            return "yes", "place:border", None
        if form not in words.words["towns_after"]:
            return None
        if form == "of":
            if previous in words.words["part_nouns"] or previous in words.directions or previous in words.words["adjunct_events"]:
                return "yes", "place:part", None
            if previous in words.words["offices"] or actor or text.capital(before - 1):
                return "no", "", None
            return ("maybe", "", None) if self._small(name) else ("yes", "place:of", None)
        if form == "from":
            sent = previous in words.words["not_from"] and (actor or previous in words.words["adjunct_people"] or previous in words.words["offices"])
            return ("no", "", None) if sent else ("yes", "place:from", None)
        near = {text.form(k) for k in range(max(0, before - 7), before)} if before else set()
        if form in {"to", "toward", "towards", "between", "over", "beyond"} and near & (words.words["motion"] | {"from"}):
            return "yes", "place:motion", None
        if form == "on" and text.form(name.last) in words.words["heads_after"]:
            return "yes", "place:head", None
        if actor:
            return "no", "", None
        if form in {"for", "on"}:
            leaves = form == "for" and near & (words.words["motion"] | words.words["entering"])
            return ("yes", "place:motion", None) if leaves else ("maybe", "", None)
        if form in {"to", "toward", "towards"}:
            return ("maybe", "", None) if self._small(name) else ("yes", "place:to", None)
        return None

    def _owner(self, name: _Name, *, actor: bool) -> tuple[_Verdict, str, str | None]:
        """Judge a possessive: Syria's Hasaka province is where something is, Syria's president acts."""
        text, words = self.text, self.words
        after = name.last + 1
        form = text.form(after)
        while text.form(after) in words.nationalities or (text.form(after + 1) in _DASHES and text.glued(after + 1)):
            after += 2
            form = text.form(after)
        before = text.form(self._deciding(name.first))
        if before in {"in", "near", "outside", "across", "at", "inside", "around", "through"} and not text.form(after).endswith("ment"):
            return "yes", "place:preposition", None
        if form in words.words["owned"] or form in words.directions or (self._capital(after) and self._place_follows(after)):
            return "yes", "place:owned", None
        if actor:
            return "no", "", None
        return "maybe", "", None

    def _deciding(self, first: int) -> int:
        """Return the index of the word before a name that decides, past its article, directions and attributes."""
        text, between = self.text, self.words.words["between"]
        k = first - 1
        while k >= 0 and k > first - 8 and (text.form(k) in between or text.form(k) in {'"', "“", "‘"}):
            if text.form(k) == "of" and text.form(k - 1) not in {"parts", "all", "both", "most", "city", "town", "village", "province", "state", "port", "capital", "region", "island", "district", "districts", "suburb", "area"}:
                break
            if text.form(k) == "and" and not (text.form(k - 1) in self.words.directions and text.form(k + 1) in self.words.directions):
                break
            k -= 1
        return k

    def _head_before(self, first: int) -> str | None:
        """Return the kind of the noun before a name: the city of Homs, the town Jableh, the capital, Kabul."""
        text = self.text
        k = first - 1
        if text.form(k) == "," and text.form(k - 1) == "capital":
            return "city" if self._longest(first, first + 3)[1] else None
        if text.form(k) == "of":
            k -= 1
            if text.form(k) in {"areas", "parts", "cities", "towns", "villages", "districts", "provinces", "outskirts", "suburbs", "neighborhoods", "streets"}:
                return _HEADS.get(text.form(k).removesuffix("s"), "city") if text.form(k) != "areas" else "admin"
        form = text.form(k)
        if form in self.words.words["heads_before"] and k != first - 1:
            return None if text.capital(k) and text.capital(k - 1) else _HEADS.get(form, "feature")
        return _HEADS.get(form) if form in {"city", "town", "village", "province", "suburb", "capital", "port"} and not text.capital(k) else None

    def _actor(self, name: _Name) -> bool:
        """Return whether a name often stands for a government."""
        country = any(entry.kind == "country" for entry in name.entries)
        return country or " ".join(self.text.forms[name.first : name.last]) in _CAPITALS or self._region(name)

    def _region(self, name: _Name) -> bool:
        """Return whether a name is a sea's, a mountain range's or another region's across countries."""
        return any(entry.kind == "region" and entry.country is None for entry in name.entries)

    def _continent(self, name: _Name) -> bool:
        return any(entry.name in _CONTINENTS for entry in name.entries)

    def _acts(self, name: _Name) -> bool:
        return self.text.form(name.last) in self.words.words["acting_verbs"]

    def _small(self, name: _Name) -> bool:
        """Return whether a name is one of small towns only, or a surname of this text."""
        if self.text.form(name.last - 1) in self.people and name.last - name.first == 1:
            return True
        return all(entry.kind == "city" and entry.population < _SMALL for entry in name.entries)

    # Names that the gazetteer lacks.

    def _unknown(self, name: _Name) -> tuple[_Verdict, str, str | None]:
        text, words = self.text, self.words
        first, last = name.first, name.last
        following = text.form(last)
        forms = text.forms[first:last]
        before = self._deciding(first)
        form = text.form(before)
        located = form in words.words["locative"] or form in {"of", "from", "to", "on", "off", "toward", "towards", "over", "through", "by"}
        if len(forms) > 1 and forms[0] in _NATURAL:
            return "yes", "place:facility", "facility"
        if len(forms) > 1 and forms[-1] in words.words["facilities"] and not self._titled(first):
            strong = forms[-1] not in words.words["weak_facilities"]
            if following in {"for", "on"} and not strong:
                return "no", "", None
            if strong or (form in words.words["locative"] and not self._member(before)):
                return "yes", "place:facility", "facility"
            return "maybe", "", None
        if forms[0] in words.words["no_places"] or forms[-1] in words.words["no_places"] or any(f in words.words["organizations"] for f in forms):
            return "no", "", None
        if following == "'s" and self._capital(last + 1) and (text.form(last + 1) in words.words["facilities"] or text.form(last + 1) == "county"):
            return ("yes", "place:site", None) if located else ("maybe", "", None)
        if self._titled(first) or forms[0] in words.words["titles"] or forms[0] in words.words["given_names"] or forms[0] in words.nationalities:
            return "no", "", None
        if text.raw[first].isupper() and len(text.raw[first]) > 1 and first and text.form(first - 1) not in _LINES:
            return "no", "", None
        if following in words.words["heads_after"] and (located or form == "the") and following not in {"state", "area", "city"}:
            return "yes", "place:head", _HEADS.get(following, "district")
        if following in words.words["heads_after"] and form in words.words["locative"]:
            return "yes", "place:head", _HEADS.get(following, "district")
        if self._head_before(first):
            return "yes", "place:head", self._head_before(first)
        site = next((k for k in range(last, last + 3) if text.form(k) in words.words["facilities"]), None)
        if site is not None and form in {"in", "at", "near", "from", "of", "outside", "to", "inside", "through"} and all(text.form(k).isalpha() for k in range(last, site)) and not any(text.form(k) in _FUNCTION for k in range(last, site)):
            return "yes", "place:facility", "facility"
        if following == "," and self._distance_follows(last + 1):
            return "yes", "place:relation", "city"
        if form in {"invaded", "stormed", "entered", "reached", "shelled", "bombed", "overran", "besieged"} and last - first == 1 and forms[-1] not in self.people:
            return "yes", "place:entered", None
        if text.form(first - 1) == "'s" and self._owned_by_place(first - 1):
            return "yes", "place:owned", None
        if following == "," and self._state_follows(last + 1) and (last - first > 1 or forms[-1] not in self.people):
            return "yes", "place:contained", "city"
        return self._bare(name, form)

    def _member(self, preposition: int) -> bool:
        """Return whether somebody belongs to a body rather than being at a site: a researcher at the Martin Center."""
        text, members = self.text, self.words.words["members"]
        return text.form(preposition) == "at" and any(text.form(k) in members for k in range(max(0, preposition - 4), preposition))

    def _bare(self, name: _Name, form: str) -> tuple[_Verdict, str, str | None]:
        """Judge a name that only a preposition shows to be a place."""
        text = self.text
        size = name.last - name.first
        surname = text.form(name.last - 1) in self.people and size == 1
        if form not in {"in", "near", "outside", "around", "at", "reached", "through"} or surname or size > 3 or text.form(name.last) == "'s" or text.form(name.last) in _DASHES:
            return "no", "", None
        before = self._deciding(name.first)
        named = text.capital(before) and before > 0 and text.form(before - 1)[:1].isalpha()
        if len(text.form(name.first)) < 4 or (form == "at" and size > 1) or named:
            return "no", "", None
        return "yes", "place:unlisted", None

    def _distance_follows(self, index: int) -> bool:
        """Return whether a distance and a direction stand at `index`: Dalori, about 12 kilometers southeast of."""
        forms = self.text.forms[index : index + 12]
        measured = next((k for k, form in enumerate(forms) if form in self.words.kilometres), None)
        return measured is not None and any(form in self.words.directions for form in forms[measured:]) and not {".", "\n\n", "\n"} & set(forms[:measured])

    def _owned_by_place(self, index: int) -> bool:
        """Return whether the possessive at `index` is a place's, after a preposition: near Ankara's Guvenpark."""
        k = bisect_left(self.names, index, key=attrgetter("last"))
        owner = self.names[k] if k < len(self.names) else None
        before = self.text.form(self._deciding(owner.first)) if owner and owner.last == index and owner.entries else ""
        return before in self.words.words["locative"]

    def _state_follows(self, index: int) -> bool:
        """Return whether a state or a country stands at `index`, alone: Quantico, Va., for."""
        text = self.text
        if text.form(index) in self.words.state_codes and text.capital(index):
            return True
        last, entries = self._longest(index, min(len(text), index + 4)) if text.capital(index) else (index, ())
        return any(entry.kind in {"country", "admin"} for entry in entries) and text.form(last) in {",", ".", ")", "—", "-", "–", ";"}

    # From names to mentions.

    def _mention(self, name: _Name, rule: str, head: str | None) -> Mention:
        first, last, entries = name.first, name.last, name.entries
        if head == "facility" and rule == "place:facility":
            while last < len(self.text) and self.text.form(last) in self.words.words["facilities"]:
                last += 1
            if self.text.form(last - 1) not in self.words.words["facilities"] and self.text.form(first) not in _NATURAL:
                site = next((k for k in range(last, last + 3) if self.text.form(k) in self.words.words["facilities"]), last - 1)
                last = site + 1
            prefix = self._longest(first, name.last)[1]
            return Mention(first, last, (), head, rule, within=prefix)
        if rule == "place:site":
            return Mention(first, last + 2, (), head, rule)
        if not entries:
            entries = self._by_sound(first, last)
        state = self.words.state_codes.get(self.text.form(first))
        if not entries and state:
            entries = self.known.named(state.lower())
        return Mention(first, last, entries, head, rule, container=rule == "place:container")

    def _by_sound(self, first: int, last: int) -> tuple[Entry, ...]:
        """Return the places in Arabic-speaking countries whose names sound like a name that the gazetteer lacks."""
        words = [form for form in self.text.forms[first:last] if form not in _DASHES]
        return by_sound().get(sound(" ".join(words)), ())

    def _rows(self, found: Sequence[Mention]) -> list[Mention]:
        """Add what stands in a row with a place: in Iraq and Syria, in Dhubri, Mangaldoi and Nagaon; states after commas."""
        by_first = {mention.first: mention for mention in found}
        names = {name.first: name for name in self.names}
        for name in self.names:
            mention = by_first.get(name.first)
            at = mention
            while at is not None:
                joint = self.text.form(at.last)
                following = at.last + 1
                if joint == "," and self.text.form(following) == "and":
                    following += 1
                if joint == "," and (state := self.words.state_codes.get(self.text.form(following))) and self.text.capital(following):
                    end = following + 1 + (self.text.form(following + 1) == ".")
                    at = Mention(following, end, self.known.named(state.lower()), "admin", "place:container", container=True)
                    by_first.setdefault(following, at)
                    continue
                if joint not in {"and", ",", "or"}:
                    break
                other = names.get(following)
                if other is None or following in by_first or other.before or not self._in_row(at, other, joint):
                    break
                at = self._mention(other, "place:row", None)
                by_first[following] = at
        return [by_first[first] for first in sorted(by_first)]

    def _in_row(self, at: Mention, other: _Name, joint: str) -> bool:
        text = self.text
        if self._capital(other.last) or text.form(other.last) == "'s" or self._titled(other.first):
            return False
        if text.form(other.first) in self.words.words["given_names"]:
            return False
        if other.entries:
            if joint == "," and at.rule not in {"place:row", "place:preposition", "place:head", "place:part"}:
                return False
            return not (self._actor(other) and self._acts(other))
        listed = at.rule in {"place:row", "place:head"} and not at.entries
        return listed and text.form(other.first) not in self.words.words["no_places"] and other.last - other.first <= 2

    def _repeated(self, keys: set[str], taken: set[int]) -> list[Mention]:
        """Return the later and earlier mentions of names that the gazetteer lacks and that were found to be places."""
        found = []
        for first, last in self.runs:
            key = " ".join(self.text.forms[first:last])
            if key in keys and first not in taken and self.text.form(last - 1) not in self.people:
                found.append(self._mention(_Name(first, last, (), before=False), "place:again", None))
        return found
