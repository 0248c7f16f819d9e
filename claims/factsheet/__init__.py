"""From records to a fact sheet: a plain view of who claims what, and templates that turn it into text."""

from claims.factsheet.labels import languages
from claims.factsheet.rendering import render

__all__ = ["languages", "render"]
