"""Find attributed claims in any language: protocols, the language registry, and shared helpers.

A language is reached only by its tag (`language("ar-LY")`), never by the name of its package. `docs/add-a-language.md`
explains how to add one.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.extraction.attributions import Attribution as Attribution
    from claims.extraction.attributions import claims_of as claims_of
    from claims.extraction.claims import extract as extract
    from claims.extraction.language_definition import Language as Language
    from claims.extraction.language_registry import extractor_of as extractor_of
    from claims.extraction.language_registry import facet_reader_of as facet_reader_of
    from claims.extraction.language_registry import language as language
    from claims.extraction.language_registry import languages as languages
    from claims.extraction.language_registry import registered as registered
    from claims.extraction.protocols import Extractor as Extractor
    from claims.extraction.protocols import FacetReader as FacetReader
    from claims.extraction.spacy_components import pipeline as pipeline

_HOMES = {
    "Attribution": "attributions",
    "Extractor": "protocols",
    "FacetReader": "protocols",
    "Language": "language_definition",
    "claims_of": "attributions",
    "extract": "claims",
    "extractor_of": "language_registry",
    "facet_reader_of": "language_registry",
    "language": "language_registry",
    "languages": "language_registry",
    "pipeline": "spacy_components",
    "registered": "language_registry",
}
__all__ = [
    "Attribution",
    "Extractor",
    "FacetReader",
    "Language",
    "claims_of",
    "extract",
    "extractor_of",
    "facet_reader_of",
    "language",
    "languages",
    "pipeline",
    "registered",
]


def __getattr__(name: str) -> Any:  # Type checkers use the imports above.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
