"""What people add to the records of a dossier. It knows nothing of how claims are found, nor of sheets."""

from claims.reviewing.translating import translated, untranslated

__all__ = ["translated", "untranslated"]
