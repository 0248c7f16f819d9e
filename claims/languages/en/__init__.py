"""Support English: the extractor, how sentences end, how claims are compared, figures, times, places and parties."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from claims.extraction.language_definition import Language
from claims.languages.en.facets import make_facet_reader

if TYPE_CHECKING:
    from claims.extraction.protocols import Extractor

__all__ = ["LANGUAGE"]

_WEIGHTS = Path(__file__).parent / "weights" / "attribution.npz"


def _extractor() -> Extractor:
    from claims.languages.en.learned import learned_extractor

    return learned_extractor()


def _reporting_words() -> frozenset[str]:
    from claims.languages.en.cue_lexicon import reporting_words

    return reporting_words()


LANGUAGE = Language(
    "en", files(__name__), _extractor if _WEIGHTS.is_file() else None, make_facet_reader, _reporting_words
)
