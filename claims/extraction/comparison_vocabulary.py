"""What a language's folder says of comparing: how its words are cut, which mean the same, how its names sound.

`comparison.toml` and `names.toml` say beside each key what it is for. Both may be missing: then nothing is known.
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

__all__ = ["ComparisonWords", "KnownNames", "NameSounds", "comparison_words", "folded", "known_names"]


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonWords:
    """How texts of a language are compared; words are folded and in lower case. All empty where nothing is known.

    Attributes:
        prefixes: Taken off words, the longest first; `suffixes` likewise.
        weak: Letters that come and go between the forms of a root; `augments`: what stands before a root.
        stop: Words that say nothing of what a sentence is about.
        titles: Words of a person's name that are none.
        before_names: What is written onto a place's name, or before it as a word: in, at.
        concepts: Words of offices and bodies, to what they mean; `meanings`: other words, likewise.
    """

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    weak: str = ""
    augments: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    before_names: tuple[str, ...] = ()
    concepts: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class NameSounds:
    """How names in a script are brought to consonants, so that spellings in two scripts meet.

    Attributes:
        script: Matches a letter of the script.
        letters: What letters are replaced by, in this order.
        article: Taken off the beginning of a long word.
        ending: Taken off the end of a word.
    """

    script: re.Pattern[str]
    letters: tuple[tuple[str, str], ...]
    article: str
    ending: str


@dataclass(frozen=True, slots=True, eq=False)
class KnownNames:
    """Names that stand for one body in every language: to each id the ways in which this language writes it."""

    agencies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    bodies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sounds: NameSounds | None = None


def folded(text: str) -> str:
    """A text as it is compared: folded, in lower case."""
    return fold_word(text).lower()


def comparison_words(folder: Traversable | None) -> ComparisonWords:
    """What `comparison.toml` in a language's folder says."""
    data = _toml(folder, "comparison.toml")
    return ComparisonWords(
        prefixes=_longest_first(data.get("prefixes", ())),
        suffixes=_longest_first(data.get("suffixes", ())),
        weak=data.get("weak", ""),
        augments=_longest_first(data.get("augments", ())),
        stop=frozenset(map(folded, data.get("stop", ()))),
        titles=frozenset(map(folded, data.get("titles", ()))),
        before_names=tuple(map(folded, data.get("before_names", ()))),
        concepts=_reversed(data.get("concepts", {})),
        meanings=_reversed(data.get("meanings", {})),
    )


def known_names(folder: Traversable | None) -> KnownNames:
    """What `names.toml` in a language's folder says."""
    data = _toml(folder, "names.toml")
    sounds = data.get("sounds")
    return KnownNames(data.get("agencies", {}), data.get("bodies", {}), _sounds(sounds) if sounds else None)


def _sounds(data: Mapping[str, Any]) -> NameSounds:
    letters = tuple((folded(written), sound) for written, sound in data["letters"])
    return NameSounds(re.compile(data["script"]), letters, data["article"], data["ending"])


def _toml(folder: Traversable | None, name: str) -> dict[str, Any]:
    file = folder and folder.joinpath(name)
    return tomllib.loads(file.read_text(encoding="utf-8")) if file and file.is_file() else {}


def _reversed(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each word, folded, to the name that its list has."""
    return {folded(word): name for name, words in table.items() for word in words}


def _longest_first(affixes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({folded(affix) for affix in affixes}, key=lambda affix: (-len(affix), affix)))
