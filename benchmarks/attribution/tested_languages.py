"""What the cross-validation asks of each language; a language is imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.extraction.antecedent_choice import read_choice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claims.extraction import Extractor
    from claims.extraction.antecedent_choice import AntecedentChoice


@dataclass(frozen=True, slots=True)
class Tested:
    """A language under test.

    Attributes:
        learned: Creates the learned extractor of a fold from a folder of what was trained without the fold's outlets:
            fold-K.npz and, where they are there, antecedents-K.json and name-extents-K.npz; else the shipped ones.
        construction: How an annotated claim of a text is built.
        name_fault: What a source's name is that is none; None for a good one.
        rules: Creates the extractor by rules, if there is one.
    """

    code: str
    learned: Callable[[Path, int], Extractor]
    construction: Callable[[str, Any], str]
    name_fault: Callable[[str], str | None]
    rules: Callable[[], Extractor] | None = None


def weights_of(models: Path, number: int) -> Path:
    """The file of a fold's weights; without it, the fold is not measured."""
    return models / f"fold-{number}.npz"


def _arabic() -> Tested:
    from benchmarks.attribution.arabic_constructions import construction, name_fault
    from claims.languages.ar.rule_extractor import RuleExtractor

    return Tested("ar", _arabic_fold, construction, name_fault, RuleExtractor)


def _arabic_fold(models: Path, number: int) -> Extractor:
    from claims.languages.ar.attribution.antecedent_features import SILENT
    from claims.languages.ar.attribution.name_extents import NameExtents, read_weights
    from claims.languages.ar.attribution.source_names import Names
    from claims.languages.ar.attribution.word_knowledge import Words
    from claims.languages.ar.language_data import arabic
    from claims.languages.ar.learned import LearnedExtractor

    extents, words = models / f"name-extents-{number}.npz", Words(arabic())
    names = Names(words, NameExtents(words, read_weights(extents))) if extents.is_file() else None
    return LearnedExtractor(weights_of(models, number), names, _choice(models, number, SILENT))


def _english() -> Tested:
    from benchmarks.attribution.english_constructions import construction, name_fault

    return Tested("en", _english_fold, construction, name_fault)


def _english_fold(models: Path, number: int) -> Extractor:
    from claims.languages.en.attribution.antecedent_features import SILENT
    from claims.languages.en.learned import LearnedExtractor

    return LearnedExtractor(weights_of(models, number), _choice(models, number, SILENT))


def _choice(models: Path, number: int, silent: frozenset[str]) -> AntecedentChoice | None:
    path = models / f"antecedents-{number}.json"
    return read_choice(path, silent) if path.is_file() else None


TESTED: dict[str, Callable[[], Tested]] = {"ar": _arabic, "en": _english}
