"""Find locations given by distance and direction from a place: جنوب القطرون بحوالي 80 كم."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from claims.extraction.place_estimates import estimated_point, estimated_radius
from claims.languages.ar.facets.facet_words import stems
from claims.languages.ar.facets.number_words import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.place_mentions import Mention
    from claims.languages.ar.facets.place_words import Wording

__all__ = ["Relation", "find"]

_BETWEEN = 4
"""Maximum number of words between a place and the words for its location."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Words that place something relative to a named place.

    Attributes:
        anchor: The named place.
        first: Index of their first word; `last`, the index after their last one.
        bearing: Degrees clockwise from north.
        km: The distance in kilometres.
    """

    anchor: Mention
    first: int
    last: int
    bearing: float
    km: float

    def point(self, lat: float, lon: float, around: float) -> tuple[float, float]:
        """The estimated point, given the anchor's."""
        return estimated_point(lat, lon, self.bearing, self.km, around)

    def radius(self, around: float) -> float:
        """How far from that point it may be, in kilometres, where the anchor's own point is sure to `around`."""
        return estimated_radius(self.km, around)


def find(text: Text, words: Wording, language: str, mentions: Sequence[Mention]) -> list[Relation]:
    """The relations of a text, in its order."""
    reader = _Reader(text, words, language)
    return [relation for mention in mentions if (relation := reader.around(mention))]


def subject(text: Text, relation: Relation, mentions: Sequence[Mention]) -> Mention | None:
    """The place that a relation is said of: the last one before it in its sentence, few words away."""
    after = bisect_right(mentions, relation.first, key=attrgetter("last"))
    if not after:
        return None
    mention = mentions[after - 1]
    between = text.forms[mention.last : relation.first]
    near = len([form for form in between if form[0].isalnum()]) <= _BETWEEN
    return mention if near and not {".", "\n", "؟", "!"} & set(between) else None


class _Reader:
    def __init__(self, text: Text, words: Wording, language: str) -> None:
        self.text = text
        self.words = words
        self.numbers = numbers(language)

    def around(self, anchor: Mention) -> Relation | None:
        """The relation to an anchor: direction before it, and the distance before that or after the anchor."""
        at = anchor.first - 1
        while at >= 0 and self.text.form(at) in self.words.links:
            at -= 1
        direction = self._direction_ending(at)
        if direction is None:
            return None
        first, bearing = direction
        if after := self._distance(self._skip(anchor.last)):
            return Relation(anchor, first, after[1], bearing, after[0])
        for start in range(first - 1, max(-1, first - 8), -1):
            before = self._distance(start)
            if before and self._reaches(before[1], first):
                return Relation(anchor, self._lead(start), anchor.last, bearing, before[0])
        return None

    def _reaches(self, index: int, direction: int) -> bool:
        """Whether nothing but الى stands between the end of a distance and a direction."""
        return all(self.text.form(i) == "الي" for i in range(index, direction))

    def _direction_ending(self, last: int) -> tuple[int, float] | None:
        """The first word and bearing of the direction whose last word is at `last`."""
        for size in (2, 1):
            first = last - size + 1
            if first < 0:
                continue
            for _, stem in stems(self.text.form(first)):
                phrase = (stem, *(self.text.form(i) for i in range(first + 1, last + 1)))
                for form in (phrase, ("ال" + phrase[0], *phrase[1:])):
                    if (bearing := self.words.bearings.get(form)) is not None:
                        return first, bearing
        return None

    def _skip(self, index: int) -> int:
        """The index after closing quotation marks and the words for roughly."""
        while self.text.form(index) in {'"', "”", "»", "،"}:
            index += 1
        return index

    def _distance(self, index: int) -> tuple[float, int] | None:
        """The kilometres of a distance whose words begin at `index`, and the index after them."""
        index += self.text.longest(index, self.words.leading)
        index += self.text.longest(index, self.words.about)
        number = self.numbers.at(self.text, index)
        if number is None or number.min is None:
            return None
        size = self.text.longest(number.last, self.words.unit_phrases)
        if not size:
            return None
        unit = tuple(self.text.form(i) for i in range(number.last, number.last + size))
        most = number.min if number.max is None else number.max
        return (number.min + most) / 2 * self.words.units[unit], number.last + size

    def _lead(self, index: int) -> int:
        """The first word of the phrase that leads to a distance: على بعد."""
        for before in range(max(0, index - 3), index):
            if before + self.text.longest(before, self.words.leading) == index:
                return before
        return index
