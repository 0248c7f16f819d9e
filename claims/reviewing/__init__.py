"""What people add to the records of a dossier, and correct in them. It knows nothing of how claims are found."""

from claims.reviewing.brat import from_brat
from claims.reviewing.corrections import Corrections
from claims.reviewing.deciding import Decision, Grade, chosen, decided
from claims.reviewing.describing import described, document_of
from claims.reviewing.translating import translated, untranslated

__all__ = [
    "Corrections",
    "Decision",
    "Grade",
    "chosen",
    "decided",
    "described",
    "document_of",
    "from_brat",
    "translated",
    "untranslated",
]
