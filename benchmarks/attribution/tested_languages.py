"""What the cross-validation asks of each language; a language is imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claims.extraction import Extractor


@dataclass(frozen=True, slots=True)
class Tested:
    """A language under test.

    Attributes:
        learned: Creates the learned extractor from a file of weights.
        construction: How an annotated claim of a text is built.
        name_fault: What a source's name is that is none; None for a good one.
        rules: Creates the extractor by rules, if there is one.
    """

    code: str
    learned: Callable[[Path], Extractor]
    construction: Callable[[str, Any], str]
    name_fault: Callable[[str], str | None]
    rules: Callable[[], Extractor] | None = None


def _arabic() -> Tested:
    from benchmarks.attribution.arabic_constructions import construction, name_fault
    from claims.languages.ar.learned import LearnedExtractor
    from claims.languages.ar.rule_extractor import RuleExtractor

    return Tested("ar", LearnedExtractor, construction, name_fault, RuleExtractor)


def _english() -> Tested:
    from benchmarks.attribution.english_constructions import construction, name_fault
    from claims.languages.en.learned import LearnedExtractor

    return Tested("en", LearnedExtractor, construction, name_fault)


TESTED: dict[str, Callable[[], Tested]] = {"ar": _arabic, "en": _english}
