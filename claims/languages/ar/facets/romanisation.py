"""Romanise Arabic names with the ALA-LC table, only for words with known vowels.

Arabic spelling does not show short vowels, and a transcription without them (al-msmārī) is not a usable name.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from claims.languages.ar.facets.data_tables import primary, table

__all__ = ["romanised"]

_ARTICLE = "ال"


def romanised(name: str, language: str) -> str | None:
    """Return a name in Latin letters; None if the vowels of any of its words are unknown.

    Raises:
        ClaimsError: for a language without data.
    """
    words = ["".join(c for c in word if unicodedata.category(c) != "Mn" and c != "ـ") for word in name.split()]
    latin = [found for word in words if (found := _word(word, primary(language)))]
    return " ".join(latin) if latin and len(latin) == len(words) else None


@cache
def _word(word: str, code: str) -> str | None:
    known: dict[str, str] = table(code, "romanisation.toml")["words"]
    if word in known:
        return known[word]
    if word.isascii():
        return word
    rest = known.get(word.removeprefix(_ARTICLE)) if word.startswith(_ARTICLE) else None
    return f"al-{rest}" if rest else None
