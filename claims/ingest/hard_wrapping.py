"""Plain text whose lines were broken at a fixed width, as mail programs and editors do: its paragraphs put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["flowing", "unwrapped"]

_NARROWEST, _WIDEST = 30, 120
"""Widths in characters at which programs break lines; a longer line is a paragraph."""
_ENOUGH_BREAKS = 2
_FULL_SHARE = 0.7
"""How many of the breaks within paragraphs must be such that the next word did not fit on the line."""
_SENTENCE_ENDS = (".", "!", "?", "؟", "…", ":")
_ENDED_SHARE = 0.4
"""How many of these breaks may be at a sentence's end: where lines are paragraphs, all are."""
_MAIL_QUOTE = re.compile(r"(?:>[ \t]?|\|(?![^|\n]*\|)[ \t]?)+")
"""Marks of quoted words at the beginning of a line; a line with a further bar is a row of a table."""
_ESCAPED_END = re.compile(r"[ \t]*\\$")
"""How Markdown keeps the end of a line."""
_NO_PROSE = re.compile(
    r"[\W_]*$|-{3,}.*-{3,}$|\s*:[\w-]+:(?:\s|$)|\*+\s|#\+|={1,6}\s"
    r"|(?:From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|من|إلى|نسخة|التاريخ|الموضوع)\s?:\s"
)
"""A line that neither goes on nor is gone on with: a rule, a heading's underline, a property or a heading of Org, the
header of a message that another one quotes."""
_INDENTED = 2
"""Blanks by which the first line of a paragraph is set in."""
_DIVIDED = re.compile(r"[A-Za-z][-\u2010\u00ad]$")
"""The end of a line that divides a word, if the next one goes on with a small letter."""
_ITEM = re.compile(r"[-*•–—·#]\s|\(?[\d٠-٩]{1,3}[.)\-]\s")
"""How a line begins that is an item of a list and goes on nothing."""


def unwrapped(text: str) -> str:
    r"""The text with each paragraph on one line, where it is evident that its lines were broken at a fixed width.

    It is evident where most lines within paragraphs are so full that the first word of the next one would not have
    fitted, and few of these end a sentence. A line that had room ends its paragraph, and one that is set in begins the
    next. Marks of quoted mail (`>`, `|`) at the beginnings of lines are removed; another depth is another paragraph.

    Args:
        text: Plain text with `\n` line ends.

    Returns:
        The text itself where its lines are its paragraphs.
    """
    written = text.split("\n")
    if sum(line.endswith("\\") for line in written) >= _ENOUGH_BREAKS:
        written = [_ESCAPED_END.sub("", line) for line in written]
    marks = [_MAIL_QUOTE.match(line) for line in written]
    depths = [mark[0].count(">") + mark[0].count("|") if mark else 0 for mark in marks]
    lines = [line[mark.end() if mark else 0 :] for line, mark in zip(written, marks, strict=True)]
    is_prose = [not _NO_PROSE.match(line) for line in lines]
    width = max((len(line.rstrip()) for line, prose in zip(lines, is_prose, strict=True) if prose), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text if lines == text.split("\n") else "\n".join(lines)
    breaks = [
        k
        for k in range(len(lines) - 1)
        if is_prose[k] and is_prose[k + 1] and depths[k] == depths[k + 1] and not _begins(lines[k], lines[k + 1])
    ]
    full = {k for k in breaks if _is_full(lines[k], lines[k + 1], width)}
    ended = sum(lines[k].rstrip().endswith(_SENTENCE_ENDS) for k in full)
    wrapped = len(full) >= max(_ENOUGH_BREAKS, _FULL_SHARE * len(breaks)) and ended <= _ENDED_SHARE * len(full)
    return _joined(lines, full) if wrapped else "\n".join(lines)


def flowing(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one; words that were divided at a line's end are whole."""
    words = lines[0]
    for line in lines[1:]:
        if _DIVIDED.search(words) and line[:1].islower():
            words = words[:-1] + line
        else:
            words += line if re.search(r"\w-$", words) and re.match(r"\d", line) else f" {line}"
    return words


def _begins(line: str, following: str) -> bool:
    """Whether the following line begins an item, or a paragraph by its indent; the further lines of an item do not."""
    is_set_in = _indent(following) >= _indent(line) + _INDENTED and not _ITEM.match(line.lstrip())
    return is_set_in or _ITEM.match(following.lstrip()) is not None


def _indent(line: str) -> int:
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one, or is half on it."""
    is_divided = _DIVIDED.search(line.rstrip()) is not None and following.lstrip()[:1].islower()
    return is_divided or len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _joined(lines: list[str], joints: set[int]) -> str:
    paragraphs: list[list[str]] = []
    for k, line in enumerate(lines):
        if k - 1 in joints:
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line.rstrip() if k in joints else line])
    return "\n".join(map(flowing, paragraphs))
