"""What people add to and correct in the records of a dossier."""

from claims.review.agreement import Agreement, agreements
from claims.review.brat_corrections import Corrections
from claims.review.brat_import import from_brat
from claims.review.csv_decisions import BadRowsError, decided
from claims.review.decisions import Grade, chosen, full_ids, graded, said_words
from claims.review.document_facts import described, document_of
from claims.review.doubts import CHECK_BELOW, Doubt, doubts, least_sure_first, refuse_no_share, undecided
from claims.review.review_session import ReviewSession, source_meant, told_apart
from claims.review.translations import translated, untranslated
from claims.review.word_corrections import Wanted, added, correction, parts_of

__all__ = [
    "CHECK_BELOW",
    "Agreement",
    "BadRowsError",
    "Corrections",
    "Doubt",
    "Grade",
    "ReviewSession",
    "Wanted",
    "added",
    "agreements",
    "chosen",
    "correction",
    "decided",
    "described",
    "document_of",
    "doubts",
    "from_brat",
    "full_ids",
    "graded",
    "least_sure_first",
    "parts_of",
    "refuse_no_share",
    "said_words",
    "source_meant",
    "told_apart",
    "translated",
    "undecided",
    "untranslated",
]
