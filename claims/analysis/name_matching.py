"""Match names of sources despite differences in spelling, titles, and Arabic or Latin script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from claims.analysis.comparison_data import language, latin_sounds, names
from claims.analysis.comparison_words import concept, concept_words, content_words, plain_words

if TYPE_CHECKING:
    from claims.analysis.comparison_data import Names
    from claims.extraction.comparison_vocabulary import ComparisonWords

__all__ = ["Name", "Sort", "consonants", "name_of", "same_name"]

Sort = Literal["person", "body", "unnamed"]
"""What a name refers to: a person, a body, or someone whom the document does not name."""

_CLEAR = 4
"""Minimum number of consonants for a two-word name to be distinctive."""
_FEWEST = 2
"""Number of consonants that a word keeps."""
_MANY = frozenset(
    {
        "authority", "committee", "council", "government", "hospital", "minister", "ministry", "mission",
        "municipality", "organization", "service",
    }
)  # fmt: skip
"""Bodies of which several exist, so the word alone (الوزارة, "the council") identifies one only within its document."""


_OF_EVERY_STATE = frozenset(
    {
        "army", "defence", "finance", "foreign", "government", "health", "interior", "justice", "minister", "ministry",
        "national", "police",
    }
)  # fmt: skip
"""Words for bodies that every state has: الجيش, "the interior ministry"."""
_COMMA = re.compile("[,،]")
_BRACKETED = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A source's name, prepared for comparison.

    Attributes:
        sort: What the name refers to.
        parts: The consonants of each word of a person's name; the concepts of a body's; the stems of others.
        role: The titles and offices in a person's name, as written.
        proper: Whether the name refers to the same source in every document.
        ends: The first and the last two words of a person's name, as consonants, in which its full and short forms meet
            ("وزير المياه توفيق الشرجبي", "توفيق الشرجبي"); each with the part of the name beside them, or "".
        state_body: Whether it names a body that every state has, without saying of which state.
    """

    sort: Sort
    parts: frozenset[str]
    role: str
    proper: bool
    ends: frozenset[tuple[str, str, str]] = frozenset()
    state_body: bool = False


def same_name(one: Name, other: Name) -> bool:
    """Return whether two names refer to one source: equal, or one a short form of the other person's name."""
    if (one.sort, one.proper) != (other.sort, other.proper):
        return False
    if one.parts == other.parts:
        return True
    if one.sort != "person" or not one.proper:
        return False
    short, long = sorted((one.parts, other.parts), key=len)
    return (short < long and _is_clear(short)) or _end_alike(one, other)


def _end_alike(one: Name, other: Name) -> bool:
    return any(
        ours[:2] == theirs[:2] and (ours[2] == theirs[2] or not (ours[2] and theirs[2]))
        for ours in one.ends
        for theirs in other.ends
    )


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
    spoken = _spoken(written, data, known)
    parts = frozenset(word.sound for word in spoken if not word.is_role and word.sound)
    role = " ".join(word.written for word in spoken if word.is_role)
    if len(parts) < 2:
        return Name("unnamed", _said(written, tag), role, proper=False)
    return Name("person", parts, role, proper=True, ends=_ends(written, data, known))


class _Spoken(NamedTuple):
    """A word of a person's name: as written, its consonants, and whether it is a title or part of an office."""

    written: str
    sound: str
    is_role: bool


def _spoken(written: str, data: ComparisonWords, known: Names) -> list[_Spoken]:
    articles = latin_sounds().articles
    words = [word for word in plain_words(written) if len(word) > 1 and word not in articles]
    return [_Spoken(word, _consonants(word, known), _is_role(word, data)) for word in words]


def _is_role(word: str, data: ComparisonWords) -> bool:
    forms = {word, *(word.removeprefix(prefix) for prefix in data.prefixes if word.startswith(prefix))}
    return not forms.isdisjoint(data.titles) or not forms.isdisjoint(data.concepts)


def _ends(written: str, data: ComparisonWords, known: Names) -> frozenset[tuple[str, str, str]]:
    """Return the first two and the last two words of a person's name, without the office before or after it."""
    parts = [_spoken(part, data, known) for part in _COMMA.split(written, maxsplit=1)]
    name = min(parts, key=lambda part: (len(part) < 2, sum(word.is_role for word in part), len(part)))
    first, last = (name[:2], name[2:3]), (name[-2:], name[-3:-2])
    ends: tuple[tuple[list[_Spoken], list[_Spoken]], ...]
    if not any(word.is_role for word in name):
        ends = (first, last)
    elif name[0].is_role or len(parts) > 1 or written.isascii():
        ends = (last,)
    else:
        ends = (first,)
    bodies = _words_of_bodies(known)
    return frozenset(
        (end[0].sound, end[1].sound, beside[0].sound if beside and not beside[0].is_role else "")
        for end, beside in ends
        if len(end) > 1
        and not {end[0].written, end[1].written} & bodies
        and not (end[0].is_role or end[1].is_role)
        and _is_clear(frozenset({end[0].sound, end[1].sound}))
    )


@lru_cache(maxsize=8)
def _words_of_bodies(known: Names) -> frozenset[str]:
    tables = (known.bodies, known.agencies)
    return frozenset(word for table in tables for ways in table.values() for way in ways for word in plain_words(way))


def _body(written: str, tag: str, data: ComparisonWords, known: Names) -> Name:
    ways = (written, _BRACKETED.sub(" ", written), *_BRACKETED.findall(written))
    body = next((found for way in ways if (found := _known_body(way, data, known))), None)
    if body:
        return Name("body", frozenset({body}), "", proper=True)
    words = [word for word in plain_words(written) if word not in data.stop]
    if len(words) == 1:
        # Too many single words have the same consonants: الشرق and الشروق are two newspapers.
        (meant,) = concept_words(written, tag) or words
        of_states = meant in _OF_EVERY_STATE
        parts = frozenset([meant if meant in _MANY or of_states else data.concepts.get(words[0], words[0])])
    else:
        parts = frozenset(concept(word, data) or _consonants(word, known) or word for word in words)
        of_states = parts <= _OF_EVERY_STATE
    return Name("body", parts, "", proper=bool(parts - _MANY), state_body=of_states)


def _known_body(written: str, data: ComparisonWords, known: Names) -> str | None:
    """Return the id of a known body that is named so, with or without a word that says nothing before it (the UN)."""
    words = plain_words(written)
    ways = [words, words[1:]] if words and words[0] in data.stop else [words]
    return next((found for way in ways if (found := _bodies(known).get(" ".join(way)))), None)


@lru_cache(maxsize=8)
def _bodies(names: Names) -> dict[str, str]:
    """Map each known way to name a body to the body's id."""
    tables = (names.bodies, names.agencies)
    return {" ".join(plain_words(way)): body for table in tables for body, ways in table.items() for way in ways}


def consonants(word: str) -> str:
    """Return the consonants of a folded word of a name, by which its spellings in two scripts meet."""
    return _consonants(word, names())


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
    found = "".join(letter for place, letter in enumerate(word) if word[place - 1 : place] != letter)
    # Latin letters write the end of فرحة and of فارح alike: Farah.
    return found[:-1] if found.endswith("h") and len(found) > _FEWEST else found
