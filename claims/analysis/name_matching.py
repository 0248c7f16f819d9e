"""Match names of sources despite differences in spelling, titles, and Arabic or Latin script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from claims.analysis.comparison_data import language, latin_sounds, names
from claims.analysis.comparison_words import concept_words, content_words, plain_words

if TYPE_CHECKING:
    from claims.analysis.comparison_data import Names
    from claims.extraction.comparison_vocabulary import ComparisonWords

__all__ = ["Name", "Sort", "name_of", "same_name"]

Sort = Literal["person", "body", "unnamed"]
"""What a name refers to: a person, a body, or someone whom the document does not name."""

_CLEAR = 5
"""Minimum number of consonants for a two-word name to be distinctive."""
_MANY = frozenset(
    {
        "authority", "committee", "council", "government", "hospital", "minister", "ministry", "mission",
        "municipality", "organization", "service",
    }
)  # fmt: skip
"""Bodies of which several exist, so the word alone (الوزارة, "the council") identifies one only within its document."""


@dataclass(frozen=True, slots=True)
class Name:
    """A source's name, prepared for comparison.

    Attributes:
        sort: What the name refers to.
        parts: The consonants of each word of a person's name; the concepts of a body's; the stems of others.
        role: The titles and offices in a person's name, as written.
        proper: Whether the name refers to the same source in every document.
    """

    sort: Sort
    parts: frozenset[str]
    role: str
    proper: bool


def same_name(one: Name, other: Name) -> bool:
    """Return whether two names refer to one source: equal, or one a short form of the other person's name."""
    if (one.sort, one.proper) != (other.sort, other.proper):
        return False
    if one.parts == other.parts:
        return True
    short, long = sorted((one.parts, other.parts), key=len)
    return one.sort == "person" and one.proper and short < long and _is_clear(short)


def _is_clear(parts: frozenset[str]) -> bool:
    return len(parts) > 1 and sum(map(len, parts)) >= _CLEAR


def name_of(written: str, sort: Sort, tag: str) -> Name:
    """Prepare a name for comparison.

    Args:
        written: The name as the document gives it.
        sort: What the name refers to.
        tag: The document's language (BCP 47).
    """
    return _name_of(written, sort, tag, language(tag), names())


@lru_cache(maxsize=1 << 14)
def _name_of(written: str, sort: Sort, tag: str, data: ComparisonWords, known: Names) -> Name:
    if sort == "person":
        return _person(written, tag, data, known)
    if sort == "body":
        return _body(written, tag, data, known)
    return Name("unnamed", _said(written, tag), "", proper=False)


def _said(written: str, tag: str) -> frozenset[str]:
    """Return the words of a source that is described but not named."""
    return frozenset(content_words(written, tag) or plain_words(written) or [written])


def _person(written: str, tag: str, data: ComparisonWords, known: Names) -> Name:
    """Prepare a person's name. Titles and offices form the role; a name of nothing else is not proper."""
    articles = latin_sounds().articles
    words = [word for word in plain_words(written) if len(word) > 1 and word not in articles]
    role = [word for word in words if word in data.titles or word in data.concepts]
    parts = frozenset(filter(None, (_consonants(word, known) for word in words if word not in role)))
    if len(parts) < 2:
        return Name("unnamed", _said(written, tag), " ".join(role), proper=False)
    return Name("person", parts, " ".join(role), proper=True)


def _body(written: str, tag: str, data: ComparisonWords, known: Names) -> Name:
    body = _bodies(known).get(" ".join(plain_words(written)))
    if body:
        return Name("body", frozenset({body}), "", proper=True)
    words = [word for word in plain_words(written) if word not in data.stop]
    if len(words) == 1:
        # Too many single words have the same consonants: الشرق and الشروق are two newspapers.
        (meant,) = concept_words(written, tag) or words
        parts = frozenset([meant if meant in _MANY else data.concepts.get(words[0], words[0])])
    else:
        parts = frozenset(data.concepts.get(word) or _consonants(word, known) or word for word in words)
    return Name("body", parts, "", proper=bool(parts - _MANY))


@lru_cache(maxsize=8)
def _bodies(names: Names) -> dict[str, str]:
    """Map each known way to name a body to the body's id."""
    tables = (names.bodies, names.agencies)
    return {" ".join(plain_words(way)): body for table in tables for body, ways in table.items() for way in ways}


@lru_cache(maxsize=1 << 15)
def _consonants(word: str, known: Names) -> str:
    """Return the consonants of a name's word, one letter each, without doubling (أحمد, Ahmad and Ahmed give "hmd")."""
    sounds = next((each for each in known.sounds if each.script.search(word)), None)
    if sounds:
        word = word.removeprefix(sounds.article) if len(word) > 4 else word
        word = word.removesuffix(sounds.ending) if len(word) > 3 else word
    elif word.endswith("ah"):
        word = word[:-2]
    for letters, sound in sounds.letters if sounds else latin_sounds().letters:
        word = word.replace(letters, sound)
    return "".join(letter for place, letter in enumerate(word) if word[place - 1 : place] != letter)
