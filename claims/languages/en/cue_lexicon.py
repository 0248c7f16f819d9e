"""The lexicon of English cues: reporting verbs in all their forms, nouns of saying, and phrases of several words."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from claims.languages.en.inflection import Irregular, verb_forms, with_s

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from claims.model import Act

FRAMES = frozenset({"that", "quote", "obj", "inf", "told", "ask", "as", "evidence", "mostly"})
"""The complements that an entry can take, besides the prepositions and particles that follow it; and `mostly`."""
FORMS = ("past", "participle", "ing", "s", "base")
NOUN = "noun"
_CREDITING = frozenset({"according"})
"""Words of a phrase that credits a source, with no other use."""


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the lexicon.

    Attributes:
        lemma: The verb, noun or phrase.
        act: The speech act that it performs.
        frames: Its complements: `that` (a clause), `quote`, `obj` (a noun phrase), `inf` (to and a verb), `told` (whom
            it is told, then a clause), `ask` (who is asked, then a demand), `as` (a noun phrase and what it is said to
            be), `evidence` (facts and documents can be the subject, too); `mostly`: in news, most of its uses report
            what somebody says.
        follows: Prepositions and particles that stand between it and its content.
    """

    lemma: str
    act: Act
    frames: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a written word as a cue; `form` is one of FORMS, or noun."""

    cue: Cue
    form: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues of English.

    Attributes:
        readings: The readings of each word, in lower case.
        phrases: For each first word the phrases of several words that begin with it, longest first.
        classes: Sets of words by the name of their class.
        openers: Words with which a claim can open though no reading tells: attitudes, and first words of fixed phrases.
    """

    readings: Mapping[str, tuple[Reading, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    classes: Mapping[str, frozenset[str]]
    openers: frozenset[str]

    def phrase_at(self, words: Sequence[str], place: int) -> tuple[int, Cue] | None:
        """The longest phrase that begins at a word, with its number of words; the words are in lower case."""
        for phrase, cue in self.phrases.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                return len(phrase), cue
        return None


@cache
def lexicon() -> Lexicon:
    """The lexicon in this package's folder, read once."""
    return load(files("claims.languages.en"))


@cache
def reporting_words() -> frozenset[str]:
    """The forms of verbs most of whose uses report speech, and words that credit a source."""
    known = lexicon()
    verbs = (word for word, some in known.readings.items() if any(map(_mostly_reports, some)))
    return frozenset(verbs) | _CREDITING


@cache
def past_forms(*, participles: bool = False) -> frozenset[str]:
    """The irregular pasts that are no participle too (drew); `participles`, those that are (misled)."""
    rows = [row for row in _rows(files("claims.languages.en"), "irregular_verbs") if row["past"] != row["lemma"]]
    return frozenset(row["past"] for row in rows if (row["past"] == row["participle"]) == participles)


def _mostly_reports(reading: Reading) -> bool:
    return "mostly" in reading.cue.frames and reading.form not in {NOUN, "base"}


def load(folder: Traversable) -> Lexicon:
    """Read a lexicon from the files of a folder.

    Raises:
        ValueError: where a verb has an unknown frame in place of a preposition.
    """
    irregular = {
        row["lemma"]: Irregular(row["past"], row["participle"], row["ing"]) for row in _rows(folder, "irregular_verbs")
    }
    readings: dict[str, dict[Reading, None]] = {}
    for row in _rows(folder, "verbs"):
        cue = _verb(row)
        for form, word in verb_forms(cue.lemma, irregular.get(cue.lemma)):
            readings.setdefault(word, {})[Reading(cue, form)] = None
    for row in _rows(folder, "cue_nouns"):
        noun = Cue(row["noun"], cast("Act", row["act"]))
        for word in (noun.lemma, with_s(noun.lemma)):
            readings.setdefault(word, {})[Reading(noun, NOUN)] = None
    classes = tomllib.loads(folder.joinpath("word_classes.toml").read_text("utf-8"))
    opening = {row["phrase"].split()[0] for row in _rows(folder, "cue_phrases")} - set(classes["preposition"])
    phrases = _by_first_word(_phrases(folder, irregular))
    return Lexicon(
        {word: tuple(sorted(found, key=_order)) for word, found in readings.items()},
        phrases,
        {name: frozenset(words) for name, words in classes.items()},
        frozenset(opening | set(classes["attitude"])),
    )


def _order(reading: Reading) -> tuple[int, str]:
    return (*FORMS, NOUN).index(reading.form), reading.cue.lemma


def _rows(folder: Traversable, name: str) -> list[dict[str, str]]:
    text = folder.joinpath(f"{name}.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def _verb(row: Mapping[str, str]) -> Cue:
    named = frozenset(row["frames"].split())
    return Cue(row["lemma"], cast("Act", row["act"]), named & FRAMES, named - FRAMES)


def _phrases(folder: Traversable, irregular: Mapping[str, Irregular]) -> Iterable[tuple[tuple[str, ...], Cue]]:
    for row in _rows(folder, "verb_phrases"):
        cue = Cue(row["phrase"], cast("Act", row["act"]))
        verb, *others = row["phrase"].split()
        for _, form in verb_forms(verb, irregular.get(verb)):
            yield (form, *others), cue
    for row in _rows(folder, "cue_phrases"):
        yield tuple(row["phrase"].split()), Cue(row["phrase"], cast("Act", row["act"]))


def _by_first_word(
    phrases: Iterable[tuple[tuple[str, ...], Cue]],
) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    found: dict[str, dict[tuple[str, ...], Cue]] = {}
    for words, cue in phrases:
        found.setdefault(words[0], {})[words] = cue
    return {
        first: tuple(sorted(some.items(), key=lambda item: (-len(item[0]), item[0]))) for first, some in found.items()
    }
