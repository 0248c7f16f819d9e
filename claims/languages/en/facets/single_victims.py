"""Extract figures of one person who is named, or meant by a pronoun: Omar died, killed James Foley, his arrest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.en.facets.figure_words import Cue, figure_words
from claims.languages.en.facets.place_words import place_words
from claims.model.facets import Figure

if TYPE_CHECKING:
    from collections.abc import Collection

    from claims.languages.en.facets.english_words import Text
    from claims.model.facets import What

__all__ = ["find"]

_WHATS = frozenset(("killed", "injured", "captured", "released"))
_BACK = 16
_AUX = frozenset(("was", "is", "has", "had", "been", "be", "being", "were", "also", "later", "reportedly", "first"))
_SINGULAR_AUX = frozenset(("was", "has", "had", "is"))
_ENDS = frozenset((".", "!", "?", ";", "\n", ":", "\n\n", '"', "“", "”"))
_DEATHS = frozenset(("death", "killing", "murder", "assassination", "execution"))
_PREPOSITIONS = frozenset(("in", "of", "at", "from", "near", "to", "on", "by", "outside"))
_DIED = frozenset(("died", "perished", "drowned"))
_OTHER_SENSES = frozenset(
    (
        "hold",
        "holding",
        "free",
        "freeing",
        "freed",
        "capture",
        "captured",
        "capturing",
        "release",
        "released",
        "releasing",
        "burned",
        "beat",
        "shot",
        "hurt",
    )
)
"""Verbs whose object, a bare name, may as well be a thing: holding Mosul."""
_HIMSELF = frozenset(("himself", "herself"))


def find(text: Text, used: Collection[int]) -> list[Figure]:
    """Return the figures of single persons, from the words for events that are not in `used`."""
    reader = _Reader(text, used)
    found: list[Figure] = []
    free = 0
    phrases = reader.words.phrases
    for index, form in enumerate(text.forms):
        if index < free or (form not in phrases and form not in _DEATHS) or index in used:
            continue
        cue = reader.words.cue(text, index)
        if cue is None and form in _DEATHS:
            cue = Cue(index, index + 1, {})
        if cue is None:
            continue
        if figure := reader.figure(cue):
            found.append(figure)
            free = cue.last
    return found


class _Reader:
    def __init__(self, text: Text, used: Collection[int]) -> None:
        self.text = text
        self.used = used
        self.words = figure_words()

    def figure(self, cue: Cue) -> Figure | None:
        """Return the figure of one person to whom a cue says that something happened."""
        for read in (self._death, self._left_dead, self._noun_of, self._passive, self._active):
            if figure := read(cue):
                return figure
        return None

    def _death(self, cue: Cue) -> Figure | None:
        """Read Omar's death, the general's brutal killing."""
        text, k = self.text, cue.first - 1
        k -= text.form(k) != "'s" and text.form(k - 1) == "'s"
        if text.form(cue.first) not in _DEATHS or text.form(k) != "'s":
            return None
        first = self._name_start(k - 1)
        return None if first is None else self._made("killed", first, cue.last, cue)

    def _left_dead(self, cue: Cue) -> Figure | None:
        """Read left Tamerlan Tsarnaev dead."""
        first = self._name_start(cue.first - 1) if self.text.form(cue.first) == "dead" else None
        left = first is not None and self.text.form(first - 1) in {"left", "leaving"}
        return self._made("killed", first, cue.last, cue) if left and first is not None else None

    def _noun_of(self, cue: Cue) -> Figure | None:
        """Read the death of James Foley."""
        what = cue.senses.get("of")
        if what is None or what not in _WHATS - {"released"} or not self._named(cue.last):
            return None
        return self._made(what, cue.first, self._name_end(cue.last), cue)

    def _passive(self, cue: Cue) -> Figure | None:
        """Read Omar died, she was arrested, blew himself up."""
        what, form = self._verb(cue), self.text.form(cue.first)
        if what is None or not (self._participle(form) or form in _DIED):
            return None
        if (first := self._subject(cue)) is not None:
            return self._made(what, first, cue.last, cue)
        himself = self.text.form(cue.last - 1) in _HIMSELF or self.text.form(cue.last - 2) in _HIMSELF
        return self._made(what, cue.first, cue.last, cue) if himself else None

    def _active(self, cue: Cue) -> Figure | None:
        """Read killed James Foley."""
        what, text = self._verb(cue), self.text
        plain = text.form(cue.first) not in _OTHER_SENSES and text.raw[cue.first].islower()
        if what is None or "verbs" not in cue.senses or not plain:
            return None
        if text.form(cue.first - 1) in _SINGULAR_AUX or not self._named(cue.last):
            return None
        return self._made(what, cue.first, self._name_end(cue.last), cue)

    def _verb(self, cue: Cue) -> What | None:
        what = cue.senses.get("verbs") or cue.senses.get("states")
        return what if what in _WHATS else None

    def _made(self, what: What, first: int, last: int, cue: Cue) -> Figure | None:
        if any(k in self.used for k in range(first, last)):
            return None
        text = self.text
        event = text.span(cue.first, cue.last)
        return Figure(text.span(first, last), what, 1, 1, "exact", None, None, event, "single")

    def _participle(self, form: str) -> bool:
        return form.endswith(("ed", "t")) or form in {"slain", "put", "shot", "stabbed", "taken"}

    def _named(self, index: int) -> bool:
        """Return whether a person's name or title begins at `index`, after an age: 28-year-old Ahmad Khan Rahami."""
        at = self._past_age(index)
        if self.text.form(at) in place_words().nationalities:
            return False
        return self._is_name(at) and (self._is_name(at + 1) or not self.words.plural(self.text.form(at)))

    def _past_age(self, index: int) -> int:
        text = self.text
        if text.form(index)[:1].isdecimal() and text.form(index + 2) == "year" and text.form(index + 4) == "old":
            return index + 5
        return index

    def _is_name(self, index: int) -> bool:
        text = self.text
        form = text.form(index)
        return text.capital(index) and text.written(index)[1:2].islower() and len(form) > 1 and not form.endswith("day")

    def _name_end(self, index: int) -> int:
        at = self._past_age(index)
        while (
            self.text.capital(at)
            or self.text.form(at) in {"al", "-", "bin", "bint", "ibn", "abu"}
            or (self.text.form(at) == "." and len(self.text.form(at - 1)) == 1 and self.text.capital(at + 1))
        ):
            at += 1
        return max(at, index + 1)

    def _name_start(self, index: int) -> int | None:
        """Return the first word of the name or noun for a person that ends at `index`; None if there is none."""
        text, words = self.text, self.words
        if self._is_name(index):
            at = index
            while at > 0 and (
                self._is_name(at - 1)
                or (text.form(at - 1) in {"-", "al"} and (text.capital(at - 2) or text.form(at - 2) == "al"))
            ):
                at -= 1
            if words.plural(text.form(index)) and at == index and text.form(at - 1) in {"the", "many", "some"}:
                return None
            return None if text.form(at - 1) in _PREPOSITIONS else at
        if words.has(text.form(index), "persons") and text.form(index - 1) in words.words["definite"]:
            return index - 1
        return None

    def _subject(self, cue: Cue) -> int | None:
        """Return the first word of the one person who is the subject of a passive, or of a verb for dying."""
        text = self.text
        k, helped = cue.first - 1, text.form(cue.first) in _DIED
        plural = False
        while text.form(k) in _AUX and k > cue.first - 5:
            helped = helped or text.form(k) in _SINGULAR_AUX
            plural = plural or text.form(k) == "were"
            k -= 1
        if not helped or plural or k < 0:
            return None
        k -= text.form(k) == "who"
        if text.form(k) in {"he", "she"}:
            return k
        if text.form(k) == ",":
            return self._before_apposition(k)
        return self._name_start(k)

    def _before_apposition(self, comma: int) -> int | None:
        """Return the name before an apposition that ends at `comma`, or before the comma of a relative clause."""
        direct = self._name_start(comma - 1)
        for k in range(comma - 1, max(-1, comma - _BACK), -1):
            if self.text.form(k) in _ENDS:
                break
            if self.text.form(k) == ",":
                return self._name_start(k - 1) if self._name_start(k - 1) is not None else direct
        return direct
