"""Languages as data: a folder a language, and nothing here that knows which components use it."""

from claims.languages.loading import Cue, Language, language, supported

__all__ = ["Cue", "Language", "language", "supported"]
