"""Arabic names in Latin letters, after the ALA-LC table. Vowels that the spelling does not show are not guessed."""

from __future__ import annotations

import unicodedata
from functools import cache

from claims.facets.data import primary, table

__all__ = ["romanised"]

_ARTICLE = "ال"


def romanised(name: str, language: str) -> str:
    """A name in Latin letters: known words with their vowels, others as they are spelled.

    Raises:
        ClaimsError: for a language without data.
    """
    words = ("".join(c for c in word if unicodedata.category(c) != "Mn" and c != "ـ") for word in name.split())
    latin = [_word(word, primary(language)) for word in words]
    return " ".join(filter(None, latin))


@cache
def _word(word: str, code: str) -> str:
    data = table(code, "romanisation.toml")
    known: dict[str, str] = data["words"]
    if word in known:
        return known[word]
    if word.startswith(_ARTICLE) and len(word) > 3:
        rest = word.removeprefix(_ARTICLE)
        return "al-" + (known.get(rest) or _spelled(rest, data["letters"]))
    return _spelled(word, data["letters"])


def _spelled(word: str, letters: dict[str, str]) -> str:
    """Letter by letter; و and ي begin a word, or stand beside a long vowel, as consonants."""
    latin = ""
    for index, letter in enumerate(word):
        if letter == "ا" and index == 0:
            continue  # its vowel is not written
        after = word[index + 1 : index + 2]
        vowel = letter in "وي" and index > 0 and word[index - 1] not in "اوي" and after not in {"ا", "ة"}
        if letter in "وي" and not vowel:
            latin += "w" if letter == "و" else "y"
        elif letter in letters:
            latin += letters[letter]
        elif letter.isascii() and letter.isalnum():
            latin += letter
    return latin
