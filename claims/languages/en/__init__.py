"""English: how its sentences end, how claims in it are compared, its figures, times, places and parties."""

from importlib.resources import files

from claims.extraction.language_definition import Language
from claims.languages.en.facets import make_facet_reader

__all__ = ["LANGUAGE"]

LANGUAGE = Language("en", files(__name__), make_facet_reader=make_facet_reader)
