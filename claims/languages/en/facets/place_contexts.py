"""Judge from the words around a name whether it is a place here, or who acts, or a part of another name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from claims.languages.en.facets.capitalised_names import LINES

if TYPE_CHECKING:
    from claims.languages.en.facets.capitalised_names import Name, Names

__all__ = ["MAYBE", "NO", "Contexts", "Verdict", "head_kind"]

_SMALL = 100_000
"""Population below which a town needs words that say that it is a place."""
_BACK = 8
"""Maximum number of words between a name and the word before it that decides."""
_NEAR = 7
"""Number of words before a preposition in which a verb for movement is looked for."""
_WAGED = frozenset(("in", "on", "against"))
"""What follows a war that its owner wages elsewhere."""
_STRUCK = frozenset({"against", "of", "on"})
"""Words between a strike and where it hit: air strikes on Nyala's markets."""


class Verdict(NamedTuple):
    """Whether a name is a place here, the rule that says so, and the kind of the noun that stands with it."""

    answer: Literal["yes", "no", "maybe"]
    rule: str = ""
    head: str | None = None


NO, MAYBE = Verdict("no"), Verdict("maybe")
_HEADS = {
    "city": ("city", "town", "capital", "port", "resort", "community"),
    "village": ("village", "hamlet"),
    "admin": (
        "province",
        "provinces",
        "state",
        "county",
        "governorate",
        "region",
        "prefecture",
        "areas",
        "countryside",
    ),
    "district": ("district", "districts", "suburb", "borough", "neighborhood", "neighbourhood"),
}
_KINDS = {word: kind for kind, words in _HEADS.items() for word in words}


def head_kind(noun: str, default: str | None = None) -> str | None:
    """Return the kind of place that a noun beside a name says: city, village, admin, district, or the default."""
    return _KINDS.get(noun) or _KINDS.get(noun.removesuffix("s")) or default


