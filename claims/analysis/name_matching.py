"""Whether two names mean one source: spelling, titles, and Arabic or Latin letters apart."""

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
"""What a name is of: a person, a body, or somebody whom the document does not name."""

_CLEAR = 5
"""How many consonants a name of two words needs to be told from others."""
_MANY = frozenset(
    {
        "authority", "committee", "council", "government", "hospital", "minister", "ministry", "mission",
        "municipality", "organization", "service",
    }
)  # fmt: skip
"""Bodies of which there are several, so that the word alone (الوزارة, the council) says which in its document only."""


@dataclass(frozen=True, slots=True)
class Name:
    """A source's name as it is compared.

    Attributes:
        sort: What it is the name of.
        parts: Of a person the consonants of each word; of a body what its words mean; of others their stems.
        role: The words of a person's name that are titles and offices, as written.
        proper: Whether it is a name that means the same in every document.
    """

    sort: Sort
    parts: frozenset[str]
    role: str
    proper: bool


def same_name(one: Name, other: Name) -> bool:
    """Whether two names mean one source: the same, or one a person's short name of the other."""
    if (one.sort, one.proper) != (other.sort, other.proper):
        return False
    if one.parts == other.parts:
        return True
    short, long = sorted((one.parts, other.parts), key=len)
    return one.sort == "person" and one.proper and short < long and _is_clear(short)


def _is_clear(parts: frozenset[str]) -> bool:
    return len(parts) > 1 and sum(map(len, parts)) >= _CLEAR


def name_of(written: str, sort: Sort, tag: str) -> Name:
    """A name as it is compared.

    Args:
        written: As the document gives it.
        sort: What it is the name of.
        tag: The document's language.
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
    """The words of who is no more than described."""
    return frozenset(content_words(written, tag) or plain_words(written) or [written])


def _person(written: str, tag: str, data: ComparisonWords, known: Names) -> Name:
    """Titles and the offices that they are of are the role; without anything else it is nobody's name."""
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
        # Of one word alone too many have the same consonants: الشرق and الشروق are two newspapers.
        (meant,) = concept_words(written, tag) or words
        parts = frozenset([meant if meant in _MANY else data.concepts.get(words[0], words[0])])
    else:
        parts = frozenset(data.concepts.get(word) or _consonants(word, known) or word for word in words)
    return Name("body", parts, "", proper=bool(parts - _MANY))


@lru_cache(maxsize=8)
def _bodies(names: Names) -> dict[str, str]:
    """Every way of naming a body that the data knows, to its id."""
    tables = (names.bodies, names.agencies)
    return {" ".join(plain_words(way)): body for table in tables for body, ways in table.items() for way in ways}


@lru_cache(maxsize=1 << 15)
def _consonants(word: str, known: Names) -> str:
    """The consonants of a name's word, in one letter each, doubled ones once (أحمد, Ahmad and Ahmed give hmd)."""
    sounds = next((each for each in known.sounds if each.script.search(word)), None)
    if sounds:
        word = word.removeprefix(sounds.article) if len(word) > 4 else word
        word = word.removesuffix(sounds.ending) if len(word) > 3 else word
    elif word.endswith("ah"):
        word = word[:-2]
    for letters, sound in sounds.letters if sounds else latin_sounds().letters:
        word = word.replace(letters, sound)
    return "".join(letter for place, letter in enumerate(word) if word[place - 1 : place] != letter)
