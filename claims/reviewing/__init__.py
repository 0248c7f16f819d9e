"""What people add to the records of a dossier, and correct in them. It knows nothing of how claims are found."""

from claims.reviewing.brat import from_brat
from claims.reviewing.corrections import Corrections
from claims.reviewing.translating import translated, untranslated

__all__ = ["Corrections", "from_brat", "translated", "untranslated"]
