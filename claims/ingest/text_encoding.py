"""Character encoding of text files.

UTF-8 is tried first, because valid non-ASCII UTF-8 is almost never anything else. Otherwise chardet guesses, and this
module decides whether to trust the guess.
"""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata

from claims.errors import ClaimsError
from claims.ingest import mistaken_letters

__all__ = ["beginning", "decode"]

_log = logging.getLogger(__name__)

# chardet's confidence for random bytes is at most 0.025; for a sentence of Arabic in windows-1256 it is 0.1.
_BELIEVED = 0.08
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BOM = "\ufeff"
_TWO_SCRIPTS = re.compile(r"[\u0620-\u064a][A-Za-z\u00c0-\u00ff]|[A-Za-z\u00c0-\u00ff][\u0620-\u064a]")
_MOST_MIXED = 0.2
"""Changes of script within words, per word, from which on an encoding was guessed wrongly."""
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SAMPLE = 50_000
_WHITE = "\t\n\v\f\r\x85"
_NAMES = {"cp1256": "windows-1256", "cp1252": "windows-1252", "cp1251": "windows-1251", "iso8859-6": "iso-8859-6"}
_SAY = "Say the right one with --encoding, such as utf-8, utf-16, windows-1256 or iso-8859-6"


def decode(data: bytes, where: str, encoding: str | None = None) -> str:
    """Decode `data`, without a byte order mark.

    Args:
        data: A file's bytes.
        where: The file's name, for messages.
        encoding: Encoding given by a person; None to detect it.

    Raises:
        ClaimsError: if the bytes are not text, or not in that encoding, or in none that can be told.
    """
    text = _as_told(data, where, encoding) if encoding else mistaken_letters.mended(_as_detected(data, where), where)
    if not _looks_like_text(text):
        raise _not_text(where)
    return text.removeprefix(_BOM)


def beginning(head: bytes) -> str:
    """The first letters of a file of plain text, in UTF-8 or UTF-16; what is cut or damaged is left out."""
    return head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "ignore")


def _as_told(data: bytes, where: str, encoding: str) -> str:
    known = _known(encoding)
    if known != "utf-8" and not data.isascii() and _is_utf8(data):
        raise ClaimsError(f"the file is not in {encoding}: it is UTF-8", where, "Leave --encoding out")
    return _decoded(data, where, known, encoding)


def _known(encoding: str) -> str:
    """Python's name of a text encoding."""
    try:
        codec = codecs.lookup(encoding)
        b"a".decode(codec.name, "ignore")  # fails for codecs that are not text encodings, such as base64
    except (LookupError, UnicodeError, ValueError) as error:
        raise ClaimsError(f"unknown encoding {encoding!r}", remedy=_SAY) from error
    return codec.name


def _as_detected(data: bytes, where: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, where, encoding, encoding)
    if b"\0" not in data and _is_utf8(data):
        return data.decode("utf-8")
    _refuse_damaged_utf8(data, where)
    encoding = _detected(data, where)
    name = _NAMES.get(encoding, encoding)
    text = _by_line(data, where, encoding, name)
    if len(_TWO_SCRIPTS.findall(text)) > _MOST_MIXED * len(text.split()):
        raise ClaimsError("the encoding cannot be detected", where, _SAY)
    _log.info("%s: read as %s", where, name)
    return text


def _by_line(data: bytes, where: str, encoding: str, name: str) -> str:
    """Decode text, of which some lines may be UTF-8, as when pieces of several files were put together."""
    lines = data.split(b"\n")
    if encoding not in _NAMES or not any(_is_utf8_beyond_ascii(line) for line in lines):
        return _decoded(data, where, encoding, name)
    _log.info("%s: some lines are in UTF-8, others in %s", where, name)
    return "\n".join(
        line.decode("utf-8") if _is_utf8(line) else _decoded(line, where, encoding, name) for line in lines
    )


def _is_utf8_beyond_ascii(line: bytes) -> bool:
    return not line.isascii() and _is_utf8(line)


def _detected(data: bytes, where: str) -> str:
    import chardet

    likely = chardet.EncodingEra.MODERN_WEB | chardet.EncodingEra.LEGACY_ISO
    guess = chardet.detect(data, encoding_era=likely, compat_names=False)
    if not (guess["mime_type"] or "text/").startswith("text/"):
        raise _not_text(where, guess["mime_type"])
    if guess["encoding"] is None or guess["confidence"] < _BELIEVED:
        raise ClaimsError("the encoding cannot be detected", where, _SAY)
    return guess["encoding"]


def _decoded(data: bytes, where: str, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(data, where, name, error) from error
    except UnicodeError as error:
        raise ClaimsError(f"the file is not in {name}", where, _SAY) from error
    if _SURROGATES.search(text):
        raise ClaimsError(f"the file is not in {name}", where, _SAY)
    return text


def _broken(data: bytes, where: str, name: str, error: UnicodeDecodeError) -> ClaimsError:
    line = data.count(b"\n", 0, error.start) + 1
    what = f"the file is not in {name}: byte {data[error.start]:#04x} in line {line} is not valid"
    return ClaimsError(what, where, _SAY)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_damaged_utf8(data: bytes, where: str) -> None:
    """Report where otherwise valid UTF-8 is damaged; any other encoding would give nonsense."""
    replaced = data.decode("utf-8", errors="replace")
    broken = replaced.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = sum(letter > "\x7f" for letter in replaced)
    if b"\0" in data or not broken or broken > beyond_ascii / 10:
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ClaimsError(
            f"the file is damaged UTF-8: byte {data[error.start]:#04x} in line {line} is not valid",
            where,
            "Get the file again from where it came from",
        ) from error


def _looks_like_text(text: str) -> bool:
    if "\0" in text:
        return False
    sample = text[:_SAMPLE]
    odd = sum(letter not in _WHITE and unicodedata.category(letter) in ("Cc", "Cn", "Co") for letter in sample)
    return odd <= len(sample) / 50


def _not_text(where: str, kind: str | None = None) -> ClaimsError:
    known = f" ({kind})" if kind and kind != "application/octet-stream" else ""
    return ClaimsError(f"the file is not text{known}", where, "Save the article's text as a .txt file in UTF-8")
