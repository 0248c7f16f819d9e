"""Judge names that the gazetteer lacks: sites by their last words, places by the nouns and prepositions beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.en.facets.capitalised_names import DASHES, LINES
from claims.languages.en.facets.place_contexts import MAYBE, NO, Verdict, head_kind

if TYPE_CHECKING:
    from claims.languages.en.facets.capitalised_names import Name
    from claims.languages.en.facets.place_contexts import Contexts

__all__ = ["UnlistedPlaces"]

_LOCATED = frozenset(("of", "from", "to", "on", "off", "toward", "towards", "over", "through", "by"))
_SITE_AFTER = frozenset(("in", "at", "near", "from", "of", "outside", "to", "inside", "through"))
_BARE_AFTER = frozenset(("in", "near", "nearby", "outside", "around", "at", "reached", "through"))
_ENTERED = frozenset(("invaded", "stormed", "entered", "reached", "shelled", "bombed", "overran", "besieged"))
_RETAKEN = frozenset(("retook", "retaken", "retaking", "recaptured", "recapturing"))
"""Verbs whose object is a place and nothing else."""
_INHABITANTS = frozenset(("residents", "villagers", "inhabitants", "outskirts"))
_LINE_ENDS = frozenset((".", "\n", "\n\n"))
_DISTANCE = 12
"""Maximum number of words in a distance with its direction."""


class UnlistedPlaces:
    """Judges the names of one text that the gazetteer lacks."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self.names = contexts.names
        self.text = contexts.text
        self.words = contexts.words
        self._checks = (
            self._site,
            self._other,
            self._county,
            self._person,
            self._noun,
            self._common_site,
            self._told,
            self._bare,
        )

    def judge(self, name: Name) -> Verdict:
        """Return whether a name that the gazetteer lacks is a place here."""
        for check in self._checks:
            if verdict := check(name):
                return verdict
        return NO

    def _before(self, name: Name) -> str:
        return self.text.form(self.contexts.deciding(name.first))

    def _located(self, name: Name) -> bool:
        form = self._before(name)
        return self.words.has(form, "locative") or form in _LOCATED

    def _site(self, name: Name) -> Verdict | None:
        """Judge a name that ends in a word for a site: Brussels Airport, the Martin Center."""
        forms = self.text.forms[name.first : name.last]
        if len(forms) < 2 or self.names.titled(name.first):
            return None
        if self.words.has(forms[0], "site_firsts"):
            return Verdict("yes", "place:facility", "facility")
        if not self.words.has(forms[-1], "facilities"):
            return None
        if not self.words.has(forms[-1], "weak_facilities"):
            known = self._located(name) or not self.contexts.describes(name)
            return Verdict("yes", "place:facility", "facility") if known else MAYBE
        if self.text.form(name.last) in {"for", "on"}:
            return NO
        at = self.words.has(self._before(name), "locative") and not self._member(self.contexts.deciding(name.first))
        return Verdict("yes", "place:facility", "facility") if at else MAYBE

    def _member(self, preposition: int) -> bool:
        """Return whether somebody belongs to a body rather than being at a site: a researcher at the Martin Center."""
        near = range(max(0, preposition - 4), preposition)
        return self.text.form(preposition) == "at" and any(self.words.has(self.text.form(k), "members") for k in near)

    def _other(self, name: Name) -> Verdict | None:
        """Refuse bodies, days, religions and what else is capitalised."""
        forms = self.text.forms[name.first : name.last]
        other = self.words.has(forms[0], "no_places") or self.words.has(forms[-1], "no_places")
        return NO if other or any(self.words.has(form, "organizations") for form in forms) else None

    def _county(self, name: Name) -> Verdict | None:
        """Judge a possessive that is part of a name: St Mary's County."""
        text, after = self.text, name.last + 1
        if text.form(name.last) != "'s" or not self.names.capital(after):
            return None
        if not self.words.has(text.form(after), "facilities") and text.form(after) != "county":
            return None
        return Verdict("yes", "place:site") if self._located(name) else MAYBE

    def _person(self, name: Name) -> Verdict | None:
        """Refuse people, nationalities and abbreviations."""
        text, first = self.text, name.first
        form = text.form(first)
        listed = (
            any(self.words.has(form, kind) for kind in ("titles", "given_names")) or form in self.words.nationalities
        )
        shouted = text.raw[first].isupper() and len(text.raw[first]) > 1 and text.form(first - 1) not in LINES
        return NO if listed or (shouted and first) or self.names.titled(first) else None

    def _noun(self, name: Name) -> Verdict | None:
        """Judge a name by the noun before or after it: the Bahcelievler area, the village of Gomari."""
        following, before = self.text.form(name.last), self._before(name)
        if self.words.has(following, "heads_after"):
            plain = following in {"state", "area", "city"}
            near = self.words.has(before, "locative") or (not plain and (self._located(name) or before == "the"))
            if near or (not plain and self._is_owned(name)):
                return Verdict("yes", "place:head", head_kind(following, "district"))
        head = self.contexts.noun_before(name.first)
        return Verdict("yes", "place:head", head) if head else None

    def _common_site(self, name: Name) -> Verdict | None:
        """Judge a name before a noun for a site: the Maelbeek subway station."""
        text, last = self.text, name.last
        site = next((k for k in range(last, last + 3) if self.words.has(text.form(k), "facilities")), None)
        if site is None or self._before(name) not in _SITE_AFTER:
            return None
        between = [text.form(k) for k in range(last, site)]
        plain = all(form.isalpha() and not self.words.has(form, "function") for form in between)
        return Verdict("yes", "place:facility", "facility") if plain else None

    def _told(self, name: Name) -> Verdict | None:
        """Judge a name that a distance, a verb, an owner or a state beside it shows to be a place."""
        comma = self.text.form(name.last) == ","
        if comma and self._distance_at(name.last + 1):
            return Verdict("yes", "place:relation", "city")
        single = name.last - name.first == 1
        surname = self.names.is_surname(name)
        before = self._before(name)
        if not surname and ((single and before in _ENTERED) or before in _RETAKEN):
            return Verdict("yes", "place:entered")
        if single and not surname and before == "of" and self._inhabited(name):
            return Verdict("yes", "place:head")
        if self.text.form(name.first - 1) == "'s" and self._owned(name.first - 1):
            return Verdict("yes", "place:owned")
        return (
            Verdict("yes", "place:contained", "city")
            if comma and not surname and self._state_at(name.last + 1)
            else None
        )

    def _inhabited(self, name: Name) -> bool:
        """Return whether people live in a name: residents of Rupasi."""
        return self.text.form(self.contexts.deciding(name.first) - 1) in _INHABITANTS

    def _distance_at(self, index: int) -> bool:
        """Return whether a distance and a direction stand at `index`: Dalori, about 12 kilometers southeast of."""
        forms = self.text.forms[index : index + _DISTANCE]
        measured = next((k for k, form in enumerate(forms) if form in self.words.kilometres), None)
        if measured is None or _LINE_ENDS & set(forms[:measured]):
            return False
        return any(form in self.words.directions for form in forms[measured:])

    def _is_owned(self, name: Name) -> bool:
        """Return whether the gazetteer has the owner before a name: Somalia's Lower Shabelle region."""
        possessive = name.first - 1
        return self.text.form(possessive) == "'s" and self.names.ending_at(possessive) is not None

    def _owned(self, possessive: int) -> bool:
        """Return whether a possessive is a place's, after a preposition: near Ankara's Guvenpark."""
        owner = self.names.ending_at(possessive)
        return owner is not None and self.words.has(self._before(owner), "locative")

    def _state_at(self, index: int) -> bool:
        """Return whether a state or a country stands at `index`, alone: Quantico, Va., for."""
        text = self.text
        if not text.capital(index):
            return False
        if text.form(index) in self.words.state_codes:
            return True
        last, entries = self.names.longest(index, index + 4)
        wide = any(entry.kind in {"country", "admin"} for entry in entries)
        return wide and (text.form(last) in {",", ".", ")", ";"} | DASHES or self.names.in_dateline(index))

    def _bare(self, name: Name) -> Verdict | None:
        """Judge a name that only a preposition shows to be a place: in Handwara."""
        text, size = self.text, name.last - name.first
        form, before = self._before(name), self.contexts.deciding(name.first)
        written = text.written(name.first)
        if written[1:] != written[1:].lower() and not written.isupper():
            return NO
        if form not in _BARE_AFTER or size > 3 or (form == "at" and size > 1) or len(text.form(name.first)) < 4:
            return NO
        inside_name = text.capital(before) and before > 0 and text.form(before - 1)[:1].isalpha()
        follows = text.form(name.last) == "'s" or text.form(name.last) in DASHES
        if follows or inside_name or text.form(name.first - 1) == "the" or self.names.is_surname(name):
            return NO
        return Verdict("yes", "place:unlisted")
