"""What people add to the records of a dossier. It knows nothing of how claims are found, nor of sheets."""

from claims.reviewing.deciding import Decision, Grade, chosen, decided
from claims.reviewing.describing import described, document_of
from claims.reviewing.translating import translated, untranslated

__all__ = ["Decision", "Grade", "chosen", "decided", "described", "document_of", "translated", "untranslated"]
