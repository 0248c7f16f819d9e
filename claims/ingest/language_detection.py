"""Language tags and detection of a text's language."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from unicodedata import name, normalize

from claims.errors import ClaimsError
from claims.ingest.readings import Known

__all__ = ["checked", "detected", "told"]

_log = logging.getLogger(__name__)

# These know the language, or it was detected in more than this text; the declaration of a page is often that of its
# template.
_BELIEVED = ("sidecar", "archive", "detected")
# The form of a BCP 47 tag: a language, then script, region, variants.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ENOUGH = 20_000
_SHORT = 12
"""Words of a text that is too short for the detector; words that only one language has are asked first."""
_COMPARED = 4_000
"""Letters in which a language is looked for that somebody says already."""
_PLAIN = 24
"""Words of a text whose halves are long enough for the detector."""
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|@\w+|#\w+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")


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
        _compare(checked(option), text, f"{where}: read as {option}, as --language says")
        return Known(option, "option")
    if said and said.found in _BELIEVED:
        if said.found == "sidecar":
            _compare(said.value, text, f"{where}: read as {said.value}, as its metadata say")
        return said
    seen = detected(text, where)
    return said if said and _primary(said.value) == _primary(seen) else Known(seen, "detected")


def _compare(tag: str, text: str, read_as: str) -> None:
    """Tell the user of a text that is plainly not in the language that somebody says it is in."""
    seen = _plainly(text[:_COMPARED])
    is_long = len(_WORD.findall(text[:_COMPARED])) >= _PLAIN
    if seen and _primary(seen) != _primary(tag) and (is_long or _usual_script(seen) != _usual_script(tag)):
        _log.info("%s, but its text looks like %s. Leave that out, and the language is detected", read_as, seen)


def _plainly(text: str) -> str | None:
    """The language of a text that each of its halves looks to be in; None if they differ."""
    middle = max(text.find(" ", len(text) // 2), 0)
    try:
        seen = {detected(part, "") for part in (text, text[:middle], text[middle:]) if _WORD.search(part)}
    except ClaimsError:
        return None
    return seen.pop() if len(seen) == 1 else None


def _usual_script(tag: str) -> str:
    """The script in which a language is usually written, such as Arab."""
    from babel.core import get_global

    return next(iter(get_global("likely_subtags").get(_primary(tag), "").split("_")[1:]), "")


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].casefold()


def detected(text: str, where: str) -> str:
    """Detect the language of `text`, as a BCP 47 tag.

    Raises:
        ClaimsError: if it has no words to tell it from.
    """
    sample = _in_main_script(normalize("NFKC", text[:_ENOUGH]))  # presentation forms look like no language
    words = _WORD.findall(sample)
    if not words:
        raise ClaimsError("the text has no words", where, "Pass a file with the text of an article")
    if len(words) <= _SHORT and (tag := _told_by_words(words)):
        return tag
    import chardet

    tag = chardet.detect(sample.encode("utf-8"))["language"]
    if tag is None:
        raise ClaimsError("the language of the text cannot be detected", where, "Pass it with --language, such as ar")
    _log.debug("%s: the language looks like %s", where, tag)
    return tag


def _in_main_script(text: str) -> str:
    """A text without the words of other scripts than the one in which most of its letters are written.

    An Arabic article that quotes an English name is Arabic; web addresses and names of accounts count for nothing, nor
    do quoted words in a short text that has words of its own.
    """
    text = _ADDRESS.sub(" ", text)
    counts = _scripts(text)
    if len(counts) <= 1:
        return text
    own = _scripts(_QUOTED.sub(" ", text)) if sum(counts.values()) <= _SHORT else counts
    main = (own or counts).most_common(1)[0][0]
    return _WORD.sub(lambda word: word.group() if _script(word.group()[0]) == main else " ", text)


def _scripts(text: str) -> Counter[str]:
    """How many words of a text are written in each script."""
    return Counter(_script(word[0]) for word in _WORD.findall(text))


def _script(letter: str) -> str:
    """The script of a letter: the first word of its name in Unicode (LATIN, ARABIC)."""
    return name(letter, "").partition(" ")[0]


def _told_by_words(words: list[str]) -> str | None:
    """The language of a short text, told by words that no other language has; None if none is among them."""
    found = {tag for word in words for tag in _telling_words().get(word.casefold(), ())}
    return found.pop() if len(found) == 1 else None


@cache
def _telling_words() -> dict[str, list[str]]:
    """The languages of each word."""
    read = json.loads(files("claims.ingest").joinpath("telling_words.json").read_text("utf-8"))
    tags: dict[str, list[str]] = {}
    for tag, some in read.items():
        for word in some:
            tags.setdefault(word, []).append(tag)
    return tags
