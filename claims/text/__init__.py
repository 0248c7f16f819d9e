"""Plain text: folding, paragraphs, sentences and quotations, with offsets in the original text."""

from claims.text.double_marks import plain_marks
from claims.text.folding import fold, fold_word
from claims.text.paragraphs import ITEM_MARK, paragraphs, sort_of
from claims.text.quotations import Quotation, quotations
from claims.text.sentences import sentences, stretches
from claims.text.speeches import speeches

__all__ = [
    "ITEM_MARK",
    "Quotation",
    "fold",
    "fold_word",
    "paragraphs",
    "plain_marks",
    "quotations",
    "sentences",
    "sort_of",
    "speeches",
    "stretches",
]