class Contexts:
    """Judges the names of the gazetteer in one text."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.text = names.text
        self.words = names.words
        self._checks = (
            self._of_region, self._before_noun, self._after_noun, self._owning, self._located, self._after_preposition,
            self._object, self._acting,
        )  # fmt: skip

    def judge(self, name: Name, contained: int | None) -> Verdict:
        """Return whether a name of the gazetteer is a place here.

        Args:
            name: The name.
            contained: Index after the last place found before it; None if there is none.
        """
        overlaps = contained is not None and contained > name.first
        after_comma = contained == name.first - 1 and self.text.form(name.first - 1) == ","
        if after_comma and name.wide and not self.names.goes_on(name.last):
            return Verdict("yes", "place:container")
        compound = self.names.joined(name.first - 1) and not self.names.ending_at(name.first - 1)
        if overlaps or compound or self._belongs_to_person(name):
            return NO
        if self._opens(name):
            return Verdict("yes", "place:dateline")
        joined = self.names.joined(name.last)
        if self.names.goes_on(name.last) or (joined and self.names.capital(name.last + 1)):
            return self._before_capital(name)
        if joined:
            return Verdict("yes", "place:head") if self.text.form(name.last + 1) in {"area", "region"} else NO
        return self._weigh(name)

    def deciding(self, first: int) -> int:
        """Return the index of the word before a name that decides, past its article, directions and attributes."""
        text, k = self.text, first - 1
        while k >= 0 and k > first - _BACK and self._is_passed(k):
            k -= 1
        return k if text.form(k) or k < 0 else first - 1

    def noun_before(self, first: int) -> str | None:
        """Return the kind of the noun before a name: the city of Homs, the town Jableh, the capital, Kabul."""
        text, words = self.text, self.words
        k = first - 1
        if text.form(k) == "," and text.form(k - 1) == "capital":
            return "city" if self.names.longest(first, first + 3)[1] else None
        while text.form(k) in words.directions and k > first - 3:
            k -= 1
        of = text.form(k) == "of"
        k -= of
        form = text.form(k)
        if of and words.has(form, "plural_heads"):
            return head_kind(form, "city")
        if of and words.has(form, "heads_before"):
            return None if text.capital(k) and text.capital(k - 1) else head_kind(form, "feature")
        return head_kind(form) if words.has(form, "bare_heads") and not text.capital(k) else None

    def acts(self, name: Name) -> bool:
        """Return whether a name often stands for a government, and a verb that governments do follows it."""
        return self._actor(name) and self._verb_follows(name)

    def describes(self, name: Name) -> bool:
        """Return whether a name only describes the noun after it: California teachers."""
        following = self.text.form(name.last)
        verb = self._verb_follows(name) or following.endswith("ed")
        return following.isalpha() and not verb and not self.words.has(following, "function")

    def _weigh(self, name: Name) -> Verdict:
        for check in self._checks:
            if verdict := check(name):
                return verdict
        weak = self._actor(name) or self._small(name) or self.describes(name)
        return MAYBE if weak or self.text.written(name.first - 1) in {"(", "The"} else Verdict("yes", "place:name")

    # Names that belong to another name.

    def _belongs_to_person(self, name: Name) -> bool:
        text, words = self.text, self.words
        given = text.capital(name.first - 1) and words.has(text.form(name.first - 1), "given_names")
        if name.inner or given or self.names.titled(name.first):
            return True
        located = text.form(self.deciding(name.first)) in {"in", "near", "outside"}
        return self.names.is_surname(name) and not located

    def _opens(self, name: Name) -> bool:
        """Return whether a name opens a paragraph as the place where it was written: TRIPOLI (Reuters) -."""
        text, first, last = self.text, name.first, name.last
        if first and text.form(first - 1) not in LINES:
            return False
        if self.names.in_dateline(first):
            return True
        shouted = text.raw[first].isupper() and len(text.raw[first]) > 3 and "." not in text.raw[first]
        following = text.form(last)
        marked = following in {"(", "—", "–"} or (following == "-" and not text.glued(last))
        listed = following == "," and text.capital(last + 1) and any(map(self._is_mark, range(last, last + 6)))
        return marked or listed or (shouted and text.capital(last))

    def _is_mark(self, index: int) -> bool:
        return self.text.form(index) in {"—", "–", "-", "("} and not self.names.joined(index)

    def _before_capital(self, name: Name) -> Verdict:
        """Judge a name before another capitalised word: a site's, a body's (Dallas Police), a day's or a place's."""
        form = self.text.form(name.last)
        if any(self.words.has(form, kind) for kind in ("organizations", "offices", "titles")):
            return NO
        if self.words.has(form, "facilities"):
            return Verdict("maybe", "place:facility", "facility")
        if self.words.has(form, "named_heads") and not self.names.capital(name.last + 1):
            return Verdict("yes", "place:head", head_kind(form))
        if self.words.has(form, "dates") or (form not in self.words.nationalities and self.names.place_at(name.last)):
            return self._weigh(name)
        return NO

    # What the words around a name say; each returns None where they say nothing.

    def _of_region(self, name: Name) -> Verdict | None:
        """Judge a sea or another region across countries, which does not act unless it is a continent."""
        if not name.region or any(self.words.has(entry.name.lower(), "continents") for entry in name.entries):
            return None
        following = self.text.form(name.last)
        described = following.isalpha() and not self.words.has(following, "function")
        if (
            following == "'s"
            or self._verb_follows(name)
            or (described and not self.words.has(following, "heads_after"))
        ):
            return None
        return Verdict("yes", "place:region")

    def _before_noun(self, name: Name) -> Verdict | None:
        """Judge a name by the noun after it: Idlib province, the Paris attacks, Dallas officers."""
        text, words = self.text, self.words
        following = text.form(name.last)
        if words.has(following, "heads_after"):
            owner = following in {"base", "bases"} or (
                following in {"state", "territory"} and text.form(name.first - 1) != "the"
            )
            state = self._actor(name) and owner
            return None if state else Verdict("yes", "place:head", head_kind(following))
        if words.has(following, "adjunct_events"):
            return NO if name.country else Verdict("yes", "place:event")
        titled = words.has(following, "titles") and text.capital(name.last + 1)
        return NO if words.has(following, "adjunct_people") or titled else None

    def _after_noun(self, name: Name) -> Verdict | None:
        head = self.noun_before(name.first)
        return Verdict("yes", "place:head", head) if head else None

    def _owning(self, name: Name) -> Verdict | None:
        """Judge a possessive: Syria's Hasaka province is where something is, Syria's president acts."""
        text, words = self.text, self.words
        if text.form(name.last) != "'s":
            return None
        after = name.last + 1
        while text.form(after) in words.nationalities or (self.names.joined(after + 1) and after < name.last + 6):
            after += 2 - (text.form(after) in words.nationalities)
        form = text.form(after)
        if self._is_body(after) or (form == "war" and text.form(after + 1) in _WAGED):
            return NO
        if words.has(text.form(self.deciding(name.first)), "owner_prepositions") and not form.endswith("ment"):
            return Verdict("yes", "place:preposition")
        if (
            words.has(form, "owned")
            or form in words.directions
            or (self.names.capital(after) and self.names.place_at(after))
        ):
            return Verdict("yes", "place:owned")
        struck = text.form(self.deciding(name.first)) in _STRUCK and not words.has(form, "offices")
        return NO if self._actor(name) else Verdict("yes", "place:owned") if struck else MAYBE

    def _is_body(self, k: int) -> bool:
        """Return whether a body's name begins at a word: Gaza's Ministry of Interior, Gaza's Health Ministry."""
        if not self.names.capital(k):
            return False
        name = range(k, k + 3)
        return any(self.words.has(self.text.form(n), "organizations") for n in name if self.names.capital(n))

    def _located(self, name: Name) -> Verdict | None:
        before = self.deciding(name.first)
        if not self.words.has(self.text.form(before), "locative"):
            return None
        return NO if self._in_bodys_name(name, before) else Verdict("yes", "place:preposition")

    def _in_bodys_name(self, name: Name, before: int) -> bool:
        """Return whether a place ends the name of a body, whose letters follow: the Mission in Ukraine (HRMMU)."""
        text, last = self.text, name.last
        letters = text.form(last) == "(" and text.form(last + 2) == ")" and len(text.form(last + 1)) > 2
        return letters and text.written(last + 1).isupper() and text.capital(before - 1)

    def _after_preposition(self, name: Name) -> Verdict | None:
        """Judge a name after from, to, of and their like."""
        before = self.deciding(name.first)
        form, previous = self.text.form(before), self.text.form(before - 1)
        if form == "with" and previous in {"border", "borders", "frontier", "crossing"}:
            return Verdict("yes", "place:border")
        if form == "of":
            return Verdict("yes", "place:out") if previous in {"out", "outside"} else self._after_of(name, before)
        if form == "from":
            sends = self._sends(name, previous) and self._before(before).isdisjoint(self.words.words["leaving"])
            return NO if sends else Verdict("yes", "place:from")
        if not self.words.has(form, "towns_after"):
            return None
        return self._towards(name, before)

    def _after_of(self, name: Name, before: int) -> Verdict:
        words, previous = self.words, self.text.form(before - 1)
        if words.has(previous, "part_nouns") or previous in words.directions or words.has(previous, "adjunct_events"):
            return Verdict("yes", "place:part")
        if words.has(previous, "inhabitants") and not self._actor(name):
            return Verdict("yes", "place:of")
        if words.has(previous, "offices") or self._actor(name) or self.text.capital(before - 1):
            return NO
        return MAYBE if self._small(name) else Verdict("yes", "place:of")

    def _sends(self, name: Name, previous: str) -> bool:
        """Return whether from names who sends or speaks: word from Tehran, a senator from Ohio."""
        words = self.words
        people = words.has(previous, "adjunct_people") or words.has(previous, "offices")
        return words.has(previous, "not_from") and (self._actor(name) or people)

    def _before(self, index: int) -> set[str]:
        """Return the words of a sentence that stand shortly before one."""
        return {self.text.form(k) for k in range(max(0, index - _NEAR), index)} if index > 0 else set()

    def _towards(self, name: Name, before: int) -> Verdict | None:
        text, words = self.text, self.words
        form, previous = text.form(before), text.form(before - 1)
        moving = self._before(before) & (
            words.words["motion"] | ({"from"} if form != "for" else words.words["entering"])
        )
        if moving and form not in {"on", "off", "above"} and not (form == "for" and self._actor(name)):
            return Verdict("yes", "place:motion")
        in_words = self._actor(name) and words.has(previous, "verbal_assaults")
        if form == "on" and words.has(previous, "assaults") and not in_words:
            return Verdict("yes", "place:event")
        if self._actor(name) or previous == "according" or (form == "on" and words.has(previous, "organizations")):
            return NO
        if form in {"for", "on"}:
            return MAYBE
        if form in {"to", "toward", "towards"}:
            return MAYBE if self._small(name) else Verdict("yes", "place:to")
        return None

    def _object(self, name: Name) -> Verdict | None:
        form = self.text.form(self.deciding(name.first))
        town = self.words.has(form, "entering") and not self._actor(name)
        return Verdict("yes", "place:entered") if town or self.words.has(form, "country_entering") else None

    def _acting(self, name: Name) -> Verdict | None:
        actor = self._actor(name)
        before = self.text.form(self.deciding(name.first))
        if self._verb_follows(name):
            return NO if actor else MAYBE
        return NO if actor and self.words.has(before, "acting_before") else None

    # What kind of name it is.

    def _actor(self, name: Name) -> bool:
        """Return whether a name often stands for a government."""
        written = " ".join(self.text.forms[name.first : name.last])
        state = name.country and not any(self.words.has(entry.name.lower(), "city_states") for entry in name.entries)
        return state or name.region or self.words.has(written, "capitals")

    def _verb_follows(self, name: Name) -> bool:
        return self.words.has(self.text.form(name.last), "acting_verbs")

    def _small(self, name: Name) -> bool:
        """Return whether a name is one of small towns only, or a surname of this text."""
        towns = all(entry.kind == "city" and entry.population < _SMALL for entry in name.entries)
        return towns or self.names.is_surname(name)

    def _is_passed(self, k: int) -> bool:
        """Return whether a word may stand between a preposition and a name."""
        text, words = self.text, self.words
        form = text.form(k)
        if form == "of":
            return words.has(text.form(k - 1), "of_names")
        if form == "and":
            return text.form(k - 1) in words.directions and text.form(k + 1) in words.directions
        return words.has(form, "between") or form in {'"', "“", "‘"}
