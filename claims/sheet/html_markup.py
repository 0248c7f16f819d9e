"""HTML that says exactly what its text says, in an element or in an attribute between double quotes."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from markupsafe import Markup
from markupsafe import escape as escape_html

from claims.errors import ClaimsError
from claims.sheet.safe_links import is_geo, safe_address
from claims.sheet.text_direction import attributes
from claims.sheet.view import Words
from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["as_words", "code", "code_block", "escape", "inline", "isolated", "language_of", "link", "quoted", "tidy"]

_LEFT_OUT = ' <span class="left-out">[…]</span> '
_RULES = (
    "default-src 'none'",
    "img-src data:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
"""What a sheet may do beside its own script and style: nothing but show pictures and fonts that are in the file."""


def escape(text: str) -> str:
    """The text with every character that could begin markup or end an attribute written as a reference."""
    return str(escape_html(visible(text)))


def isolated(words: Words) -> Markup:
    """The words with their language and direction, cut off from the direction of what stands around them."""
    return Markup(f"<bdi {attributes(words.language)}>{escape(words.text)}</bdi>")  # noqa: S704  # escaped


def as_words(text: Words | str) -> Markup:
    """Words set apart; a plain string likewise, in the direction of its first letter."""
    return isolated(Words(text) if isinstance(text, str) else text)


def language_of(words: Words | str | None) -> Markup:
    """The attributes `dir` and `lang` for an element that holds nothing but these words, or text in this language."""
    return Markup(attributes(words.language if isinstance(words, Words) else words))  # noqa: S704  # of a checked tag


def quoted(words: Iterable[Words]) -> Markup:
    """A quotation as a block of its own, in its own direction; what stands between its parts is marked as left out."""
    parts = list(words)
    language = parts[0].language if parts else None
    text = _LEFT_OUT.join(escape(part.text) for part in parts)
    return Markup(f"<blockquote {attributes(language)}><p>{text}</p></blockquote>")  # noqa: S704  # escaped


def code(text: str) -> Markup:
    """Text letter for letter in a fixed width, from left to right."""
    return Markup(f'<code dir="ltr">{escape(text)}</code>')  # noqa: S704  # escaped


def code_block(lines: Iterable[str]) -> Markup:
    """Lines letter for letter, one below the other, from left to right."""
    text = "\n".join(escape(line) for line in lines)
    return Markup(f'<pre dir="ltr"><code>{text}</code></pre>')  # noqa: S704  # escaped


def link(text: str | Markup, address: str | None) -> Markup:
    """A link to a web address; the text alone where there is none, or where it is not safe to follow."""
    label = text if isinstance(text, Markup) else Markup(escape(text))  # noqa: S704  # escaped
    safe = address if is_geo(address) else safe_address(address)
    if safe is None:
        return label
    return Markup(f'<a href="{escape_html(safe)}" rel="noopener noreferrer">{label}</a>')  # noqa: S704  # escaped


def inline(styles: Sequence[str], script: str) -> Markup:
    """The styles and the script of a page, after a policy by which nothing else in the page can act.

    Raises:
        ClaimsError: where one of them would end its own element.
    """
    for source in (*styles, script):
        if re.search(r"</(style|script)|<!--", source, re.IGNORECASE):
            raise ClaimsError(
                "a style or script holds </style, </script or <!--",
                remedy="Remove it: in a page it would end the enclosing element",
            )
    styles, script = [tidy(style) for style in styles], tidy(script)
    allowed = [f"style-src {' '.join(map(_hashed, styles))}", f"script-src {_hashed(script)}"]
    policy = "; ".join([_RULES[0], *allowed, *_RULES[1:]])
    pieces = [f'<meta http-equiv="Content-Security-Policy" content="{policy}">']
    pieces += [f"<style>{style}</style>" for style in styles]
    pieces += [f'<script type="module">{script}</script>']
    return Markup("\n".join(pieces))  # noqa: S704  # the files of the package and of the template's author


def tidy(text: str) -> str:
    """The text without blanks at the ends of lines and without empty lines, with one newline at the end.

    A browser hashes what it reads: a style or script that has been tidied is not changed when its page is.
    """
    lines = (line.rstrip(" \t") for line in re.split(r"\r\n|\r|\n", text))
    return "\n".join(line for line in lines if line) + "\n"


def _hashed(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
