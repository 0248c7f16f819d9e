"""Loads a language's data files into plain, frozen values. A language is a folder beside this module."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from claims.errors import ClaimsError
from claims.languages.ar.cue_lexicon import FRAMES, Analysis, Cue
from claims.languages.ar.data_sections import Words, read_sections
from claims.languages.ar.grammar import Grammar
from claims.languages.ar.grammar import Morphology as Shapes
from claims.languages.ar.source_words import Sources
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

_ASK = "ask"
_ACTIVE_WITH_DAMMA = frozenset({"II", "III", "IV", "IQ"})
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Language:
    """All that is known of one language.

    Attributes:
        code: BCP 47.
        sentence_end: Matches the marks that close a sentence.
        event: Matches the folded, bare shape of a verbal noun.
        source_heads: Every folded, bare noun that names sources.
        cues: The lexicon by lemma.
        forms: The readings of every folded form of a cue.
    """

    code: str
    grammar: Grammar
    sources: Sources
    sentence_end: re.Pattern[str]
    event: re.Pattern[str]
    source_heads: Words
    cues: Mapping[str, Cue]
    forms: Mapping[str, tuple[Analysis, ...]]


def supported() -> tuple[str, ...]:
    """The BCP 47 codes of the languages that claims can be found in."""
    folders = (entry for entry in files("claims.languages").iterdir() if entry.is_dir())
    return tuple(sorted(f.name for f in folders if f.joinpath("verb_forms.json").is_file()))


@cache
def language(code: str) -> Language:
    """The language of a BCP 47 tag, its region and script left aside.

    Raises:
        ClaimsError: where there is no data for it.
    """
    primary = code.split("-", maxsplit=1)[0].lower()
    if primary not in supported():
        raise ClaimsError(
            f"claims cannot be found in the language '{code}'", remedy=f"Supported: {', '.join(supported())}"
        )
    return load(primary, files("claims.languages").joinpath(primary))


def load(code: str, folder: Traversable) -> Language:
    """A language from its folder.

    Raises:
        ClaimsError: where a key of a data file is missing or unknown, or a verb has an unknown frame.
    """
    grammar = _toml(Grammar, folder, "grammar.toml")
    sources = _toml(Sources, folder, "sources.toml")
    cues = _cues(folder, grammar)
    return Language(
        code=code,
        grammar=grammar,
        sources=sources,
        sentence_end=re.compile(grammar.sentence.end),
        event=_event_pattern(grammar.morphology),
        source_heads=sources.heads(),
        cues=cues,
        forms=_forms(folder, cues),
    )


def _toml(kind: type[Kind], folder: Traversable, name: str) -> Kind:
    data = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    return read_sections(kind, data, f"{folder.name}/{name}")


def _event_pattern(shapes: Shapes) -> re.Pattern[str]:
    return re.compile("|".join(shape.replace("X", shapes.consonant) for shape in shapes.event_shapes))


def _cues(folder: Traversable, grammar: Grammar) -> dict[str, Cue]:
    rows = csv.DictReader(folder.joinpath("verbs.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row["lemma"]: _cue(row, grammar) for row in rows}


def _cue(row: Mapping[str, str], grammar: Grammar) -> Cue:
    """One row of verbs.tsv; `ask-على` is a demand led by على, `ask` one that is led as most are."""
    frames, governs, demands = set(), set(), ""
    for frame in map(fold_word, row["frames"].split()):
        name, _, preposition = frame.partition("-")
        if name == _ASK:
            demands = preposition or grammar.frames.demand
        if frame in FRAMES:
            frames.add(frame)
        elif frame in grammar.nominal.governing | {grammar.writing.particle_with, grammar.writing.particle_to}:
            governs.add(frame)
        elif name != _ASK:
            raise ClaimsError(
                f"frame '{frame}' of {row['lemma']} is unknown",
                "verbs.tsv",
                f"Write a preposition, or one of: {', '.join(sorted(FRAMES))}",
            )
    damma = row["form"] in _ACTIVE_WITH_DAMMA
    return Cue(row["lemma"], row["act"], frozenset(frames), frozenset(governs), demands, damma)


def _forms(folder: Traversable, cues: Mapping[str, Cue]) -> dict[str, tuple[Analysis, ...]]:
    raw = json.loads(folder.joinpath("verb_forms.json").read_text(encoding="utf-8"))
    return {
        form: tuple(Analysis(cues[lemma], kind, person, "", "") for lemma, kind, person in readings)
        for form, readings in raw.items()
    }
