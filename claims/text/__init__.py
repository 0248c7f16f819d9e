"""Plain text: folding, paragraphs, sentences, quotations. Knows nothing of claims, files or spaCy."""

from claims.text.folding import fold, fold_word
from claims.text.quotations import Quotation, quotations
from claims.text.sentences import paragraphs, sentences

__all__ = ["Quotation", "fold", "fold_word", "paragraphs", "quotations", "sentences"]
