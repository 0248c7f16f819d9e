"""What people add to and correct in the records of a dossier."""

from claims.review.brat_corrections import Corrections
from claims.review.brat_import import from_brat
from claims.review.decisions import Decision, Grade, chosen, full_ids
from claims.review.document_facts import described, document_of
from claims.review.doubts import CHECK_BELOW, Doubt, doubts, least_sure_first, refuse_no_share, undecided
from claims.review.translations import translated, untranslated

__all__ = [
    "CHECK_BELOW",
    "Corrections",
    "Decision",
    "Doubt",
    "Grade",
    "chosen",
    "described",
    "document_of",
    "doubts",
    "from_brat",
    "full_ids",
    "least_sure_first",
    "refuse_no_share",
    "translated",
    "undecided",
    "untranslated",
]
