"""Languages as data: a folder a language, and nothing here that knows which components use it."""

from claims.languages.ar.cue_lexicon import Analysis, Cue
from claims.languages.ar.language_data import Language, language, supported

__all__ = ["Analysis", "Cue", "Language", "language", "supported"]
