"""Determine the writing direction of a language, and the HTML attributes for it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

__all__ = ["attributes", "direction", "quotation_marks"]

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def direction(language: str | None) -> Literal["ltr", "rtl", "auto"]:
    """Return the direction of a language given by its BCP 47 tag; `auto` if the tag does not determine it."""
    from babel import Locale, UnknownLocaleError  # Imported here because only rendering needs it.

    if language is None or not _TAG.fullmatch(language) or language.lower().startswith("und"):
        return "auto"
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "auto"
    return "rtl" if locale.character_order == "right-to-left" else "ltr"


@lru_cache(maxsize=256)
def quotation_marks(language: str | None) -> tuple[str, str]:
    """Return the marks around words of a language: those that mirror where its script runs from right to left."""
    return ("«", "»") if direction(language) == "rtl" else ("“", "”")


@lru_cache(maxsize=256)
def attributes(language: str | None) -> str:
    """Return `dir` and `lang` as HTML attributes; an invalid tag is left out, and the text determines its direction."""
    way = direction(language)
    return 'dir="auto"' if way == "auto" else f'dir="{way}" lang="{language}"'
