"""Plain text: folding, paragraphs, sentences and quotations, with offsets in the original text."""

from claims.text.folding import fold, fold_word
from claims.text.quotations import Quotation, quotations
from claims.text.sentences import paragraphs, sentences, stretches

__all__ = ["Quotation", "fold", "fold_word", "paragraphs", "quotations", "sentences", "stretches"]
