"""Arabic that a program decoded wrongly and saved as UTF-8: ÞÇá, Ù‚Ø§Ù„ and ظ‚ط§ظ„ for قال."""

from __future__ import annotations

import logging
import re

__all__ = ["mended"]

_log = logging.getLogger(__name__)
_ARABIC = re.compile(r"[\u0620-\u064a]")
_LATIN = re.compile(r"[\u00c0-\u00ff]")
_DOUBLED = re.compile(r"[طظ][^\s\w]|[طظ][\u00a0-\u00bf\u0192-\u2122]|ط[§¨ھ©²³´µ¹¯°±]|ظ[„…†‡ˆ]")
_ENOUGH = 20
"""Letters that are needed to tell."""
_MOST = 0.5
"""Share of such letters, or of letters in such pairs, from which on a text cannot be what it seems."""
_SURE = 0.8
"""Share of Arabic letters that makes sure that the mended text is what was meant."""


def mended(text: str, where: str) -> str:
    """The text with the letters that were meant, where it is evident that they were decoded wrongly.

    Args:
        text: A text that was decoded as its file says.
        where: What messages call the file.

    Returns:
        The text itself where nothing is evidently wrong.
    """
    letters = sum(map(str.isalpha, text))
    if letters < _ENOUGH:
        return text
    ways: tuple[tuple[str, str], ...]
    if len(_LATIN.findall(text)) > _MOST * letters:
        ways = (("cp1252", "utf-8"), ("cp1252", "cp1256"))
    elif 2 * len(_DOUBLED.findall(text)) > _MOST * letters:
        ways = (("cp1256", "utf-8"),)
    else:
        return text
    for taken, meant in ways:
        if (found := _again(text, taken, meant)) and len(_ARABIC.findall(found)) > _SURE * sum(map(str.isalpha, found)):
            _log.info("%s: its letters were decoded as %s by mistake; read as %s", where, taken, meant)
            return found
    return text


def _again(text: str, taken: str, meant: str) -> str | None:
    """The text decoded as it was meant; None if that cannot be."""
    try:
        return b"".join(_byte(letter, taken) for letter in text).decode(meant)
    except UnicodeError:
        return None


def _byte(letter: str, taken: str) -> bytes:
    """The byte that was taken for a letter; programs leave those without a letter as they are."""
    try:
        return letter.encode(taken)
    except UnicodeEncodeError:
        return letter.encode("latin-1")
