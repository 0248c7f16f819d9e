"""Load the data files for attribution in Arabic as plain, frozen values."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from claims.errors import ClaimsError
from claims.languages.ar.cue_lexicon import FRAMES, Analysis, Cue
from claims.languages.ar.data_sections import Words, read_sections
from claims.languages.ar.grammar import Grammar
from claims.languages.ar.grammar import Morphology as Shapes
from claims.languages.ar.source_words import Sources
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from claims.languages.ar.writing import Writing

_ASK = "ask"
_ACTIVE_WITH_DAMMA = frozenset({"II", "III", "IV", "IQ"})
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Arabic:
    """The data for attribution in Arabic.

    Attributes:
        sentence_end: Matches the marks that close a sentence.
        quotation_prefixes: Particles that can be attached to an opening quotation mark.
        event: Matches the folded, bare shape of a verbal noun.
        source_heads: Every folded, bare noun for sources.
        companions: Those for people who are told of by somebody else, with a pronoun (شقيقه، نظيرها).
        never: Folded words that are never a cue, though a form of one is spelled alike.
        cues: The lexicon by lemma.
        forms: The analyses of every folded form of a cue.
    """

    grammar: Grammar
    sources: Sources
    sentence_end: re.Pattern[str]
    quotation_prefixes: str
    event: re.Pattern[str]
    source_heads: Words
    companions: Words
    never: Words
    cues: Mapping[str, Cue]
    forms: Mapping[str, tuple[Analysis, ...]]


@cache
def arabic() -> Arabic:
    """Return the data of this package's folder, cached."""
    return load(files("claims.languages.ar"))


def load(folder: Traversable) -> Arabic:
    """Load the data of a folder.

    Raises:
        ClaimsError: if a key of a data file is missing or unknown, or a verb has an unknown frame.
    """
    grammar = _toml(Grammar, folder, "grammar.toml")
    sources = _toml(Sources, folder, "sources.toml")
    cues = _cues(folder, grammar)
    forms = _forms(folder, cues)
    settings = tomllib.loads(folder.joinpath("language.toml").read_text(encoding="utf-8"))
    return Arabic(
        grammar=grammar,
        sources=sources,
        sentence_end=re.compile(settings["sentence_end"]),
        quotation_prefixes=settings["quotation_prefixes"],
        event=_event_pattern(grammar.morphology),
        source_heads=sources.heads(),
        companions=sources.companions(),
        never=grammar.homographs.never.union(_kin_of_someone(sources.reference.kin, grammar.writing, forms)),
        cues=cues,
        forms=forms,
    )


def _toml(kind: type[Kind], folder: Traversable, name: str) -> Kind:
    data = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    return read_sections(kind, data, f"{folder.name}/{name}")


def _kin_of_someone(kin: Words, writing: Writing, forms: Container[str]) -> Iterator[str]:
    """Nouns of kin with the pronouns of those whose kin they are (ابنه، وابنتها); no verbs spelled alike (وجدها)."""
    for noun, conjunction in product(kin, ("", *writing.conjunctions)):
        feminine = noun.endswith(writing.feminine_pronoun)
        stem = noun.removesuffix(writing.feminine_pronoun) + writing.past_feminine if feminine else noun
        if not (conjunction and conjunction + stem in forms):
            yield from (conjunction + stem + pronoun for pronoun in writing.third_persons)


def _event_pattern(shapes: Shapes) -> re.Pattern[str]:
    return re.compile("|".join(shape.replace("X", shapes.consonant) for shape in shapes.event_shapes))


def _cues(folder: Traversable, grammar: Grammar) -> dict[str, Cue]:
    rows = csv.DictReader(folder.joinpath("verbs.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row["lemma"]: _cue(row, grammar) for row in rows}


def _cue(row: Mapping[str, str], grammar: Grammar) -> Cue:
    """Parse a row of verbs.tsv; `ask-على` is a demand introduced by على, `ask` one with the default preposition."""
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
