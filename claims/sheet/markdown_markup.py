"""Escape text for Markdown so that it reads the same in all common renderers.

Written for CommonMark with the extensions of GitHub, GitLab, pandoc and VS Code. A backslash disables markup
characters.
Patterns that renderers search for in the finished text (addresses, mentions, references, emoji, mathematics) ignore
backslashes; there, a `<span>` separates the characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape as escape_html
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from claims.sheet.safe_links import file_address, is_geo, safe_address
from claims.sheet.text_direction import attributes, direction, quotation_marks
from claims.sheet.view import Words
from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "as_words", "beside", "code", "code_block", "escape", "footnote", "image", "isolated", "link", "marked", "quoted",
    "start_mark",
]  # fmt: skip

_MARKED = re.compile(
    r"""
      (?P<divided>
          [@$]                              # mentions, mail addresses, citations; mathematics
        | [#!&](?=\d) | [%~](?=[\w"])       # references to issues, requests, epics; milestones, labels
        | :(?=[\w+-]+:)                     # emoji
        | (?<=/)/                           # addresses with a scheme, or without one
        | (?<=www)\.                        # addresses that begin so
        | (?<=gh)-(?=\d)                    # references to issues
      )
    | (?P<escaped>
          [\\`*_{}\[\]<>|~^&#]              # markup wherever it stands
        | ["']                              # pandoc would bend them
        | (?<=-)- | (?<=\.)\. | (?<==)=     # pandoc: dashes, ellipsis; others: highlighting
        | !(?=\[|$)                         # an image, when a bracket follows
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NO_LABEL = re.compile(r"[^\w-]")
_LIST_NUMBER = re.compile(r"(\d+|[a-z]|[ivxlcdm]+)([.)])", re.IGNORECASE)
_LEFT_OUT = " \\[…\\] "
_KEPT = 4096
"""Number of escaped texts to cache: names and labels recur throughout a sheet."""
_SIGNIFICANT = frozenset("#~&$!")


@lru_cache(maxsize=_KEPT)
def escape(text: str) -> str:
    """Return inline Markdown that reads as `text` anywhere in a line, alone or next to other text."""
    line = visible(text)
    body = line.strip()
    if not body:
        return _references(line)
    before, after = line[: line.index(body)], line[line.index(body) + len(body) :]
    return _references(before) + _escape_body(body) + _references(after)


def _references(blank: str) -> str:
    """Return white space that no parser trims."""
    return "".join(f"&#{ord(character)};" for character in blank)


def _escape_body(body: str) -> str:
    numbered = _LIST_NUMBER.match(body)
    if numbered:
        return numbered[1] + "\\" + numbered[2] + _MARKED.sub(_neutral, body[numbered.end() :])
    # Characters that begin a block or continue the one before: headings, lists, rules, definitions.
    begins = body[0].isascii() and not body[0].isalnum() and not _MARKED.match(body)
    return ("\\" if begins else "") + _MARKED.sub(_neutral, body)


def _neutral(match: re.Match[str]) -> str:
    character = match[0]
    if match["escaped"]:
        return "\\" + character
    inside = "\\" + character if character in _SIGNIFICANT else character
    return f"<span>{inside}</span>"


def isolated(words: Words) -> Markup:
    """Mark the words with their language and direction, isolated from the direction of the surrounding text."""
    return Markup(f"<span {attributes(words.language)}>{escape(words.text)}</span>")  # noqa: S704  # escaped for Markdown


def marked(words: Words) -> Markup:
    """Return quoted words with their marks, which stand at the ends that the words' own direction gives them."""
    before, after = quotation_marks(words.language)
    return Markup(f"<span {attributes(words.language)}>{before}{escape(words.text)}{after}</span>")  # noqa: S704  # escaped


def as_words(text: Words | str) -> Markup:
    """Return isolated words; a plain string takes the direction of its first letter."""
    return isolated(Words(text) if isinstance(text, str) else text)


def quoted(words: Iterable[Words], note: str | None = None) -> Markup:
    """Return a quotation as a block with its own direction, and a footnote reference if it has a note.

    Args:
        words: The parts of the quotation; omissions between them are marked.
        note: The label of the footnote; None for a quotation whose evidence stands elsewhere in the sheet.
    """
    parts = list(words)
    language = parts[0].language if parts else None
    text = _LEFT_OUT.join(escape(part.text) for part in parts)
    mark = start_mark(" ".join(part.text for part in parts), direction(language))
    block = f"<div {attributes(language)}>\n\n> {mark}{text}{footnote(note) if note else ''}\n\n</div>"
    return Markup(block)  # noqa: S704  # every part escaped for Markdown


def start_mark(text: str, way: str) -> Markup:
    """Return a mark that makes a line of `text` run in direction `way`; empty if its first letter already does.

    GitHub and GitLab use the first letter of a paragraph and ignore the surrounding element.
    """
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), None)
    if way == "rtl":
        return Markup("") if first in {"R", "AL"} else Markup("&rlm;")
    return Markup("&lrm;") if way == "ltr" and first in {"R", "AL"} else Markup("")


def footnote(label: str) -> Markup:
    """Return a footnote reference; followed by a colon, it begins the footnote's text."""
    return Markup(f"[^{_NO_LABEL.sub('-', label)}]")  # noqa: S704  # nothing but letters, digits, - and _ is left


def code(text: str, around: str = "ltr") -> Markup:
    """Return literal text in a fixed-width font, left to right even if the text `around` is right to left."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._:/+ -]*(?<! )", text) or "://" in text:
        return Markup(f'<code dir="ltr">{escape(text)}</code>')  # noqa: S704  # escaped for Markdown
    # The text contains nothing that could end the code.
    return Markup(f'<span dir="ltr">`{text}`</span>' if around == "rtl" else f"`{text}`")  # noqa: S704


def code_block(lines: Iterable[str], around: str = "ltr") -> Markup:
    """Return literal lines in a fixed-width font, left to right."""
    shown = [visible(line) for line in lines]
    longest = max((len(run) for line in shown for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    block = "\n".join([fence, *shown, fence])
    # The fence is longer than any run of backticks inside.
    return Markup(f'<div dir="ltr">\n\n{block}\n\n</div>' if around == "rtl" else block)  # noqa: S704


def link(text: str | Markup, address: str | None) -> Markup:
    """Return a link to a web address or a `geo:` URI; only the text if there is no address, or if it is unsafe."""
    label = text if isinstance(text, Markup) else Markup(escape(text))  # noqa: S704  # escaped for Markdown
    safe = address if is_geo(address) else safe_address(address)
    if safe is None:
        return label
    # Without spaces, angle brackets and backslashes, nothing can end the address early.
    return Markup(f"[{label}](<{escape_html(safe, quote=False)}>)")  # noqa: S704


def beside(text: str | Markup, file: str) -> Markup:
    """Return a link to a file next to the sheet; only for the program's own files, since it may open a file."""
    label = text if isinstance(text, Markup) else Markup(escape(text))  # noqa: S704  # escaped for Markdown
    return Markup(f"[{label}](<{file_address(file)}>)")  # noqa: S704  # no markup is left in it


def image(alt: Markup, file: str) -> Markup:
    """Return an image next to the sheet; only for the program's own files, since it opens a file."""
    return Markup(f"![{alt}](<{quote(file, safe='')}>)")  # noqa: S704  # nothing but letters, digits and % is left
