"""Which language a text is in."""

from __future__ import annotations

import logging
import re

from claims.errors import ClaimsError

__all__ = ["checked", "detected"]

_log = logging.getLogger(__name__)

# The form of a BCP 47 tag: a language, then script, region, variants.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ENOUGH = 20_000


def checked(tag: str) -> str:
    """`tag`, where it has the form of a BCP 47 language tag.

    Raises:
        ClaimsError: where it has not.
    """
    if not _TAG.fullmatch(tag):
        raise ClaimsError(f"{tag!r} is no language tag", remedy="Say a BCP 47 tag, such as ar, ar-LY or en")
    return tag


def detected(text: str, where: str) -> str:
    """The BCP 47 tag of the language that `text` is in.

    Raises:
        ClaimsError: where it has no words to tell it from.
    """
    sample = text[:_ENOUGH]
    if not any(letter.isalpha() for letter in sample):
        raise ClaimsError("the text has no words", where, "Give a file that holds an article's text")
    import chardet

    tag = chardet.detect(sample.encode("utf-8"))["language"]
    if tag is None:
        raise ClaimsError("the language of the text cannot be told", where, "Say it with --language, such as ar")
    _log.debug("%s: the language looks like %s", where, tag)
    return tag
