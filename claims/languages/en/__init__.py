"""English: how its sentences end, and how claims in it are compared. Nothing finds claims in it yet."""

from importlib.resources import files

from claims.extraction.language_definition import Language

__all__ = ["LANGUAGE"]

LANGUAGE = Language("en", files(__name__))
