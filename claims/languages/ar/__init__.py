"""Support Arabic: lexicons, rules, gazetteer names and glosses."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from claims.extraction.language_definition import Language

if TYPE_CHECKING:
    from claims.extraction.protocols import Extractor, FacetReader

__all__ = ["LANGUAGE"]


def _extractor() -> Extractor:
    from claims.languages.ar.attribution.rule_finder import RuleExtractor

    return RuleExtractor()


def _facet_reader() -> FacetReader:
    from claims.languages.ar.facets import ArabicFacets

    return ArabicFacets()


LANGUAGE = Language("ar", files(__name__), _extractor, _facet_reader)
