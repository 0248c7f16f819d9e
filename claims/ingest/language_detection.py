"""Language tags and detection of a text's language."""

from __future__ import annotations

import logging
import re
from unicodedata import normalize

from claims.errors import ClaimsError
from claims.ingest.readings import Known

__all__ = ["checked", "detected", "told"]

_log = logging.getLogger(__name__)

# These know the language; the declaration of a page is often that of its template.
_BELIEVED = ("sidecar", "archive")
# The form of a BCP 47 tag: a language, then script, region, variants.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ENOUGH = 20_000


def checked(tag: str) -> str:
    """`tag`, if it has the form of a BCP 47 language tag.

    Raises:
        ClaimsError: if it has not.
    """
    if not _TAG.fullmatch(tag):
        raise ClaimsError(f"{tag!r} is not a language tag", remedy="Use a BCP 47 tag, such as ar, ar-LY or en")
    return tag


def told(option: str | None, said: Known | None, text: str, where: str) -> Known:
    """The language of a text: from the option, the person, the page, or detected, in this order.

    The declaration of a page counts only if the text agrees.

    Raises:
        ClaimsError: if the option is no language tag, or nobody says the language and it cannot be told.
    """
    if option:
        return Known(checked(option), "option")
    if said and said.found in _BELIEVED:
        return said
    seen = detected(text, where)
    return said if said and _primary(said.value) == _primary(seen) else Known(seen, "detected")


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].casefold()


def detected(text: str, where: str) -> str:
    """Detect the language of `text`, as a BCP 47 tag.

    Raises:
        ClaimsError: if it has no words to tell it from.
    """
    sample = normalize("NFKC", text[:_ENOUGH])  # presentation forms of letters look like no language
    if not any(letter.isalpha() for letter in sample):
        raise ClaimsError("the text has no words", where, "Pass a file with the text of an article")
    import chardet

    tag = chardet.detect(sample.encode("utf-8"))["language"]
    if tag is None:
        raise ClaimsError("the language of the text cannot be detected", where, "Pass it with --language, such as ar")
    _log.debug("%s: the language looks like %s", where, tag)
    return tag
