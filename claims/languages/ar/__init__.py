"""Support Arabic: lexicons, rules, gazetteer names and glosses."""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import TYPE_CHECKING

from claims.extraction.language_definition import Language

if TYPE_CHECKING:
    from claims.extraction.protocols import Extractor, FacetReader

__all__ = ["LANGUAGE"]


_log = logging.getLogger(__name__)


def _extractor() -> Extractor:
    """The learned extractor; the rules alone where its weights are not installed, which find less."""
    from claims.languages.ar.learned import WEIGHTS, learned_extractor

    if WEIGHTS.is_file():
        return learned_extractor()
    from claims.languages.ar.rule_extractor import RuleExtractor

    _log.info("the trained weights for Arabic are missing: claims are found by rules alone, which miss more")
    return RuleExtractor()


def _facet_reader() -> FacetReader:
    from claims.languages.ar.facets import ArabicFacets

    return ArabicFacets()


LANGUAGE = Language("ar", files(__name__), _extractor, _facet_reader)
