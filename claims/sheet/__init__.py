"""Render a dossier as a fact sheet: a plain view of who claims what, and templates that turn it into text."""

from claims.sheet.labels import languages
from claims.sheet.markdown_sheet import render

__all__ = ["languages", "render"]
