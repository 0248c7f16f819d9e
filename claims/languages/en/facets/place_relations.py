"""Find locations given by distance and direction from a place: 30 km south of Homs, 65 miles (104km) east of Aden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.facets.number_words import numbers
from claims.languages.en.facets.place_words import place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.en.facets.english_words import Text
    from claims.languages.en.facets.place_mentions import Mention

__all__ = ["Relation", "find"]

_BACK = 14
_BETWEEN = 6
"""Maximum number of words between a place and the words for its location."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Words that place something relative to a named place.

    Attributes:
        anchor: The named place.
        subject: The place that they locate, if the text names it just before.
        first: Index of their first word; `last`, the index after their last one.
        bearing: Degrees clockwise from north.
        km: The distance in kilometres.
    """

    anchor: Mention
    subject: Mention | None
    first: int
    last: int
    bearing: float
    km: float


def find(text: Text, mentions: Sequence[Mention]) -> list[Relation]:
    """Return the relations of a text, in its order."""
    found: list[Relation] = []
    for k, anchor in enumerate(mentions):
        before = mentions[k - 1] if k else None
        if relation := _around(text, anchor, before):
            found.append(relation)
    return found


def _around(text: Text, anchor: Mention, before: Mention | None) -> Relation | None:
    words, parse = place_words(), numbers()
    at = anchor.first - 1
    while text.form(at) in {"the", "city", "capital", "town"}:
        at -= 1
    if text.form(at) not in {"of", "from"}:
        return None
    end = at
    direction = words.directions.get(text.form(end - 1))
    start = end - 1
    if (
        text.form(end - 2) == "-"
        and (whole := words.directions.get(f"{text.form(end - 3)}-{text.form(end - 1)}")) is not None
    ):
        direction, start = whole, end - 3
    if direction is None:
        return None
    for k in range(start - 1, max(-1, start - _BACK), -1):
        number = parse.value(text, k)
        limited = number and words.kilometres.get(text.form(number[1]))
        if number is None or not limited or not _reaches(text, number[1] + 1, start):
            continue
        if text.form(k - 1) == "(" or (k and text.form(k - 1) == "."):
            continue
        subject = (
            before
            if before and 0 <= k - before.last <= _BETWEEN and not {".", "\n"} & set(text.forms[before.last : k])
            else None
        )
        return Relation(anchor, subject, k, anchor.last, direction, float(number[0]) * limited)
    return None


def _reaches(text: Text, index: int, direction: int) -> bool:
    """Return whether nothing but the same distance in brackets and to the stands before a direction."""
    if text.form(index) == "(":
        index = next((k + 1 for k in range(index, index + 5) if text.form(k) == ")"), index)
    return all(text.form(k) in {"to", "the", "due", "away"} for k in range(index, direction))
