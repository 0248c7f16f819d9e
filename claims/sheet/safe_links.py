"""Check addresses for safety, and build links that open an article at the quoted words.

A text fragment (`#:~:text=`, https://wicg.github.io/scroll-to-text-fragment/) contains the words themselves, so it
still
works if other parts of the page change. Browsers use the first match of whole words, ignoring case; a fragment is
therefore
tested on the text, and extended with context until it finds the right place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Directive", "directive", "file_address", "find", "is_geo", "safe_address", "with_fragment"]

_GEO = re.compile(r"geo:-?[0-9]{1,2}(\.[0-9]+)?,-?[0-9]{1,3}(\.[0-9]+)?(;u=[0-9]+)?")
_SAFE_IN_ADDRESS = "!$'()*+,;=:@/?%~-._&[]"
_WHOLE_UP_TO = 120
"""Maximum length of a fully quoted passage, in code points; a longer one is given by its first and last words, which
keeps the address short."""
_WORDS_AT_ENDS = 4
_CONTEXT = (0, 1, 2, 3, 5, 8)
"""Numbers of words of context to try on each side."""


class Directive(NamedTuple):
    """The parts of one text directive, not encoded; missing parts are empty."""

    prefix: str
    start: str
    end: str
    suffix: str

    def encoded(self) -> str:
        """Return the encoded directive as it follows `text=` in an address."""
        prefix = f"{_encoded(self.prefix)}-," if self.prefix else ""
        end = f",{_encoded(self.end)}" if self.end else ""
        suffix = f",-{_encoded(self.suffix)}" if self.suffix else ""
        return f"{prefix}{_encoded(self.start)}{end}{suffix}"


def _encoded(words: str) -> str:
    # The dash and the comma are syntax of the directive; quote() would not encode the dash.
    return quote(words, safe="").replace("-", "%2D")


def file_address(path: str) -> str:
    """Return the relative address of a file next to the sheet: nothing but letters, digits, % and `/.-_` is left."""
    return quote(path, safe="/.-_")


def safe_address(address: str | None) -> str | None:
    """Return the address as an ASCII http(s) link; None for other schemes, a hidden user name, or a missing host."""
    if address is None or not address.isprintable():
        return None
    try:
        parts = urlsplit(address.strip())
        parts.port  # noqa: B018  # raises where the port is no number
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return None
    host = re.sub(r"[^\w.:\[\]-]", "", parts.netloc)
    if host != parts.netloc:
        return None
    query = f"?{quote(parts.query, safe=_SAFE_IN_ADDRESS)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=_SAFE_IN_ADDRESS)}" if parts.fragment else ""
    return f"{parts.scheme}://{_ascii_host(host)}{quote(parts.path, safe=_SAFE_IN_ADDRESS)}{query}{fragment}"


def is_geo(address: str | None) -> bool:
    """Return whether an address is a `geo:` URI (RFC 5870) that consists only of plain numbers."""
    return address is not None and _GEO.fullmatch(address) is not None


def _ascii_host(host: str) -> str:
    try:
        return host.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return quote(host, safe=":[]")


def with_fragment(address: str | None, text: str, spans: Iterable[tuple[int, int]]) -> str | None:
    """Return the safe address with a text directive for each span of `text`; None if the address is unsafe."""
    safe = safe_address(address)
    if safe is None:
        return None
    found = (directive(text, start, end) for start, end in spans)
    directives = "&".join(f"text={each.encoded()}" for each in found if each)
    joint = "" if "#" in safe else "#"
    return f"{safe}{joint}:~:{directives}" if directives else safe


def directive(text: str, start: int, end: int) -> Directive | None:
    """Return the shortest directive that finds the span, or the nearest match; None without words."""
    start, end = _whole_words(text, start, end)
    if not 0 <= start < end <= len(text):
        return None
    best = None
    for tried in _candidates(text, start, end):
        best = best or tried
        if find(text, tried) == (start, end):
            return tried
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Trim the span and extend it to whole words, because browsers do not match parts of words."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _candidates(text: str, start: int, end: int) -> Iterator[Directive]:
    words = text[start:end]
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    for count in _CONTEXT:
        prefix = _last_words(before, count)
        suffix = _first_words(after, count)
        if "\n" not in words and len(words) <= _WHOLE_UP_TO:
            yield Directive(prefix, words, "", suffix)
        else:
            first = _first_words(words.partition("\n")[0], _WORDS_AT_ENDS + count)
            last = _last_words(words.rpartition("\n")[2], _WORDS_AT_ENDS + count)
            yield Directive(prefix, first, last, suffix)


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:]) if count else ""


def find(text: str, wanted: Directive) -> tuple[int, int] | None:
    """Return the first match of a directive in `text`, as a browser following the specification finds it."""
    gap = r"[^\S\n]*"
    start, end = _pattern(wanted.start), _pattern(wanted.end)
    body = rf"(?P<from>{start})(?:.*?(?P<to>{end}))" if wanted.end else rf"(?P<from>{start})"
    before = rf"{_pattern(wanted.prefix)}{gap}" if wanted.prefix else ""
    after = rf"(?={gap}{_pattern(wanted.suffix)})" if wanted.suffix else ""
    match = re.search(before + body + after, text, re.DOTALL | re.IGNORECASE)
    return (match.start("from"), match.end("to" if wanted.end else "from")) if match else None


def _pattern(words: str) -> str:
    """Return a pattern for the words with any white space between them, at word boundaries."""
    inner = r"[^\S\n]+".join(map(re.escape, words.split()))
    return rf"(?<!\w(?=\w)){inner}(?!(?<=\w)\w)"
