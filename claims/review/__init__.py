"""What people add to and correct in the records of a dossier."""

from claims.review.brat_corrections import Corrections
from claims.review.brat_import import from_brat
from claims.review.decisions import Decision, Grade, chosen, full_ids
from claims.review.document_facts import described, document_of
from claims.review.translations import translated, untranslated

__all__ = [
    "Corrections",
    "Decision",
    "Grade",
    "chosen",
    "described",
    "document_of",
    "from_brat",
    "full_ids",
    "translated",
    "untranslated",
]
