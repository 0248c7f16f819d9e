"""Escape text for HTML elements and for attributes in double quotes."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from markupsafe import Markup
from markupsafe import escape as escape_html

from claims.errors import ClaimsError
from claims.sheet.safe_links import file_address, is_geo, safe_address
from claims.sheet.text_direction import attributes, quotation_marks
from claims.sheet.view import Words
from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "as_words", "code", "code_block", "escape", "inline", "isolated", "language_of", "link", "marked", "path", "quoted",
    "tidy",
]  # fmt: skip

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
"""Content security policy: besides its own script and style, a sheet can only show embedded pictures and fonts."""

_FRAMES = "frame-src 'self' file:"
"""The addition for a page with an annex; for a page opened from a folder, some browsers take `self` to be nothing."""


def escape(text: str) -> str:
    """Escape every character that could begin markup or end an attribute."""
    return str(escape_html(visible(text)))


def isolated(words: Words) -> Markup:
    """Mark the words with their language and direction, isolated from the direction of the surrounding text."""
    return Markup(f"<bdi {attributes(words.language)}>{escape(words.text)}</bdi>")  # noqa: S704  # escaped


def marked(words: Words) -> Markup:
    """Return quoted words with their marks, which stand at the ends that the words' own direction gives them."""
    before, after = quotation_marks(words.language)
    return Markup(f"<bdi {attributes(words.language)}>{before}{escape(words.text)}{after}</bdi>")  # noqa: S704  # escaped


def as_words(text: Words | str) -> Markup:
    """Return isolated words; a plain string takes the direction of its first letter."""
    return isolated(Words(text) if isinstance(text, str) else text)


def language_of(words: Words | str | None) -> Markup:
    """Return the attributes `dir` and `lang` for an element with only these words, or text in this language."""
    return Markup(attributes(words.language if isinstance(words, Words) else words))  # noqa: S704  # of a checked tag


def quoted(words: Iterable[Words]) -> Markup:
    """Return a quotation as a block with its own direction; omissions between its parts are marked."""
    parts = list(words)
    language = parts[0].language if parts else None
    text = _LEFT_OUT.join(escape(part.text) for part in parts)
    return Markup(f"<blockquote {attributes(language)}><p>{text}</p></blockquote>")  # noqa: S704  # escaped


def code(text: str) -> Markup:
    """Return literal text in a fixed-width font, left to right."""
    return Markup(f'<code dir="ltr">{escape(text)}</code>')  # noqa: S704  # escaped


def code_block(lines: Iterable[str]) -> Markup:
    """Return literal lines in a fixed-width font, left to right."""
    text = "\n".join(escape(line) for line in lines)
    return Markup(f'<pre dir="ltr"><code>{text}</code></pre>')  # noqa: S704  # escaped


def link(text: str | Markup, address: str | None, *, target: str | None = None) -> Markup:
    """Return a link to a web address; only the text if there is no address, or if it is unsafe.

    `target` names the window that it opens in, such as `_blank`.
    """
    label = text if isinstance(text, Markup) else Markup(escape(text))  # noqa: S704  # escaped
    safe = address if is_geo(address) else safe_address(address)
    if safe is None:
        return label
    where = f' target="{target}"' if target else ""
    return Markup(f'<a href="{escape_html(safe)}" rel="noopener noreferrer"{where}>{label}</a>')  # noqa: S704  # escaped


def path(file: str) -> Markup:
    """Return the address of one of the sheet's own files next to it; empty for an empty path."""
    return Markup(file_address(file))  # noqa: S704  # no markup is left in it


def inline(styles: Sequence[str], script: str, *, frames: bool = False) -> Markup:
    """Return the styles and the script of a page, after a policy that forbids all others.

    With `frames`, the page may show the sheet's other files inside it.

    Raises:
        ClaimsError: if one of them would end its own element.
    """
    for source in (*styles, script):
        if re.search(r"</(style|script)|<!--", source, re.IGNORECASE):
            raise ClaimsError(
                "a style or script holds </style, </script or <!--",
                remedy="Remove it: in a page it would end the enclosing element",
            )
    styles, script = [tidy(style) for style in styles], tidy(script)
    allowed = [f"style-src {' '.join(map(_hashed, styles))}", f"script-src {_hashed(script)}"]
    allowed += [_FRAMES] if frames else []
    policy = "; ".join([_RULES[0], *allowed, *_RULES[1:]])
    pieces = [f'<meta http-equiv="Content-Security-Policy" content="{policy}">']
    pieces += [f"<style>{style}</style>" for style in styles]
    pieces += [f'<script type="module">{script}</script>']
    return Markup("\n".join(pieces))  # noqa: S704  # the files of the package and of the template's author


def tidy(text: str) -> str:
    """Remove trailing spaces and empty lines, and end the text with one newline.

    Browsers compute hashes of styles and scripts; after this, tidying the page no longer changes them.
    """
    lines = (line.rstrip(" \t") for line in re.split(r"\r\n|\r|\n", text))
    return "\n".join(line for line in lines if line) + "\n"


def _hashed(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
