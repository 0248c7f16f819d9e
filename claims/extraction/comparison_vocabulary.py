"""Load a language's data for comparing texts: affixes, synonyms, and the sounds of names.

The comments in `comparison.toml`, `outcomes.toml` and `names.toml` explain each key. All three are optional.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

__all__ = ["ComparisonWords", "KnownNames", "NameSounds", "Outcomes", "comparison_words", "folded", "known_names"]


WORD = re.compile(r"[^\W_]+")
"""A word as claims are compared by."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """The words for opposite outcomes of one thing, such as a road that is closed or open.

    Attributes:
        phrases: The words of each phrase, with its pair of opposites and whether it is of the second of the two.
        near_places: Likewise, those that need the word for a kind of place near them.
        leaving: Those of them that mean that a force left.
        places: Words for kinds of places.
    """

    phrases: Mapping[tuple[str, ...], tuple[str, bool]] = field(default_factory=dict)
    near_places: Mapping[tuple[str, ...], tuple[str, bool]] = field(default_factory=dict)
    leaving: frozenset[tuple[str, ...]] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonWords:
    """Data for comparing texts in a language; words are folded and in lower case. Empty without `comparison.toml`.

    Attributes:
        prefixes: Removed from words, longest first; `suffixes` likewise.
        weak: Letters that vary between the forms of a root; `augments`: letters before a root.
        stop: Words that say nothing about the topic of a sentence.
        hearsay: Words by which a source says that it knows something from reports only.
        judging: First words of claims that judge an event and do not tell it: condemnation.
        negations: Words that negate a sentence; `not_negated`: words after them with which they do not (لا يزال).
        any: Words before what there was none of, in a denial: any.
        pointing: Words for what was said before, which a denial can consist of: the report.
        reaching_now: Words before or in a stretch of time that reaches the present, two of them with a blank between
            them where the second alone does not say it: since, the past, last few.
        reaching_now_after: Words after or in such a stretch: a week now.
        titles: Titles in personal names, which are not part of the name.
        before_names: Prepositions attached to a place's name, or before it as a separate word: in, at.
        ways: Words before a place's name that put something on the way to it, not there.
        concepts: Words for offices and bodies, with their meaning; `meanings`: other words, likewise.
        outcomes: Words for opposite outcomes, from `outcomes.toml`.
    """

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    weak: str = ""
    augments: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()
    judging: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    not_negated: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    reaching_now: frozenset[str] = frozenset()
    reaching_now_after: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    before_names: tuple[str, ...] = ()
    ways: tuple[tuple[str, ...], ...] = ()
    concepts: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    outcomes: Outcomes = field(default_factory=Outcomes)


@dataclass(frozen=True, slots=True, eq=False)
class NameSounds:
    """Rules that reduce names in a script to consonants, so that spellings in two scripts match.

    Attributes:
        script: Matches a letter of the script.
        letters: Replacements of letters, applied in this order.
        article: Removed from the beginning of a long word.
        ending: Removed from the end of a word.
    """

    script: re.Pattern[str]
    letters: tuple[tuple[str, str], ...]
    article: str
    ending: str


@dataclass(frozen=True, slots=True, eq=False)
class KnownNames:
    """Names of the same bodies in every language: each id with the ways in which this language writes it."""

    agencies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    bodies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sounds: NameSounds | None = None


def folded(text: str) -> str:
    """Return a text folded and in lower case, for comparison."""
    return fold_word(text).lower()


def comparison_words(folder: Traversable | None) -> ComparisonWords:
    """Load `comparison.toml` from a language's folder."""
    data = _toml(folder, "comparison.toml")
    return ComparisonWords(
        prefixes=_longest_first(data.get("prefixes", ())),
        suffixes=_longest_first(data.get("suffixes", ())),
        weak=data.get("weak", ""),
        augments=_longest_first(data.get("augments", ())),
        stop=frozenset(map(folded, data.get("stop", ()))),
        hearsay=frozenset(map(folded, data.get("hearsay", ()))),
        judging=frozenset(map(folded, data.get("judging", ()))),
        negations=frozenset(map(folded, data.get("negations", ()))),
        not_negated=frozenset(map(folded, data.get("not_negated", ()))),
        any=frozenset(map(folded, data.get("any", ()))),
        pointing=frozenset(" ".join(WORD.findall(folded(words))) for words in data.get("pointing", ())),
        reaching_now=frozenset(map(folded, data.get("reaching_now", ()))),
        reaching_now_after=frozenset(map(folded, data.get("reaching_now_after", ()))),
        titles=frozenset(map(folded, data.get("titles", ()))),
        before_names=tuple(map(folded, data.get("before_names", ()))),
        ways=tuple(tuple(WORD.findall(folded(way))) for way in data.get("ways", ())),
        concepts=_reversed(data.get("concepts", {})),
        meanings=_reversed(data.get("meanings", {})),
        outcomes=_outcomes(_toml(folder, "outcomes.toml")),
    )


def known_names(folder: Traversable | None) -> KnownNames:
    """Load `names.toml` from a language's folder."""
    data = _toml(folder, "names.toml")
    sounds = data.get("sounds")
    return KnownNames(data.get("agencies", {}), data.get("bodies", {}), _sounds(sounds) if sounds else None)


def _sounds(data: Mapping[str, Any]) -> NameSounds:
    letters = tuple((folded(written), sound) for written, sound in data["letters"])
    return NameSounds(re.compile(data["script"]), letters, data["article"], data["ending"])


def _outcomes(data: Mapping[str, Any]) -> Outcomes:
    pairs = {name: table for name, table in data.items() if name != "places"}

    def sides(side: str, *, second: bool) -> dict[tuple[str, ...], tuple[str, bool]]:
        told = ((phrase, name) for name, table in pairs.items() for phrase in table.get(side, ()))
        return {tuple(WORD.findall(folded(phrase))): (name, second) for phrase, name in told}

    return Outcomes(
        phrases=sides("first", second=False) | sides("second", second=True),
        near_places=sides("near_places", second=True) | sides("leaving", second=True),
        leaving=frozenset(sides("leaving", second=True)),
        places=frozenset(map(folded, data.get("places", ()))),
    )


def _toml(folder: Traversable | None, name: str) -> dict[str, Any]:
    file = folder and folder.joinpath(name)
    return tomllib.loads(file.read_text(encoding="utf-8")) if file and file.is_file() else {}


def _reversed(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Map each folded word to the name of its list."""
    return {folded(word): name for name, words in table.items() for word in words}


def _longest_first(affixes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({folded(affix) for affix in affixes}, key=lambda affix: (-len(affix), affix)))
